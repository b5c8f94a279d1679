"""Who says which state of a row is known changes that one only; who does not overwrites any."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.edits.trees import GEOJSON, MERGE, TREES, UTM, tree
from tests.http.garden import Garden


@pytest.mark.requirement(
    "features-4/optimistic-locking-etags/ifmatch-put-op",
    "features-4/optimistic-locking-etags/ifmatch-put-eval",
    "features-4/optimistic-locking-etags/ifmatch-patch-op",
    "features-4/optimistic-locking-etags/ifmatch-patch-eval",
    "features-4/optimistic-locking-etags/ifmatch-delete-op",
    "features-4/optimistic-locking-etags/ifmatch-delete-eval",
)
def test_who_knows_the_row_may_change_it_once(staff, planted):
    tag = {"if-match": staff.get(planted).headers["etag"]}
    assert staff.put(planted, json=tree(umur_th=5), headers=GEOJSON | tag).status_code == 200
    for method, body, kind in (
        ("PUT", tree(umur_th=6), GEOJSON),
        ("PATCH", {}, MERGE),
        ("DELETE", None, {}),
    ):
        stale = staff.request(method, planted, json=body, headers=kind | tag)
        assert (stale.status_code, stale.json()["status"]) == (412, 412)
    assert staff.get(planted).json()["properties"]["umur_th"] == 5


def test_the_tag_of_any_form_of_the_row_proves_its_state(staff, planted):
    for params in ({"f": "html"}, {"f": "jsonfg"}, {"crs": UTM}, {"properties": "nama"}):
        tag = staff.get(planted, params=params).headers["etag"]
        sent = staff.patch(planted, json={}, headers=MERGE | {"if-match": tag})
        assert sent.status_code == 200, params


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("*", 200),
        ('"lain"', 412),
        ('"lain", {tag}', 200),
        ("W/{tag}", 412),
        ('""', 412),
        ("tanpa tanda petik", 400),
    ],
)
def test_forms_of_if_match(staff, planted, given: str, status: int):
    tag = given.format(tag=staff.get(planted).headers["etag"])
    sent = staff.patch(planted, json={"properties": {"umur_th": 1}}, headers=MERGE | {"if-match": tag})
    assert sent.status_code == status


@pytest.mark.requirement("features-4/create-replace-delete/put-rid-exception")
def test_a_row_that_is_not_there_matches_nothing(staff):
    missing = f"{TREES}/tidak-ada"
    assert staff.put(missing, json=tree(), headers=GEOJSON | {"if-match": '"xyz"'}).status_code == 412
    assert staff.patch(missing, json={}, headers=MERGE | {"if-match": '"xyz"'}).status_code == 404
    assert staff.get(missing).status_code == 404


def test_a_row_may_be_put_only_where_none_is(staff, planted):
    first = GEOJSON | {"if-none-match": "*"}
    assert staff.put(planted, json=tree(), headers=first).status_code == 412
    assert staff.put(f"{TREES}/hanya-sekali", json=tree(), headers=first).status_code == 201


def test_who_may_only_make_a_row_is_told_that_it_is_there(staff, planted):
    only_new = GEOJSON | {"if-none-match": "*", "accept-language": "en"}
    refused = staff.put(planted, json=tree(), headers=only_new)
    assert refused.json()["detail"].startswith("A feature of this key is there already")


def test_of_many_who_began_from_one_state_one_wins(staff, planted):
    tag = staff.get(planted).headers["etag"]
    together = threading.Barrier(6)

    def change(number: int) -> int:
        together.wait()
        patch = {"properties": {"umur_th": 100 + number}}
        return staff.patch(planted, json=patch, headers=MERGE | {"if-match": tag}).status_code

    with ThreadPoolExecutor(6) as pool:
        found = sorted(pool.map(change, range(6)))
    assert found == [200, 412, 412, 412, 412, 412]


def test_without_a_tag_the_last_one_counts_and_history_keeps_all(staff, planted, plot):
    for age in (1, 2, 3):
        assert staff.patch(planted, json={"properties": {"umur_th": age}}, headers=MERGE).status_code == 200
    key = planted.rpartition("/")[2]
    with Garden(plot).change() as write:
        kept = write.connection.execute(
            "SELECT umur_th FROM history.pohon WHERE id = %s ORDER BY entry", [key]
        ).fetchall()
    assert kept == [(None,), (1,), (2,)]


def test_a_setting_makes_it_compulsory(make):
    with make(locking="required") as strict:
        made = strict.post(TREES, json=tree(), headers=GEOJSON)
        assert made.status_code == 201
        where, tag = made.headers["location"], {"if-match": made.headers["etag"]}
        for method, body, kind in (("PUT", tree(), GEOJSON), ("PATCH", {}, MERGE), ("DELETE", None, {})):
            assert strict.request(method, where, json=body, headers=kind).status_code == 428
        assert strict.delete(where, headers=tag).status_code == 204
