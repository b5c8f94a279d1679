"""What is wrong with geometries by themselves is told, and mended only where that is accepted."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer
from shapely import from_wkt

from gis.imports.files.sheet import Sheet
from gis.imports.mending import Mending
from gis.imports.places import shapes, validity
from gis.imports.places.placed import Placed
from gis.imports.places.validity import KINDS, Torn
from gis.layer import Shape

DEGREES = CRS.from_epsg(4326)
SQUARE = "POLYGON ((110 -7, 110.01 -7, 110.01 -6.99, 110 -6.99, 110 -7))"
SQUARE_M2 = 1_222_000
"""A hundredth of a degree at 7 degrees south: 1.105 km by 1.106 km."""


def placed(*texts):
    """Geometries by their text, or as they are, in rows from 2 on."""
    made = [from_wkt(text) if isinstance(text, str) else text for text in texts]
    return Placed(np.array(made, dtype=object), range(2, 2 + len(made)), "bentuk")


def problems(found):
    return [(problem.row, problem.rule, problem.accept) for problem in found.problems]


COLLECTION = (
    f"GEOMETRYCOLLECTION ({SQUARE}, GEOMETRYCOLLECTION (LINESTRING (110 -7, 111 -7), POINT (110 -7)))"
)


def test_a_collection_is_a_problem_that_proposes_to_take_its_areas():
    found = validity.taken_out(placed(COLLECTION, SQUARE), Shape.POLYGON, mend=False)
    assert problems(found) == [(2, "shape", "shape")]
    assert found.shapes[0] is None
    assert found.shapes[1] == from_wkt(SQUARE)


def test_what_is_taken_out_of_a_collection_is_told_and_what_is_left_out_too():
    found = validity.taken_out(placed(COLLECTION), Shape.POLYGON, mend=True)
    assert found.shapes[0] == from_wkt(SQUARE)
    (told,) = found.mended
    assert "tidak disimpan: 1 titik, 1 garis" in told.message
    assert told.before_m2 == told.after_m2 == pytest.approx(SQUARE_M2, rel=0.01)
    lines = validity.taken_out(placed(COLLECTION), Shape.LINE, mend=True)
    assert lines.shapes[0] == from_wkt("LINESTRING (110 -7, 111 -7)")
    assert (lines.mended[0].before_m2, lines.mended[0].after_m2) == (pytest.approx(SQUARE_M2, rel=0.01), 0)


def test_several_parts_of_a_collection_become_one_geometry_and_several_points_none():
    two = "GEOMETRYCOLLECTION (POINT (110 -7), POINT (111 -7), LINESTRING (0 0, 1 1), LINESTRING (2 2, 3 3))"
    (line,) = validity.taken_out(placed(two), Shape.LINE, mend=True).shapes
    assert line == from_wkt("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))")
    point = shapes.stored(placed(two), DEGREES, Shape.POINT, mend=True)
    assert problems(point) == [(2, "shape", None)]


def test_repeated_points_are_counted_and_stay_until_their_removal_is_accepted():
    thrice = "LINESTRING (110 -7, 110 -7, 110 -7, 111 -7)"
    found = validity.without_repeats(placed(thrice, "LINESTRING (0 0, 1 1, 0 0)"), Shape.LINE, mend=False)
    assert [(one.row, one.rule, one.accept) for one in found.remarks] == [(2, "repeated", "shape")]
    assert "2 titik berulang" in found.remarks[0].message
    assert found.shapes[0] == from_wkt(thrice)
    assert found.problems == ()
    mended = validity.without_repeats(placed(thrice), Shape.LINE, mend=True)
    assert mended.shapes[0] == from_wkt("LINESTRING (110 -7, 111 -7)")
    assert [(one.row, one.rule, one.before_m2) for one in mended.mended] == [(2, Mending.SHAPE, None)]


def test_many_shapes_with_repeated_points_are_told_in_few_words():
    line = "LINESTRING (0 0, 0 0, 1 1)"
    found = validity.without_repeats(placed(*[line] * 70), Shape.LINE, mend=False)
    assert len(found.remarks) == 50
    assert "pada 70 bentuk, seluruhnya 70 titik" in found.notes[0]


def test_a_line_of_no_length_is_left_out_of_its_line_where_that_is_accepted():
    lines = placed("MULTILINESTRING ((0 0, 0 0), (0 0, 1 1))", "LINESTRING (3 3, 3 3)")
    assert problems(validity.valid(lines, Shape.LINE, mend=False)) == [
        (3, "valid", None),
        (2, "valid", "shape"),
    ]
    found = validity.valid(lines, Shape.LINE, mend=True)
    assert found.shapes[0] == from_wkt("LINESTRING (0 0, 1 1)")
    assert problems(found) == [(3, "valid", None)]


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_a_coordinate_that_is_no_number_is_never_mended_away(bad):
    ring = shapely.Polygon([(110, -7), (110.01, -7), (bad, -6.99), (110, -6.99)])
    found = shapes.stored(placed(ring), DEGREES, Shape.POLYGON, mend=True)
    assert found.shapes[0] is None
    assert found.mended == ()
    assert [problem.accept for problem in found.problems] == [None]


OPEN = "Garis batas belum tertutup."


def torn(found, closable=None):
    unread = {0: OPEN, 1: "Tidak terbaca."}
    sheet = Sheet(
        "x", (), [2, 3, 4], unread=unread, closable={0: from_wkt(SQUARE)} if closable is None else closable
    )
    return Torn.of(sheet, [0, 1, 2])


def test_open_rings_and_unreadable_geometries_are_problems():
    given_ = placed(None, None, SQUARE)
    found = shapes.stored(shapes.closed(given_, torn(given_), DEGREES, mend=False), DEGREES, Shape.POLYGON)
    assert sorted(problems(found)) == [(2, "unclosed", "shape"), (3, "place", None)]
    assert found.problems[1].message == f"{OPEN} Perbaiki, atau muat dengan --mend."
    assert found.shapes[2] is not None


def test_open_rings_are_closed_and_told_in_any_reference_system():
    east, north = Transformer.from_crs(4326, 32749, always_xy=True).transform(110, -7)
    given_ = placed(None, None, None)
    made = {0: shapely.box(east, north, east + 100, north + 100)}
    utm = CRS.from_epsg(32749)
    found = shapes.stored(shapes.closed(given_, torn(given_, made), utm, mend=True), utm, Shape.POLYGON)
    assert problems(found) == [(3, "place", None)]
    assert found.shapes[0].is_valid
    assert found.shapes[0].bounds[0] == pytest.approx(110)
    assert [(one.row, one.before_m2, one.after_m2) for one in found.mended] == [
        (2, None, pytest.approx(10_000, abs=1))
    ]


def test_rows_that_were_left_out_shift_the_torn_ones():
    sheet = Sheet("x", (), [2, 3, 4], unread={2: OPEN}, closable={})
    assert Torn.of(sheet, [0, 2]).unread == {1: OPEN}
    assert Torn.of(sheet, [0, 1]).unread == {}


def test_single_and_multi_forms_in_one_file_are_said():
    mixed = shapes.stored(placed(SQUARE, f"MULTI{SQUARE[:8]}({SQUARE[8:]})"), DEGREES, Shape.POLYGON)
    assert [note for note in mixed.notes if "tunggal (1) dan majemuk (1)" in note]
    assert shapes.stored(placed(SQUARE), DEGREES, Shape.POLYGON).notes == ()


NUMBERS = st.integers(0, 6).map(lambda step: step / 100)
POINTS = st.tuples(NUMBERS.map(lambda east: 110 + east), NUMBERS.map(lambda north: -7 + north))
RINGS = st.lists(POINTS, min_size=3, max_size=9)
POLYGONS = RINGS.map(shapely.Polygon)
AREAS = POLYGONS | st.lists(POLYGONS, min_size=1, max_size=3).map(shapely.MultiPolygon)
LINES = st.lists(POINTS, min_size=2, max_size=6).map(shapely.LineString)


@given(st.lists(AREAS, max_size=4))
def test_mended_areas_are_valid_areas_no_larger_than_what_they_cover(drawn):
    found = shapes.stored(placed(*drawn), DEGREES, Shape.POLYGON, mend=True)
    left = found.shapes[~shapely.is_missing(found.shapes)]
    assert shapely.is_valid(left).all()
    assert np.isin(shapely.get_type_id(left), KINDS[Shape.POLYGON]).all()
    assert len(left) + len({problem.row for problem in found.problems}) == len(drawn)
    for made, before in zip(found.shapes, drawn, strict=True):
        if made is not None:
            assert made.area == pytest.approx(shapely.make_valid(before, method="structure").area, rel=1e-6)


def test_a_mending_that_loses_a_part_is_not_believed():
    """GEOS, mending this one as it is, keeps a fifth of it; rounded to a tenth of a millimetre, all."""
    ring = [(1, 0), (6, 5), (5, 0), (5, 3), (3, 2), (5, 4), (1, 6)]
    lossy = shapely.Polygon([(110 + x / 100, (y - 700) / 100) for x, y in ring])
    found = validity.valid(placed(lossy), Shape.POLYGON, mend=True)
    if found.shapes[0] is None:
        assert problems(found) == [(2, "valid", None)]
    else:
        assert found.shapes[0].area == pytest.approx(0.0015, rel=1e-6)


@pytest.mark.parametrize(
    "ring",
    [
        # What GEOS makes of these is not valid either, or it gives up.
        "110.01 -6.97, 110.04 -6.97, 110.02 -6.95, 110 -6.99, 110.06 -6.96, 110.02 -7, 110.01 -6.97",
        "110.03 -6.95, 110.05 -6.94, 110.01 -6.99, 110.03 -6.95, 110 -6.99, 110.06 -6.96, 110.03 -6.95",
    ],
)
def test_what_is_mended_is_valid_also_where_corners_fall_between_numbers(ring):
    found = validity.valid(placed(f"POLYGON (({ring}))"), Shape.POLYGON, mend=True)
    assert found.problems == ()
    assert found.shapes[0].is_valid


def test_what_cannot_be_mended_for_sure_stops_no_other_row():
    parts = (
        "((110.06 -6.97, 110.01 -6.99, 110.01 -6.94, 110.01 -6.96, 110.06 -6.97)), ((110.06 -6.99, "
        "110.03 -6.96, 110.03 -6.94, 110.01 -6.96, 110 -6.96, 110 -6.94, 110.04 -6.97, 110.05 -6.96, "
        "110.06 -6.99)), ((110.03 -7, 110.02 -6.96, 110.03 -6.98, 110 -6.94, 110 -6.99, "
        "110.05 -6.98, 110.03 -7))"
    )
    bowtie = "POLYGON ((110 -7, 110.01 -6.99, 110.01 -7, 110 -6.99, 110 -7))"
    found = validity.valid(placed(f"MULTIPOLYGON ({parts})", bowtie), Shape.POLYGON, mend=True)
    assert problems(found) in ([], [(2, "valid", None)])
    assert found.shapes[1].is_valid


@given(st.lists(AREAS, max_size=4), st.booleans())
def test_what_is_valid_stays_bit_for_bit(drawn, mend):
    found = validity.valid(placed(*drawn), Shape.POLYGON, mend=mend)
    for made, before in zip(found.shapes, drawn, strict=True):
        if before.is_valid:
            assert made.wkb == before.wkb
        else:
            assert made is None or (mend and made.is_valid)
    told = {one.row for one in found.mended} | {problem.row for problem in found.problems}
    assert told == {row for row, before in enumerate(drawn, 2) if not before.is_valid}


@given(st.lists(LINES, max_size=4))
def test_lines_lose_nothing_but_repeated_points(drawn):
    found = shapes.stored(placed(*drawn), DEGREES, Shape.LINE, mend=True)
    for made, before in zip(found.shapes, drawn, strict=True):
        assert (0 if made is None else made.length) == pytest.approx(before.length)
    mended = {one.row for one in found.mended}
    for row, (made, before) in enumerate(zip(found.shapes, drawn, strict=True), 2):
        if made is not None and row not in mended:
            assert made.geoms[0].wkb == before.wkb
