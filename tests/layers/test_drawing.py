"""What the map shows first, what lies on what, and from which zoom."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from gis.layer import Dot, Fill, Layer, Ramp, Shape
from layers import LAYERS

EVERY_LAYER = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)


def test_no_two_layers_are_drawn_at_one_height():
    orders = Counter(layer.order for layer in LAYERS.values())
    assert max(orders.values()) == 1


def test_first_view():
    shown = {layer.name for layer in LAYERS.values() if layer.on}
    assert shown == {
        "daratan", "kabupaten", "kecamatan", "desa", "bahaya", "titik_evakuasi", "kejadian", "wisata",
    }  # fmt: skip
    assert {layer.name for layer in LAYERS.values() if not layer.pictured} == {"daratan"}


def test_areas_lie_below_borders_and_borders_below_points():
    heights = [
        max(x.order for x in LAYERS.values() if x.shape is Shape.POLYGON and _is_filled(x)),
        min(LAYERS[name].order for name in ("desa", "kecamatan", "kabupaten")),
        max(LAYERS[name].order for name in ("desa", "kecamatan", "kabupaten")),
        min(x.order for x in LAYERS.values() if x.shape is Shape.POINT),
    ]
    assert all(low <= high for low, high in pairwise(heights))
    assert LAYERS["daratan"].order == min(x.order for x in LAYERS.values())


def _is_filled(layer: Layer) -> bool:
    return isinstance(layer.style, Ramp) or (isinstance(layer.style, Fill) and layer.style.opacity > 0)


def test_every_dot_carries_a_letter_of_its_own():
    letters = [layer.style.letter for layer in LAYERS.values() if isinstance(layer.style, Dot)]
    assert len(letters) == len(set(letters)) > 0
    assert all(len(letter) == 1 for letter in letters)


@EVERY_LAYER
def test_tiles_end_at_14_and_start_where_the_first_view_needs_them(layer):
    # The whole regency, Karimunjawa included, fills a 360-pixel screen at about zoom 7.5.
    assert layer.zooms.last == 14
    assert layer.zooms.first <= 7 or not layer.on
