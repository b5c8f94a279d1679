"""Tile sets, TileJSON and the tile matrix set, described from the declarations (OGC API Tiles)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from api.links import JSON, MATRIX, MVT, RELATION, Site, link
from api.models import Document, Link
from api.negotiate import Said
from api.words import words
from gis import crs, tiles
from gis.facts import Bounds, Facts
from gis.layer import Language
from gis.privacy import View
from gis.style import MAP
from gis.tiles import Drawing

MATRIX_URI: Final = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRIX}"
CRS_URI: Final = f"http://www.opengis.net/def/crs/EPSG/0/{crs.TILED}"

_PIXEL_M: Final = 0.00028
"""The side of the standard's pixel, from which scale denominators follow."""


@dataclass(frozen=True)
class TileSet:
    """The tiles of one collection, or of several drawn together (`collection` is None)."""

    said: Said
    drawn: Sequence[Drawing]
    collection: str | None = None

    @property
    def views(self) -> tuple[View, ...]:
        """The views of what is drawn."""
        return tuple(each.view for each in self.drawn)

    @property
    def title(self) -> str:
        """The collection's title, or a word for all."""
        language = self.said.language
        return self.drawn[0].view.layer.title.in_(language) if self.collection else words(language)["tiles"]

    def at(self, *parts: str) -> str:
        """An address below the one where these tiles are listed."""
        start = ("collections", self.collection) if self.collection else ()
        return self.said.site.at(*start, "tiles", *parts)


def listed(asked: TileSet) -> Document:
    """The tile sets: there is one."""
    return {"links": asked.said.here(JSON, asked.title), "tilesets": [_summary(asked)]}


def tileset(asked: TileSet, facts: Mapping[str, Facts]) -> Document:
    """One tile set with its limits and what is in its tiles."""
    document: Document = {
        **_summary(asked),
        "layers": [_layer(each, facts) for each in asked.drawn],
        "links": [*asked.said.here(JSON, asked.title), *_links(asked)],
    }
    bounds = _around(asked, facts)
    return {**document, "boundingBox": _box(bounds)} if bounds else document


def tilejson(asked: TileSet, facts: Mapping[str, Facts]) -> Document:
    """TileJSON 3.0.0."""
    chosen, language = asked.said.given.get("collections"), asked.said.language
    template = f"{asked.at(MATRIX)}/{{z}}/{{y}}/{{x}}"
    document: Document = {
        "tilejson": "3.0.0",
        "name": asked.collection or MAP,
        "tiles": [template + (f"?collections={quote(chosen, safe=',')}" if chosen else "")],
        "scheme": "xyz",
        "minzoom": min(each.view.layer.zooms.first for each in asked.drawn),
        "maxzoom": max(each.view.layer.zooms.last for each in asked.drawn),
        "attribution": "; ".join(dict.fromkeys(_attribution(each) for each in asked.drawn)),
        "vector_layers": [layer for each in asked.drawn for layer in _vector_layers(each, language)],
    }
    bounds = _around(asked, facts)
    return {**document, "bounds": list(bounds)} if bounds else document


def matrix_sets(site: Site, here: list[Link]) -> Document:
    """The tile matrix sets that tiles come in: there is one."""
    one = {
        "id": MATRIX,
        "title": "Google Maps Compatible for the World",
        "uri": MATRIX_URI,
        "crs": CRS_URI,
        "links": [link(site.at("tileMatrixSets", MATRIX), "self", JSON)],
    }
    return {"links": here, "tileMatrixSets": [one]}


def matrix_set(here: list[Link]) -> Document:
    """WebMercatorQuad as the OGC's registry gives it, to the zoom where our tiles could end."""
    half = tiles.Tile(0, 0, 0).side / 2
    return {
        "id": MATRIX,
        "title": "Google Maps Compatible for the World",
        "uri": MATRIX_URI,
        "crs": CRS_URI,
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "links": here,
        "tileMatrices": [_matrix(z, half) for z in range(tiles.FINEST + 1)],
    }


def _matrix(z: int, half: float) -> Document:
    cell = 2 * half / (256 * 2**z)
    return {
        "id": str(z),
        "scaleDenominator": cell / _PIXEL_M,
        "cellSize": cell,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-half, half],
        "tileWidth": 256,
        "tileHeight": 256,
        "matrixWidth": 2**z,
        "matrixHeight": 2**z,
    }


def _summary(asked: TileSet) -> Document:
    return {
        "title": asked.title,
        "dataType": "vector",
        "crs": CRS_URI,
        "tileMatrixSetURI": MATRIX_URI,
        "links": [link(asked.at(MATRIX), "self", JSON)],
    }


def _links(asked: TileSet) -> list[Link]:
    template: Link = {
        "href": f"{asked.at(MATRIX)}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}",
        "rel": "item",
        "type": MVT,
        "templated": True,
    }
    return [
        template,
        link(asked.said.site.at("tileMatrixSets", MATRIX), f"{RELATION}tiling-scheme", JSON),
        link(asked.at(MATRIX, "tilejson.json"), "describedby", JSON, "TileJSON"),
    ]


def _layer(drawing: Drawing, facts: Mapping[str, Facts]) -> Document:
    layer = drawing.view.layer
    known = facts.get(layer.name)
    names = tiles.sublayers(drawing)[layer.name]
    document: Document = {
        "id": layer.name,
        "dataType": "vector",
        "minTileMatrix": str(layer.zooms.first),
        "maxTileMatrix": str(layer.zooms.last),
        "propertiesSchema": {"type": "object", "properties": {name: {} for name in names}},
    }
    if known and known.bounds:
        document["boundingBox"] = _box(known.bounds)
    return document


def _vector_layers(drawing: Drawing, language: Language) -> list[Document]:
    layer = drawing.view.layer
    return [
        {
            "id": name,
            "fields": {each: _field_title(drawing, each, language) for each in names},
            "minzoom": layer.zooms.first,
            "maxzoom": layer.zooms.last,
        }
        for name, names in tiles.sublayers(drawing).items()
    ]


def _field_title(drawing: Drawing, name: str, language: Language) -> str:
    field = drawing.view.field(name)
    return field.title.in_(language) if field else name


def _attribution(drawing: Drawing) -> str:
    layer = drawing.view.layer
    return layer.source.name if layer.source else layer.owner


def _box(bounds: Bounds) -> Document:
    return {"lowerLeft": bounds[:2], "upperRight": bounds[2:], "crs": crs.CRS84}


def _around(asked: TileSet, facts: Mapping[str, Facts]) -> Bounds | None:
    boxes = [bounds for view in asked.views if (bounds := facts[view.layer.name].bounds)]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
