"""Places of a file as they are stored: any reference system, any order of axes, flat, of one kind, valid."""

from __future__ import annotations

import pytest
import shapely
from pyproj import CRS, Transformer

from gis.errors import BadValue, SheetError
from gis.imports.headings import match
from gis.imports.places import positions, shapes
from gis.layer import Shape
from tests.unit.imports.toys import WELL, sheet

BULU = (110.6464, -6.5894)


def stored(given, shape=Shape.POINT, *, crs=None, mend=False, source=4326):
    columns = {"nama": ["a"] * len(given), "kode": ["x"] * len(given)}
    said = CRS.from_epsg(source) if source else None
    headed = match(WELL, sheet(columns, shapes=given, crs=said), {})
    placed = positions.given(headed, range(len(given)))
    return shapes.stored(placed, positions.reference_system(headed, crs), shape, mend=mend)


def columns_stored(crs=None, **places):
    count = len(next(iter(places.values())))
    headed = match(WELL, sheet({"nama": ["a"] * count, "kode": ["x"] * count, **places}), {})
    placed = positions.given(headed, range(count))
    return shapes.stored(placed, positions.reference_system(headed, crs), Shape.POINT)


def rules(placed):
    return [(problem.row, problem.rule) for problem in placed.problems]


@pytest.mark.parametrize("source", [32749, 23835, 9470, 9489, 4755, 3857, 23879])
def test_any_reference_system_ends_in_degrees_longitude_first(source):
    x, y = Transformer.from_crs(4326, source, always_xy=True).transform(*BULU)
    placed = stored([shapely.Point(x, y)], source=source)
    assert rules(placed) == []
    (point,) = placed.shapes
    assert (point.x, point.y) == pytest.approx(BULU, abs=1e-5)


def test_what_the_person_says_of_the_reference_system_wins():
    x, y = Transformer.from_crs(4326, 32749, always_xy=True).transform(*BULU)
    for said in ("EPSG:32749", "32749"):
        (point,) = stored([shapely.Point(x, y)], crs=said).shapes
        assert (point.x, point.y) == pytest.approx(BULU, abs=1e-9)
    with pytest.raises(BadValue, match="--crs"):
        stored([shapely.Point(x, y)], crs="utm")


def test_a_map_without_reference_system_is_never_taken_for_degrees():
    with pytest.raises(SheetError, match=r"--crs EPSG:32749"):
        stored([shapely.Point(*BULU)], source=None)


def test_metres_taken_for_degrees_are_refused_with_a_hint():
    placed = columns_stored(lon=[460000], lat=[9270000])
    assert rules(placed) == [(2, "range")]
    assert "meter" in placed.problems[0].message


def test_heights_are_dropped_and_told():
    placed = stored([shapely.Point(*BULU, 12.0), shapely.Point(*BULU)])
    assert not shapely.has_z(placed.shapes).any()
    assert placed.notes == ("Ketinggian (Z) atau ukuran (M) pada 1 bentuk tidak disimpan.",)


def test_heights_are_told_after_a_change_of_reference_system_too():
    placed = stored([shapely.Point(460000, 9270000, 12.0)], source=32749)
    assert any("Ketinggian" in note for note in placed.notes)
    assert not shapely.has_z(placed.shapes).any()


def test_single_forms_become_multi_and_a_multipoint_of_one_a_point():
    square = shapely.box(110, -7, 111, -6)
    assert stored([square], Shape.POLYGON).shapes[0].geom_type == "MultiPolygon"
    line = shapely.LineString([(110, -7), (111, -6)])
    assert stored([line], Shape.LINE).shapes[0].geom_type == "MultiLineString"
    assert stored([shapely.MultiPoint([BULU])]).shapes[0] == shapely.Point(*BULU)


@pytest.mark.parametrize(
    "wrong",
    [
        shapely.MultiPoint([BULU, (110, -6)]),
        shapely.box(0, 0, 1, 1),
        shapely.GeometryCollection([shapely.Point(BULU)]),
    ],
)
def test_another_kind_of_geometry_is_a_problem_of_its_row(wrong):
    placed = stored([shapely.Point(*BULU), wrong])
    assert rules(placed) == [(3, "shape")]
    assert placed.shapes[1] is None


def test_an_empty_geometry_is_no_geometry():
    assert stored([shapely.Point()]).shapes[0] is None


BOWTIE = shapely.Polygon([(110, -7), (111, -6), (111, -7), (110, -6)])


def test_an_invalid_polygon_is_refused_with_the_reason_and_the_place():
    placed = stored([BOWTIE], Shape.POLYGON)
    assert rules(placed) == [(2, "valid")]
    assert "memotong dirinya sendiri dekat 110.5" in placed.problems[0].message
    assert placed.shapes[0] is None


def test_mending_is_told_with_the_areas_before_and_after():
    spike = shapely.Polygon(
        [(110, -7), (110.01, -7), (110.01, -6.99), (110.02, -6.98), (110.01, -6.99), (110, -6.99)]
    )
    placed = stored([spike], Shape.POLYGON, mend=True)
    assert placed.problems == ()
    assert placed.shapes[0].is_valid
    (told,) = placed.mended
    # A hundredth of a degree at 7 degrees south: 1.105 km by 1.106 km.
    assert told.before_m2 == pytest.approx(1_222_000, rel=0.01)
    assert told.after_m2 == pytest.approx(told.before_m2, rel=1e-6)
    assert told.row == 2


def test_what_mending_leaves_nothing_of_is_refused():
    flat = shapely.Polygon([(110, -7), (111, -6), (110, -7)])
    assert rules(stored([flat], Shape.POLYGON, mend=True)) == [(2, "valid")]


def test_rings_run_in_one_direction_so_that_formats_agree():
    square = shapely.box(110, -7, 111, -6)
    turned = shapely.Polygon(list(square.exterior.coords)[::-1])
    one, other = stored([square, turned], Shape.POLYGON).shapes
    assert shapely.get_exterior_ring(one.geoms[0]).is_ccw == shapely.get_exterior_ring(other.geoms[0]).is_ccw


def test_columns_of_numbers_and_texts_make_points():
    placed = columns_stored(Bujur=["110,6464", 110.6464, None], Lintang=["-6,5894", -6.5894, None])
    assert [None if p is None else (p.x, p.y) for p in placed.shapes] == [BULU, BULU, None]
    assert placed.problems == ()


@pytest.mark.parametrize(
    ("lon", "lat", "column"), [("x", -6, "lon"), (110, None, "lat"), (None, -6, "lon"), (110, "x", "lat")]
)
def test_half_or_unreadable_coordinates_are_one_problem(lon, lat, column):
    placed = columns_stored(lon=[lon], lat=[lat])
    assert [(p.row, p.column, p.rule) for p in placed.problems] == [(2, column, "place")]


def test_well_known_text_is_read_and_what_is_none_is_refused():
    placed = columns_stored(wkt=["POINT (110.6464 -6.5894)", "titik", None])
    assert placed.shapes[0] == shapely.Point(*BULU)
    assert rules(placed) == [(3, "place")]
