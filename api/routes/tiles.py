"""Vector tiles of one collection or of several, their tile sets, TileJSON and the tile matrix set."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Response

from api import tilesets
from api.answers import answer
from api.deps import MachineVisitDep, PlainDep, PlainVisitDep, TileDep, VisitDep
from api.hits import tile_tag
from api.kept import Kept
from api.links import JSON
from api.pages import Page
from api.tilesets import TileSet
from api.visit import Visit
from gis import tiles
from gis.errors import NotFound
from gis.tiles import Detail, Drawing

router = APIRouter()

_TILE = "tiles/WebMercatorQuad/{z:int}/{row:int}/{col:int}"


@router.get("/collections/{collection}/" + _TILE)
async def collection_tile(collection: str, where: TileDep, visit: PlainVisitDep) -> Response:
    """A tile of one collection; outside of its zooms there is none."""
    drawing = visit.offer.drawing(collection)
    zooms = drawing.view.layer.zooms
    if tiles.detail(drawing.view.layer, where.z) is Detail.NONE:
        raise NotFound(f"The tiles of '{collection}' begin at zoom {zooms.first} and end at {zooms.last}.")
    return await _tile((drawing,), where, visit)


@router.get("/" + _TILE)
async def dataset_tile(where: TileDep, visit: VisitDep) -> Response:
    """A tile of several collections, of all unless `collections=a,b` says which."""
    return await _tile(_chosen(visit), where, visit)


@router.get("/collections/{collection}/tiles")
async def collection_tilesets(collection: str, visit: PlainVisitDep) -> Response:
    """The tile sets of one collection."""
    return _listed(TileSet(visit.said, (visit.offer.drawing(collection),), collection))


@router.get("/tiles")
async def dataset_tilesets(visit: PlainVisitDep) -> Response:
    """The tile sets of all collections together."""
    return _listed(TileSet(visit.said, tuple(visit.offer.drawings.values())))


@router.get("/collections/{collection}/tiles/WebMercatorQuad")
async def collection_tileset(collection: str, visit: PlainVisitDep) -> Response:
    """The tile set of one collection."""
    return await _tileset(TileSet(visit.said, (visit.offer.drawing(collection),), collection), visit)


@router.get("/tiles/WebMercatorQuad")
async def dataset_tileset(visit: PlainVisitDep) -> Response:
    """The tile set of all collections together."""
    return await _tileset(TileSet(visit.said, tuple(visit.offer.drawings.values())), visit)


@router.get("/collections/{collection}/tiles/WebMercatorQuad/tilejson.json")
async def collection_tilejson(collection: str, visit: MachineVisitDep) -> Response:
    """TileJSON of one collection."""
    return await _tilejson(TileSet(visit.said.only(), (visit.offer.drawing(collection),), collection), visit)


@router.get("/tiles/WebMercatorQuad/tilejson.json")
async def dataset_tilejson(visit: MachineVisitDep) -> Response:
    """TileJSON of several collections, of all unless `collections=a,b` says which."""
    return await _tilejson(TileSet(visit.said, _chosen(visit)), visit)


@router.get("/tileMatrixSets")
async def matrix_sets(said: PlainDep) -> Response:
    """The tile matrix sets."""
    title = "Tile matrix sets"
    return answer(said, tilesets.matrix_sets(said.site, said.here(JSON, title)), Page("document.html", title))


@router.get("/tileMatrixSets/WebMercatorQuad")
async def matrix_set(said: PlainDep) -> Response:
    """WebMercatorQuad."""
    title = "WebMercatorQuad"
    return answer(said, tilesets.matrix_set(said.here(JSON, title)), Page("document.html", title))


def _chosen(visit: Visit) -> tuple[Drawing, ...]:
    return visit.offer.chosen(visit.said.only("collections").given.get("collections"))


async def _tile(drawn: Sequence[Drawing], where: tiles.Tile, visit: Visit) -> Response:
    made = await tiles.tile(visit.reader, drawn, where)
    tag = tile_tag(drawn, where, made.versions)
    return visit.service.tiles.keep(Kept.of(made.data, tag)).answer(visit.said.headers)


def _listed(asked: TileSet) -> Response:
    return answer(asked.said, tilesets.listed(asked), Page("document.html", asked.title))


async def _tileset(asked: TileSet, visit: Visit) -> Response:
    page = Page("document.html", asked.title)
    return await visit.answer(asked.views, lambda facts: tilesets.tileset(asked, facts), page)


async def _tilejson(asked: TileSet, visit: Visit) -> Response:
    page = Page("document.html", asked.title)
    return await visit.answer(asked.views, lambda facts: tilesets.tilejson(asked, facts), page)
