"""What is here, on a real PostGIS: places, hazards and refuges around one small village."""

from __future__ import annotations

import datetime as dt

import pytest

from gis.at_point import Spot, look_now
from gis.database import Session
from gis.hazards import Status
from gis.layer import Audience
from layers import LAYERS
from tests.conftest import open_batch
from tests.db.land import FIRST, Land, box, point

INSIDE, EDGE, OUTSIDE = Spot(110.05, -5.95), Spot(110.1, -5.95), Spot(110.5, -5.95)


@pytest.fixture
def land(owner):
    return Land(owner).base()


def look(land, spot, language="id", audience=Audience.PUBLIC):
    land.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return look_now(Session(land.connection), LAYERS, audience, spot, language)


def flood(found):
    return next(one for one in found.bahaya if one.jenis == "banjir")


def refuge(land, id_, x, aktif=True, **more):
    land.add(
        "titik_evakuasi", point(x), id=id_, nama=f"Titik {id_}", jenis="tes", kode=FIRST, aktif=aktif, **more
    )


def test_village_and_kecamatan_are_named_and_on_an_edge_the_smallest_code(land):
    assert look(land, INSIDE).tempat == {
        "desa": {"kode": FIRST, "nama": "D01.2001"},
        "kecamatan": {"kode": "33.20.01", "nama": "Kedung"},
    }
    assert look(land, EDGE).tempat["desa"]["kode"] == FIRST
    assert look(land, OUTSIDE).tempat is None


@pytest.mark.parametrize("spot", [Spot(0, 0), Spot(-69, 0), Spot(-180, -90), Spot(180, 90)])
def test_the_rest_of_the_earth_is_no_error(land, spot):
    found = look(land, spot)
    assert found.tempat is None
    assert {one.status for one in found.bahaya} == {Status.NO_DATA}
    assert found.evakuasi == ()


@pytest.mark.parametrize(
    ("classes", "inside", "outside"),
    [
        ([], 0, None),
        ([0], 0, None),
        ([None], None, None),
        ([0, None], None, None),
        ([None, 1], 1, 1),
        ([2, 3, None], 3, 3),
    ],
)
def test_a_point_is_judged_like_an_object_of_an_exposure(land, classes, inside, outside):
    for kelas in classes:
        land.danger(kelas, box(0, 0.6))
    assert flood(look(land, INSIDE)).kelas == inside
    assert flood(look(land, OUTSIDE)).kelas == outside


def test_the_deciding_area_is_cited_with_its_study_else_the_study_itself(land):
    assert flood(look(land, INSIDE)).kajian == "Kajian, BPBD, 2024"
    land.danger(3, box(0, 0.1), sumber="Lama", tanggal_data=dt.date(2020, 1, 1))
    land.danger(3, box(0, 0.1), sumber="Baru", tanggal_data=dt.date(2024, 1, 1), contoh=True)
    land.danger(1, box(0, 0.1), sumber="Lain", tanggal_data=dt.date(2025, 1, 1))
    here = look(land, INSIDE, "en")
    said = flood(here)
    assert (said.title, said.kelas_title, said.status.value) == ("Flood", "high", "terpapar")
    assert (said.sumber, said.tanggal, said.kajian) == ("Baru", dt.date(2024, 1, 1), "Kajian, BPBD, 2024")
    assert here.contoh is True


def test_what_is_over_is_not_told(land):
    land.danger(3, box(0, 0.1), berlaku_sampai=dt.date(2020, 1, 1))
    assert flood(look(land, INSIDE)).kelas == 0


def test_the_three_nearest_refuges_in_use_are_named_by_metres(land):
    for id_, x in (("d", 0.09), ("a", 0.051), ("c", 0.02), ("b", 0.06)):
        refuge(land, id_, x, untuk_bahaya=["banjir"])
    refuge(land, "tutup", 0.05, aktif=False)
    refuge(land, "entah", 0.05, aktif=None)
    found = look(land, INSIDE).evakuasi
    assert [(one.id, one.nama, one.jenis, one.untuk) for one in found] == [
        (id_, f"Titik {id_}", "tes", ("banjir",)) for id_ in "abc"
    ]
    (metres,) = land.connection.execute(
        "SELECT ST_Distance(%s::geometry::geography, %s::geometry::geography)", [point(0.051), point(0.05)]
    ).fetchone()
    # The projection's scale differs from the ellipsoid's by less than a thousandth here.
    assert found[0].jarak_m == pytest.approx(metres, abs=1)
    assert (found[0].lon, found[0].lat) == (110.051, -5.95)


def test_equally_near_refuges_come_in_the_order_of_their_keys(land):
    for id_ in ("b", "a"):
        refuge(land, id_, 0.06)
    assert [one.id for one in look(land, INSIDE).evakuasi] == ["a", "b"]


def test_the_result_is_plain_values(land):
    refuge(land, "a", 0.06)
    said = look(land, INSIDE).as_json()
    assert set(said) == {"tempat", "bahaya", "evakuasi", "versions", "contoh"}
    assert set(said["versions"]) == {"desa", "kecamatan", "bahaya", "kajian", "titik_evakuasi"}
    assert said["bahaya"][0] == {
        "jenis": "banjir",
        "title": "Banjir",
        "kelas": 0,
        "kelas_title": "tidak ada",
        "status": "tidak_terpapar",
        "sumber": LAYERS["kajian"].source.name,
        "tanggal": None,
        "kajian": "Kajian, BPBD, 2024",
    }


def test_each_batch_of_changes_moves_the_version_told(land):
    before = look(land, INSIDE).versions
    open_batch(land.connection)
    refuge(land, "a", 0.06)
    after = look(land, INSIDE).versions
    assert {name for name in before if before[name] != after[name]} == {"titik_evakuasi"}
