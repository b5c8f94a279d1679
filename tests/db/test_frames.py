"""Frames: what a notebook reads is what its audience sees, typed, with where it comes from."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import psycopg
import pytest

from gis.errors import NotFound, UnknownName
from gis.exposure import Ask, summary_now
from gis.frames import exposure, exposure_table, read
from gis.layer import Audience
from layers import LAYERS
from tests.db.land import FIRST, SECOND, THIRD, Land, box, point


@pytest.fixture(scope="module")
def place(make_database, request):
    """A database with the little land, committed."""
    address = make_database(LAYERS, request.config.rootpath / "layers" / "migrations")
    with psycopg.connect(address.conninfo()) as connection:
        land = Land(connection).base()
        land.danger(3, box(0, 0.1), berlaku_mulai=dt.date(2024, 2, 29), contoh=True)
        land.danger(None, box(0, 0.1), berlaku_sampai=dt.date(2020, 1, 1))
        land.danger(0, box(0.2, 0.3), jenis="rob")
        land.site(point(0.05), fasilitas=["toilet", "parkir"])
        land.site(point(0.15), kontak="kantor")
        land.add("rtlh", point(0.05), id="r1", kode=FIRST, status="usulan", luas_m2=20.5, jumlah_penghuni=4)
        land.add("rtlh", None, id="r2", kode=SECOND, status="selesai")
    return address


def test_a_frame_has_places_in_degrees_and_says_where_it_comes_from(place):
    found = read(LAYERS["bahaya"], place)
    assert found.crs.to_epsg() == 4326
    assert list(found["id"]) == sorted(found["id"])
    assert found.total_bounds.tolist() == pytest.approx([110, -6, 110.3, -5.9])
    assert found.attrs | {"version": "?"} == {
        "layer": "bahaya",
        "audience": "public",
        "source": LAYERS["bahaya"].source.name,
        "licence": LAYERS["bahaya"].source.licence,
        "version": "?",
        "sample": True,
    }
    assert read(LAYERS["desa"], place).attrs["sample"] is False


def test_missing_numbers_stay_missing_and_dates_are_dates(place):
    found = read(LAYERS["bahaya"], place)
    assert found["kelas"].dtype == "Int64"
    assert found["kelas"].isna().tolist() == [False, True, False]
    assert found["berlaku_mulai"][0] == pd.Timestamp(2024, 2, 29)
    houses = read(LAYERS["rtlh"], place, Audience.STAFF)
    assert houses["luas_per_orang"].tolist()[0] == 5.125
    assert pd.isna(houses["luas_m2"][1])
    assert houses.geometry.isna().tolist() == [False, True]


def test_rows_and_columns_are_chosen_by_name(place):
    found = read(LAYERS["bahaya"], place, where={"jenis": "banjir"}, columns=["kelas"], now=True)
    assert list(found.columns) == ["kelas", "geometry"]
    assert found["kelas"].tolist() == [3]
    assert len(read(LAYERS["wisata"], place, where={"fasilitas": "parkir"})) == 1
    assert read(LAYERS["wisata"], place, where={"nama": "tidak ada"}).empty


def test_hidden_fields_and_layers_are_like_missing_ones(place):
    assert "kontak" not in read(LAYERS["wisata"], place).columns
    for name in ("kontak", "istana"):
        with pytest.raises(UnknownName, match=f"There is no field '{name}' here"):
            read(LAYERS["wisata"], place, where={name: "kantor"})
        with pytest.raises(UnknownName, match=f"There is no field '{name}' here"):
            read(LAYERS["wisata"], place, columns=[name])
    with pytest.raises(NotFound):
        read(LAYERS["rtlh"], place)
    assert read(LAYERS["wisata"], place, Audience.STAFF, where={"kontak": "kantor"})["nama"].tolist() == [
        "Tempat 5"
    ]


def test_an_exposure_is_a_table_that_adds_up_and_carries_its_rule(place):
    table = exposure(LAYERS, place, Ask("bahaya", "rtlh", "banjir"), Audience.STAFF)
    assert list(table.columns) == [
        "kode",
        "nama",
        "rendah",
        "sedang",
        "tinggi",
        "terdampak",
        "tidak_terpapar",
        "tidak_ada_data",
        "total",
    ]
    assert table["kode"].tolist()[:3] == [FIRST, SECOND, THIRD]
    assert pd.isna(table["kode"][3])
    assert table["tinggi"].tolist() == [1, 0, 0, 0]
    assert table["tidak_ada_data"].tolist() == [0, 0, 0, 1]
    assert table["total"].sum() == table.attrs["total"]["total"] == 2
    assert table.attrs["rule"]["name"] == "touches-worst"
    assert table.attrs["sample"] is True
    assert set(table.attrs["versions"]) == {"bahaya", "kajian", "rtlh", "desa"}


def test_an_exposure_of_nothing_still_lists_every_area(owner):
    from gis.database import Session

    land = Land(owner).base()
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    ask = Ask("bahaya", "wisata", "banjir")
    table = exposure_table(summary_now(Session(land.connection), LAYERS, Audience.PUBLIC, ask))
    assert table["total"].tolist() == [0, 0, 0]
