"""Lanes, park zones, forecasts, ports and sites at the sea."""

import itertools
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import STRtree
from shapely.geometry import Point

from tests.samples.reading import features, land, position, rows
from tools.sample.plane import metres
from tools.sample.sheets import ANCHOR

SLIVER = 1e-9
"""Square degrees, about 12 m²: what rounding two coasts that were cut differently may leave."""


def geodesic_to_coast() -> tuple[STRtree, list[tuple[float, float]]]:
    corners = shapely.get_coordinates(shapely.segmentize(land(), 0.0005))
    return STRtree(shapely.points(corners)), [tuple(corner) for corner in corners]


def test_lanes_are_as_far_from_the_coast_as_they_say():
    """Geodesic distances on the ellipsoid, to points along the coast: none of the makers' buffers."""
    lanes = {
        own["jenis"]: outline for own, outline in features("jalur_tangkap") if own["jenis"] != "zona_taman"
    }
    ends = {own["jenis"]: own["jarak_maks_mil"] for own, _ in features("jalur_tangkap")}
    assert [ends[name] for name in ("jalur_ia", "jalur_ib", "jalur_ii", "jalur_iii")] == [2, 4, 12, None]
    coast, corners = geodesic_to_coast()
    geod, seen = Geod(ellps="WGS84"), Counter()
    for lon, lat in itertools.product(np.arange(110.02, 111.2, 0.023), np.arange(-6.78, -5.51, 0.023)):
        found = [name for name, outline in lanes.items() if outline.contains(Point(lon, lat))]
        if not found:
            continue
        near = [
            corners[index]
            for index in coast.query(Point(lon, lat).buffer(0.005 + coast_degrees(coast, lon, lat)))
        ]
        miles = min(geod.inv(lon, lat, *corner)[2] for corner in near) / 1852
        if all(abs(miles - limit) > 0.03 for limit in (2, 4, 12)):
            assert found == [lane_at(miles)], (lon, lat, miles)
            seen[found[0]] += 1
    assert min(seen[name] for name in lanes) > 50


def coast_degrees(coast: STRtree, lon: float, lat: float) -> float:
    return float(coast.query_nearest(Point(lon, lat), return_distance=True, all_matches=False)[1][0])


def lane_at(miles: float) -> str:
    return "jalur_ia" if miles < 2 else "jalur_ib" if miles < 4 else "jalur_ii" if miles < 12 else "jalur_iii"


@pytest.mark.parametrize("park", [True, False])
def test_lanes_and_park_zones_lie_at_sea_and_do_not_overlap(park):
    outlines = [o for own, o in features("jalur_tangkap") if (own["jenis"] == "zona_taman") is park]
    assert shapely.coverage_is_valid(outlines)
    assert all(outline.intersection(land()).area < SLIVER for outline in outlines)
    assert len(outlines) >= 4


def test_forecast_points_lie_at_sea_outside_closed_zones():
    closed = [o for own, o in features("jalur_tangkap") if own["zona"] in ("inti", "perlindungan_bahari")]
    assert len(closed) >= 2
    for row in rows("prakiraan_ikan"):
        assert not land().intersects(position(row)), row["id"]
        assert not shapely.intersects(closed, position(row)).any(), row["id"]


def test_forecasts_are_expired_valid_and_to_come_on_the_day_of_loading():
    today = date.fromisoformat(ANCHOR)
    spans = [
        (date.fromisoformat(row["berlaku_mulai"]), date.fromisoformat(row["berlaku_sampai"]))
        for row in rows("prakiraan_ikan")
    ]
    assert any(end < today for _, end in spans)
    assert sum(start <= today <= end for start, end in spans) >= 20
    assert any(start == today + timedelta(days=1) for start, _ in spans)
    assert all(2 <= (end - start).days + 1 <= 3 for start, end in spans)


def test_ports_lie_on_the_shore():
    coast = metres(land().boundary)
    assert len(rows("pelabuhan")) == 11
    assert all(metres(position(row)).distance(coast) < 60 for row in rows("pelabuhan"))


def test_known_sites_lie_near_their_true_place():
    true = {
        "Pantai Kartini": (110.6464, -6.5894),
        "Benteng Portugis": (110.9158, -6.4039),
        "Pulau Panjang": (110.6286, -6.5756),
    }
    sites = {row["nama"]: row for row in rows("wisata")}
    geod = Geod(ellps="WGS84")
    for name, (lon, lat) in true.items():
        place = position(sites[name])
        assert geod.inv(lon, lat, place.x, place.y)[2] < 1000, name
