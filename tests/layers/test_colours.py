"""Classes on the map can be told apart, also by readers who see colours differently.

Each pair of colours of a scale is compared as it is painted (at the declared opacity, over land and over
sea), with ordinary sight and as people without one kind of cone see it. The distance is CIEDE2000: 1 is
just noticeable side by side, 10 is seen at a glance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from gis.layer import Dot, Layer, Ramp
from layers import LAYERS

Colour = NDArray[np.float64]

# Machado, Oliveira and Fernandes 2009, severity 1.0; they apply to linear RGB.
SIGHT = {
    "ordinary": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
BACKGROUNDS = {"land": LAYERS["daratan"].style.color, "sea": "#cfe3ee"}
SEEN_AT_A_GLANCE = 10.0
STEP_OF_A_RAMP = 6.0
SEEN_ON_THE_GROUND = 4.0


def linear(colour: str) -> Colour:
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def painted(colour: str, opacity: float, background: str) -> Colour:
    """What reaches the eye, linear RGB; opacity mixes the encoded values, as browsers do."""
    front, back = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (colour, background))
    mixed = np.rint(opacity * front + (1 - opacity) * back).astype(int)
    return linear("#" + "".join(f"{channel:02x}" for channel in mixed))


def lab(rgb: Colour) -> Colour:
    """CIE L*a*b* (D65) of linear RGB."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    ratio = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000 of two L*a*b* colours (Sharma, Wu and Dalal 2005)."""
    mean_chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    (l1, c1, h1), (l2, c2, h2) = (_polar(colour, stretch) for colour in (one, other))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    d_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    twist = -np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    twist *= 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    return float(np.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + twist * d_chroma * d_hue))


def _polar(colour: Colour, stretch: float) -> tuple[float, float, float]:
    a = colour[1] * stretch
    return colour[0], float(np.hypot(a, colour[2])), float(np.degrees(np.arctan2(colour[2], a)) % 360)


def _cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def seen_difference(one: str, other: str, opacity: float, background: str, sight: str) -> float:
    """How different two painted colours look."""
    return difference(*(lab(SIGHT[sight] @ painted(colour, opacity, background)) for colour in (one, other)))


def scales() -> Iterator[tuple[str, list[str], float, float]]:
    """Each layer painted by classes: its name, colours, opacity and the least difference wanted."""
    for layer in LAYERS.values():
        style = layer.style
        if isinstance(style, Ramp):
            yield layer.name, [colour for _, colour in style.steps], style.opacity, STEP_OF_A_RAMP
        elif style.by:
            opacity = 1.0 if isinstance(style, Dot) else style.opacity
            yield layer.name, colours_by(layer, style.by), opacity, SEEN_AT_A_GLANCE


def colours_by(layer: Layer, field: str) -> list[str]:
    return [choice.color for choice in layer.field(field).choices if choice.color]


SCALES = {name: (colours, opacity, least) for name, colours, opacity, least in scales()}


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("name", SCALES)
def test_classes_can_be_told_apart(name, background, sight):
    colours, opacity, least = SCALES[name]
    for one, other in combinations(colours, 2):
        apart = seen_difference(one, other, opacity, BACKGROUNDS[background], sight)
        assert apart >= least, f"{one} and {other} differ by {apart:.1f} only"


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", SCALES)
def test_a_painted_class_is_not_taken_for_bare_land(name, sight):
    colours, opacity, _ = SCALES[name]
    for colour in colours:
        assert (
            seen_difference(colour, BACKGROUNDS["land"], opacity, BACKGROUNDS["land"], sight)
            >= SEEN_ON_THE_GROUND
        )


def test_every_class_of_a_painted_field_has_a_colour():
    for layer in LAYERS.values():
        by = None if isinstance(layer.style, Ramp) else layer.style.by
        if by:
            assert all(choice.color for choice in layer.field(by).choices), layer.name


@pytest.mark.parametrize("sight", SIGHT)
def test_a_worse_hazard_is_darker(sight):
    colours = [choice.color for choice in LAYERS["bahaya"].field("kelas").choices if choice.value]
    lightness = [lab(SIGHT[sight] @ linear(colour))[0] for colour in colours]
    assert lightness == sorted(lightness, reverse=True)


def test_a_ramp_keeps_one_hue_and_grows_darker():
    ramps = [layer.style for layer in LAYERS.values() if isinstance(layer.style, Ramp)]
    assert ramps
    for ramp in ramps:
        steps = [lab(linear(colour)) for _, colour in ramp.steps]
        hues = np.unwrap([np.arctan2(b, a) for _, a, b in steps])
        assert [step[0] for step in steps] == sorted((step[0] for step in steps), reverse=True)
        assert np.degrees(np.ptp(hues)) < 15


def test_green_and_red_of_one_lightness_are_refused_by_this_measure():
    # The pair that the convention uses, and that this file exists to keep out.
    apart = seen_difference("#1a9641", "#c8502a", 1.0, BACKGROUNDS["land"], "deuteranopia")
    assert (
        apart < SEEN_AT_A_GLANCE < seen_difference("#1a9641", "#c8502a", 1.0, BACKGROUNDS["land"], "ordinary")
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # of the test data published with the formula
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ],
)
def test_the_measure_is_ciede2000(one, other, expected):
    assert difference(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)
