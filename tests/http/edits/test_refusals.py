"""What is refused, with which status, and what is told of it."""

from __future__ import annotations

import pytest

from tests.http.edits.trees import GEOJSON, MERGE, TREES, tree
from tests.http.toys import SECRET


@pytest.mark.requirement("features-4/features/schema")
@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"umur_th": "tua"}, "type"),
        ({"jenis": "mangga"}, "choices"),
        ({"dilihat": None}, "required"),
        ({"lupa": SECRET}, "unknown"),
        ({"tidak_ada": SECRET}, "unknown"),
    ],
)
def test_each_problem_is_told_by_property_in_both_languages(staff, values: dict, rule: str):
    told = [
        staff.post(TREES, params={"lang": language}, json=tree(**values), headers=GEOJSON)
        for language in ("id", "en")
    ]
    assert [one.status_code for one in told] == [422, 422]
    (name,) = values
    for one in told:
        assert [(each["property"], each["rule"]) for each in one.json()["problems"]] == [(name, rule)]
    assert told[0].json()["problems"][0]["message"] != told[1].json()["problems"][0]["message"]
    assert SECRET not in told[0].text + told[1].text


def test_a_hidden_field_is_told_like_one_that_is_not_there(staff):
    hidden, missing = (
        staff.post(TREES, json=tree(**{name: 1}), headers=GEOJSON).text.replace(name, "x")
        for name in ("lupa", "nihil")
    )
    assert hidden == missing


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"a"', b"null", b'{"type": "FeatureCollection", "features": []}', b"[" * 100_000,
     b'{"type": "Feature", "properties": 3}', b'{"type": "Feature", "geometry": []}', b"\xff\xfe",
     b'{"type": "Feature", "id": true, "properties": null, "geometry": null}'],
)  # fmt: skip
def test_what_is_no_feature_is_no_request(staff, body: bytes):
    assert staff.post(TREES, content=body, headers=GEOJSON).status_code == 400


@pytest.mark.requirement(
    "features-4/create-replace-delete/post-content-type",
    "features-4/create-replace-delete/put-content-type",
    "features-4/update/patch-content-type",
)
def test_media_types(staff, planted):
    for method, path in (("POST", TREES), ("PUT", planted), ("PATCH", planted)):
        assert staff.request(method, path, content=b"{}").status_code == 400
    assert staff.post(TREES, content=b"<a/>", headers={"content-type": "text/xml"}).status_code == 415
    assert staff.patch(planted, json={}, headers=GEOJSON).status_code == 415
    packed = GEOJSON | {"content-encoding": "gzip"}
    assert staff.post(TREES, content=b"x", headers=packed).status_code == 415
    typed = {"content-type": "Application/GEO+JSON; charset=utf-8"}
    assert staff.post(TREES, json=tree(), headers=typed).status_code == 201
    assert staff.post(TREES, json=tree(), headers=GEOJSON | {"accept": "text/html"}).status_code == 406


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(make):
    with make(edit_mb=1) as small:
        large = b" " * (1024 * 1024 + 1)
        assert small.post(TREES, content=large, headers=GEOJSON).status_code == 413
        assert small.post(TREES, content=iter([large]), headers=GEOJSON).status_code == 413


@pytest.mark.requirement(
    "features-4/create-replace-delete/put-rid",
    "features-4/update/rid",
    "features-4/features/geojson-create-replace",
    "features-4/features/update-json-merge-patch",
)
def test_a_key_is_taken_once_and_kept(staff, planted):
    key = planted.rpartition("/")[2]
    assert staff.post(TREES, json=tree(id=key), headers=GEOJSON).status_code == 409
    assert staff.put(planted, json={**tree(), "id": "lain"}, headers=GEOJSON).status_code == 422
    assert staff.patch(planted, json={"id": "lain"}, headers=MERGE).status_code == 422


def test_a_field_beside_the_properties_is_not_passed_over(staff, planted):
    refused = staff.patch(planted, json={"umur_th": 5}, headers=MERGE | {"accept-language": "en"})
    assert refused.status_code == 400
    assert '"properties": {"umur_th"' in refused.json()["detail"]
    assert staff.patch(planted, json={"lupa": 5}, headers=MERGE).status_code == 200, "as one not there"
    assert staff.patch(planted, json={"tidak_ada": 5}, headers=MERGE).status_code == 200
    assert staff.patch(planted, json=["umur_th"], headers=MERGE).status_code == 400
    assert staff.patch(planted, content=b"5", headers=MERGE).status_code == 400


def test_a_row_that_others_name_is_not_deleted(staff):
    refused = staff.delete("/collections/telaah/items/t1")
    assert refused.status_code == 409


@pytest.mark.parametrize("fid", ["%00", "a%0ab", "x" * 5000])
def test_odd_keys_fail_cleanly(staff, fid: str):
    for method, body, kind in (("PUT", tree(), GEOJSON), ("PATCH", {}, MERGE), ("DELETE", None, {})):
        answer = staff.request(method, f"{TREES}/{fid}", json=body, headers=kind)
        assert answer.status_code < 500, (method, answer.text)


def test_parameters_are_those_of_an_answer(staff):
    assert staff.post(f"{TREES}?bbox=1,2,3,4", json=tree(), headers=GEOJSON).status_code == 400


def test_who_comes_while_too_many_wait_is_told_when_to_come_again(staff, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("api.routes.edits._WAITING", 0)
    answer = staff.post(TREES, json=tree(), headers=GEOJSON)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
