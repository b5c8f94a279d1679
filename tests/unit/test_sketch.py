"""Small maps: where a place lies in the frame, what is cut off, and what is drawn in which colour."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.layer import Audience
from gis.privacy import visible
from gis.sketch import Ground, Shape, frame_of, shape_of, sketch
from gis.sketch.frame import WIDTH
from tests.http.toys import TOYS

JEPARA = (110.5, -6.9, 111.0, -6.4)


def polygon(*rings):
    return Shape({"type": "Polygon", "coordinates": [list(ring) for ring in rings]})


def square(west, south, side=0.1):
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def point(lon, lat, value=None):
    return Shape({"type": "Point", "coordinates": [lon, lat]}, value)


def drawn(name, shapes, ground=None, **more):
    return sketch(TOYS[name], Audience.PUBLIC, shapes, ground or Ground(), **more)


def numbers(path):
    return [int(each) for each in re.findall(r"-?\d+", path)]


bounds = st.tuples(
    st.floats(-179, 178), st.floats(-84, 83), st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 2)
)


@given(bounds)
def test_a_frame_shows_all_it_was_made_for_upright_and_in_proportion(sides):
    west, south, across, down, least = sides
    frame = frame_of((west, south, west + across, south + down), least)
    for lon, lat in ((west, south), (west + across, south + down)):
        x, y = frame.at(lon, lat)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= frame.height
    assert frame.at(west, south + down)[1] <= frame.at(west, south)[1]
    assert 690 <= frame.height <= 1210
    assert frame.east - frame.west >= least * 0.999


def test_a_degree_of_longitude_is_as_long_as_it_is_there():
    frame = frame_of((10.0, 60.0, 11.0, 61.0), 0.1)
    across = frame.at(11, 60)[0] - frame.at(10, 60)[0]
    down = frame.at(10, 60)[1] - frame.at(10, 61)[1]
    assert across / down == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("least", "label"), [(0.01, "200 m"), (0.2, "5 km"), (1.0, "20 km"), (4.0, "100 km")]
)
def test_the_scale_bar_has_a_round_length(least, label):
    bar = frame_of((110.7, -6.6, 110.7, -6.6), least).bar
    assert bar.label == label
    assert WIDTH / 8 < bar.length <= WIDTH / 3


def test_a_square_is_drawn_as_one():
    made = drawn("telaah", [polygon(square(110.6, -6.7))])
    (mark,) = made.marks
    assert (mark.way, mark.color) == ("outline", "#6b5b8c")
    x, y, *steps = numbers(mark.path)
    assert mark.path.endswith("z")
    side = steps[0]
    assert side > 300
    assert steps[:2] == [side, 0]
    assert abs(abs(steps[3]) - side) < 0.02 * side
    assert (0 <= x <= WIDTH, 0 <= y <= made.height) == (True, True)


def test_what_lies_outside_of_the_frame_is_cut_off():
    world = Ground(around=[polygon(square(0, -80, 160))], land=[polygon(square(50, 10))])
    made = drawn("telaah", [polygon(square(110.6, -6.7))], world)
    x, y, *steps = numbers(made.around)
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        assert -30 <= x <= WIDTH + 30
        assert -30 <= y <= made.height + 30
    assert made.land == ""


def test_a_shore_through_the_frame_stays_where_it_is():
    shore = Ground(around=[polygon([[100, -6.65], [120, -6.65], [120, -20], [100, -20], [100, -6.65]])])
    made = drawn("telaah", [polygon(square(110.6, -6.7))], shore)
    _, south, _, up, *_ = numbers(made.around)
    assert abs(south + up - made.height / 2) <= 2


def test_points_are_dots_in_the_colours_of_their_values_each_once():
    shapes = [point(110.6, -6.6, "jati"), point(110.7, -6.6, "air"), point(110.7, -6.6, "air")]
    made = drawn("pohon", shapes)
    assert [(mark.way, mark.color, mark.path.count("h0")) for mark in made.marks] == [
        ("dot", "#111111", 1),
        ("dot", "#333333", 1),
    ]


def test_no_data_is_grey_and_a_hidden_field_colours_nothing():
    assert drawn("risiko", [Shape(polygon(square(110, -7)).geometry)]).marks[0].color == "#8a8578"
    view = visible(TOYS["pohon"], Audience.PUBLIC)
    made = shape_of(view, {"jenis": "air"}, json.dumps(point(1, 2).geometry))
    assert made.value == "air"


@pytest.mark.parametrize("place", [None, '{"type":"Point","coordinates":[]}', "null"])
def test_what_has_no_place_is_not_drawn(place):
    view = visible(TOYS["pohon"], Audience.PUBLIC)
    assert shape_of(view, {}, place) is None
    assert drawn("pohon", []) is None


def test_holes_and_parts_are_rings_of_one_path():
    inner = square(110.62, -6.68, 0.02)[::-1]
    shapes = [
        polygon(square(110.6, -6.7), inner),
        Shape({"type": "MultiPolygon", "coordinates": [[square(110.8, -6.7)]]}),
        Shape({"type": "MultiLineString", "coordinates": [[[110.6, -6.7], [110.7, -6.6]]]}),
    ]
    (mark,) = drawn("telaah", shapes).marks
    assert mark.path.count("M") == mark.path.count("z") == 4


def test_a_hundred_corners_on_a_spot_are_a_speck():
    spot = [[110.6 + step * 1e-9, -6.6] for step in range(100)]
    path = drawn("telaah", [polygon(spot), polygon(square(110.6, -6.7))]).marks[0].path
    assert len(path) < 80
