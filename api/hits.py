"""Tiles that were asked for before, and "unchanged": answered in front of the router, never out of date.

The versions are asked for each time, and a tile is kept under the versions it was made from. All who wait at
the same moment share one question to the database, so a thousand hits cost a handful of small queries.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from cachetools import LRUCache
from fastapi import Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.answers import digest, matches
from api.links import MVT
from api.offer import Offer
from api.packing import accepted, packed
from gis.errors import NotFound
from gis.tiles import Drawing, Tile

_PATH: Final = re.compile(
    r"(?:/collections/(?P<name>[^/]+))?/tiles/WebMercatorQuad/(?P<z>\d{1,2})/(?P<y>\d{1,8})/(?P<x>\d{1,8})"
)

_ZIPPED_FROM: Final = 200
"""Bytes from which a tile is compressed. Measured: hazard tiles shrink to 40-55 %, villages to 35-60 %."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A tile ready to be sent; compressed where that pays."""

    data: bytes
    zipped: bool
    tag: str

    @classmethod
    def of(cls, data: bytes, tag: str) -> Kept:
        """A tile's bytes, compressed once for everyone."""
        pays = len(data) >= _ZIPPED_FROM
        return cls(packed(data) if pays else data, pays, tag)

    def answer(self, headers: Headers) -> Response:
        """The answer for a caller with these headers: the tile, nothing to draw (204), or unchanged (304)."""
        said = {"etag": self.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
        if matches(headers.get("if-none-match", ""), self.tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said)
        if not self.data:
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=said)
        if self.zipped and not accepted(headers.get("accept-encoding", "")):
            return Response(gzip.decompress(self.data), headers=said, media_type=MVT)
        if self.zipped:
            said["content-encoding"] = "gzip"
        return Response(self.data, headers=said, media_type=MVT)


class TileStore:
    """Tiles by their tag, the longest unused forgotten first; `most` is the room in bytes."""

    def __init__(self, most: int) -> None:
        self._kept: LRUCache[str, Kept] = LRUCache(most, getsizeof=_size)

    @property
    def size(self) -> float:
        """How many bytes are taken."""
        return self._kept.currsize

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, tag: str) -> Kept | None:
        """The tile with this tag, if it is kept."""
        return self._kept.get(tag)

    def keep(self, data: bytes, tag: str) -> Kept:
        """Keeps a tile, unless it is larger than all the room."""
        kept = Kept.of(data, tag)
        if _size(kept) <= self._kept.maxsize:
            self._kept[tag] = kept
        return kept


def _size(kept: Kept) -> int:
    # Besides the data: the entry, its tag twice, and the dictionaries' share.
    return len(kept.data) + 400


def tile_tag(drawings: Sequence[Drawing], where: Tile, versions: Mapping[str, str]) -> str:
    """The tag of a tile: who sees it, what is drawn, where, and the versions of all it is made from."""
    audience = drawings[0].view.audience
    made_from = {view.layer.name: versions[view.layer.name] for each in drawings for view in each.views}
    names = [each.view.layer.name for each in drawings]
    return f'W/"{digest(audience.value, names, made_from, where.z, where.x, where.y)}"'


class Hits:
    """Answers kept and unchanged tiles; everything else goes on to the router."""

    def __init__(self, app: ASGIApp, store: TileStore, offer: Offer) -> None:
        self.app = app
        self.store = store
        self.offer = offer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or passes on."""
        answer = await self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        asked = self._asked(scope)
        if asked is None:
            return None
        drawings, where = asked
        tag = tile_tag(drawings, where, await self.offer.current.versions())
        headers = Headers(scope=scope)
        if matches(headers.get("if-none-match", ""), tag):
            return Kept(b"", zipped=False, tag=tag).answer(headers)
        kept = self.store.find(tag)
        return kept.answer(headers) if kept else None

    def _asked(self, scope: Scope) -> tuple[tuple[Drawing, ...], Tile] | None:
        """Which tile is asked for; None for anything else, and for what only the router can refuse."""
        found = _PATH.fullmatch(scope["path"])
        if not found:
            return None
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        named = [text for name, text in given if name == "collections"]
        if len(given) > len(named) or len(named) > (0 if found["name"] else 1):
            return None
        try:
            where = Tile(int(found["z"]), int(found["x"]), int(found["y"]))
            return self.offer.chosen(found["name"] or (named[0] if named else None)), where
        except NotFound:
            return None
