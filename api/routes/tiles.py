"""Vector tiles of one collection or of several, their tile sets, TileJSON and the tile matrix set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Response

from api import tilesets
from api.answers import answer
from api.deps import MachineVisitDep, PlainDep, PlainVisitDep, TileDep, TileVisitDep, VisitDep
from api.hits import tile_tag
from api.kept import Kept
from api.links import JSON
from api.pages import Page
from api.tilesets import TileSet
from api.visit import Visit
from api.words import words
from gis import tiles
from gis.errors import NotFound
from gis.layer import Words
from gis.tiles import Drawing
from gis.tiling import WEB_MERCATOR, Tile, named

router = APIRouter()

_SET = "tiles/{matrices}"
_TILE = _SET + "/{z:int}/{row:int}/{col:int}"
_TILEJSON = f"tiles/{WEB_MERCATOR.id}/tilejson.json"


@router.get("/collections/{collection}/" + _TILE)
async def collection_tile(collection: str, where: TileDep, visit: TileVisitDep) -> Response:
    """A tile of one collection; outside of its zooms there is none."""
    visit.said.only()
    return await _tile((visit.offer.drawing(collection),), where, visit)


@router.get("/" + _TILE)
async def dataset_tile(where: TileDep, visit: TileVisitDep) -> Response:
    """A tile of several collections, of all unless `collections=a,b` says which."""
    return await _tile(_chosen(visit), where, visit)


@router.get("/collections/{collection}/tiles")
async def collection_tilesets(collection: str, visit: PlainVisitDep) -> Response:
    """The tile sets of one collection."""
    return _listed(TileSet(visit.said, (visit.offer.drawing(collection),), collection))


@router.get("/tiles")
async def dataset_tilesets(visit: VisitDep) -> Response:
    """The tile sets of several collections, of all unless `collections=a,b` says which."""
    return _listed(TileSet(visit.said, _chosen(visit)))


@router.get("/collections/{collection}/" + _SET)
async def collection_tileset(collection: str, matrices: str, visit: PlainVisitDep) -> Response:
    """A tile set of one collection."""
    drawn = (visit.offer.drawing(collection),)
    return await _tileset(TileSet(visit.said, drawn, collection, named(matrices)), visit)


@router.get("/" + _SET)
async def dataset_tileset(matrices: str, visit: VisitDep) -> Response:
    """A tile set of several collections, of all unless `collections=a,b` says which."""
    return await _tileset(TileSet(visit.said, _chosen(visit), None, named(matrices)), visit)


@router.get("/collections/{collection}/" + _TILEJSON)
async def collection_tilejson(collection: str, visit: MachineVisitDep) -> Response:
    """TileJSON of one collection."""
    return await _tilejson(TileSet(visit.said.only(), (visit.offer.drawing(collection),), collection), visit)


@router.get("/" + _TILEJSON)
async def dataset_tilejson(visit: MachineVisitDep) -> Response:
    """TileJSON of several collections, of all unless `collections=a,b` says which."""
    return await _tilejson(TileSet(visit.said, _chosen(visit)), visit)


@router.get("/tileMatrixSets")
async def matrix_sets(said: PlainDep) -> Response:
    """The tile matrix sets."""
    title = words(said.language)["matrix_sets"]
    return answer(said, tilesets.matrix_sets(said.site, said.here(JSON, title)), Page("tilesets.html", title))


@router.get("/tileMatrixSets/{matrices}")
async def matrix_set(matrices: str, said: PlainDep) -> Response:
    """One tile matrix set."""
    one = named(matrices)
    return answer(said, tilesets.matrix_set(one, said.here(JSON, one.title)), Page("matrix_set.html", one.id))


def _chosen(visit: Visit) -> tuple[Drawing, ...]:
    return visit.offer.chosen(visit.said.only("collections").given.get("collections"))


async def _tile(drawn: Sequence[Drawing], where: Tile, visit: Visit) -> Response:
    levels = tiles.levels(drawn, where.matrices)
    if where.z not in levels:
        raise NotFound(_no_level(levels))
    made = await tiles.tile(visit.reader, drawn, where)
    if not made.data:
        await _sure_within(where, drawn, made.versions, visit)
    tag = tile_tag(drawn, where, made.versions)
    return visit.service.tiles.keep(Kept.of(made.data, tag)).answer(visit.said.headers)


async def _sure_within(
    where: Tile, drawn: Sequence[Drawing], versions: Mapping[str, str], visit: Visit
) -> None:
    # Asked of empty tiles only: what holds something lies within, and most callers never see another.
    facts = await visit.service.facts.of(visit.reader, tilesets.reach(drawn), versions)
    if not tiles.within(where, drawn, facts):
        raise NotFound(_OUTSIDE)


def _no_level(levels: range) -> Words:
    first, last = levels[0], levels[-1]
    return Words(
        f"Ubin di sini ada pada tingkat {first} sampai {last}.",
        f"Tiles are here from level {first} to level {last}.",
    )


_OUTSIDE = Words(
    "Ubin ini di luar batas data; lihat tileMatrixSetLimits pada deskripsi set ubin.",
    "This tile lies outside of the data's limits; see tileMatrixSetLimits in the tile set's description.",
)


def _listed(asked: TileSet) -> Response:
    return answer(asked.said, tilesets.listed(asked), Page("tilesets.html", asked.title))


async def _tileset(asked: TileSet, visit: Visit) -> Response:
    page = Page("tileset.html", asked.title)
    return await visit.answer(asked.views, lambda facts: tilesets.tileset(asked, facts), page)


async def _tilejson(asked: TileSet, visit: Visit) -> Response:
    page = Page("document.html", asked.title)
    return await visit.answer(asked.views, lambda facts: tilesets.tilejson(asked, facts), page)
