"""Filters over HTTP, and the list of their functions."""

from __future__ import annotations

import orjson
import pytest

from gis.filters import FUNCTIONS
from tests.http.toys import HIDDEN_FIELDS, SECRET

ITEMS = "/collections/pohon/items"


def ids(page: dict) -> list[str]:
    return [feature["id"] for feature in page["features"]]


def test_a_filter_keeps_the_rows_for_which_it_is_true(get):
    page = get(ITEMS, filter="umur_th >= 7 AND NOT langka")
    assert ids(page) == ["pohon-7"]
    assert (page["numberMatched"], page["numberReturned"]) == (1, 1)


def test_a_filter_in_json_says_the_same(get):
    tree = {"op": ">=", "args": [{"property": "umur_th"}, 7]}
    told = {"filter": orjson.dumps(tree).decode(), "filter-lang": "cql2-json"}
    assert ids(get(ITEMS, **told)) == ids(get(ITEMS, filter="umur_th >= 7")) == ["pohon-7", "pohon-8"]


def test_a_filters_coordinates_are_in_its_own_system(get):
    there = get(ITEMS, filter="S_INTERSECTS(geometry, BBOX(110, -7, 110.4, -6.8))")
    turned = {"filter-crs": "http://www.opengis.net/def/crs/EPSG/0/4326"}
    assert ids(there) == ids(
        get(ITEMS, filter="S_INTERSECTS(geometry, BBOX(-7, 110, -6.8, 110.4))", **turned)
    )
    assert ids(there) == ["pohon-0", "pohon-1"]


def test_distances_are_asked_for_in_metres(get):
    # Two trees lie some 25 km apart.
    page = get(ITEMS, filter="distance_m(geometry, POINT(110.1 -6.95)) < 26000")
    assert ids(page) == ["pohon-0", "pohon-1"]


@pytest.mark.parametrize(
    "wrong",
    [
        "umur_th >=",
        "umur_th = 'x'",
        "tidak_ada = 1",
        "S_WITHIN(geometry, POINT(1 2)",
        "(" * 1_000 + "TRUE" + ")" * 1_000,
        "nama = 'a\x00b'",
        "umur_th * 9223372036854775807 > 1",
    ],
)
def test_what_is_no_filter_is_told_in_both_languages(client, wrong):
    told = [client.get(ITEMS, params={"filter": wrong, "lang": lang}) for lang in ("id", "en")]
    assert [answer.status_code for answer in told] == [400, 400]
    assert all(answer.headers["content-type"] == "application/problem+json" for answer in told)
    assert told[0].json()["detail"] != told[1].json()["detail"]


def test_a_filter_on_a_hidden_field_answers_like_one_on_a_missing_field(client):
    def told(name: str) -> tuple[int, str]:
        answer = client.get(ITEMS, params={"filter": f"{name} = '{SECRET}'"})
        return answer.status_code, answer.json()["detail"].replace(name, "…")

    missing = told("tidak_ada")
    assert [told(name) for name in HIDDEN_FIELDS] == [missing] * len(HIDDEN_FIELDS)


def test_what_queryables_name_is_what_filters_know(get, client):
    for each in get("/collections")["collections"]:
        queryables = set(get(f"/collections/{each['id']}/queryables")["properties"])
        answer = client.get(f"/collections/{each['id']}/items", params={"filter": "tidak_ada IS NULL"})
        assert set(answer.json()["allowed"]) == queryables
        both = " OR ".join(f"{name} IS NULL OR {name} IS NOT NULL" for name in queryables)
        assert get(f"/collections/{each['id']}/items", filter=both)["numberMatched"] == each["rows"]


def test_the_functions_are_listed_with_what_they_take_and_give(get):
    listed = {each["name"]: each for each in get("/functions", lang="en")["functions"]}
    assert set(listed) == set(FUNCTIONS)
    assert listed["distance_m"] == {
        "name": "distance_m",
        "description": "Distance between two geometries, in metres",
        "arguments": [{"title": "Geometry", "type": ["geometry"]}] * 2,
        "returns": ["number"],
    }
    types = {"string", "number", "integer", "datetime", "geometry", "boolean"}
    for each in listed.values():
        assert set(each["returns"]) <= types
        assert all(set(argument["type"]) <= types for argument in each["arguments"])
    indonesian = get("/functions")["functions"]
    assert all(each["description"] != listed[each["name"]]["description"] for each in indonesian)


ARGUMENTS = {
    "geometry": "geometry",
    "datetime": "dilihat",
    "string": "nama",
    "number": "tinggi_m",
    "integer": "umur_th",
}


def test_every_listed_function_can_be_used_as_it_is_listed(get):
    for each in get("/functions")["functions"]:
        given = ", ".join(ARGUMENTS[argument["type"][-1]] for argument in each["arguments"])
        # Every tree was seen; the last has no values besides.
        known = 10 if "dilihat" in given else 9
        assert get(ITEMS, filter=f"{each['name']}({given}) IS NOT NULL")["numberMatched"] == known


def test_the_functions_have_a_page_for_people(client):
    answer = client.get("/functions", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert "distance_m" in answer.text
