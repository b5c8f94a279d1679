"""What is here, without a database: which points may be asked about, and what is told of them."""

from __future__ import annotations

import re

import pytest

from gis.at_point import Spot, inquiry
from gis.database import statement
from gis.errors import BadValue, UnknownName
from gis.layer import Audience
from layers import LAYERS

HERE = Spot(110.67, -6.59)


def test_inputs_become_a_point():
    assert Spot.from_inputs({"lon": 110.67, "lat": -6.59}) == HERE
    assert Spot.from_inputs({"lon": 110, "lat": -6}) == Spot(110.0, -6.0)


WRONG = {
    "an unknown input": ({"z": 1}, "There is no input 'z' here. Allowed: lat, lon."),
    "a missing longitude": ({"lon": None}, "lon: '' does not fit. Expected a number of degrees."),
    "a text": ({"lat": "-6.59"}, "lat: '(given)' does not fit. Expected a number of degrees."),
    "a boolean": ({"lat": True}, "lat: '(given)' does not fit"),
    "latitude first": (
        {"lon": -6.59, "lat": 110.67},
        "lat: '110.67' does not fit. Expected degrees from -90 to 90.",
    ),
    "beyond the date line": ({"lon": 180.5}, "lon: '180.5' does not fit. Expected degrees from -180 to 180."),
    "not a number": ({"lon": float("nan")}, "lon: 'nan' does not fit"),
    "a number too large for any": ({"lon": 10**400}, "lon: '(given)' does not fit"),
    "infinity": ({"lat": float("-inf")}, "lat: '-inf' does not fit"),
}


@pytest.mark.parametrize(("inputs", "said"), WRONG.values(), ids=WRONG)
def test_what_is_no_place_on_earth_says_what_would_be(inputs, said):
    with pytest.raises((BadValue, UnknownName), match=re.escape(said)):
        Spot.from_inputs({"lon": 110.67, "lat": -6.59} | inputs)


@pytest.mark.parametrize(
    "spot", [Spot(0, 51.5), Spot(-69, 0), Spot(-180, -90), Spot(120.1, -6), Spot(111, 10.1)]
)
def test_no_distance_is_taken_from_where_it_would_be_wrong(spot):
    parts = inquiry(LAYERS, Audience.PUBLIC, spot).parts
    assert not [name for name in parts if name.startswith("refuges:")]
    assert set(inquiry(LAYERS, Audience.PUBLIC, HERE).parts) - set(parts) == {"refuges:titik_evakuasi"}


def test_coordinates_are_values_and_never_text():
    for query in inquiry(LAYERS, Audience.PUBLIC, HERE).parts.values():
        assert "110.67" not in statement(query).text


def test_nothing_but_the_audiences_own_schema_is_read():
    for audience, schema in ((Audience.PUBLIC, "public_"), (Audience.STAFF, "staff")):
        for query in inquiry(LAYERS, audience, HERE).parts.values():
            assert set(re.findall(r"(?:FROM|JOIN) ([a-z_]+)\.", statement(query).text)) <= {schema}


def row(**more):
    return {"sumber": None, "tanggal_data": None, "contoh": False} | more


def shaped(language="id", **rows):
    asks = inquiry(LAYERS, Audience.PUBLIC, HERE, language)
    nothing = {name: [] for name in asks.parts}
    return asks.shape(nothing | {name.replace("__", ":"): found for name, found in rows.items()})


def test_where_nothing_is_known_every_kind_is_without_data():
    found = shaped()
    kinds = [str(choice.value) for choice in LAYERS["bahaya"].field("jenis").choices]
    assert [one.jenis for one in found.bahaya] == kinds
    assert {(one.kelas, one.kelas_title, one.status.value, one.sumber) for one in found.bahaya} == {
        (None, "tidak ada data", "tidak_ada_data", None)
    }
    assert (found.tempat, found.evakuasi, found.contoh) == (None, (), False)


def test_the_area_that_decides_gives_source_date_and_study():
    found = shaped(
        "en",
        verdicts__bahaya=[
            {"jenis": "banjir", "kelas": 2},
            {"jenis": "rob", "kelas": 0},
            {"jenis": "longsor", "kelas": None},
        ],
        areas__bahaya=[
            row(jenis="banjir", kelas=1, sumber="A"),
            row(jenis="longsor", kelas=2, sumber="B"),
            row(jenis="longsor", kelas=None, sumber="C"),
            row(jenis="banjir", kelas=2, sumber="D", **{"study:judul": "Kajian", "study:tahun": 2024}),
        ],
        studies__bahaya=[
            row(jenis="rob", sumber="E"),
            row(jenis="longsor", sumber="F"),
            row(jenis="abrasi", sumber="G"),
        ],
    )
    told = {
        one.jenis: (one.kelas, one.kelas_title, one.status.value, one.sumber, one.kajian)
        for one in found.bahaya
    }
    assert told["banjir"] == (2, "medium", "terpapar", "D", "Kajian, 2024")
    assert told["rob"] == (0, "none", "tidak_terpapar", "E", None)
    assert told["longsor"] == (None, "no data", "tidak_ada_data", "C", None)
    assert told["abrasi"] == (None, "no data", "tidak_ada_data", None, None)
