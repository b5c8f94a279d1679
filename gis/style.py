"""The map's style, from the declarations: one source for the web map, other clients and notebooks.

`map_style` is a MapLibre style document (version 8). Beyond MapLibre's own words its metadata says:

    gis:bounds, gis:sample, gis:groups    of the map: where it lies, whether samples are shown, its systems
    gis:collection, gis:on, gis:popup     of each style layer
    gis:legend, gis:choose                on the first style layer of a collection

From below: the sea, an outside base map if one is set, land, areas, borders, points, names. Text names a
font and no `glyphs`: whoever draws uses fonts it has. `hatch-nodata` is a picture that the drawer makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, Final

from gis import strokes, tiles
from gis.crs import Sides
from gis.facts import NOTHING, Facts
from gis.layer import SYSTEMS, Language, Layer, Words
from gis.legend import legend, titles
from gis.tiles import Drawing
from gis.tiling import WEB_MERCATOR

Document = dict[str, Any]

MAP: Final = "peta"
"""The id of the style that shows everything."""

NAME: Final = Words("Peta Jepara", "Map of Jepara")

_WORLD: Final[Sides] = (-180.0, -85.0, 180.0, 85.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a style is served from. `root` ends without a slash; `basemap` is an address of outside tiles."""

    root: str
    basemap: str | None = None

    def tiles(self, layer: Layer) -> str:
        """The address of a collection's tiles, with {z}, {y} (the row) and {x} (the column)."""
        return f"{self.root}/collections/{layer.name}/tiles/{WEB_MERCATOR.id}/{{z}}/{{y}}/{{x}}"


def map_style(
    drawn: Mapping[str, Drawing],
    facts: Mapping[str, Facts],
    place: Place,
    language: Language = "id",
    only: str | None = None,
) -> Document:
    """The style of the whole map, or of one collection over the base map.

    drawn  what there is to draw, in the order in which the map lists it
    facts  of the same collections
    only   the one collection to show besides the base; None for all
    """
    shown = {name: each for name, each in drawn.items() if only in (None, name) or _is_base(each.view.layer)}
    pictured = [each.view.layer for each in shown.values() if each.view.layer.pictured]
    return {
        "version": 8,
        "name": drawn[only].view.layer.title.in_(language) if only else NAME.in_(language),
        "metadata": {
            "gis:bounds": list(_bounds(shown, facts)),
            "gis:sample": any(facts.get(name, NOTHING).sample for name in shown),
            "gis:groups": _groups(pictured, language),
        },
        "sources": _sources(shown, facts, place),
        "layers": list(_layers(shown, facts, place, language, only)),
    }


def _is_base(layer: Layer) -> bool:
    return layer.area is not None or not layer.pictured


def _groups(layers: list[Layer], language: Language) -> list[Document]:
    found = []
    for system, title in SYSTEMS.items():
        names = [layer.name for layer in layers if layer.system == system]
        if names:
            found.append({"id": system, "title": title.in_(language), "layers": names})
    return found


def _bounds(drawn: Mapping[str, Drawing], facts: Mapping[str, Facts]) -> Sides:
    """Of the largest administrative area: the whole regency, its islands included."""
    areas = sorted(
        (each.view.layer for each in drawn.values() if each.view.layer.area),
        key=lambda layer: layer.area.parts if layer.area else 0,
    )
    known = (facts.get(layer.name, NOTHING).bounds for layer in areas)
    return next((bounds for bounds in known if bounds), _WORLD)


def _sources(drawn: Mapping[str, Drawing], facts: Mapping[str, Facts], place: Place) -> Document:
    found = {name: _source(each, facts, place) for name, each in drawn.items()}
    if place.basemap:
        found["basemap"] = {"type": "raster", "tiles": [place.basemap], "tileSize": 256}
    return found


def _source(drawing: Drawing, facts: Mapping[str, Facts], place: Place) -> Document:
    layer = drawing.view.layer
    source: Document = {
        "type": "vector",
        "tiles": [place.tiles(layer)],
        "minzoom": layer.zooms.first,
        "maxzoom": layer.zooms.last,
        "promoteId": layer.key,
        "attribution": escape(layer.source.name if layer.source else layer.owner),
    }
    # Beyond them there are no tiles, so they are not asked for.
    bounds = tiles.bounds([drawing], facts)
    return {**source, "bounds": list(bounds)} if bounds else source


def _layers(
    drawn: Mapping[str, Drawing],
    facts: Mapping[str, Facts],
    place: Place,
    language: Language,
    only: str | None,
) -> Iterator[Document]:
    yield strokes.sea()
    if place.basemap:
        yield {"id": "basemap", "type": "raster", "source": "basemap"}
    ordered = sorted(drawn.values(), key=lambda each: each.view.layer.order)
    said: set[str] = set()
    for layer, stroke in _strokes(ordered, language):
        metadata: Document = {
            "gis:collection": layer.name,
            "gis:on": layer.on or layer.name == only,
            "gis:popup": layer.pictured,
        }
        if layer.name not in said:
            metadata |= _first(layer, drawn[layer.name], facts.get(layer.name, NOTHING), language)
            said.add(layer.name)
        yield {"source": layer.name, "source-layer": layer.name, **stroke, "metadata": metadata}


def _strokes(ordered: list[Drawing], language: Language) -> Iterator[tuple[Layer, Document]]:
    """Every style layer from below: background, land, then each collection, then names on top of all."""
    layers = [each.view.layer for each in ordered]
    regency = min((x for x in layers if x.area), key=lambda x: x.area.parts if x.area else 0, default=None)
    for layer in layers:
        if not layer.pictured:
            yield from ((layer, stroke) for stroke in strokes.shapes(layer))
    if regency:
        yield regency, strokes.land(regency)
    for each in ordered:
        layer = each.view.layer
        if layer.pictured:
            yield from ((layer, stroke) for stroke in _unstudied(layer, layers))
            yield from ((layer, stroke) for stroke in strokes.shapes(layer, each.view.audience))
    for layer in layers:
        if layer.pictured and layer.label:
            yield from ((layer, stroke) for stroke in strokes.names(layer, language))


def _unstudied(layer: Layer, layers: list[Layer]) -> Iterator[Document]:
    """Where nobody has studied a hazard, the map says "no data" rather than nothing."""
    studies = next((x for x in layers if layer.hazard and x.name == layer.hazard.studies), None)
    if studies and studies.study and studies.study.kind == layer.choose:
        yield strokes.hatch(
            f"{layer.name}:{tiles.OUTSIDE}",
            {"source": studies.name, "source-layer": f"{studies.name}:{tiles.OUTSIDE}"},
        )


def _first(layer: Layer, drawing: Drawing, facts: Facts, language: Language) -> Document:
    if not layer.pictured:
        return {}
    made = legend(layer, language, drawing.view.audience)
    said: Document = {
        "gis:legend": {"title": made.title, "field": made.field, "entries": [asdict(e) for e in made.entries]}
    }
    choose = drawing.view.field(layer.choose) if layer.choose else None
    if choose:
        # Only kinds that there are: an empty map for a kind without data would read as "safe".
        present = tuple(c for c in choose.choices if c.value in facts.kinds) or choose.choices
        said["gis:choose"] = {
            "field": choose.name,
            "title": choose.title.in_(language),
            "choices": titles(present, language),
            "value": present[0].value,
        }
    return said
