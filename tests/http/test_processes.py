"""The two hazard questions over HTTP: shapes and refusals. Their figures are tested with the core."""

from __future__ import annotations

import html
import re

import pytest
from jsonschema import Draft202012Validator


def run(client, process: str, inputs: object, **params: str):
    return client.post(f"/processes/{process}/execution", json={"inputs": inputs}, params=params)


EXPOSURE = {"hazard": "risiko", "jenis": "api", "classes": ["besar"], "exposed": "pohon", "by": "blok"}


def test_exposure_answers_with_a_table_that_adds_up(client):
    answer = run(client, "exposure", EXPOSURE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    result = answer.json()
    for row in [*result["rows"], result["total"]]:
        parts = sum(row["kelas"].values()) + row["tidak_terpapar"] + row["tidak_ada_data"]
        assert parts == row["total"]
    assert result["total"]["total"] == 10
    assert result["total"]["kelas"]["besar"] == 1
    assert {"sources", "rule", "versions", "ditahan"} <= set(result)


def test_at_point_tells_place_hazards_and_refuges(client):
    result = run(client, "at-point", {"lon": 110.4, "lat": -6.6}, lang="en").json()
    assert {"tempat", "bahaya", "evakuasi", "versions"} <= set(result)
    fire = next(one for one in result["bahaya"] if one["jenis"] == "api")
    assert (fire["title"], fire["kelas"], fire["status"]) == ("Fire", 3, "terpapar")
    rock = next(one for one in result["bahaya"] if one["jenis"] == "batu")
    assert rock["status"] == "tidak_ada_data"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"exposed": "griya"}, 404),
        ({"exposed": "tidak_ada"}, 404),
        ({"hazard": "griya"}, 404),
        ({"hazard": {"type": "Point", "coordinates": [110, -6]}}, 400),
        ({"jenis": None}, 400),
        ({"jenis": "gempa"}, 400),
        ({"classes": ["sangat besar"]}, 400),
        ({"classes": []}, 400),
        ({"by": "pohon"}, 400),
        ({"rule": "guess"}, 400),
        ({"bogus": 1}, 400),
    ],
)
def test_inputs_that_do_not_fit_are_refused_with_a_sentence(client, changed, status):
    answer = run(client, "exposure", {**EXPOSURE, **changed})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_hidden_layer_is_refused_like_one_that_does_not_exist(client):
    hidden, missing = (run(client, "exposure", {**EXPOSURE, "exposed": name}) for name in ("griya", "tiada"))
    assert hidden.json()["detail"] == missing.json()["detail"].replace("tiada", "griya")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"null",
        b'{"inputs": []}',
        b'{"inputs": {"lon": 110.1}}',
        b'{"bogus": {}}',
        b'{"inputs": {"lon": "x", "lat": 1}}',
        b'{"inputs": {"lon": 1e999, "lat": 1}}',
        b'{"inputs": {"lon": 181, "lat": 1}}',
        b'{"inputs": {"lon": 1, "lat": 1}, "response": "both"}',
        b'{"inputs": {"lon": 1, "lat": 1}, "mode": "async"}',
        b'{"inputs": {"lon": 1, "lat": 1}, "outputs": []}',
        b'{"inputs": {"lon": 1, "lat": 1}, "outputs": {"bogus": {}}}',
        b'{"inputs": {"lon": 1, "lat": 1}, "outputs": {"result": 1}}',
        b'{"inputs": {"lon": 1, "lat": 1}, "outputs": {"result": {"transmissionMode": "reference"}}}',
        b'{"inputs": {"lon": {"href": "http://127.0.0.1:1/"}, "lat": 1}}',
        b'{"inputs": {"lon": {"href": "file:///etc/passwd"}, "lat": 1}}',
        b'{"inputs": {"lon": {"href": 1}, "lat": 1}}',
        b'{"inputs": {"lon": {"href": "data:,{"}, "lat": 1}}',
        b'{"inputs": {"lon": {"href": "data:"}, "lat": 1}}',
        b'{"inputs": {"lon": {"href": "data:;base64,%"}, "lat": 1}}',
        b"\xff\xfe",
        b'{"inputs": ' + b"[" * 100_000,
    ],
)
def test_a_body_of_another_shape_is_refused(client, body):
    answer = client.post(
        "/processes/at-point/execution", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_without_end_is_not_read_to_its_end(client):
    answer = client.post("/processes/at-point/execution", content=b" " * (1024**2 + 1), params={"lang": "en"})
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.json()["detail"]


@pytest.mark.requirement("processes-1/core/process-execute-request")
def test_a_body_that_is_not_json_is_not_taken(client):
    answer = client.post(
        "/processes/at-point/execution",
        content=b"lon=1",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 415
    assert answer.json()["allowed"] == ["application/json"]


@pytest.mark.requirement("processes-1/core/process-exception/no-such-process")
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_unknown_process_is_not_found(client, language):
    for answer in (
        client.get("/processes/bogus", params={"lang": language}),
        run(client, "bogus", {}, lang=language),
        client.post("/processes/bogus/execution", content=b"{", params={"lang": language}),
    ):
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        kind = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process"
        assert answer.json()["type"] == kind
        assert "at-point" in answer.json()["detail"]
        assert "bogus" not in answer.json()["detail"]


HERE = {"lon": 110.4, "lat": -6.6}


@pytest.mark.requirement(
    "processes-1/core/process-execute-op",
    "processes-1/core/process-execute-request",
    "processes-1/core/process-execute-default-outputs",
    "processes-1/core/process-execute-sync-raw-value-one",
)
@pytest.mark.parametrize(
    "more", [{}, {"outputs": {}}, {"outputs": {"result": {"transmissionMode": "value"}}}]
)
def test_a_result_stands_by_itself_unless_a_document_is_asked_for(client, more):
    asked = {"inputs": HERE, **more}
    raw = client.post("/processes/at-point/execution", json=asked)
    whole = client.post("/processes/at-point/execution", json={**asked, "response": "document"})
    assert (raw.status_code, whole.status_code) == (200, 200)
    assert raw.headers["content-type"] == whole.headers["content-type"] == "application/json"
    assert "tempat" in raw.json()
    assert whole.json() == {"result": {"value": raw.json(), "mediaType": "application/json"}}


@pytest.mark.requirement(
    "processes-1/core/process-execute-inputs",
    "processes-1/core/process-execute-input-inline-object",
    "processes-1/core/process-execute-input-mixed-type",
)
@pytest.mark.parametrize(
    "lon",
    [
        110.4,
        {"value": 110.4},
        {"value": 110.4, "mediaType": "application/json"},
        {"href": "data:,110.4"},
        {"href": "data:application/json,110%2E4", "rel": "item", "type": "application/json"},
        {"href": "data:application/json;base64,MTEwLjQ="},
    ],
)
def test_an_input_may_be_given_as_it_is_or_qualified_or_behind_a_link_that_holds_it(client, lon):
    assert run(client, "at-point", {"lon": lon, "lat": -6.6}).json() == run(client, "at-point", HERE).json()


@pytest.mark.requirement("processes-1/core/process-execute-input-array")
def test_an_input_of_several_values_is_given_as_a_list(client):
    more = run(client, "exposure", {**EXPOSURE, "classes": ["kecil", "besar"]}).json()["total"]
    less = run(client, "exposure", EXPOSURE).json()["total"]
    assert more["kelas"] == less["kelas"]
    assert more["terdampak"] >= less["terdampak"]


@pytest.mark.requirement("processes-1/core/process-execute-input-validation")
@pytest.mark.parametrize("lon", ["x", None, 181, [110.4], {"value": "x"}, {"href": "data:,%22x%22"}])
def test_an_input_is_held_to_its_schema_wherever_it_stands(client, lon):
    answer = run(client, "at-point", {"lon": lon, "lat": -6.6})
    assert answer.status_code == 400
    assert "lon" in answer.json()["detail"]


@pytest.mark.requirement(
    "processes-1/core/process-execute-default-execution-mode",
    "processes-1/core/process-execute-auto-execution-mode",
)
@pytest.mark.parametrize("prefer", [None, "respond-async", "respond-async, wait=10", "wait=0"])
def test_every_process_is_answered_at_once_whatever_a_caller_prefers(client, get, prefer):
    assert get("/processes/at-point")["jobControlOptions"] == ["sync-execute"]
    headers = {"prefer": prefer} if prefer else {}
    answer = client.post("/processes/at-point/execution", json={"inputs": HERE}, headers=headers)
    assert answer.status_code == 200
    assert "location" not in answer.headers


@pytest.mark.requirement(
    "processes-1/core/process-list",
    "processes-1/core/process-list-success",
    "processes-1/core/pl-limit-response",
    "processes-1/core/pl-links",
)
def test_the_list_of_processes_is_had_in_pages(client, get):
    pages = [get("/processes", limit=1)]
    while following := [link for link in pages[-1]["links"] if link["rel"] == "next"]:
        pages.append(client.get(following[0]["href"]).json())
    assert [[one["id"] for one in page["processes"]] for page in pages] == [["exposure"], ["at-point"]]
    assert len(get("/processes", limit=1_000_000)["processes"]) == 2
    for page in pages:
        rels = {link["rel"]: link["type"] for link in page["links"]}
        assert rels["self"] == "application/json"
        assert rels["alternate"] == "text/html"


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", "0"), ("limit", "-1"), ("limit", "x"), ("limit", "1" * 11), ("offset", "-1")],
)
def test_a_page_of_an_odd_size_is_refused(client, name, value):
    answer = client.get("/processes", params={name: value})
    assert answer.status_code == 400
    assert answer.json()["parameter"] == name


@pytest.mark.requirement(
    "processes-1/core/process",
    "processes-1/core/process-success",
    "processes-1/ogc-process-description/json-encoding",
    "processes-1/ogc-process-description/inputs-def",
    "processes-1/ogc-process-description/input-def",
    "processes-1/ogc-process-description/outputs-def",
    "processes-1/ogc-process-description/output-def",
)
def test_a_process_is_described_as_the_standard_has_it(get):
    for one in get("/processes")["processes"]:
        told = get(f"/processes/{one['id']}")
        assert {**told, **one, "links": told["links"]} == told
        assert told["outputTransmission"] == ["value"]
        for group in ("inputs", "outputs"):
            assert told[group]
            for each in told[group].values():
                assert each["title"]
                Draft202012Validator.check_schema(each["schema"])
        execute = [x["href"] for x in told["links"] if x["rel"].endswith("/rel/ogc/1.0/execute")]
        assert execute == [f"http://peta.test/processes/{one['id']}/execution"]


def test_processes_are_described_by_what_there_is(get):
    assert [one["id"] for one in get("/processes")["processes"]] == ["exposure", "at-point"]
    inputs = get("/processes/exposure")["inputs"]
    assert inputs["hazard"]["schema"]["enum"] == ["risiko"]
    assert inputs["by"]["schema"]["enum"] == ["blok", "wilayah"]
    assert "griya" not in inputs["exposed"]["schema"]["enum"]
    assert set(get("/processes/at-point")["inputs"]) == {"lon", "lat"}


@pytest.mark.requirement(
    "processes-1/core/job",
    "processes-1/core/job-exception-no-such-job",
    "processes-1/core/job-results",
    "processes-1/core/job-results-exception/no-such-job",
)
def test_every_answer_is_given_at_once_so_there_are_no_jobs(get, client):
    assert get("/jobs")["jobs"] == []
    for path in ("/jobs/1", "/jobs/1/results"):
        answer = client.get(path)
        assert answer.status_code == 404
        kind = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job"
        assert answer.json()["type"] == kind


@pytest.mark.parametrize("process", ["exposure", "at-point"])
def test_the_example_on_a_process_s_page_runs_as_it_stands(client, process):
    page = client.get(f"/processes/{process}", params={"f": "html"}).text
    body = html.unescape(re.search(r"-d '(.*)'", page)[1])
    answer = client.post(
        f"/processes/{process}/execution", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 200, answer.text
