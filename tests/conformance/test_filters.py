"""OGC API Features, part 3, and CQL2: what a filter finds, beside the same question asked in Python."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import box, mapping, shape

from tests.conformance.conftest import linked, operation

GEOJSON = "application/geo+json"
SCHEMA = "application/schema+json"
UTM = "http://www.opengis.net/def/crs/EPSG/0/32749"
LATITUDE_FIRST = "http://www.opengis.net/def/crs/EPSG/0/4326"
WIB = ZoneInfo("Asia/Jakarta")


class Case(NamedTuple):
    """A filter as text and as JSON, and which features it is to find."""

    collection: str
    text: str
    document: Any
    found: Callable[[dict, Any], Any]


def op(name: str, *args: Any) -> dict:
    return {"op": name, "args": list(args)}


def field(name: str) -> dict:
    return {"property": name}


def cases(*given: tuple) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(Case(*each), id=each[1][:80]) for each in given])


PLACE = field("geometry")


@pytest.fixture(scope="module")
def features(stranger) -> Callable[[str], list[dict]]:
    kept: dict[str, list[dict]] = {}

    def every(name: str) -> list[dict]:
        if name not in kept:
            page = stranger.json(f"/collections/{name}/items", GEOJSON, limit=1000)
            assert page["numberMatched"] == len(page["features"])
            kept[name] = page["features"]
        return kept[name]

    return every


@pytest.fixture(scope="module")
def agrees(stranger, features) -> Callable[[Case], None]:
    """Holds that a filter finds in both languages what Python finds: some features and not all."""

    def check(case: Case) -> None:
        every = features(case.collection)
        wanted = {each["id"] for each in every if case.found(each["properties"], shape(each["geometry"]))}
        assert 0 < len(wanted) < len(every)
        for asked in (
            {"filter": case.text},
            {"filter": case.text, "filter-lang": "cql2-text"},
            {"filter": json.dumps(case.document), "filter-lang": "cql2-json"},
        ):
            assert ids(stranger, case.collection, **asked) == wanted

    return check


def ids(stranger, name: str, **asked: str) -> set[str]:
    page = stranger.json(f"/collections/{name}/items", GEOJSON, limit=1000, **asked)
    assert page["numberMatched"] == len(page["features"])
    return {each["id"] for each in page["features"]}


@pytest.mark.requirement(
    "cql2/basic-cql2/cql2-filter",
    "cql2/basic-cql2/property",
    "cql2/basic-cql2/binary-comparison-predicate",
    "cql2/basic-cql2/null-predicate",
    "cql2/cql2-text/basic-cql2",
    "cql2/cql2-json/basic-cql2",
)
@cases(
    (
        "desa",
        "jenis='kelurahan'",
        op("=", field("jenis"), "kelurahan"),
        lambda p, _: p["jenis"] == "kelurahan",
    ),
    ("desa", "jenis<>'desa'", op("<>", field("jenis"), "desa"), lambda p, _: p["jenis"] != "desa"),
    ("desa", '"luas_km2" < 5', op("<", field("luas_km2"), 5), lambda p, _: p["luas_km2"] < 5),
    ("desa", "luas_km2 <= 5.1754", op("<=", field("luas_km2"), 5.1754), lambda p, _: p["luas_km2"] <= 5.1754),
    ("desa", "luas_km2 > 5.1754", op(">", field("luas_km2"), 5.1754), lambda p, _: p["luas_km2"] > 5.1754),
    ("desa", "luas_km2 >= 5.1754", op(">=", field("luas_km2"), 5.1754), lambda p, _: p["luas_km2"] >= 5.1754),
    ("titik_evakuasi", "aktif = TRUE", op("=", field("aktif"), True), lambda p, _: p["aktif"]),
    (
        "kejadian",
        "tanggal_data >= DATE('2025-01-01')",
        op(">=", field("tanggal_data"), {"date": "2025-01-01"}),
        lambda p, _: p["tanggal_data"] >= "2025-01-01",
    ),
    (
        "kejadian",
        "waktu_mulai < TIMESTAMP('2023-12-13T05:14:00Z')",
        op("<", field("waktu_mulai"), {"timestamp": "2023-12-13T05:14:00Z"}),
        lambda p, _: moment(p["waktu_mulai"]) < moment("2023-12-13T05:14:00Z"),
    ),
    (
        "wisata",
        "tiket_dewasa_rp IS NULL",
        op("isNull", field("tiket_dewasa_rp")),
        lambda p, _: p["tiket_dewasa_rp"] is None,
    ),
    (
        "wisata",
        "tiket_dewasa_rp IS NOT NULL",
        op("not", op("isNull", field("tiket_dewasa_rp"))),
        lambda p, _: p["tiket_dewasa_rp"] is not None,
    ),
    (
        "titik_evakuasi",
        "NOT (jenis='pos' OR lantai=0) AND kapasitas_orang>100",
        op(
            "and",
            op("not", op("or", op("=", field("jenis"), "pos"), op("=", field("lantai"), 0))),
            op(">", field("kapasitas_orang"), 100),
        ),
        lambda p, _: not (p["jenis"] == "pos" or p["lantai"] == 0) and p["kapasitas_orang"] > 100,
    ),
    # AND binds closer than OR.
    (
        "titik_evakuasi",
        "jenis='pos' OR lantai=2 AND kapasitas_orang>100",
        op(
            "or",
            op("=", field("jenis"), "pos"),
            op("and", op("=", field("lantai"), 2), op(">", field("kapasitas_orang"), 100)),
        ),
        lambda p, _: p["jenis"] == "pos" or (p["lantai"] == 2 and p["kapasitas_orang"] > 100),
    ),
)
def test_comparisons(agrees, case):
    agrees(case)


@pytest.mark.requirement("cql2/cql2-text/escaping")
@pytest.mark.parametrize("text", ["id <> 'can''t'", r"id <> 'can\'t'"])
def test_a_quote_within_a_text_is_written_in_two_ways(stranger, features, text):
    assert ids(stranger, "wisata", filter=text) == {each["id"] for each in features("wisata")}
    assert ids(stranger, "wisata", filter=text.replace("<>", "=")) == set()


@pytest.mark.requirement(
    "cql2/advanced-comparison-operators/like-predicate",
    "cql2/advanced-comparison-operators/between-predicate",
    "cql2/advanced-comparison-operators/in-predicate",
    "cql2/cql2-text/advanced-comparison-operators",
    "cql2/cql2-json/advanced-comparison-operators",
)
@cases(
    ("desa", "nama LIKE 'Ban%'", op("like", field("nama"), "Ban%"), lambda p, _: p["nama"].startswith("Ban")),
    (
        "desa",
        "nama LIKE 'B_long'",
        op("like", field("nama"), "B_long"),
        lambda p, _: len(p["nama"]) == 6 and p["nama"][0] == "B" and p["nama"][2:] == "long",
    ),
    (
        "titik_evakuasi",
        r"id LIKE 'evakuasi\-00_'",
        op("like", field("id"), r"evakuasi\-00_"),
        lambda p, _: p["id"][:-1] == "evakuasi-00",
    ),
    (
        "desa",
        "nama NOT LIKE '%o%'",
        op("not", op("like", field("nama"), "%o%")),
        lambda p, _: "o" not in p["nama"],
    ),
    (
        "desa",
        "luas_km2 BETWEEN 2 AND 5.1754",
        op("between", field("luas_km2"), 2, 5.1754),
        lambda p, _: 2 <= p["luas_km2"] <= 5.1754,
    ),
    (
        "desa",
        "luas_km2 NOT BETWEEN 2 AND 5.1754",
        op("not", op("between", field("luas_km2"), 2, 5.1754)),
        lambda p, _: not 2 <= p["luas_km2"] <= 5.1754,
    ),
    (
        "kejadian",
        "jenis IN ('banjir','abrasi')",
        op("in", field("jenis"), ["banjir", "abrasi"]),
        lambda p, _: p["jenis"] in ("banjir", "abrasi"),
    ),
    (
        "titik_evakuasi",
        "lantai NOT IN (0, 2)",
        op("not", op("in", field("lantai"), [0, 2])),
        lambda p, _: p["lantai"] not in (0, 2),
    ),
)
def test_advanced_comparisons(agrees, case):
    agrees(case)


@pytest.mark.requirement(
    "cql2/case-insensitive-comparison/casei-function",
    "cql2/cql2-text/case-insensitive-comparison",
    "cql2/cql2-json/case-insensitive-comparison",
    "cql2/accent-insensitive-comparison/accenti-function",
    "cql2/cql2-text/accent-insensitive-comparison",
    "cql2/cql2-json/accent-insensitive-comparison",
)
@cases(
    (
        "desa",
        "CASEI(nama) = CASEI('bALONG')",
        op("=", op("casei", field("nama")), op("casei", "bALONG")),
        lambda p, _: p["nama"].casefold() == "balong",
    ),
    (
        "desa",
        "CASEI(nama) IN (CASEI('BALONG'), CASEI('bakalan'))",
        op("in", op("casei", field("nama")), [op("casei", "BALONG"), op("casei", "bakalan")]),
        lambda p, _: p["nama"].casefold() in ("balong", "bakalan"),
    ),
    (
        "desa",
        "CASEI(nama) LIKE CASEI('BAN%')",
        op("like", op("casei", field("nama")), op("casei", "BAN%")),
        lambda p, _: p["nama"].casefold().startswith("ban"),
    ),
    (
        "desa",
        "ACCENTI(nama) = ACCENTI('Bálöng')",
        op("=", op("accenti", field("nama")), op("accenti", "Bálöng")),
        lambda p, _: plain(p["nama"]) == "Balong",
    ),
    (
        "desa",
        "ACCENTI(CASEI(nama)) = ACCENTI(CASEI('BÁLÖNG'))",
        op("=", op("accenti", op("casei", field("nama"))), op("accenti", op("casei", "BÁLÖNG"))),
        lambda p, _: plain(p["nama"]).casefold() == "balong",
    ),
)
def test_case_and_accents_may_be_let_go(agrees, case):
    agrees(case)


def plain(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


AREA = box(110.65, -6.7, 110.75, -6.55)
CORNERS = "110.65 -6.7, 110.75 -6.7, 110.75 -6.55, 110.65 -6.55, 110.65 -6.7"


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


DRAWN = [
    "POINT(110.7 -6.6)",
    "MULTIPOINT((110.7 -6.6), (110.8 -6.55))",
    "LINESTRING(110.65 -6.7, 110.75 -6.55)",
    "MULTILINESTRING((110.65 -6.7, 110.75 -6.55), (110.8 -6.6, 110.85 -6.6))",
    f"POLYGON(({CORNERS}))",
    f"MULTIPOLYGON((({CORNERS})), ((110.8 -6.6, 110.85 -6.6, 110.85 -6.5, 110.8 -6.6)))",
]


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


def moment(text: str | None) -> datetime | None:
    """An instant; a day is told by its first."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=WIB)


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


@pytest.mark.requirement(
    "cql2/array-functions/array-predicates",
    "cql2/cql2-text/array-functions",
    "cql2/cql2-json/array-functions",
)
@cases(
    (
        "titik_evakuasi",
        "A_CONTAINS(untuk_bahaya, ('banjir','tsunami'))",
        op("a_contains", field("untuk_bahaya"), ["banjir", "tsunami"]),
        lambda p, _: {"banjir", "tsunami"} <= set(p["untuk_bahaya"]),
    ),
    (
        "titik_evakuasi",
        "A_CONTAINEDBY(untuk_bahaya, ('banjir','rob'))",
        op("a_containedBy", field("untuk_bahaya"), ["banjir", "rob"]),
        lambda p, _: set(p["untuk_bahaya"]) <= {"banjir", "rob"},
    ),
    (
        "titik_evakuasi",
        "A_EQUALS(untuk_bahaya, ('banjir','rob'))",
        op("a_equals", field("untuk_bahaya"), ["banjir", "rob"]),
        lambda p, _: set(p["untuk_bahaya"]) == {"banjir", "rob"},
    ),
    (
        "titik_evakuasi",
        "A_OVERLAPS(fasilitas, ('genset','parkir'))",
        op("a_overlaps", field("fasilitas"), ["genset", "parkir"]),
        lambda p, _: {"genset", "parkir"} & set(p["fasilitas"] or ()),
    ),
)
def test_lists(agrees, case):
    agrees(case)


@pytest.mark.requirement(
    "cql2/property-property/withdraw-permissions",
    "cql2/cql2-text/property-property",
    "cql2/cql2-json/property-property",
)
@cases(
    (
        "wisata",
        "tiket_anak_rp < tiket_dewasa_rp",
        op("<", field("tiket_anak_rp"), field("tiket_dewasa_rp")),
        lambda p, _: p["tiket_anak_rp"] is not None and p["tiket_anak_rp"] < p["tiket_dewasa_rp"],
    ),
    ("desa", "5 > luas_km2", op(">", 5, field("luas_km2")), lambda p, _: p["luas_km2"] < 5),
    (
        "kejadian",
        "'banjir' = jenis AND 1=1",
        op("and", op("=", "banjir", field("jenis")), op("=", 1, 1)),
        lambda p, _: p["jenis"] == "banjir",
    ),
    (
        "titik_evakuasi",
        "60 BETWEEN lantai AND kapasitas_orang",
        op("between", 60, field("lantai"), field("kapasitas_orang")),
        lambda p, _: p["lantai"] <= 60 <= p["kapasitas_orang"],
    ),
    (
        "titik_evakuasi",
        "'pos' IN (jenis, nama)",
        op("in", "pos", [field("jenis"), field("nama")]),
        lambda p, _: "pos" in (p["jenis"], p["nama"]),
    ),
    (
        "titik_evakuasi",
        "S_INTERSECTS(BBOX(110.65, -6.7, 110.75, -6.55), geometry)",
        op("s_intersects", {"bbox": [110.65, -6.7, 110.75, -6.55]}, PLACE),
        lambda _, g: g.intersects(AREA),
    ),
    (
        "titik_evakuasi",
        "A_CONTAINEDBY(('tsunami'), untuk_bahaya)",
        op("a_containedBy", ["tsunami"], field("untuk_bahaya")),
        lambda p, _: "tsunami" in p["untuk_bahaya"],
    ),
    (
        "kejadian",
        "T_AFTER(TIMESTAMP('2025-06-01T00:00:00Z'), waktu_mulai)",
        op("t_after", {"timestamp": "2025-06-01T00:00:00Z"}, field("waktu_mulai")),
        lambda p, _: moment(p["waktu_mulai"]) < moment("2025-06-01T00:00:00Z"),
    ),
)
def test_properties_and_values_stand_on_either_side(agrees, case):
    agrees(case)


@pytest.mark.requirement("cql2/functions/functions", "cql2/cql2-text/functions", "cql2/cql2-json/functions")
@cases(
    (
        "kejadian",
        "year(waktu_mulai) = 2024",
        op("=", op("year", field("waktu_mulai")), 2024),
        lambda p, _: moment(p["waktu_mulai"]).astimezone(WIB).year == 2024,
    ),
    (
        "desa",
        "floor(luas_km2) = 5 OR 9 < ceil(luas_km2)",
        op("or", op("=", op("floor", field("luas_km2")), 5), op("<", 9, op("ceil", field("luas_km2")))),
        lambda p, _: math.floor(p["luas_km2"]) == 5 or math.ceil(p["luas_km2"]) > 9,
    ),
    (
        "titik_evakuasi",
        "distance_m(geometry, POINT(110.7 -6.6)) < 10000",
        op("<", op("distance_m", PLACE, {"type": "Point", "coordinates": [110.7, -6.6]}), 10000),
        lambda _, g: metres(g).distance(metres(shapely.Point(110.7, -6.6))) < 10000,
    ),
)
def test_functions(agrees, case):
    agrees(case)


def metres(drawn):
    """A place in the reference system in which the service measures."""
    return shapely.transform(
        drawn, Transformer.from_crs("OGC:CRS84", "EPSG:32749", always_xy=True).transform, interleaved=False
    )


@pytest.mark.requirement("cql2/functions/functions")
def test_the_functions_are_told_and_no_other_is_taken(stranger, landing):
    (told,) = linked(landing, "http://www.opengis.net/def/rel/ogc/1.0/functions")
    listed = {each["name"]: each for each in stranger.json(told["href"])["functions"]}
    assert {"year", "floor", "ceil", "distance_m"} <= set(listed)
    assert all(each["returns"] for each in listed.values())
    answer = stranger.get("/collections/desa/items", filter="pg_sleep(luas_km2) = 1")
    assert answer.status_code == 400


@pytest.mark.requirement(
    "cql2/arithmetic/arithmetic", "cql2/cql2-text/arithmetic", "cql2/cql2-json/arithmetic"
)
@cases(
    (
        "desa",
        "luas_km2 * 2 - 1 > 9",
        op(">", op("-", op("*", field("luas_km2"), 2), 1), 9),
        lambda p, _: p["luas_km2"] * 2 - 1 > 9,
    ),
    (
        "titik_evakuasi",
        "kapasitas_orang > 50 + lantai * 60",
        op(">", field("kapasitas_orang"), op("+", 50, op("*", field("lantai"), 60))),
        lambda p, _: p["kapasitas_orang"] > 50 + p["lantai"] * 60,
    ),
    (
        "titik_evakuasi",
        "(kapasitas_orang + 10) / 4 < 30",
        op("<", op("/", op("+", field("kapasitas_orang"), 10), 4), 30),
        lambda p, _: (p["kapasitas_orang"] + 10) / 4 < 30,
    ),
    (
        "titik_evakuasi",
        "kapasitas_orang % 3 = 1",
        op("=", op("%", field("kapasitas_orang"), 3), 1),
        lambda p, _: p["kapasitas_orang"] % 3 == 1,
    ),
    (
        "titik_evakuasi",
        "kapasitas_orang div 100 = 1",
        op("=", op("div", field("kapasitas_orang"), 100), 1),
        lambda p, _: p["kapasitas_orang"] // 100 == 1,
    ),
    (
        "titik_evakuasi",
        "lantai ^ 2 = 4",
        op("=", op("^", field("lantai"), 2), 4),
        lambda p, _: p["lantai"] ** 2 == 4,
    ),
)
def test_arithmetic(agrees, case):
    agrees(case)


@pytest.mark.requirement(
    "features-3/filter/filter-param",
    "features-3/filter/filter-lang-param",
    "features-3/filter/filter-crs-param",
    "features-3/features-filter/filter-param",
    "features-3/features-filter/filter-lang-param",
    "features-3/features-filter/filter-crs-param",
)
def test_the_parameters_are_told_as_the_standard_has_them(interface, collections):
    for each in collections:
        told = operation(interface, f"/collections/{each['id']}/items")["parameters"]
        for name in ("filter", "filter-lang", "filter-crs"):
            assert (told[name]["in"], told[name]["required"], told[name]["style"]) == ("query", False, "form")
            assert told[name]["explode"] is False
            assert told[name]["schema"]["type"] == "string"
        assert told["filter-lang"]["schema"]["enum"] == ["cql2-text", "cql2-json"]
        assert told["filter-lang"]["schema"]["default"] == "cql2-text"


@pytest.mark.requirement("features-3/filter/filter-crs-wgs84", "features-3/filter/filter-crs-param")
def test_places_in_a_filter_are_in_the_system_that_is_named(stranger, collections, features):
    wanted = {each["id"] for each in features("desa") if shape(each["geometry"]).intersects(AREA)}
    polygon = "S_INTERSECTS(geometry, {})".format
    assert ids(stranger, "desa", filter=polygon(DRAWN[4])) == wanted
    moved = shapely.transform(AREA, lambda pairs: pairs[:, ::-1])
    assert ids(stranger, "desa", filter=polygon(moved.wkt), **{"filter-crs": LATITUDE_FIRST}) == wanted
    drawn = json.dumps(op("s_intersects", PLACE, mapping(moved)))
    asked = {"filter-lang": "cql2-json", "filter-crs": LATITUDE_FIRST}
    assert ids(stranger, "desa", filter=drawn, **asked) == wanted
    (systems,) = [each["crs"] for each in collections if each["id"] == "desa"]
    assert UTM in systems
    for uri in systems:
        told = stranger.get("/collections/desa/items", filter="kode = 'x'", **{"filter-crs": uri})
        assert told.status_code == 200
    point = metres(shapely.Point(110.7, -6.6))
    asked = {"filter": polygon(point.wkt), "filter-crs": UTM}
    assert ids(stranger, "desa", **asked) == ids(stranger, "desa", filter=polygon("POINT(110.7 -6.6)"))
    unknown = {"filter-crs": "http://www.opengis.net/def/crs/EPSG/0/0"}
    assert stranger.get("/collections/desa/items", filter="kode = 'x'", **unknown).status_code == 400


@pytest.mark.requirement("features-3/filter/expression-construction")
def test_a_filter_takes_every_queryable_and_nothing_else(stranger, collections):
    for each in collections:
        path = f"/collections/{each['id']}"
        asked = stranger.json(f"{path}/queryables", SCHEMA)["properties"]
        text = " AND ".join(f'"{name}" IS NOT NULL' for name in asked)
        assert stranger.get(f"{path}/items", GEOJSON, filter=text, limit=1).status_code == 200
        for wrong in ("no_such_property = 1", "no_such_property IS NULL"):
            assert stranger.get(f"{path}/items", GEOJSON, filter=wrong).status_code == 400


@pytest.mark.requirement("features-3/filter/mixing-expressions")
def test_a_filter_and_other_parameters_narrow_together(stranger, features):
    wanted = {
        each["id"]
        for each in features("titik_evakuasi")
        if each["properties"]["jenis"] == "pos"
        and each["properties"]["kapasitas_orang"] > 60
        and shape(each["geometry"]).intersects(AREA)
    }
    asked = {"filter": "kapasitas_orang > 60", "jenis": "pos", "bbox": "110.65,-6.7,110.75,-6.55"}
    assert ids(stranger, "titik_evakuasi", **asked) == wanted != set()
    for left in asked:
        fewer = {name: given for name, given in asked.items() if name != left}
        assert ids(stranger, "titik_evakuasi", **fewer) > wanted


@pytest.mark.requirement("features-3/filter/response", "features-3/features-filter/response")
@pytest.mark.parametrize(
    "asked",
    [
        {"filter": "jenis ="},
        {"filter": "jenis = 'desa' AND"},
        {"filter": "{", "filter-lang": "cql2-json"},
        {"filter": "jenis = 'desa'", "filter-lang": "cql2-json"},
        {"filter": '{"op": "=", "args": [{"property": "jenis"}, "desa"]}'},
        {"filter": '{"op": "no_such", "args": []}', "filter-lang": "cql2-json"},
        {"filter": "jenis = 'desa'", "filter-lang": "no-such"},
        {"filter": "S_INTERSECTS(geometry, POINT(110.7))"},
        {"filter": "luas_km2 = 'desa'"},
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(stranger, asked):
    answer = stranger.get("/collections/desa/items", **asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.requirement("features-3/filter/response", "features-3/features-filter/response")
def test_a_filter_holds_from_page_to_page(stranger, features):
    wanted = [each["id"] for each in features("desa") if each["properties"]["luas_km2"] > 5]
    page = stranger.json("/collections/desa/items", GEOJSON, filter="luas_km2 > 5", limit=20)
    assert page["numberMatched"] == len(wanted)
    found = page["features"]
    while following := linked(page, "next"):
        page = stranger.json(following[0]["href"], GEOJSON)
        found += page["features"]
    assert [each["id"] for each in found] == wanted
