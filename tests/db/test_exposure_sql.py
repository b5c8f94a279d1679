"""Exposure on a real PostGIS: each rule by itself, on the little land of `tests.db.land`."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from gis import database
from gis.database import Database
from gis.errors import NotFound
from gis.exposure import Ask, Rule, summary, summary_now
from gis.layer import Audience
from layers import LAYERS
from tests.db.land import FIRST, SECOND, THIRD, Land, box, point

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def land(owner):
    return Land(owner).base()


# Verdicts


@pytest.mark.parametrize(
    ("classes", "inside", "outside"),
    [
        ([], "tidak_terpapar", "tidak_ada_data"),
        ([0], "tidak_terpapar", "tidak_ada_data"),
        ([None], "tidak_ada_data", "tidak_ada_data"),
        ([0, None], "tidak_ada_data", "tidak_ada_data"),
        ([1], "rendah", "rendah"),
        ([1, None], "rendah", "rendah"),
        ([0, 1, None], "rendah", "rendah"),
        ([2, 1], "sedang", "sedang"),
        ([1, 3, 2, 0, None], "tinggi", "tinggi"),
    ],
)
def test_the_worst_known_class_counts_and_unknown_is_never_safe(land, classes, inside, outside):
    land.site(point(0.05))
    for kelas in classes:
        land.danger(kelas, box(0, 0.3))
    assert land.verdict() == inside
    land.connection.execute("UPDATE store.wisata SET geom = %s::geometry", [point(0.25)])
    assert land.verdict() == outside


def test_kinds_are_never_merged(land):
    land.site(point(0.05))
    land.study("longsor", box(0, 0.1))
    land.danger(3, box(0, 0.1), jenis="longsor")
    assert land.verdict(kind="longsor") == "tinggi"
    assert land.verdict(kind="banjir") == "tidak_terpapar"
    assert land.verdict(kind="tsunami") == "tidak_ada_data"


def test_a_boundary_touches(land):
    land.site(point(0.15))
    land.danger(2, box(0.1, 0.15))
    assert land.verdict() == "sedang"


def test_an_area_of_several_parts_is_met_by_any_of_them_and_counts_once(land):
    parts = [box(0, 0.02), box(0.02, 0.04, 0.0, 0.05), box(0.06, 0.08)]
    rings = ", ".join(part.removeprefix("SRID=4326;MULTIPOLYGON(").removesuffix(")") for part in parts)
    land.danger(2, f"SRID=4326;MULTIPOLYGON({rings})")
    for x, y in ((0.02, 0.05), (0.07, 0.05), (0.05, 0.05), (0.03, 0.08)):
        land.site(point(x, y))
    counts = land.ask().total.counts
    assert (counts.by_class["sedang"], counts.not_exposed, counts.total) == (2, 2, 4)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"berlaku_sampai": TODAY - DAY}, "tidak_terpapar"),
        ({"berlaku_sampai": TODAY}, "tinggi"),
        ({"berlaku_mulai": TODAY + DAY}, "tidak_terpapar"),
        ({"berlaku_mulai": TODAY}, "tinggi"),
    ],
)
def test_only_areas_in_force_count(land, dates, expected):
    land.site(point(0.05))
    land.danger(3, box(0, 0.1), **dates)
    assert land.verdict() == expected


def test_a_study_that_is_over_says_nothing_any_more(land):
    land.site(point(0.05))
    land.connection.execute("UPDATE store.kajian SET berlaku_sampai = %s", [TODAY - DAY])
    assert land.verdict() == "tidak_ada_data"


def test_objects_that_are_over_are_not_counted(land):
    land.danger(3, box(0, 0.1))
    now = dt.datetime.now(dt.UTC)
    for end in (now - DAY, now + DAY):
        land.add(
            "prakiraan_ikan",
            point(0.05),
            id=land.next(),
            terbit=now - 2 * DAY,
            berlaku_mulai=now - 2 * DAY,
            berlaku_sampai=end,
            potensi="tinggi",
        )
    for audience in (Audience.PUBLIC, Audience.STAFF):
        assert land.ask(audience, exposed="prakiraan_ikan").total.counts.total == 1


# Rules


def test_an_area_touches_with_its_edge_but_its_centroid_may_lie_elsewhere(land):
    land.danger(3, box(0.1, 0.12))
    land.study("longsor", box(0.1, 0.2))
    # "desa" as what is exposed: the first touches class 3 along its border only.
    rows = {row.code: row.counts for row in land.ask(exposed="desa").rows}
    assert (rows[FIRST].by_class["tinggi"], rows[SECOND].by_class["tinggi"]) == (1, 1)
    rows = {row.code: row.counts for row in land.ask(exposed="desa", rule=Rule.CENTROID).rows}
    assert (rows[FIRST].not_exposed, rows[SECOND].not_exposed, rows[THIRD].no_data) == (1, 1, 1)
    # The third shares only its border with the study.
    rows = {row.code: row.counts for row in land.ask(exposed="desa").rows}
    assert (rows[THIRD].not_exposed, rows[THIRD].no_data) == (1, 0)


def test_an_area_is_in_the_village_of_its_centroid_under_both_rules(land):
    land.danger(1, box(0.08, 0.2))
    for rule in Rule:
        rows = {row.code: row.counts.total for row in land.ask(exposed="bahaya", rule=rule).rows}
        assert rows == {FIRST: 0, SECOND: 1, THIRD: 0}


# Villages


def test_an_object_lies_where_its_point_lies_whatever_its_code_says(land):
    land.site(point(0.25))
    assert [row.code for row in land.ask().rows if row.counts.total] == [THIRD]


@pytest.mark.parametrize(("x", "code"), [(0.1, FIRST), (0.2, SECOND)])
def test_on_a_common_edge_the_smallest_code_has_it(land, x, code):
    land.site(point(x))
    assert [row.code for row in land.ask().rows if row.counts.total] == [code]


def test_outside_every_village_and_without_a_place_have_a_row_of_their_own(land):
    land.danger(3, box(0.2, 0.4))
    land.add("rtlh", None, id="tanpa", kode=FIRST, status="usulan")
    land.add("rtlh", point(0.35), id="luar", kode=FIRST, status="usulan")
    land.add("rtlh", point(0.05), id="dalam", kode=FIRST, status="usulan")
    found = land.ask(Audience.STAFF, exposed="rtlh")
    last = found.rows[-1]
    assert (last.code, last.counts.by_class["tinggi"], last.counts.no_data) == (None, 1, 1)
    assert found.total.counts.total == 3
    assert [row.code for row in found.rows] == [FIRST, SECOND, THIRD, None]


def test_levels_trim_the_code_and_every_area_has_a_row(land):
    land.danger(2, box(0, 0.15))
    for x in (0.05, 0.12, 0.25, 0.45):
        land.site(point(x))
    by_kecamatan = land.ask(by="kecamatan").rows
    assert [(row.code, row.name, row.counts.total) for row in by_kecamatan] == [
        ("33.20.01", "Kedung", 2),
        ("33.20.02", "Pecangaan", 1),
        (None, "Tanpa wilayah atau tanpa letak", 1),
    ]
    by_kabupaten = land.ask(by="kabupaten").rows
    assert [(row.code, row.counts.affected, row.counts.total) for row in by_kabupaten] == [
        ("33.20", 2, 3),
        (None, 0, 1),
    ]


# What is told beside the figures


def test_sources_name_layer_study_and_dates_of_what_took_part(land):
    land.danger(1, box(0, 0.1), sumber="Peta A", tanggal_data=dt.date(2023, 5, 1))
    land.danger(2, box(0, 0.1), sumber="Peta A", tanggal_data=dt.date(2021, 5, 1))
    land.danger(2, box(0, 0.1), jenis="rob", sumber="Peta lain")
    land.danger(2, box(0, 0.1), sumber="Peta lama", berlaku_sampai=TODAY - DAY)
    land.site(point(0.05), sumber="TIC", contoh=True)
    said = land.ask(language="en").as_json()
    told = [
        (one["layer"], one["sumber"], one["tanggal_data"], one["tanggal_data_tertua"])
        for one in said["sources"]
    ]
    assert told == [
        ("bahaya", "Peta A", dt.date(2023, 5, 1), dt.date(2021, 5, 1)),
        ("kajian", LAYERS["kajian"].source.name, None, None),
        ("wisata", "TIC", None, None),
        ("desa", LAYERS["desa"].source.name, None, None),
    ]
    study = said["sources"][1]
    assert (study["judul"], study["penyusun"], study["tahun"]) == ("Kajian", "BPBD", 2024)
    assert said["sources"][0]["title"] == "Hazard areas"
    assert [one["contoh"] for one in said["sources"]] == [False, False, True, False]
    assert said["contoh"] is True


def test_versions_are_those_of_every_layer_that_took_part(land):
    land.site(point(0.05))
    first = land.ask(by="kecamatan").versions
    assert set(first) == {"bahaya", "kajian", "wisata", "desa", "kecamatan"}
    land.danger(1, box(0, 0.1))
    second = land.ask(by="kecamatan").versions
    assert {name for name in first if first[name] != second[name]} == {"bahaya"}


def test_rows_with_withheld_figures_are_counted_and_told(land):
    for number in range(2):
        land.add("rtlh", None, id=f"r{number}", kode=FIRST, status="usulan")
    public = land.ask(exposed="rtlh_desa").as_json()
    withheld = land.connection.execute("SELECT count(*) FROM public_.rtlh_desa WHERE ditahan").fetchone()[0]
    assert withheld > 0
    assert (public["ditahan"], public["total"]["total"]) == (withheld, 3)
    assert land.ask(Audience.STAFF, exposed="rtlh_desa").withheld == 0


def test_the_public_may_not_ask_about_houses(land):
    with pytest.raises(NotFound, match="There is no layer 'rtlh' here"):
        land.ask(exposed="rtlh")


def test_the_public_meets_incidents_in_the_middle_of_their_village(land):
    land.danger(3, box(0, 0.02))
    fields = {"jenis": "banjir", "waktu_mulai": dt.datetime.now(dt.UTC) - DAY, "status": "selesai"}
    land.add("kejadian", point(0.01), id="k1", kode=FIRST, **fields)
    assert land.verdict(audience=Audience.STAFF, exposed="kejadian") == "tinggi"
    assert land.verdict(exposed="kejadian") == "tidak_terpapar"


# Running


def test_serving_and_notebooks_have_the_same_answer_each_as_its_own_role(fresh_database):
    with database.psycopg.connect(fresh_database.conninfo()) as connection:
        land = Land(connection).base()
        land.danger(3, box(0, 0.1))
        land.site(point(0.05))
    ask = Ask("bahaya", "wisata", "banjir")

    async def served():
        pool = Database(fresh_database)
        await pool.open([Audience.PUBLIC])
        try:
            async with pool.reading(Audience.PUBLIC) as reader:
                return await summary(reader, LAYERS, Audience.PUBLIC, ask)
        finally:
            await pool.close()

    with database.reading(fresh_database, Audience.PUBLIC) as session:
        said = summary_now(session, LAYERS, Audience.PUBLIC, ask)
    assert said.total.counts.by_class == {"rendah": 0, "sedang": 0, "tinggi": 1}
    assert asyncio.run(served()) == said
