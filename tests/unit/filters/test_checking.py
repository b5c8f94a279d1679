"""What a filter names and compares is checked before the database is asked."""

from __future__ import annotations

import json
import time

import orjson
import pytest

from gis import crs, filters
from gis.errors import BadRequest, BadValue, Error, UnknownName
from gis.layer import Audience
from gis.privacy import audiences, visible
from layers import LAYERS
from tests.http.toys import HIDDEN_FIELDS, TOYS

VIEW = visible(TOYS["pohon"], Audience.PUBLIC)


def read(written: str, system: crs.Crs = crs.DEFAULT) -> filters.Filter:
    return filters.read(VIEW, written, filters.TEXT, system)


def read_json(tree: object) -> filters.Filter:
    return filters.read(VIEW, orjson.dumps(tree).decode(), filters.JSON, crs.DEFAULT)


@pytest.mark.parametrize(
    ("written", "named", "expected"),
    [
        ("umur_th = 'tua'", "umur_th", "a number"),
        ("'tua' = umur_th", "umur_th", "a number"),
        ("nama < 3", "nama", "a text"),
        ("nama LIKE 3", "like", "a text"),
        ("umur_th LIKE '3%'", "like", "a text"),
        ("langka = 1", "langka", "true or false"),
        ("langka < TRUE", "<", "a text"),
        ("ditanam > '2020-01-01'", "ditanam", "DATE("),
        ("nama BETWEEN 1 AND 2", "nama", "a text"),
        ("umur_th IN (1, 'a')", "umur_th", "a number"),
        ("umur_th", "filter", "true or false"),
        ("umur_th AND TRUE", "and", "true or false"),
        ("NOT nama", "not", "true or false"),
        ("umur_th + nama > 1", "+", "a number"),
        ("CASEI(umur_th) = 'a'", "casei", "a text"),
        ("S_INTERSECTS(nama, POINT(1 2))", "s_intersects", "a geometry"),
        ("S_INTERSECTS(geometry, 'POINT(1 2)')", "s_intersects", "a geometry"),
        ("T_AFTER(nama, DATE('2020-01-01'))", "t_after", "DATE("),
        ("T_AFTER(dilihat, '2020-01-01')", "t_after", "DATE("),
        ("A_CONTAINS(umur_th, ('a'))", "a_contains", "a list"),
        ("A_CONTAINS(hama, (1, 2))", "a_contains", "a text"),
        ("year(nama) = 2020", "year", "DATE("),
        ("nama LIKE jenis", "LIKE", "a pattern"),
        ("ditanam = DATE('2020-02-30')", "DATE", "a day such as"),
        ("ditanam = DATE('20200101')", "DATE", "a day such as"),
        ("dilihat = TIMESTAMP('2020-01-01T25:00:00Z')", "TIMESTAMP", "a time such as"),
        ("dilihat = TIMESTAMP('2020-01-01T05:00:00')", "TIMESTAMP", "a time such as"),
        ("T_AFTER(dilihat, INTERVAL('2020-01-02', '2020-01-01'))", "INTERVAL", "the first before the last"),
        ("T_AFTER(dilihat, INTERVAL('2020-01-02'))", "INTERVAL", "two ends"),
        ("T_AFTER(dilihat, INTERVAL(nama, '..'))", "INTERVAL", "DATE("),
        ("umur_th = 9223372036854775808", "filter", "2^63-1"),
        ("tinggi_m = 1e999", "filter", "a smaller number"),
        ("area_m2(POINT(0 0)) > 1", "area_m2", "in or around Indonesia"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_what_would(written, named, expected):
    with pytest.raises(BadValue) as error:
        read(written)
    assert error.value.name == named
    assert expected in error.value.in_("en")
    assert error.value.in_("id") != error.value.in_("en")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("hama = 'api'", "A_CONTAINS"),
        ("hama IN ('api')", "A_CONTAINS"),
        ("geometry = POINT(1 2)", "S_INTERSECTS"),
        ("dilihat = INTERVAL('2020-01-01', '..')", "DATE("),
        ("INTERVAL('2020-01-01', '..') = dilihat", "DATE("),
    ],
)
def test_what_has_no_plain_comparison_is_told_what_to_use(written, instead):
    with pytest.raises(BadRequest, match=instead.replace("(", r"\(")):
        read(written)


@pytest.mark.parametrize("written", ["nma = 'x'", "S_WITHIN(geom, POINT(1 2))", "NULL = 1", '"Nama" = 1'])
def test_a_name_that_does_not_exist_is_told_with_those_that_do(written):
    with pytest.raises(UnknownName) as error:
        read(written)
    assert {"nama", "umur_th", "geometry"} < set(error.value.allowed)


def test_a_text_without_quotes_is_told_that_it_needs_them():
    with pytest.raises(UnknownName) as error:
        read("nama = banjir")
    assert "write it in single quotes: 'banjir'." in error.value.in_("en")
    assert "tanda petik tunggal: 'banjir'." in error.value.in_("id")


def test_a_function_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(UnknownName) as error:
        read("buffer(geometry, 10) IS NULL")
    assert {"distance_m", "area_m2", "s_within", "casei"} < set(error.value.allowed)


@pytest.mark.parametrize(
    "written", ["year() = 1", "distance_m(geometry) < 1", "S_WITHIN(geometry)", "CASEI() = 'a'"]
)
def test_arguments_are_counted(written):
    with pytest.raises(BadRequest, match="arguments"):
        read(written)


@pytest.mark.parametrize(
    "tree",
    [
        {"op": "and", "args": [True]},
        {"op": "not", "args": [True, True]},
        {"op": "=", "args": [{"property": "umur_th"}]},
        {"op": "=", "args": [{"property": "umur_th"}, None]},
        {"op": "=", "args": {"property": "umur_th"}},
        {"op": ["="], "args": []},
        {"op": "in", "args": [{"property": "umur_th"}, []]},
        {"op": "in", "args": [{"property": "umur_th"}, {"property": "hama"}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": []}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": ["1", 2]}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"type": "Circle", "coordinates": [1, 2]}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"type": "Polygon", "coordinates": [[1, 2]]}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"type": ["x"], "coordinates": [1, 2]}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"bbox": [1, 2, 3]}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"bbox": [1, 2, 3, "4"]}]},
        {"op": "s_within", "args": [{"property": "geometry"}, {"bbox": [3, 4, 1, 2]}]},
        {"op": "t_after", "args": [{"property": "dilihat"}, {"date": 2020}]},
        {"op": "t_after", "args": [{"property": "dilihat"}, {"interval": "2020"}]},
        {"op": "t_after", "args": [{"property": "dilihat"}, {"interval": [None, ".."]}]},
        {"op": "like", "args": [{"property": "nama"}, "a\\"]},
        {"property": ["nama"]},
        {"property": None},
        {"property": {"property": "nama"}},
        {},
        {"x": 1},
        {"op": "=", "args": [{"property": "nama"}, "a\x00b"]},
        [],
        "nama",
        None,
        1,
    ],
)
def test_json_that_is_no_filter_is_refused(tree):
    with pytest.raises(BadRequest) as error:
        read_json(tree)
    assert error.value.in_("id")


@pytest.mark.parametrize("text", ["", "{", "NaN", '{"op": }', "\ud800", "[" * 3000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(BadRequest, match="JSON"):
        filters.read(VIEW, text, filters.JSON, crs.DEFAULT)


def _nested(depth: int) -> object:
    tree: object = True
    for _ in range(depth):
        tree = {"op": "not", "args": [tree]}
    return tree


def _sum(depth: int) -> object:
    tree: object = 1
    for _ in range(depth):
        tree = {"op": "+", "args": [tree, 1]}
    return tree


def _across(points: list[list[float]]) -> dict:
    """Whether a row's place meets a line there and one that lies over it as its mirror image."""
    lines = [points, [[y, x] for x, y in points]]
    place = {"type": "MultiLineString", "coordinates": lines}
    return {"op": "s_crosses", "args": [{"property": "geometry"}, place]}


ZIGZAG = [[at / 100, at % 2 * 20.0] for at in range(2_000)]

TOO_LARGE = {
    "nested": _nested(250),
    "a megabyte": {"op": "=", "args": [{"property": "nama"}, "x" * 1_000_000]},
    "points": {
        "op": "s_within",
        "args": [{"property": "geometry"}, {"type": "LineString", "coordinates": [[1, 2]] * 40_000}],
    },
    "members": {"op": "in", "args": [{"property": "umur_th"}, list(range(20_000))]},
    "nodes": {"op": "and", "args": [{"op": "in", "args": [{"property": "umur_th"}, [1] * 999]}] * 30},
    "formulas": {"op": "and", "args": [{"op": "=", "args": [{"op": "^", "args": [2, 2]}, 4]}] * 300},
    "formulas inside each other": {"op": "=", "args": [_sum(20), 4]},
    "crossings": _across(ZIGZAG),
    "lines over themselves": _across([[at % 2, 1.0] for at in range(4_000)]),
    "pattern": {"op": "like", "args": [{"property": "nama"}, "%a" * 1_000]},
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_json_that_is_too_large_is_refused_quickly(name):
    text = json.dumps(TOO_LARGE[name])
    begun = time.perf_counter()
    with pytest.raises(BadRequest, match="too large"):
        filters.read(VIEW, text, filters.JSON, crs.DEFAULT)
    assert time.perf_counter() - begun < 0.5


def test_what_is_just_within_the_limits_becomes_a_condition():
    read_json(_nested(30))
    ring = [[110 + at / 10_000, -6.0] for at in range(9_000)] + [[110.5, -7.0], [110.0, -6.0]]
    found = read_json(
        {"op": "s_within", "args": [{"property": "geometry"}, {"type": "Polygon", "coordinates": [ring]}]}
    )
    filters.condition(VIEW, found)


@pytest.mark.parametrize(
    "place",
    [
        "POINT EMPTY",
        "POINT(200 1)",
        "POINT(-6.5 110.5)",
        "POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))",
        "POLYGON((0 0, 1 1, 0 1))",
        "POLYGON((0 0, 1 1, 0 1, 0 0.5))",
        "LINESTRING(0 0)",
        "POINT(nan nan)",
        "POINT(1e400 0)",
        "POINT(1 2 3 4 5)",
        "POLYGON((0 0, 1 0, 0 0, 0 0))",
        "GEOMETRYCOLLECTION(POINT EMPTY)",
        "MULTIPOLYGON(((0 0, 2 0, 2 2, 0 0)), ((0 0, 2 0, 2 2, 0 0)))",
        "BBOX(1, 2)",
        "BBOX(0, 5, 1, 4)",
        "BBOX(0, 0, 400, 1)",
    ],
)
def test_a_geometry_that_is_none_is_refused(place):
    with pytest.raises(BadRequest) as error:
        read(f"S_INTERSECTS(geometry, {place})")
    assert "GEOS" not in str(error.value)
    assert "Exception" not in str(error.value)


def test_coordinates_must_lie_in_the_system_that_they_are_in():
    metres = crs.OFFERED["http://www.opengis.net/def/crs/EPSG/0/32749"]
    read("S_INTERSECTS(geometry, POINT(460000 9270000))", metres)
    with pytest.raises(BadValue, match="filter-crs"):
        read("S_INTERSECTS(geometry, POINT(9270000 460000000))", metres)
    with pytest.raises(BadValue, match="BBOX"):
        read("S_INTERSECTS(geometry, BBOX(470000, 9270000, 460000, 9280000))", metres)


def told(view, name: str) -> str:
    """What a filter on a field answers, the field's own name left out."""
    answers = []
    for written in (
        f"{name} = 'x'",
        f"{name} IS NULL",
        f"S_WITHIN({name}, POINT(1 2))",
        f"lower({name}) = 'x'",
    ):
        with pytest.raises(Error) as error:
            filters.read(view, written, filters.TEXT, crs.DEFAULT)
        answers += [type(error.value).__name__, error.value.in_("id"), error.value.in_("en")]
    return "\n".join(answers).replace(f"'{name}'", "'…'")


@pytest.mark.parametrize("audience", Audience)
def test_a_hidden_field_answers_like_one_that_does_not_exist(audience):
    hidden = 0
    for layer in (*LAYERS.values(), *TOYS.values()):
        if audience not in audiences(layer):
            continue
        view = visible(layer, audience)
        missing = told(view, "tidak_ada_ini")
        for field in layer.fields:
            if view.field(field.name) is None:
                hidden += 1
                assert told(view, field.name) == missing
    assert hidden


def test_the_toys_hidden_fields_are_hidden():
    for name in HIDDEN_FIELDS:
        with pytest.raises(UnknownName):
            read(f"{name} IS NULL")
