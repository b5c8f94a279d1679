"""Filters find the rows that they should: the standard's examples, and what another evaluator says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import orjson
import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from gis import crs, filters
from gis.address import Address
from gis.database import Session, reading, statement
from gis.errors import BadValue
from gis.layer import Audience
from gis.privacy import View, visible
from tests.db.judging import judged
from tests.db.things import SOUTH, THINGS, WEST, plant, rows

ROWS = {name: rows(name) for name in THINGS}


@pytest.fixture(scope="module")
def things(make_database: Callable[..., Address]) -> Address:
    address = make_database(THINGS, None)
    plant(address)
    return address


@pytest.fixture(scope="module")
def session(things: Address) -> Iterator[Session]:
    with reading(things, Audience.PUBLIC) as opened:
        yield opened


def view_of(name: str) -> View:
    return visible(THINGS[name], Audience.PUBLIC)


def query(name: str, written: str, lang: str = filters.TEXT, system: crs.Crs = crs.DEFAULT) -> sa.Select[Any]:
    view = view_of(name)
    found = filters.read(view, written, lang, system)
    return sa.select(view.key.label("id")).where(filters.condition(view, found))


@pytest.fixture(scope="module")
def find(session: Session) -> Callable[..., set[str]]:
    """The rows of a layer for which a filter is true."""

    def ask(name: str, written: str | dict, system: crs.Crs = crs.DEFAULT) -> set[str]:
        lang = filters.TEXT if isinstance(written, str) else filters.JSON
        text = written if isinstance(written, str) else orjson.dumps(written).decode()
        with session.connection.transaction():
            return {row["id"] for row in session.rows(query(name, text, lang, system))}

    return ask


def expected(name: str, tree: Any) -> set[str]:
    return {row["id"] for row in ROWS[name] if judged(tree, row) is True}


def where(name: str, holds: Callable[[dict], bool]) -> set[str]:
    return {row["id"] for row in ROWS[name] if holds(row)}


def prop(name: str) -> dict:
    return {"property": name}


def op(name: str, *args: Any) -> dict:
    return {"op": name, "args": list(args)}


def less(one: float | None, two: float | None, by: float = 0) -> bool:
    return one is not None and two is not None and one < two - by


# What the standard's examples ask of its own data, asked of these layers.


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("jenis = 'api'", lambda row: row["jenis"] == "api"),
        ("jenis <> 'api'", lambda row: row["jenis"] not in ("api", None)),
        ("NOT (umur < 5) OR langka = true", lambda row: (row["umur"] or -9) >= 5 or row["langka"] is True),
        ("nama LIKE 'Pan%'", lambda row: (row["nama"] or "").startswith("Pan")),
        ("nama NOT LIKE '%nt%'", lambda row: row["nama"] is not None and "nt" not in row["nama"]),
        ("nama LIKE 'a\\_b'", lambda row: row["nama"] == "a_b"),
        ("nama LIKE 'a_b'", lambda row: row["nama"] in ("a_b", "a%b")),
        ("tinggi BETWEEN 0.25 AND 1.5", lambda row: 0.25 <= (row["tinggi"] or 0) <= 1.5),
        ("jenis IN ('api', 'air')", lambda row: row["jenis"] in ("api", "air")),
        ("umur NOT IN (1, 2, 3)", lambda row: row["umur"] not in (1, 2, 3, None)),
        ("umur IN (1, 2.0, 7)", lambda row: row["umur"] in (1, 2)),
        ("tinggi IS NULL", lambda row: row["tinggi"] is None),
        ("geometry IS NOT NULL", lambda row: row["geom"] is not None),
        ("langka", lambda row: row["langka"] is True),
        ("CASEI(nama) IN (CASEI('Οδος'))", lambda row: row["nama"] in ("Οδος", "ΟΔΟΣ")),
        ("CASEI(nama) = CASEI('Straße')", lambda row: row["nama"] in ("Straße", "STRASSE")),
        ("ACCENTI(nama) = ACCENTI('Pántai')", lambda row: row["nama"] in ("Pantai", "Pántai")),
        ("CASEI(ACCENTI(nama)) LIKE CASEI(ACCENTI('SØN%'))", lambda row: row["nama"] == "Søndag"),
        ("tinggi < (lebar-1)", lambda row: less(row["tinggi"], row["lebar"], 1)),
        ("umur > nomor", lambda row: less(row["nomor"], row["umur"])),
        ("nomor = 1099511627776", lambda row: row["nomor"] == 2**40),
        ("A_EQUALS(hama, ('ulat','rayap','ulat'))", lambda row: {"ulat", "rayap"} == set(row["hama"] or ())),
        ("A_CONTAINS(hama, ('ulat'))", lambda row: "ulat" in (row["hama"] or ())),
        ("A_CONTAINEDBY(hama, ['ulat'])", lambda row: row["hama"] in ([], ["ulat"])),
        ("A_OVERLAPS(hama, ('ulat', 'tikus'))", lambda row: bool({"ulat", "tikus"} & set(row["hama"] or ()))),
        ("A_CONTAINS(hama, (nama, 'ulat'))", lambda _: False),
        ("umur / 0 = 1 OR umur % 0 = 1 OR umur div 0 = 1", lambda _: False),
        ("TRUE", lambda _: True),
        ("FALSE", lambda _: False),
    ],
)  # fmt: skip
def test_rows_are_found_by_their_values(find, written, holds):
    assert find("titik", written) == where("titik", holds)


SPATIAL = ("contains", "crosses", "disjoint", "equals", "intersects", "overlaps", "touches", "within")

PLACES = {
    "POINT": {"type": "Point", "coordinates": [WEST + 0.25, SOUTH + 0.25]},
    "MULTIPOINT": {"type": "MultiPoint", "coordinates": [[WEST + 0.25, SOUTH + 0.25], [WEST, SOUTH + 0.5]]},
    "LINESTRING": {"type": "LineString", "coordinates": [[WEST, SOUTH + 0.25], [WEST + 1, SOUTH + 0.25]]},
    "MULTILINESTRING": {
        "type": "MultiLineString",
        "coordinates": [[[WEST, SOUTH], [WEST + 1, SOUTH + 1]], [[WEST, SOUTH + 1], [WEST + 1, SOUTH]]],
    },
    "POLYGON": {
        "type": "Polygon",
        "coordinates": [
            [
                [WEST + 0.25, SOUTH + 0.25],
                [WEST + 0.5, SOUTH + 0.25],
                [WEST + 0.5, SOUTH + 0.5],
                [WEST + 0.25, SOUTH + 0.5],
                [WEST + 0.25, SOUTH + 0.25],
            ]
        ],
    },
    "MULTIPOLYGON": {
        "type": "MultiPolygon",
        "coordinates": [
            [[[WEST, SOUTH], [WEST + 0.6, SOUTH], [WEST + 0.6, SOUTH + 0.6], [WEST, SOUTH]]],
            [[[WEST + 0.7, SOUTH], [WEST + 1, SOUTH], [WEST + 1, SOUTH + 1], [WEST + 0.7, SOUTH]]],
        ],
    },
    "GEOMETRYCOLLECTION": {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [WEST, SOUTH]},
            {"type": "LineString", "coordinates": [[WEST, SOUTH + 0.25], [WEST + 1, SOUTH + 0.25]]},
        ],
    },
    "BBOX": {"bbox": [WEST + 0.25, SOUTH + 0.25, WEST + 0.75, SOUTH + 0.75]},
    "BBOX of no width": {"bbox": [WEST + 0.25, SOUTH, WEST + 0.25, SOUTH + 1]},
}


@pytest.mark.parametrize("shape", PLACES)
@pytest.mark.parametrize("relation", SPATIAL)
def test_places_stand_in_the_relation_that_is_asked_for(find, relation, shape):
    for name in THINGS:
        tree = op(f"s_{relation}", prop("geometry"), PLACES[shape])
        turned = op(f"s_{relation}", PLACES[shape], prop("geometry"))
        assert find(name, tree) == expected(name, tree)
        assert find(name, turned) == expected(name, turned)


def test_every_relation_is_found_for_some_rows():
    for relation in SPATIAL:
        found = [
            expected(name, op(f"s_{relation}", prop("geometry"), place))
            for name in THINGS
            for place in PLACES.values()
        ]
        assert any(found), relation


def test_coordinates_are_in_the_filters_own_system_and_its_order_of_axes(find):
    given = "POLYGON((110.2 -6.9, 110.7 -6.9, 110.7 -6.2, 110.2 -6.2, 110.2 -6.9))"
    there = find("titik", f"S_INTERSECTS(geometry, {given})")
    assert there
    turned = "POLYGON((-6.9 110.2, -6.9 110.7, -6.2 110.7, -6.2 110.2, -6.9 110.2))"
    northern = crs.OFFERED["http://www.opengis.net/def/crs/EPSG/0/4326"]
    assert find("titik", f"S_INTERSECTS(geometry, {turned})", northern) == there
    assert find("titik", "S_INTERSECTS(geometry, BBOX(-6.9, 110.2, -6.2, 110.7))", northern) == there
    metres = crs.OFFERED["http://www.opengis.net/def/crs/EPSG/0/32749"]
    box = "BBOX(411600, 9237200, 466800, 9314600)"
    assert find("titik", f"S_INTERSECTS(geometry, {box})", metres) == there


def test_a_box_may_cross_the_antimeridian(find):
    assert find("titik", "S_INTERSECTS(geometry, BBOX(110.5, -90, -170, 90))") == where(
        "titik", lambda row: row["geom"] is not None and row["geom"].x >= 110.5
    )


INTERVALS = [
    {"interval": ["2026-03-02", "2026-03-04"]},
    {"interval": ["2026-03-02T00:00:00+07:00", "2026-03-04T12:00:00+07:00"]},
    {"interval": ["2026-03-02", "2026-03-04T05:00:00Z"]},
    {"interval": ["..", "2026-03-03"]},
    {"interval": ["2026-03-03", ".."]},
    {"interval": ["..", ".."]},
    {"date": "2026-03-03"},
    {"timestamp": "2026-03-03T00:00:00+07:00"},
]
SPANS = [
    {"interval": [prop("mulai"), prop("sampai")]},
    {"interval": [prop("dilihat"), prop("pergi")]},
    {"interval": [prop("mulai"), ".."]},
    {"interval": [prop("mulai"), prop("pergi")]},
    prop("mulai"),
    prop("dilihat"),
]
TEMPORAL = (
    *(
        "t_after",
        "t_before",
        "t_contains",
        "t_disjoint",
        "t_during",
        "t_equals",
        "t_finishedBy",
        "t_finishes",
    ),
    *("t_intersects", "t_meets", "t_metBy", "t_overlappedBy", "t_overlaps", "t_startedBy", "t_starts"),
)


@pytest.mark.parametrize("relation", TEMPORAL)
def test_times_stand_in_the_relation_that_is_asked_for(find, relation):
    some = False
    for span in SPANS:
        for interval in INTERVALS:
            tree, turned = op(relation, span, interval), op(relation, interval, span)
            assert find("titik", tree) == expected("titik", tree), tree
            assert find("titik", turned) == expected("titik", turned), turned
            some = some or bool(expected("titik", tree))
    assert some


@pytest.mark.parametrize("sign", ["=", "<>", "<", "<=", ">", ">="])
def test_a_day_is_the_whole_day_in_the_regencys_time(find, sign):
    for field in ("dilihat", "mulai"):
        for moment in (
            {"date": "2026-03-02"},
            {"timestamp": "2026-03-01T17:00:00+00:00"},
            prop("sampai"),
            prop("pergi"),
        ):
            tree, turned = op(sign, prop(field), moment), op(sign, moment, prop(field))
            assert find("titik", tree) == expected("titik", tree), tree
            assert find("titik", turned) == expected("titik", turned), turned


def test_the_last_day_of_all_is_a_day_too(find):
    assert find("titik", "dilihat <= DATE('9999-12-31')") == where(
        "titik", lambda row: row["dilihat"] is not None
    )


# Whatever else can be written.

NOON = {"timestamp": "2026-03-03T05:00:00+00:00"}
SCALARS = {
    "text": [prop("nama"), prop("jenis"), "api", "Pantai", "", "a_b"],
    "number": [prop("umur"), prop("nomor"), prop("tinggi"), prop("lebar"), 0, 1, 2, -3, 0.5, 2.25],
    "moment": [prop("mulai"), prop("dilihat"), prop("pergi"), {"date": "2026-03-03"}, NOON],
    "list": [prop("hama"), [], ["ulat"], ["rayap", "tikus"]],
}  # fmt: skip

moments = st.sampled_from(SCALARS["moment"])
lists = st.sampled_from(SCALARS["list"])
texts = st.recursive(
    st.sampled_from(SCALARS["text"]),
    lambda inner: st.builds(op, st.sampled_from(["casei", "accenti", "trim"]), inner),
    max_leaves=2,
)
numbers = st.recursive(
    st.sampled_from(SCALARS["number"])
    | st.builds(op, st.sampled_from(["year", "month", "day"]), moments)
    | st.builds(op, st.just("length"), texts),
    lambda inner: st.one_of(
        st.builds(op, st.sampled_from(["+", "-", "*", "/", "div", "%"]), inner, inner),
        st.builds(op, st.just("^"), inner, st.sampled_from([-1, 0, 0.5, 1, 2])),
        st.builds(op, st.sampled_from(["abs", "floor", "ceil"]), inner),
    ),
    max_leaves=4,
)
places = st.sampled_from(list(PLACES.values()))
patterns = st.sampled_from(["Pan%", "%a%", "_a%", "a\\_b", "a\\%b", "%", "", "%ß%", "P%i"])
signs = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
predicates = st.one_of(
    st.builds(op, signs, numbers, numbers),
    st.builds(op, st.sampled_from(["=", "<>"]), texts, texts),
    st.builds(op, signs, moments, moments),
    st.builds(op, st.just("between"), numbers, numbers, numbers),
    st.builds(op, st.just("between"), moments, moments, moments),
    st.builds(op, st.just("in"), numbers, st.lists(numbers, min_size=1, max_size=3)),
    st.builds(op, st.just("in"), texts, st.lists(texts, min_size=1, max_size=3)),
    st.builds(op, st.just("in"), moments, st.lists(moments, min_size=1, max_size=3)),
    st.builds(op, st.just("like"), texts, patterns),
    st.builds(op, st.just("isNull"), st.one_of(texts, numbers, moments, lists, st.just(prop("geometry")))),
    st.builds(op, st.sampled_from(["a_equals", "a_contains", "a_containedBy", "a_overlaps"]), lists, lists),
    st.builds(op, st.sampled_from(["s_intersects", "s_within"]), st.just(prop("geometry")), places),
    st.builds(op, st.sampled_from(TEMPORAL), st.sampled_from(SPANS), st.sampled_from(INTERVALS)),
    st.just(prop("langka")),
    st.booleans(),
)  # fmt: skip
conditions = st.recursive(
    predicates,
    lambda inner: st.one_of(
        st.builds(op, st.sampled_from(["and", "or"]), inner, inner),
        st.builds(op, st.just("not"), inner),
        st.builds(op, st.sampled_from(["=", "<>"]), inner, inner),
    ),
    max_leaves=5,
)


@hypothesis.settings(max_examples=250, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
@hypothesis.given(conditions)
def test_any_filter_finds_the_rows_that_another_evaluator_finds(find, tree):
    try:
        wanted, found = expected("titik", tree), find("titik", tree)
    except (OverflowError, psycopg.errors.NumericValueOutOfRange):
        hypothesis.reject()
    assert found == wanted


@pytest.mark.parametrize("name", THINGS)
@pytest.mark.parametrize("metres", [0, 5_000, 20_000, 60_000, 2_000_000])
def test_distances_are_metres(find, name, metres):
    for place in (PLACES["POINT"], PLACES["POLYGON"], PLACES["LINESTRING"]):
        near = op("<=", op("distance_m", prop("geometry"), place), metres)
        assert find(name, near) == expected(name, near)
        turned = op(">", metres, op("distance_m", place, prop("geometry")))
        assert find(name, turned) == expected(name, turned)
        assert find(name, op("not", near)) == expected(name, op("not", near))


def test_sizes_are_metres_and_square_metres(find):
    for name, tree in (
        ("bidang", op(">", op("area_m2", prop("geometry")), 763_000_000)),
        ("garis", op(">", op("length_m", prop("geometry")), 55_290)),
        ("bidang", op(">", op("length_m", prop("geometry")), 110_540)),
    ):
        found = expected(name, tree)
        assert find(name, tree) == found
        assert 0 < len(found) < len(ROWS[name])


@pytest.mark.parametrize(
    "written",
    [
        "9223372036854775807 + umur > 0",
        "nomor * 9223372036854775807 > 0 AND nomor > 1",
        "(tinggi + 1e300) * 1e300 > 0",
        "10 ^ 400 > umur",
        "(0 - 9223372036854775807 - 1) div -1 > umur",
    ],
)
def test_a_result_that_no_number_can_hold_is_told_as_such(things, written):
    with pytest.raises(BadValue), reading(things, Audience.PUBLIC) as session:
        session.rows(query("titik", written))


@pytest.mark.parametrize(
    "written",
    [
        "S_INTERSECTS(geometry, BBOX(110.1, -6.9, 110.2, -6.8))",
        "S_WITHIN(geometry, POLYGON((110.1 -6.9, 110.2 -6.9, 110.2 -6.8, 110.1 -6.9)))",
        "distance_m(geometry, POINT(110.6 -6.6)) <= 5000",
        "5000 > distance_m(POINT(110.6 -6.6), geometry)",
        "umur > 1 AND distance_m(geometry, POINT(110.6 -6.6)) < 5000",
    ],
)
def test_places_are_found_by_their_index(things, written):
    ready = statement(query("titik", written))
    with reading(things, Audience.PUBLIC) as session:
        session.connection.execute("SET LOCAL enable_seqscan = off")
        plan = session.connection.execute(f"EXPLAIN {ready.text}".encode(), ready.values).fetchall()
    assert "Index Cond: (geom" in "\n".join(line for (line,) in plan)


def test_formulas_inside_formulas_stay_as_long_as_they_are():
    for sign in ("^", "%", "div"):
        tree: Any = prop("tinggi")
        for _ in range(15):
            tree = op(sign, tree, prop("lebar"))
        text = orjson.dumps(op(">", tree, 0)).decode()
        assert len(statement(query("titik", text, filters.JSON)).text) < 10_000
