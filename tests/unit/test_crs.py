"""The reference systems, held to PROJ's own definitions."""

from __future__ import annotations

import math

import pytest
from pyproj import CRS, Transformer

from gis import crs

SYSTEMS = list(crs.OFFERED.values())


def named(system: crs.Crs) -> str:
    return system.curie


@pytest.mark.parametrize("system", SYSTEMS, ids=named)
def test_the_axes_and_the_unit_are_those_of_the_system_s_authority(system):
    theirs = CRS.from_user_input(system.uri)
    directions = [axis.direction for axis in theirs.axis_info]
    assert directions == (["north", "east"] if system.flipped else ["east", "north"])
    assert {axis.unit_name for axis in theirs.axis_info} == {"metre" if system.metres else "degree"}


@pytest.mark.parametrize("system", SYSTEMS, ids=named)
def test_a_system_goes_by_its_uri_and_its_curie_and_postgis_s_number(system):
    assert crs.named(system.uri) is crs.named(system.curie) is system
    theirs = CRS.from_user_input(system.uri)
    assert theirs.equals(CRS.from_epsg(system.code), ignore_axis_order=True)


@pytest.mark.parametrize("system", SYSTEMS, ids=named)
def test_the_extent_holds_the_regency_and_is_one_to_one(system):
    west, south, east, north = system.extent
    theirs = Transformer.from_crs(crs.STORED, system.code, always_xy=True)
    for lon, lat in ((109.5, -8.0), (112.0, -5.0)):
        x, y = theirs.transform(lon, lat)
        assert west < x < east
        assert south < y < north
    for x in (west, (west + east) / 2, east):
        for y in (south, (south + north) / 2, north):
            lon, lat = theirs.transform(x, y, direction="INVERSE")
            assert math.dist(theirs.transform(lon, lat), (x, y)) < 0.001


@pytest.mark.parametrize("text", ["", "EPSG:4326", "[EPSG:1234]", "[EPSG:32749", crs.CRS84.lower()])
def test_any_other_name_is_none(text):
    assert crs.named(text) is None
