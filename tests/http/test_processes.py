"""The two hazard questions over HTTP: shapes and refusals. Their figures are tested with the core."""

from __future__ import annotations

import pytest


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
        b'{"inputs": {"lon": 1, "lat": 1}, "response": "document"}',
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
    answer = client.post("/processes/at-point/execution", content=b" " * 1_000_001)
    assert answer.status_code == 400
    assert "less" in answer.json()["detail"]


def test_an_unknown_process_is_not_found(client):
    assert client.get("/processes/bogus").status_code == 404
    assert run(client, "bogus", {}).status_code == 404


def test_processes_are_described_by_what_there_is(get):
    assert [one["id"] for one in get("/processes")["processes"]] == ["exposure", "at-point"]
    inputs = get("/processes/exposure")["inputs"]
    assert inputs["hazard"]["schema"]["enum"] == ["risiko"]
    assert inputs["by"]["schema"]["enum"] == ["blok", "wilayah"]
    assert "griya" not in inputs["exposed"]["schema"]["enum"]
    assert set(get("/processes/at-point")["inputs"]) == {"lon", "lat"}


def test_every_answer_is_given_at_once_so_there_are_no_jobs(get, client):
    assert get("/jobs")["jobs"] == []
    assert client.get("/jobs/1").status_code == 404
