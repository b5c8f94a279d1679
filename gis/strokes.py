"""How a declared paint becomes MapLibre style layers. Only paint and layout; `gis.style` says the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gis import tiles
from gis.layer import Audience, Dot, Fill, Kind, Language, Layer, Ramp, Shape
from gis.legend import NO_DATA_HATCH, painted_by

Stroke = dict[str, Any]
Expression = list[Any]

SEA: Final = "#cfe3ec"
LAND: Final = "#fcfaf5"
"""The regency's own land, a little lighter than its surroundings."""

INK: Final = "#37322b"
PAPER: Final = "#fffdf8"

REGULAR: Final = ["Noto Sans Regular"]
BOLD: Final = ["Noto Sans Bold"]

_LETTERS_FROM: Final = 10.5
_POINT_NAMES_FROM: Final = 12.5

_BORDERS_FROM: Final = {4: 8.5}
"""From which zoom the borders of an administrative level are drawn, by the number of parts of its code."""

_AREA_NAMES: Final[dict[int, Stroke]] = {
    2: {"minzoom": 0, "maxzoom": 8, "text-font": BOLD, "text-size": 15, "text-letter-spacing": 0.08},
    3: {
        "minzoom": 8,
        "maxzoom": 13.5,
        "text-font": BOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 8, 10.5, 12, 14.5],
        "text-letter-spacing": 0.03,
    },
    4: {
        "minzoom": 10.5,
        "maxzoom": 24,
        "text-font": REGULAR,
        "text-size": ["interpolate", ["linear"], ["zoom"], 10.5, 10.5, 15, 14.5],
    },
}
"""Names of administrative levels by the number of parts of their code: fewer parts, larger and earlier."""


def sea() -> Stroke:
    """The background: whatever is not land."""
    return {"id": "laut", "type": "background", "paint": {"background-color": SEA}}


def land(regency: Layer) -> Stroke:
    """The regency's land, below every theme."""
    return {
        "id": f"{regency.name}:darat",
        "type": "fill",
        "paint": {"fill-color": LAND, "fill-antialias": False},
    }


def shapes(layer: Layer, audience: Audience = Audience.PUBLIC) -> Iterator[Stroke]:
    """A layer's areas, lines and points, from below."""
    style = layer.style
    if isinstance(style, Dot):
        yield from _dots(layer, style, audience)
    elif isinstance(style, Ramp):
        yield from _ramp(layer, style)
    elif layer.shape is Shape.LINE:
        yield _line(layer, style, style.color)
    else:
        yield from _areas(layer, style, audience)


def names(layer: Layer, language: Language) -> Iterator[Stroke]:
    """The names of a layer's features: of administrative areas and of points."""
    if layer.area and tiles.labelled(layer) and layer.area.parts in _AREA_NAMES:
        yield _area_names(layer, _AREA_NAMES[layer.area.parts], language)
    elif layer.shape is Shape.POINT:
        yield _point_names(layer, language)


def hatch(name: str, where: Stroke) -> Stroke:
    """The pattern for "no data"; `where` says which features."""
    return {
        "id": name,
        "type": "fill",
        **where,
        "paint": {"fill-pattern": NO_DATA_HATCH, "fill-opacity": 0.55},
    }


def _areas(layer: Layer, style: Fill, audience: Audience) -> Iterator[Stroke]:
    by = painted_by(layer, audience)
    paint: Stroke = {"fill-color": _colors(layer, style, audience), "fill-opacity": style.opacity}
    filled: Stroke = {"id": layer.name, "type": "fill", "paint": paint}
    if by and not by.required:
        filled["filter"] = ["has", by.name]
        yield hatch(f"{layer.name}:hatch", {"filter": ["!", ["has", by.name]]})
    if by and by.kind is Kind.INTEGER:
        # Where areas overlap, the higher class lies on top.
        filled["layout"] = {"fill-sort-key": ["get", by.name]}
    yield filled
    if style.outline:
        yield _line(layer, style, style.outline)


def _ramp(layer: Layer, style: Ramp) -> Iterator[Stroke]:
    steps: Expression = ["step", ["get", style.field], "rgba(0, 0, 0, 0)"]
    for start, color in style.steps:
        steps += [start, color]
    yield {
        "id": layer.name,
        "type": "fill",
        "filter": ["has", style.field],
        "paint": {"fill-color": steps, "fill-opacity": style.opacity},
    }
    yield hatch(f"{layer.name}:hatch", {"filter": ["!", ["has", style.field]]})


def _line(layer: Layer, style: Fill, color: str) -> Stroke:
    width: Expression = ["interpolate", ["linear"], ["zoom"]]
    width += [7, style.width * 0.5, 11, style.width, 16, style.width * 2]
    paint: Stroke = {"line-color": color, "line-width": width}
    if style.dash:
        paint["line-dasharray"] = [3, 2]
    stroke: Stroke = {
        "id": f"{layer.name}:line",
        "type": "line",
        "layout": {"line-join": "round"},
        "paint": paint,
    }
    first = _BORDERS_FROM.get(layer.area.parts) if layer.area else None
    return {**stroke, "minzoom": first} if first else stroke


def _dots(layer: Layer, style: Dot, audience: Audience) -> Iterator[Stroke]:
    # Small where the whole regency is seen, so that hundreds of dots do not hide the areas below them.
    radius: Expression = ["interpolate", ["linear"], ["zoom"]]
    radius += [7, style.radius * 0.25, 9, style.radius * 0.45, 10.5, style.radius, 13, style.radius * 1.4]
    yield {
        "id": layer.name,
        "type": "circle",
        "paint": {
            "circle-color": _colors(layer, style, audience),
            "circle-radius": radius,
            "circle-stroke-color": "#ffffff",
            "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 7, 0.4, 10, 1.25],
        },
    }
    if style.letter:
        yield {
            "id": f"{layer.name}:letter",
            "type": "symbol",
            "minzoom": _LETTERS_FROM,
            "layout": {
                "text-field": style.letter,
                "text-font": BOLD,
                "text-size": [
                    "interpolate",
                    ["linear"],
                    ["zoom"],
                    10.5,
                    style.radius * 1.3,
                    13,
                    style.radius * 1.9,
                ],
                # A letter belongs to its dot: it neither gives way nor pushes names away.
                "text-allow-overlap": True,
                "text-ignore-placement": True,
            },
            "paint": {"text-color": "#ffffff"},
        }


def _area_names(layer: Layer, said: Stroke, language: Language) -> Stroke:
    layout = {name: value for name, value in said.items() if name.startswith("text-")}
    parts = layer.area.parts if layer.area else 0
    return {
        "id": f"{layer.name}:label",
        "type": "symbol",
        "source-layer": f"{layer.name}:{tiles.LABELS}",
        "minzoom": said["minzoom"],
        "maxzoom": said["maxzoom"],
        "layout": {
            "text-field": _text(layer, language),
            "text-max-width": 7,
            # Above the point rather than on it: dots placed at an area stand on that very point.
            "text-anchor": "bottom",
            "text-offset": [0, -0.8],
            # Where there is no room for all, the larger area keeps its name.
            "symbol-sort-key": parts,
            **layout,
        },
        "paint": {"text-color": INK, "text-halo-color": PAPER, "text-halo-width": 1.4},
    }


def _point_names(layer: Layer, language: Language) -> Stroke:
    color = layer.style.color if isinstance(layer.style, Dot) else INK
    return {
        "id": f"{layer.name}:label",
        "type": "symbol",
        "minzoom": _POINT_NAMES_FROM,
        "layout": {
            "text-field": _text(layer, language),
            "text-font": REGULAR,
            "text-size": 11.5,
            "text-max-width": 9,
            "text-anchor": "top",
            "text-offset": [0, 0.9],
            "text-optional": True,
        },
        "paint": {"text-color": color, "text-halo-color": PAPER, "text-halo-width": 1.3},
    }


def _text(layer: Layer, language: Language) -> Expression:
    field = layer.field(layer.label or layer.key)
    if not field.choices:
        return ["get", field.name]
    said: Expression = ["match", ["get", field.name]]
    for choice in field.choices:
        said += [choice.value, choice.title.in_(language)]
    return [*said, ["to-string", ["get", field.name]]]


def _colors(layer: Layer, style: Fill | Dot, audience: Audience) -> str | Expression:
    by = painted_by(layer, audience)
    if by is None:
        return style.color
    said: Expression = ["match", ["get", by.name]]
    for choice in by.choices:
        said += [choice.value, choice.color or style.color]
    return [*said, style.color]
