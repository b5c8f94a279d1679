"""CQL2: relations of places and of times, beside the same in Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import shapely
from shapely.geometry import mapping

from tests.conformance.cases import AREA, CORNERS, DRAWN, PLACE, Case, cases, field, moment, op


@pytest.mark.requirement(
    "cql2/basic-spatial-functions/spatial-predicate",
    "cql2/basic-spatial-functions/spatial-functions",
    "cql2/cql2-text/basic-spatial-functions",
    "cql2/cql2-json/basic-spatial-functions",
)
@cases(
    (
        "titik_evakuasi",
        "S_INTERSECTS(geometry, BBOX(110.65, -6.7, 110.75, -6.55))",
        op("s_intersects", PLACE, {"bbox": [110.65, -6.7, 110.75, -6.55]}),
        lambda _, g: g.intersects(AREA),
    ),
    (
        "desa",
        "S_INTERSECTS(geometry, POINT(110.7 -6.6))",
        op("s_intersects", PLACE, {"type": "Point", "coordinates": [110.7, -6.6]}),
        lambda _, g: g.intersects(shapely.Point(110.7, -6.6)),
    ),
)
def test_the_basic_question_of_places(agrees, case):
    agrees(case)


@pytest.mark.requirement(
    "cql2/basic-spatial-functions-plus/spatial-data-types",
    "cql2/cql2-text/basic-spatial-functions-plus",
    "cql2/cql2-json/basic-spatial-functions-plus",
)
@pytest.mark.parametrize("text", DRAWN)
def test_any_geometry_may_be_written(agrees, text):
    drawn = shapely.from_wkt(text)
    agrees(
        Case(
            "desa",
            f"S_INTERSECTS(geometry, {text})",
            op("s_intersects", PLACE, mapping(drawn)),
            lambda _, g: g.intersects(drawn),
        )
    )


def related(name: str, collection: str, text: str) -> tuple:
    """A case of a relation between places, its answer from shapely."""
    drawn = shapely.from_wkt(text)
    return (
        collection,
        f"S_{name.upper()}(geometry, {text})",
        op(f"s_{name}", PLACE, mapping(drawn)),
        lambda _, g: getattr(g, name)(drawn),
    )


@pytest.mark.requirement(
    "cql2/spatial-functions/spatial-functions",
    "cql2/spatial-functions/spatial-data-types",
    "cql2/cql2-text/spatial-functions",
    "cql2/cql2-json/spatial-functions",
)
@cases(
    related("contains", "desa", "POINT(110.7 -6.6)"),
    related("crosses", "desa", DRAWN[2]),
    related("disjoint", "desa", DRAWN[4]),
    related("intersects", "desa", f"GEOMETRYCOLLECTION(POINT(110.8 -6.55), POLYGON(({CORNERS})))"),
    related("overlaps", "desa", DRAWN[4]),
    related("within", "desa", DRAWN[4]),
    related("within", "titik_evakuasi", DRAWN[5]),
)
def test_relations_of_places(agrees, case):
    agrees(case)


@pytest.mark.requirement("cql2/spatial-functions/spatial-functions")
@pytest.mark.parametrize("name", ["equals", "touches"])
def test_relations_that_ask_for_an_exact_place(agrees, features, name):
    x, y = features("titik_evakuasi")[0]["geometry"]["coordinates"]
    text = f"POINT({x} {y})" if name == "equals" else f"LINESTRING({x} {y}, {x - 3} {y + 1})"
    agrees(Case(*related(name, "titik_evakuasi", text)))


Span = tuple[datetime | None, datetime | None]


def holds(one: datetime | None, sign: str, two: datetime | None) -> bool:
    """A comparison with an unknown is not true."""
    if one is None or two is None:
        return False
    return {"<": one < two, "=": one == two, ">": one > two}[sign]


def _both(first: str, second: str) -> Callable[[Span, Span], bool]:
    return lambda a, b: holds(a[0], first, b[0]) and holds(a[1], second, b[1])


RELATIONS: dict[str, Callable[[Span, Span], bool]] = {
    "after": lambda a, b: holds(a[0], ">", b[1]),
    "before": lambda a, b: holds(a[1], "<", b[0]),
    "contains": _both("<", ">"),
    "disjoint": lambda a, b: holds(a[1], "<", b[0]) or holds(a[0], ">", b[1]),
    "during": _both(">", "<"),
    "equals": _both("=", "="),
    "finishedBy": _both("<", "="),
    "finishes": _both(">", "="),
    "intersects": lambda a, b: not holds(a[0], ">", b[1]) and (holds(a[1], ">", b[0]) or a[1] == b[0]),
    "meets": lambda a, b: holds(a[1], "=", b[0]),
    "metBy": lambda a, b: holds(a[0], "=", b[1]),
    "overlappedBy": lambda a, b: holds(a[0], ">", b[0]) and holds(a[0], "<", b[1]) and holds(a[1], ">", b[1]),
    "overlaps": lambda a, b: holds(a[0], "<", b[0]) and holds(a[1], ">", b[0]) and holds(a[1], "<", b[1]),
    "startedBy": _both("=", ">"),
    "starts": _both("=", "<"),
}


@pytest.mark.requirement(
    "cql2/temporal-functions/temporal-predicates",
    "cql2/temporal-functions/temporal-functions",
    "cql2/cql2-text/temporal-functions",
    "cql2/cql2-json/temporal-functions",
)
@pytest.mark.parametrize("name", RELATIONS)
def test_relations_of_time(agrees, features, name):
    """Each beside an interval made from an event of the sample, so that every relation is met by one."""
    known = sorted(
        (moment(p["waktu_mulai"]), moment(p["waktu_selesai"]))
        for p in (each["properties"] for each in features("kejadian"))
        if p["waktu_selesai"]
    )
    start, end = known[len(known) // 2]
    third = (end - start) / 3
    other = {
        "contains": (start + third, end - third),
        "during": (start - third, end + third),
        "finishedBy": (start + third, end),
        "finishes": (start - third, end),
        "meets": (end, end + third),
        "metBy": (start - third, start),
        "overlappedBy": (start - third, start + third),
        "overlaps": (end - third, end + third),
        "startedBy": (start, end - third),
        "starts": (start, end + third),
    }.get(name, (start, end))
    first, last = (each.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ") for each in other)
    agrees(
        Case(
            "kejadian",
            f"T_{name.upper()}(INTERVAL(waktu_mulai, waktu_selesai), INTERVAL('{first}', '{last}'))",
            op(
                f"t_{name}",
                {"interval": [field("waktu_mulai"), field("waktu_selesai")]},
                {"interval": [first, last]},
            ),
            lambda p, _: RELATIONS[name](
                (moment(p["waktu_mulai"]), moment(p["waktu_selesai"])), (moment(first), moment(last))
            ),
        )
    )


@pytest.mark.requirement("cql2/temporal-functions/temporal-predicates")
@cases(
    (
        "kejadian",
        "T_AFTER(waktu_mulai, TIMESTAMP('2025-06-01T00:00:00Z'))",
        op("t_after", field("waktu_mulai"), {"timestamp": "2025-06-01T00:00:00Z"}),
        lambda p, _: moment(p["waktu_mulai"]) > moment("2025-06-01T00:00:00Z"),
    ),
    (
        "kejadian",
        "T_DURING(waktu_mulai, INTERVAL('2025-06-01T00:00:00Z', '..'))",
        op("t_during", field("waktu_mulai"), {"interval": ["2025-06-01T00:00:00Z", ".."]}),
        lambda p, _: moment(p["waktu_mulai"]) > moment("2025-06-01T00:00:00Z"),
    ),
    (
        "kejadian",
        "T_INTERSECTS(tanggal_data, INTERVAL('2025-01-01', '2025-12-31'))",
        op("t_intersects", field("tanggal_data"), {"interval": ["2025-01-01", "2025-12-31"]}),
        lambda p, _: date.fromisoformat(p["tanggal_data"]).year == 2025,
    ),
)
def test_instants_days_and_open_ends(agrees, case):
    agrees(case)
