"""Rows against the areas: inside the regency, inside the village they name, or named by where they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from pyproj import CRS

from gis.errors import RefusedData
from gis.imports.headings import match
from gis.imports.places import locate as places
from gis.imports.places.areas import Areas
from gis.imports.places.locate import Ground
from gis.imports.places.said import Said
from gis.imports.rows import Terms, clean
from gis.layer import Published
from tests.unit.imports.toys import NOW, WELL, rules, sheet

WEST, EAST = shapely.box(110.6, -6.6, 110.7, -6.5), shapely.box(110.7, -6.6, 110.8, -6.5)
AREAS = Areas(["33.20.01.2001", "33.20.01.2002"], np.array([WEST, EAST], dtype=object))
GROUND = Ground((110.6, -6.6, 110.8, -6.5), AREAS)

INSIDE, IN_EAST, BESIDE, AT_SEA, NEXT_DOOR, FAR = (
    (110.65, -6.55),
    (110.75, -6.55),
    (110.5995, -6.55),
    (110.59, -6.55),
    (110.4, -6.55),
    (106.8, -6.2),
)
EDGE = (110.7, -6.55)


def located(points, codes=None, layer=WELL, ground=GROUND):
    count = len(points)
    shapes = [None if point is None else shapely.Point(*point) for point in points]
    columns = {"nama": [f"n{at}" for at in range(count)]} | ({"kode": codes} if codes else {})
    headed = match(layer, sheet(columns, shapes=shapes, crs=CRS.from_epsg(4326)), {})
    draft = clean(headed, layer, Terms(now=NOW))
    return places.locate(draft, headed, ground, Said())


def test_a_missing_code_is_filled_from_the_position_and_told():
    found = located([INSIDE, IN_EAST])
    assert found.values["kode"] == ["33.20.01.2001", "33.20.01.2002"]
    assert "Kode diisi dari lokasi pada 2 baris." in found.notes


def test_on_a_border_the_smallest_code_is_taken():
    assert located([EDGE]).values["kode"] == ["33.20.01.2001"]


def test_a_point_just_outside_gets_the_nearest_area_and_one_further_out_is_refused():
    found = located([BESIDE, AT_SEA])
    assert found.values["kode"][0] == "33.20.01.2001"
    assert (3, None, "inside") in rules(found)
    assert any("1 di antaranya di luar batas" in note for note in found.notes)


def test_where_the_area_may_be_missing_an_islet_is_kept_and_the_next_regency_is_not():
    anywhere = replace(
        WELL, fields=tuple(replace(one, required=False) if one.name == "kode" else one for one in WELL.fields)
    )
    found = located([INSIDE, AT_SEA, NEXT_DOOR], layer=anywhere)
    assert found.values["kode"] == ["33.20.01.2001", None, None]
    (remark,) = (one for one in found.remarks if one.rule == "range")
    assert remark.row == 3
    assert "1,1 km di luar wilayah kabupaten, dan Kode dikosongkan" in remark.message
    assert rules(found) == [(4, None, "range")]
    assert "22,1 km di luar wilayah kabupaten" in found.problems[0].message


def test_a_named_area_is_checked_with_the_tolerance():
    found = located([INSIDE, BESIDE, IN_EAST, EDGE], ["33.20.01.2001"] * 4)
    assert rules(found) == [(4, "kode", "inside")]
    assert "33.20.01.2002" in found.problems[0].message


def test_the_tolerance_is_in_metres_on_the_ground():
    # 0.0009 degrees of longitude are 99.4 m here, 0.00092 are 101.6 m.
    found = located([(110.6 - 0.0009, -6.55), (110.6 - 0.00092, -6.55)], ["33.20.01.2001"] * 2)
    # It lies in no area at all: the position is to blame, which in a map has no column.
    assert rules(found) == [(3, None, "inside")]
    assert "102 m dari wilayah yang disebut" in found.problems[0].message


def test_where_a_row_lies_is_not_told_when_its_place_is_hidden():
    hidden = replace(WELL, published=Published(at="desa"))
    (problem,) = located([IN_EAST], ["33.20.01.2001"], layer=hidden).problems
    assert "2002" not in problem.message


@pytest.mark.parametrize(
    ("point", "rule", "hint"),
    [
        (FAR, "range", "422 km di luar"),
        ((-6.55, 110.65), "swapped", "tertukar"),
        ((110.65, 6.55), "minus", "--accept minus"),
        ((110650123, -6.55), "decimal", "titik desimal"),
        ((-6.55, 10.65), "range", "di luar wilayah"),
        ((0, 0), "zero", "0 dan 0"),
    ],
)
def test_a_place_far_away_is_refused_with_the_slip_that_explains_it(point, rule, hint):
    found = located([point], ["33.20.01.2001"])
    assert rules(found) == [(2, None, rule)]
    assert hint in found.problems[0].message


def test_a_row_without_place_needs_its_code():
    found = located([None, INSIDE], [None, None])
    assert rules(found) == [(2, "kode", "required")]


def test_a_layer_that_needs_a_place_refuses_a_row_without():
    needing = replace(WELL, geometry_required=True)
    assert (2, None, "place") in rules(located([None, INSIDE], ["33.20.01.2001"] * 2, layer=needing))


def test_without_areas_nothing_can_be_checked_and_nothing_is_loaded():
    with pytest.raises(RefusedData, match="desa"):
        located([INSIDE], ground=Ground(None, Areas([], np.array([], dtype=object))))


def test_without_an_extent_any_place_on_earth_is_in_reach():
    assert located([INSIDE], ["33.20.01.2001"], ground=Ground(None, AREAS)).problems == ()
