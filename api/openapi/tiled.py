"""Tile sets and tiles, of one collection or of all: the same addresses below either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from api.links import JSON
from api.models import Document
from api.negotiate import DOCUMENT, TILE, json_as
from api.openapi import parameters
from api.openapi.operations import Operation, encoded
from gis.language import Language, Words
from gis.layer import Zooms
from gis.tiling import SETS, WEB_MERCATOR, TileMatrixSet

_MACHINE: Final = (json_as(JSON),)

_LISTED: Final = Words("Set ubin yang ada", "The tile sets there are")
_SET: Final = Words("Set ubin {matrix}", "The tile set in {matrix}")
_JSON: Final = Words("TileJSON dari {matrix}", "TileJSON of {matrix}")
_TILE: Final = Words("Satu ubin vektor {matrix}", "One vector tile of {matrix}")


@dataclass(frozen=True, slots=True)
class Tiled:
    """What has tiles.

    zooms   at which something of it is drawn
    id      begins the operations' ids: OGC API Tiles has them end in a fixed way (/req/oas30/operation-id)
    chosen  parameters of what several collections are in
    """

    id: str
    tag: str
    language: Language
    zooms: Sequence[Zooms]
    chosen: Sequence[Document] = ()

    def operations(self) -> Mapping[str, Operation]:
        """The operations by their address below what has tiles."""
        found = {"/tiles": self._document("getTileSetsList", _LISTED, "tilesets")}
        for matrices in SETS.values():
            below = f"/tiles/{matrices.id}"
            found[below] = self._document("getTileSet", _of(_SET, matrices), "tileset", matrices)
            found[f"{below}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"] = self._tile(matrices)
        found[f"/tiles/{WEB_MERCATOR.id}/tilejson.json"] = self._tilejson()
        return found

    @property
    def _refused(self) -> Sequence[HTTPStatus]:
        """A collection that is chosen may not be there."""
        return (HTTPStatus.NOT_FOUND,) if self.chosen else ()

    def _document(
        self, suffix: str, title: Words, schema: str, matrices: TileMatrixSet | None = None
    ) -> Operation:
        return Operation(
            id=self._id(suffix, matrices),
            title=title,
            tag=self.tag,
            bodies=encoded(DOCUMENT, schema),
            parameters=self.chosen,
            offered=DOCUMENT,
            refused=self._refused,
        )

    def _id(self, suffix: str, matrices: TileMatrixSet | None) -> str:
        start = f"{matrices.id}." if matrices else ""
        return f"{start}{self.id}.vector.{suffix}"

    def _tilejson(self) -> Operation:
        return Operation(
            id=f"{self.id}.tilejson",
            title=_of(_JSON, WEB_MERCATOR),
            tag=self.tag,
            bodies=encoded(_MACHINE, "tilejson"),
            offered=_MACHINE,
            parameters=self.chosen,
            refused=self._refused,
        )

    def _tile(self, matrices: TileMatrixSet) -> Operation:
        return Operation(
            id=self._id("getTile", matrices),
            title=_of(_TILE, matrices),
            tag=self.tag,
            bodies=encoded(TILE, "tile"),
            parameters=[*self._place(matrices), *self.chosen],
            offered=TILE,
            refused=(HTTPStatus.NOT_FOUND,),
            empty=True,
        )

    def _place(self, matrices: TileMatrixSet) -> list[Document]:
        """The tile's place: one of the levels at which something is drawn, its row, its column."""
        levels = matrices.levels(self.zooms)
        most = 1 << levels[-1]
        told = (
            ("tileMatrix", Words("Tingkat pembesaran.", "The zoom."), levels),
            ("tileRow", Words("Baris, dari utara.", "The row, from the north."), range(matrices.down * most)),
            (
                "tileCol",
                Words("Kolom, dari barat.", "The column, from the west."),
                range(matrices.across * most),
            ),
        )
        return [
            parameters.within(name, about.in_(self.language), _within(allowed))
            for name, about, allowed in told
        ]


def _within(allowed: range) -> Document:
    return {"type": "integer", "minimum": allowed[0], "maximum": allowed[-1]}


def _of(title: Words, matrices: TileMatrixSet) -> Words:
    return Words(title.id.format(matrix=matrices.id), title.en.format(matrix=matrices.id))
