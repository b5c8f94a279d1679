"""Slips of coordinates: each is recognised and mended back exactly; what is in reach is never called one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from gis import crs
from gis.imports.headings import match
from gis.imports.mending import Mending
from gis.imports.places import distance, outlying
from gis.imports.places import locate as places
from gis.imports.places.areas import Areas
from gis.imports.places.locate import Ground
from gis.imports.places.outlying import Judging
from gis.imports.places.placed import Placed
from gis.imports.places.reach import Reach
from gis.imports.places.said import Said
from gis.imports.places.slips import Claims
from gis.imports.rows import Terms, clean
from gis.layer import Published
from tests.unit.imports.toys import NOW, WELL, rules, sheet

EXTENT = (110.163, -6.796, 110.977, -5.725)
"""Of the regency's villages, islands included."""

STORED = CRS.from_epsg(crs.STORED)
ALL = frozenset({Mending.SWAPPED, Mending.MINUS, Mending.DECIMAL})
HERE = shapely.box(110.6, -6.6, 110.7, -6.5)
THERE = shapely.box(110.7, -6.6, 110.8, -6.5)
AREAS = Areas(["33.20.01.2001", "33.20.01.2002"], np.array([HERE, THERE], dtype=object))
GROUND = Ground(EXTENT, AREAS)

lons = st.integers(110_163_001, 110_977_000).map(lambda n: n / 1e6)
lats = st.integers(-6_796_000, -5_725_001).map(lambda n: n / 1e6)


def lost_point(value):
    """A coordinate without its decimal point, as many digits as it was written with."""
    return float(f"{value!r}".replace(".", ""))


SPOILT = {
    (Mending.SWAPPED,): lambda x, y: (y, x),
    (Mending.MINUS,): lambda x, y: (x, -y),
    (Mending.DECIMAL,): lambda x, y: (lost_point(x), lost_point(y)),
    (Mending.SWAPPED, Mending.MINUS): lambda x, y: (-y, x),
    (Mending.SWAPPED, Mending.DECIMAL): lambda x, y: (lost_point(y), lost_point(x)),
    (Mending.MINUS, Mending.DECIMAL): lambda x, y: (lost_point(x), -lost_point(y)),
}


def judged(shapes, accept=frozenset(), source=STORED, codes=None, shown=True):
    held = np.array(shapes, dtype=object)
    claims = Claims(AREAS, codes, 100.0) if codes else None
    judging = Judging(Reach.around(EXTENT, source), claims, AREAS, accept, shown)
    return outlying.judged(Placed(held, range(2, 2 + len(held)), "lon", lat="lat"), judging)


def located(lon, lat, codes=None, layer=WELL, ground=GROUND, **said):
    columns = {"nama": [f"n{at}" for at in range(len(lon))], "kode": codes or [None] * len(lon)}
    headed = match(layer, sheet({**columns, "lon": lon, "lat": lat}), {})
    return places.locate(clean(headed, layer, Terms(now=NOW)), headed, ground, Said(**said))


@settings(deadline=None, derandomize=True)
@given(lon=lons, lat=lats, words=st.sampled_from(sorted(SPOILT)))
def test_any_slip_is_recognised_and_mended_back_exactly(lon, lat, words):
    # Whole degrees have no point to lose.
    assume(lon % 1 and lat % 1)
    spoilt = [shapely.Point(*SPOILT[words](lon, lat))]
    refused = judged(spoilt)
    assert [(p.row, p.rule, p.accept) for p in refused.problems] == [(2, words[0], ",".join(words))]
    assert refused.shapes[0] is None
    mended = judged(spoilt, frozenset(words))
    assert mended.problems == ()
    assert (mended.shapes[0].x, mended.shapes[0].y) == (lon, lat)
    assert [one.rule for one in mended.mended] == list(words)


@settings(deadline=None, derandomize=True)
@given(lon=lons, lat=lats)
def test_no_place_in_the_regency_is_called_a_slip(lon, lat):
    found = judged([shapely.Point(lon, lat)], ALL)
    assert (found.problems, found.mended) == ((), ())
    assert (found.shapes[0].x, found.shapes[0].y) == (lon, lat)


def test_nothing_is_mended_unless_every_word_is_accepted():
    found = judged([shapely.Point(6.58, 110.67)], frozenset({Mending.SWAPPED}))
    (problem,) = found.problems
    assert problem.accept == "swapped,minus"
    assert "--accept swapped --accept minus" in problem.message
    assert found.mended == ()


def test_the_column_of_the_wrong_coordinate_is_named():
    spoilt = [
        (110.67, 6.58),
        (-6.58, 110.67),
        (110.67, -6587123),
        (110671234, -6.58),
        (110.67, -9.5),
        (99, -6.58),
    ]
    found = judged([shapely.Point(*xy) for xy in spoilt])
    # In the order of rows: minus, swapped, decimal in either, and two that nothing explains.
    assert [p.column for p in sorted(found.problems, key=lambda p: p.row)] == [
        "lat",
        "lon",
        "lat",
        "lon",
        "lat",
        "lon",
    ]


def test_a_slip_must_fit_the_area_that_the_row_names():
    lost = [shapely.Point(110.65, 6.55)] * 2
    found = judged(lost, frozenset({Mending.MINUS}), codes=["33.20.01.2001", "33.20.01.2002"])
    assert (found.shapes[0].x, found.shapes[0].y) == (110.65, -6.55)
    (problem,) = found.problems
    assert (problem.row, problem.rule, problem.accept) == (3, "range", None)
    assert "5,5 km di luar wilayah yang disebut" in problem.message


def test_zero_and_zero_is_an_empty_cell_and_is_never_mended():
    found = judged([shapely.Point(0, 0)], ALL)
    assert [(p.rule, p.accept) for p in found.problems] == [("zero", None)]


def test_coordinates_are_not_told_where_the_place_is_not_public():
    for accept in (frozenset(), ALL):
        found = judged([shapely.Point(110.651234, 6.551234), shapely.Point(20, 20)], accept, shown=False)
        told = " ".join(one.message for one in (*found.problems, *found.mended))
        assert "6.55" not in told
        assert "110.65" not in told
    hidden = replace(WELL, published=Published(at="desa"))
    found = located([110.651234], [6.551234], ["33.20.01.2001"], layer=hidden)
    assert "6.55" not in found.problems[0].message


@pytest.mark.parametrize("raised", [False, True])
def test_areas_and_lines_with_exchanged_axes_are_mended_whole(raised):
    square = shapely.force_3d(HERE, 12.0) if raised else HERE
    line = shapely.LineString([(110.6, -6.6), (110.7, -6.5)])
    turned = [
        shapely.transform(shape, lambda xyz: xyz[:, [1, 0, *range(2, xyz.shape[1])]], include_z=raised)
        for shape in (square, line)
    ]
    if raised:
        turned = turned[:1]
    refused = judged(turned)
    assert {p.accept for p in refused.problems} == {"swapped"}
    found = judged(turned, ALL)
    assert found.problems == ()
    for shape, original in zip(found.shapes, (square, line), strict=False):
        assert shape.equals_exact(original, 0)
        assert shape.has_z == original.has_z


@pytest.mark.parametrize("code", list(crs.SURVEYED))
def test_metres_are_told_apart_by_their_range_and_asked_about(code):
    x, y = Transformer.from_crs(4326, code, always_xy=True).transform(110.67, -6.58)
    found = judged([shapely.Point(x, y)] * 3)
    assert {(p.rule, p.accept) for p in found.problems} == {("crs", None)}
    assert all(f"--crs EPSG:{code}" in p.message and crs.SURVEYED[code] in p.message for p in found.problems)
    turned = judged([shapely.Point(y, x)])
    assert f"--crs EPSG:{code} --accept swapped" in turned.problems[0].message


def test_the_numbers_of_jepara_in_both_systems_of_metres():
    for x, y, name in ((463519, 9272668, "UTM zona 49S"), (329387, 772311, "TM-3 zona 49.1")):
        found = located([x], [y])
        assert rules(found)[0] == (2, "lon", "crs")
        assert name in found.problems[0].message


def test_metres_that_are_said_are_taken_and_rows_in_degrees_are_told():
    found = located([463519.0, 110.67], [9272668.0, -6.58], crs="EPSG:32749")
    assert [(p.row, p.rule) for p in found.problems if p.rule == "crs"] == [(3, "crs")]
    assert "derajat" in found.problems[0].message
    assert (found.shapes[0].x, found.shapes[0].y) == pytest.approx((110.67, -6.58), abs=1e-5)


def test_a_row_in_metres_among_degrees_is_told_apart():
    found = located([463519.0, 110.65, 110.66], [9272668.0, -6.55, -6.55])
    assert rules(found)[0] == (2, "lon", "crs")
    assert "sedangkan baris lain derajat" in found.problems[0].message


def test_exchanged_metres_are_mended_where_that_is_accepted():
    found = located([9272668.0], [463519.0], crs="EPSG:32749", accept=frozenset({Mending.SWAPPED}))
    assert (found.shapes[0].x, found.shapes[0].y) == pytest.approx((110.67, -6.58), abs=1e-5)
    assert [one.rule for one in found.mended] == [Mending.SWAPPED]


def test_a_place_outside_says_how_far():
    found = located([110.65, 112.0], [-6.55 - 0.3, -6.55], ["33.20.01.2001"] * 2)
    assert [p.rule for p in found.problems] == ["range", "inside"]
    assert "133 km di luar" in found.problems[0].message
    # A quarter of a degree is 27.6 km.
    assert found.problems[1].column == "lat"
    assert "di luar wilayah kabupaten, 27,6 km dari wilayah yang disebut" in found.problems[1].message


@settings(deadline=None, derandomize=True, max_examples=40)
@given(lon=st.floats(111.5, 113), lat=st.floats(-8, -5))
def test_distances_are_those_over_the_ellipsoid(lon, lat):
    (metres,) = distance.metres_outside(AREAS, np.array([lon]), np.array([lat]))
    across = CRS.from_proj4(f"+proj=aeqd +lon_0={lon} +lat_0={lat} +ellps=WGS84")
    move = Transformer.from_crs(4326, across, always_xy=True).transform
    border = shapely.segmentize(shapely.union_all(AREAS.shapes), 0.001)
    exact = shapely.Point(0, 0).distance(shapely.transform(border, move, interleaved=False))
    assert metres == pytest.approx(exact, rel=0.01, abs=100)


def test_coarse_positions_are_remarked_upon_and_do_not_stop_a_row():
    found = located(["110.65", "110.6512", 110.6, "110°39' BT"], ["-6.55", "-6.55", -6.5, "6°33' LS"])
    assert found.problems == ()
    assert [(r.row, r.column, r.rule) for r in found.remarks] == [
        (2, "lat", "precision"),
        (4, "lat", "precision"),
        (5, "lat", "precision"),
    ]
    for remark, metres in zip(found.remarks, ("1.100 m", "11.000 m", "1.900 m"), strict=True):
        assert metres in remark.message
    assert located([463519.0], [9272668.0], crs="EPSG:32749").remarks == ()


def test_one_position_on_many_rows_is_remarked_upon():
    many = [110.651234] * 5
    found = located([*many, 110.653], [-6.551234] * 6)
    assert [(r.row, r.rule) for r in found.remarks] == [(row, "repeated") for row in range(2, 7)]
    rare = located([*many, *(110.6501 + at / 10_000 for at in range(40))], [-6.551234] * 45)
    assert rare.remarks == ()
