"""Villages, kecamatan, the regency and the land: a tiling on the real coast, with points inside it."""

import re

import pytest
import shapely
from shapely.geometry import MultiPolygon, Point

from tests.samples.reading import (
    KECAMATAN_KM2,
    PLACED,
    POLYGONS,
    desa,
    features,
    km2,
    land,
    position,
    rows,
    text,
)
from tools.sample.facts import villages
from tools.sample.plane import metres


@pytest.mark.parametrize("layer", POLYGONS)
def test_outlines_are_valid_on_the_grid_and_wound_as_geojson_wants(layer):
    for own, outline in features(layer):
        assert isinstance(outline, MultiPolygon), own
        assert outline.is_valid, own
        assert not outline.is_empty, own
        assert all(part.exterior.is_ccw for part in outline.geoms), own
        assert not any(hole.is_ccw for part in outline.geoms for hole in part.interiors), own
    assert not re.search(r"-?\d+\.\d{7,}", text(layer).replace('"indeks"', ""))


def test_villages_tile_the_land_without_gap_or_overlap():
    outlines = list(desa().values())
    assert len(outlines) == 195
    assert shapely.coverage_is_valid(outlines)
    whole = shapely.union_all(outlines)
    ((_, kabupaten),) = features("kabupaten")
    assert whole.symmetric_difference(kabupaten).area == 0
    # A gap would be a hole in the union: the regency has none.
    assert not any(part.interiors for part in kabupaten.geoms)


def test_kecamatan_are_the_unions_of_their_villages():
    assert shapely.coverage_is_valid([outline for _, outline in features("kecamatan")])
    for own, outline in features("kecamatan"):
        members = [
            village for properties_, village in features("desa") if properties_["kode_kec"] == own["kode"]
        ]
        assert outline.symmetric_difference(shapely.union_all(members)).area == 0, own["nama"]


def test_the_villages_coast_is_the_coast_of_the_land():
    ((_, kabupaten),) = features("kabupaten")
    assert kabupaten.difference(land()).is_empty
    shared = kabupaten.boundary.intersection(land().boundary)
    assert metres(shared).length > 200_000
    # Java, the regency's islands and nothing else of it touches the sea: its own corners are the coast's.
    corners = {tuple(corner) for corner in shapely.get_coordinates(land())}
    own = {tuple(corner) for corner in shapely.get_coordinates(shapely.line_merge(shared))}
    assert own <= corners


def test_every_centre_lies_in_its_village_where_there_is_land():
    outside = [v.nama for v in villages() if not desa()[v.kode].contains(Point(v.lon, v.lat))]
    # Kemujan's stated centre lies 39 m off this coast.
    assert outside == ["Kemujan"]


def test_areas_are_near_those_stated():
    drawn = {own["nama"]: km2(outline) for own, outline in features("kecamatan")}
    assert sum(drawn.values()) == pytest.approx(1020.1, abs=5)
    assert drawn == {name: pytest.approx(area, rel=0.13) for name, area in KECAMATAN_KM2.items()}


def test_islands_too_small_for_the_coast_file_are_drawn():
    named = [own["nama"] for own, _ in features("daratan")]
    assert len(set(named) - {"Pulau Jawa", "Pulau tanpa nama"}) == 32


@pytest.mark.parametrize("layer", PLACED)
def test_points_lie_in_the_village_they_name(layer):
    outside = [
        row["id"]
        for row in rows(layer)
        if (place := position(row)) is not None and not desa()[row["kode"]].covers(place)
    ]
    assert outside == []
