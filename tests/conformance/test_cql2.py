"""CQL2: what a filter finds, beside the same question asked in Python."""

from __future__ import annotations

import math
import unicodedata

import pytest
import shapely

from tests.conformance.cases import AREA, PLACE, WIB, cases, field, ids, metres, moment, op
from tests.conformance.conftest import linked


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


@pytest.mark.requirement(
    "cql2/array-functions/array-predicates",
    "cql2/cql2-text/arrays",
    "cql2/cql2-json/arrays",
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


@pytest.mark.requirement(
    "cql2/functions/functions",
    "features-3/filter/get-functions-operation",
    "features-3/filter/get-functions-response-json",
)
def test_the_functions_are_told_and_no_other_is_taken(stranger, landing):
    (told,) = linked(landing, "http://www.opengis.net/def/rel/ogc/1.0/functions")
    listed = {each["name"]: each for each in stranger.json(told["href"])["functions"]}
    assert {"year", "floor", "ceil", "distance_m"} <= set(listed)
    kinds = {"string", "number", "integer", "datetime", "geometry", "boolean"}
    for each in listed.values():
        assert set(each["returns"]) <= kinds
        assert each["returns"]
        assert all(one["type"] and set(one["type"]) <= kinds for one in each["arguments"])
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
