"""Tile matrix sets, held to what the OGC's register gives and to PROJ."""

from __future__ import annotations

import pytest
from pyproj import Transformer

from gis.errors import NotFound
from gis.layer import Zooms
from gis.tiling import BUFFER, EXTENT, SETS, WEB_MERCATOR, WORLD_CRS84, Tile, named

JEPARA = (110.3, -6.95, 111.0, -5.7)
"""Roughly the regency with its islands."""


@pytest.mark.parametrize(
    ("matrices", "level", "cell", "scale", "size"),
    [
        (WEB_MERCATOR, 0, 156543.033928041, 559082264.028717, (1, 1)),
        (WEB_MERCATOR, 14, 9.55462853564703, 34123.6733415964, (16384, 16384)),
        (WEB_MERCATOR, 24, 0.0093306919293428, 33.3238997476528, (16777216, 16777216)),
        (WORLD_CRS84, 0, 0.703125, 279541132.014358, (2, 1)),
        (WORLD_CRS84, 13, 0.0000858306884765625, 34123.6733415964, (16384, 8192)),
        (WORLD_CRS84, 23, 0.00000008381903171539, 33.3238997476528, (16777216, 8388608)),
    ],
)
def test_cells_scales_and_sizes_are_the_register_s(matrices, level, cell, scale, size):
    assert matrices.cell(level) == pytest.approx(cell, rel=1e-9)
    assert matrices.scale(level) == pytest.approx(scale, rel=1e-9)
    assert (matrices.across << level, matrices.down << level) == size


def test_what_a_layer_declares_is_drawn_at_the_same_scale_in_every_set():
    zooms = Zooms(6, 14)
    web, world = (matrices.levels([zooms]) for matrices in (WEB_MERCATOR, WORLD_CRS84))
    assert (web, world) == (range(6, 15), range(5, 14))
    assert [WEB_MERCATOR.scale(z) for z in web] == pytest.approx([WORLD_CRS84.scale(z) for z in world])


def test_zoom_0_has_no_level_of_its_own_in_degrees_and_falls_to_the_first():
    assert WORLD_CRS84.levels([Zooms(0, 0)]) == range(1)
    assert WORLD_CRS84.levels([Zooms(0, 5), Zooms(3, 9)]) == range(9)


@pytest.mark.parametrize("matrices", SETS.values(), ids=SETS)
@pytest.mark.parametrize("level", [0, 5, 13])
def test_limits_hold_every_tile_that_a_place_within_the_bounds_can_be_drawn_in(matrices, level):
    transform = Transformer.from_crs("OGC:CRS84", matrices.crs, always_xy=True).transform
    limits = matrices.limits(JEPARA, level)
    side = matrices.side / 2**level
    found = set()
    for lon in (JEPARA[0], 110.6, JEPARA[2]):
        for lat in (JEPARA[1], -6.5, JEPARA[3]):
            x, y = transform(lon, lat)
            column, row = (x - matrices.west) / side, (matrices.north - y) / side
            found.add((int(row), int(column)))
    assert all(limits.hold(Tile(level, column, row, matrices)) for row, column in found)
    assert limits.columns[1] - limits.columns[0] <= max(c for _, c in found) - min(c for _, c in found) + 2


def test_limits_count_what_is_drawn_around_a_tile_s_edge():
    # A point just east of a tile's edge is drawn in the tile to the west of it too.
    edge, step = 110.390625, WORLD_CRS84.side / 2**10 * BUFFER / EXTENT
    near = WORLD_CRS84.limits((edge + step / 2, -6.5, edge + step / 2, -6.5), 10)
    far = WORLD_CRS84.limits((edge + step * 2, -6.5, edge + step * 2, -6.5), 10)
    assert (near.columns[1] - near.columns[0], far.columns[1] - far.columns[0]) == (1, 0)


def test_limits_never_leave_the_set():
    whole = WORLD_CRS84.limits((-180, -90, 180, 90), 2)
    assert (whole.rows, whole.columns) == ((0, 3), (0, 7))
    poles = WEB_MERCATOR.limits((-180, -90, 180, 90), 1)
    assert (poles.rows, poles.columns) == ((0, 1), (0, 1))


def test_a_tile_in_degrees_is_where_it_should_be():
    assert Tile(0, 1, 0, WORLD_CRS84).box() == (0, -90, 180, 90)
    west, south, east, north = Tile(8, 413, 137, WORLD_CRS84).degrees()
    assert (west, north) == pytest.approx((110.390625, -6.328125), abs=0.02)
    assert (east - west, north - south) == pytest.approx((0.703125 * (1 + 2 / 64),) * 2)


@pytest.mark.parametrize(("z", "x", "y"), [(24, 0, 0), (0, 2, 0), (0, 0, 1), (3, 16, 0), (3, 0, 8)])
def test_there_is_no_tile_outside_of_the_set_in_degrees(z, x, y):
    with pytest.raises(NotFound) as refused:
        Tile(z, x, y, WORLD_CRS84)
    assert f"{z}/{y}/{x}" in refused.value.in_("id")
    assert "WorldCRS84Quad" in refused.value.in_("en")


def test_a_set_of_another_name_is_not_found_and_its_name_not_repeated():
    with pytest.raises(NotFound) as refused:
        named("<script>")
    assert "script" not in str(refused.value)
