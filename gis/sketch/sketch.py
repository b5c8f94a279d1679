"""Shapes in a frame -> paths with the layer's own colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final, Literal

from gis.layer import Audience, Dot, Fill, Layer, Ramp
from gis.layer import Shape as Form
from gis.legend import color_of
from gis.sketch.frame import WIDTH, Bar, Frame, Point, frame_of
from gis.sketch.shapes import Position, Shape

Way = Literal["area", "outline", "line", "dot"]

NO_DATA: Final = "#8a8578"
"""What has no value is grey here; there is no room for the hatch of the map."""

_NEAR: Final = 3
"""Units within which a corner is left out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """All shapes of one colour, as one path in units (SVG 2, 9.3).

    way  how it is drawn: a filled area, its outline, a line, or a dot at each point
    """

    way: Way
    color: str
    opacity: float
    path: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below the marks: the land all around, and the regency's own."""

    around: Sequence[Shape] = ()
    land: Sequence[Shape] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A small map: from below the surroundings, the regency's own land, the marks; `bar` is its scale."""

    width: int
    height: int
    around: str
    land: str
    marks: tuple[Mark, ...]
    bar: Bar


def sketch(
    layer: Layer, audience: Audience, shapes: Sequence[Shape], ground: Ground, least: float = 0.2
) -> Sketch | None:
    """The map of these shapes of a layer, framed so that all of them are seen; None where there is none.

    ground  what lies below, drawn as far as the frame shows it; it does not widen the frame
    least   degrees from west to east that are shown at least
    """
    positions = [position for shape in shapes for line in shape.lines() for position in line]
    if not positions:
        return None
    across, down = [each[0] for each in positions], [each[1] for each in positions]
    frame = frame_of((min(across), min(down), max(across), max(down)), least)
    marks = tuple(_marks(layer, audience, shapes, frame))
    around, land = (path(each, frame, closed=True) for each in (ground.around, ground.land))
    return Sketch(WIDTH, frame.height, around, land, marks, frame.bar)


def _marks(layer: Layer, audience: Audience, shapes: Sequence[Shape], frame: Frame) -> Iterator[Mark]:
    way, opacity = _way(layer)
    coloured = [(color_of(layer, shape.value, audience) or NO_DATA, shape) for shape in shapes]
    if isinstance(layer.style, Fill) and way == "outline":
        coloured = [(layer.style.outline or layer.style.color, shape) for shape in shapes]
    for color, group in groupby(sorted(coloured, key=lambda one: one[0]), key=lambda one: one[0]):
        drawn = [shape for _, shape in group]
        made = dots(drawn, frame) if way == "dot" else path(drawn, frame, closed=way != "line")
        if made:
            yield Mark(way, color, opacity, made)


def _way(layer: Layer) -> tuple[Way, float]:
    style = layer.style
    if isinstance(style, Dot):
        return "dot", 1.0
    if isinstance(style, Ramp):
        return "area", style.opacity
    if layer.shape is Form.LINE:
        return "line", 1.0
    return ("area", style.opacity) if style.opacity else ("outline", 0.2)


def path(shapes: Iterable[Shape], frame: Frame, *, closed: bool) -> str:
    """The rings or lines that meet the frame: `M` to their first corner, then by small steps.

    Whole steps, since they take half the letters of positions. Outer rings go one way round and holes the
    other, so that one path of many areas fills where any of them lies.
    """
    runs = (_run(line, frame) for shape in shapes for line in shape.lines())
    if closed:
        runs = (frame.clipped(run) for run in runs)
    return "".join(_steps(run, closed=closed) for run in runs if len(run) > 1 and frame.meets(run))


def dots(shapes: Iterable[Shape], frame: Frame) -> str:
    """A stroke without length at each point, which is drawn as a dot where strokes have round ends."""
    points = (
        frame.at(place[0], place[1]) for shape in shapes for place in chain.from_iterable(shape.lines())
    )
    return "".join(f"M{x} {y}h0" for x, y in sorted(set(points)))


def _run(line: Sequence[Position], frame: Frame) -> list[Point]:
    """The corners of a line in units, those next to nothing away from the one before left out."""
    points = [frame.at(position[0], position[1]) for position in line]
    found = points[:1]
    for x, y in points[1:-1]:
        if abs(x - found[-1][0]) > _NEAR or abs(y - found[-1][1]) > _NEAR:
            found.append((x, y))
    # A ring too small to have corners is still a speck.
    return [*found, points[-1] if points[-1] != found[-1] else (found[-1][0] + 1, found[-1][1])]


def _steps(run: Sequence[Point], *, closed: bool) -> str:
    (x, y), *further = run
    parts = [f"M{x} {y}l"]
    for across, down in further:
        parts.append(f"{across - x} {down - y} ")
        x, y = across, down
    return "".join(parts).replace(" -", "-").rstrip() + ("z" if closed else "")
