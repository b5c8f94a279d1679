"""One request: who asks, how to answer, and what it is answered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response

from api.answers import answer, headers, is_known, tag_of, unchanged
from api.links import JSON
from api.models import Document
from api.negotiate import Said
from api.offer import Offer
from api.pages import Page
from api.service import Service
from gis.database import Reader
from gis.facts import Facts, current
from gis.privacy import View


@dataclass(frozen=True, slots=True)
class Visit:
    """What a route has in hand; everything read through it is of one moment and one audience."""

    service: Service
    offer: Offer
    said: Said
    reader: Reader

    async def tag(self, views: Sequence[View]) -> str:
        """The tag of an answer made from these views as they are now."""
        return tag_of(self.said, await current(self.reader, views))

    async def answer(
        self,
        views: Sequence[View],
        make: Callable[[Mapping[str, Facts]], Document],
        page: Page,
        media: str = JSON,
    ) -> Response:
        """What `make` makes of the facts of these views; "unchanged" where the caller holds it already."""
        tag, facts = await self._known(views)
        return unchanged(tag) if facts is None else answer(self.said, make(facts), page, media, tag)

    async def sent(self, views: Sequence[View], make: Callable[[Mapping[str, Facts]], bytes]) -> Response:
        """The same in the encoding asked for, where that is neither plain JSON nor a page."""
        tag, facts = await self._known(views)
        if facts is None:
            return unchanged(tag)
        return Response(make(facts), headers=headers(tag), media_type=self.said.encoding.media)

    async def _known(self, views: Sequence[View]) -> tuple[str, Mapping[str, Facts] | None]:
        """The tag of an answer made from these views, and their facts where the caller does not hold it."""
        versions = await current(self.reader, views)
        tag = tag_of(self.said, versions)
        if is_known(self.said, tag):
            return tag, None
        return tag, await self.service.facts.of(self.reader, views, versions)
