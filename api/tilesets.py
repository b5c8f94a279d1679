"""Tile sets, TileJSON and the tile matrix sets, described from the declarations (OGC API Tiles)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.links import JSON, MVT, RELATION, Site, link
from api.models import Document, Link
from api.negotiate import Said
from api.schemas import schema
from api.words import words
from gis import crs, tiles
from gis.crs import Sides
from gis.facts import NOTHING, Facts
from gis.layer import Language
from gis.privacy import View
from gis.style import MAP
from gis.tiles import Drawing
from gis.tiling import PIXELS, SETS, WEB_MERCATOR, Limits, TileMatrixSet


@dataclass(frozen=True)
class TileSet:
    """The tiles of one collection, or of several drawn together (`collection` is None)."""

    said: Said
    drawn: Sequence[Drawing]
    collection: str | None = None
    matrices: TileMatrixSet = WEB_MERCATOR

    @property
    def views(self) -> tuple[View, ...]:
        """The views on whose rows it depends where something is drawn."""
        return reach(self.drawn)

    @property
    def title(self) -> str:
        """The collection's title, or a word for all."""
        language = self.said.language
        return self.drawn[0].view.layer.title.in_(language) if self.collection else words(language)["tiles"]

    def at(self, *parts: str) -> str:
        """An address below the one where these tiles are listed, for the same choice of collections."""
        start = ("collections", self.collection) if self.collection else ()
        chosen = self.said.given.get("collections")
        query = {"collections": chosen} if chosen else {}
        return self.said.site.at(*start, "tiles", *parts, **query)

    def template(self, level: str, row: str, column: str) -> str:
        """The address of any tile, with these names in braces."""
        path, mark, query = self.at(self.matrices.id).partition("?")
        return f"{path}/{{{level}}}/{{{row}}}/{{{column}}}{mark}{query}"


def reach(drawn: Sequence[Drawing]) -> tuple[View, ...]:
    """The views on whose rows it depends where tiles of these show something."""
    return tuple(dict.fromkeys(view for each in drawn for view in each.reach))


def listed(asked: TileSet) -> Document:
    """The tile sets: one for each way to cut the world (OGC API Tiles, /req/tilesets-list/tileset-links)."""
    found = [_summary(replace(asked, matrices=each)) for each in SETS.values()]
    return {"links": asked.said.here(JSON, asked.title), "tilesets": found}


def tileset(asked: TileSet, facts: Mapping[str, Facts]) -> Document:
    """One tile set: its limits, what is in its tiles and where they are (OGC 17-083r4, TileSet)."""
    document: Document = {
        **_summary(asked),
        "attribution": _attributions(asked),
        "mediaTypes": [MVT],
        "layers": [layer for each in asked.drawn for layer in _layers(asked, each, facts)],
        "links": [*asked.said.here(JSON, asked.title), *_links(asked)],
    }
    bounds = tiles.bounds(asked.drawn, facts)
    found = tiles.limits(asked.drawn, asked.matrices, facts)
    return {
        **document,
        **({"boundingBox": _box(bounds)} if bounds else {}),
        **({"tileMatrixSetLimits": [_limit(each) for each in found]} if found else {}),
    }


def tilejson(asked: TileSet, facts: Mapping[str, Facts]) -> Document:
    """TileJSON 3.0.0, which knows Web Mercator only: there is none for another tile matrix set."""
    levels = tiles.levels(asked.drawn, asked.matrices)
    document: Document = {
        "tilejson": "3.0.0",
        "name": asked.collection or MAP,
        "tiles": [asked.template("z", "y", "x")],
        "scheme": "xyz",
        "minzoom": levels[0],
        "maxzoom": levels[-1],
        "attribution": _attributions(asked),
        "vector_layers": [
            layer for each in asked.drawn for layer in _vector_layers(each, asked.said.language)
        ],
    }
    bounds = tiles.bounds(asked.drawn, facts)
    return {**document, "bounds": list(bounds)} if bounds else document


def matrix_sets(site: Site, here: list[Link]) -> Document:
    """The tile matrix sets that tiles come in (OGC API Tiles, clause 7.4)."""
    return {"links": here, "tileMatrixSets": [_matrix_summary(each, site) for each in SETS.values()]}


def _matrix_summary(matrices: TileMatrixSet, site: Site) -> Document:
    address = site.at("tileMatrixSets", matrices.id)
    return {
        "id": matrices.id,
        "title": matrices.title,
        "uri": matrices.uri,
        "crs": matrices.crs,
        # The schema asks for `self`; OGC's executable test suite looks for `item`.
        "links": [link(address, "self", JSON, matrices.title), link(address, "item", JSON, matrices.title)],
    }


def matrix_set(matrices: TileMatrixSet, here: list[Link]) -> Document:
    """A tile matrix set as the OGC's register gives it."""
    return {
        "id": matrices.id,
        "title": matrices.title,
        "uri": matrices.uri,
        "crs": matrices.crs,
        "orderedAxes": list(matrices.axes),
        "wellKnownScaleSet": matrices.scales,
        "links": here,
        "tileMatrices": [_matrix(matrices, level) for level in range(matrices.finest + 1)],
    }


def _matrix(matrices: TileMatrixSet, level: int) -> Document:
    return {
        "id": str(level),
        "scaleDenominator": matrices.scale(level),
        "cellSize": matrices.cell(level),
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [matrices.west, matrices.north],
        "tileWidth": PIXELS,
        "tileHeight": PIXELS,
        "matrixWidth": matrices.across << level,
        "matrixHeight": matrices.down << level,
    }


def _summary(asked: TileSet) -> Document:
    return {
        "title": f"{asked.title} ({asked.matrices.id})",
        "dataType": "vector",
        "crs": asked.matrices.crs,
        "tileMatrixSetURI": asked.matrices.uri,
        # No templated link here: what is listed leads to the tile set, which has it.
        "links": [link(asked.at(asked.matrices.id), "self", JSON, asked.title), _scheme(asked)],
    }


def _links(asked: TileSet) -> list[Link]:
    tile: Link = {
        "href": asked.template("tileMatrix", "tileRow", "tileCol"),
        "rel": "item",
        "type": MVT,
        "templated": True,
    }
    found = [tile, _scheme(asked), *_geodata(asked.said.site, asked.drawn)]
    if asked.matrices is WEB_MERCATOR:
        found.append(link(asked.at(asked.matrices.id, "tilejson.json"), "describedby", JSON, "TileJSON"))
    return found


def _scheme(asked: TileSet) -> Link:
    matrices = asked.matrices
    address = asked.said.site.at("tileMatrixSets", matrices.id)
    return link(address, f"{RELATION}tiling-scheme", JSON, matrices.title)


def _geodata(site: Site, drawn: Sequence[Drawing]) -> list[Link]:
    names = [each.view.layer.name for each in drawn]
    return [link(site.at("collections", name), f"{RELATION}geodata", JSON, name) for name in names]


def _limit(limits_: Limits) -> Document:
    return {
        "tileMatrix": str(limits_.level),
        "minTileRow": limits_.rows[0],
        "maxTileRow": limits_.rows[1],
        "minTileCol": limits_.columns[0],
        "maxTileCol": limits_.columns[1],
    }


def _layers(asked: TileSet, drawing: Drawing, facts: Mapping[str, Facts]) -> list[Document]:
    layer, language = drawing.view.layer, asked.said.language
    levels = asked.matrices.levels([layer.zooms])
    bounds = facts.get(layer.name, NOTHING).bounds
    properties = schema(drawing.view, "", language)["properties"]
    return [
        {
            "id": name,
            "title": layer.title.in_(language),
            "description": layer.description.in_(language),
            "dataType": "vector",
            "geometryDimension": tiles.shape_of(drawing, name).dimension,
            "minTileMatrix": str(levels[0]),
            "maxTileMatrix": str(levels[-1]),
            **({"boundingBox": _box(bounds)} if bounds and name == layer.name else {}),
            "propertiesSchema": {"type": "object", "properties": {each: properties[each] for each in names}},
            "links": _geodata(asked.said.site, [drawing]),
        }
        for name, names in tiles.sublayers(drawing).items()
    ]


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


def _box(bounds: Sides) -> Document:
    return {"lowerLeft": bounds[:2], "upperRight": bounds[2:], "crs": crs.CRS84}


def _attributions(asked: TileSet) -> str:
    return "; ".join(dict.fromkeys(_attribution(each) for each in asked.drawn))
