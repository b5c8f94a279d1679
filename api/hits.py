"""Tiles that were asked for before, and "unchanged": answered in front of the router, never out of date.

The versions are asked for each time, and a tile is kept under the versions it was made from. All who wait at
the same moment share one question to the database, so a thousand hits cost a handful of small queries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.answers import digest, matches
from api.kept import Kept, Store
from api.negotiate import TILE, chosen
from api.offer import Offer
from gis.errors import NotAcceptable, NotFound
from gis.tiles import Drawing
from gis.tiling import SETS, Tile

_PATH: Final = re.compile(
    r"(?:/collections/(?P<name>[^/]+))?/tiles/(?P<set>[A-Za-z0-9]+)/(?P<z>\d{1,2})/(?P<y>\d{1,8})/(?P<x>\d{1,8})"
)


def tile_tag(drawings: Sequence[Drawing], where: Tile, versions: Mapping[str, str]) -> str:
    """The tag of a tile: who sees it, what is drawn, where, and the versions of all it is made from."""
    audience = drawings[0].view.audience
    made_from = {view.layer.name: versions[view.layer.name] for each in drawings for view in each.views}
    names = [each.view.layer.name for each in drawings]
    return f'W/"{digest(audience.value, names, made_from, where.matrices.id, where.z, where.x, where.y)}"'


class Hits:
    """Answers kept and unchanged tiles; everything else goes on to the router."""

    def __init__(self, app: ASGIApp, store: Store, offer: Offer) -> None:
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
        headers = Headers(scope=scope)
        if not _taken(headers.get("accept", "")):
            return None
        drawings, where = asked
        tag = tile_tag(drawings, where, await self.offer.current.versions())
        if matches(headers.get("if-none-match", ""), tag):
            return Kept(b"", zipped=False, tag=tag).answer(headers)
        kept = self.store.find(tag)
        return kept.answer(headers) if kept else None

    def _asked(self, scope: Scope) -> tuple[tuple[Drawing, ...], Tile] | None:
        """Which tile is asked for; None for anything else, and for what only the router can refuse."""
        found = _PATH.fullmatch(scope["path"])
        if not found or found["set"] not in SETS:
            return None
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        named = [text for name, text in given if name == "collections"]
        if len(given) > len(named) or len(named) > (0 if found["name"] else 1):
            return None
        try:
            where = Tile(int(found["z"]), int(found["x"]), int(found["y"]), SETS[found["set"]])
            return self.offer.chosen(found["name"] or (named[0] if named else None)), where
        except NotFound:
            return None


def _taken(accept: str) -> bool:
    """Whether who sends this header takes a tile; the router refuses who does not."""
    try:
        chosen(TILE, None, accept)
    except NotAcceptable:
        return False
    return True
