"""What the map shows first, what lies on what, and from which zoom."""

from __future__ import annotations

from collections import Counter

import pytest

from gis.layer import Dot
from layers import LAYERS

EVERY_LAYER = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)


FIRST_VIEW = {"daratan", "kabupaten", "kecamatan", "desa", "bahaya", "titik_evakuasi", "kejadian"}


def test_no_two_layers_of_the_first_view_are_drawn_at_one_height():
    orders = Counter(LAYERS[name].order for name in FIRST_VIEW)
    assert max(orders.values()) == 1


def test_first_view():
    assert {name for name in FIRST_VIEW if LAYERS[name].on} == FIRST_VIEW


@pytest.mark.parametrize("name", ["kajian", "rtlh", "rtlh_desa", "dms", "jalur_tangkap", "pelabuhan"])
def test_what_would_crowd_the_first_view_is_off(name):
    assert not LAYERS[name].on


def test_the_surrounding_land_is_background():
    assert not LAYERS["daratan"].pictured
    assert LAYERS["desa"].pictured


def test_areas_lie_below_borders_and_borders_below_points():
    ground, areas, borders, points = (
        [LAYERS[name].order for name in names.split()]
        for names in (
            "daratan",
            "jalur_tangkap dms rtlh_desa bahaya",
            "desa kecamatan kabupaten",
            "prakiraan_ikan rtlh tempat_sampah pelabuhan wisata titik_evakuasi kejadian",
        )
    )
    assert max(ground) < min(areas)
    assert max(areas) < min(borders)
    assert max(borders) < min(points)
    assert borders == sorted(borders), "the larger area's border lies on the smaller one's"


@EVERY_LAYER
def test_a_dot_says_by_a_letter_what_it_is(layer):
    if isinstance(layer.style, Dot):
        assert len(layer.style.letter) == 1


def test_dots_shown_together_have_letters_of_their_own():
    letters = Counter(
        layer.style.letter for layer in LAYERS.values() if isinstance(layer.style, Dot) and layer.on
    )
    assert set(letters.values()) == {1}


@EVERY_LAYER
def test_tiles_end_at_14_at_most_and_start_where_the_first_view_needs_them(layer):
    # The whole regency, Karimunjawa included, fills a 360-pixel screen at about zoom 7.5.
    assert layer.zooms.last <= 14
    assert layer.zooms.first <= 7 or not layer.on
