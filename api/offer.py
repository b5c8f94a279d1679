"""What one audience is offered: its layers, how they are drawn, and their versions at this moment."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from gis import facts, tiles
from gis.database import Database
from gis.errors import Missing
from gis.layer import Audience, Layer
from gis.privacy import View
from gis.tiles import Drawing


class Current:
    """The versions of what an audience sees, asked once for all who are waiting.

    Who comes while a question is under way waits for the next one: the answer to a question begun earlier
    may be older than what the caller has been told elsewhere.
    """

    def __init__(self, database: Database, audience: Audience, views: Sequence[View]) -> None:
        self._database = database
        self._audience = audience
        self._views = views
        self._running: asyncio.Task[dict[str, str]] | None = None
        self._waiting: asyncio.Task[dict[str, str]] | None = None

    async def versions(self) -> Mapping[str, str]:
        """The versions by layer, as they are now."""
        if self._waiting is None:
            self._waiting = asyncio.create_task(self._ask(self._running))
        return await asyncio.shield(self._waiting)

    async def _ask(self, before: asyncio.Task[dict[str, str]] | None) -> dict[str, str]:
        if before is not None:
            await asyncio.wait([before])
        self._running, self._waiting = self._waiting, None
        async with self._database.glance(self._audience) as reader:
            return await facts.current(reader, self._views)


class Offer:
    """What one audience is offered: its layers, how they are drawn, and their versions at this moment."""

    def __init__(self, layers: Mapping[str, Layer], database: Database, audience: Audience) -> None:
        self.audience = audience
        self.layers = layers
        self.drawings: Mapping[str, Drawing] = tiles.drawings(layers, audience)
        self.views: Mapping[str, View] = {name: each.view for name, each in self.drawings.items()}
        self.current = Current(database, audience, tuple(self.views.values()))

    def drawing(self, name: str) -> Drawing:
        """What there is to draw of a collection. Errors: `NotFound`, alike for a hidden and a missing one."""
        try:
            return self.drawings[name]
        except KeyError:
            raise Missing("collection", name) from None

    def view(self, name: str) -> View:
        """What the audience sees of a collection. Errors: as for `drawing`."""
        return self.drawing(name).view

    def chosen(self, collections: str | None) -> tuple[Drawing, ...]:
        """The drawings that `collections=a,b` names, in this order (OGC API Tiles,
        /req/collections-selection/collections-response); without it all, in the order of the map.

        Errors: as for `drawing`.
        """
        if collections is None:
            return tuple(self.drawings.values())
        return tuple(dict.fromkeys(self.drawing(name) for name in collections.split(",")))
