"""One request: who asks, how to answer, and what it is answered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response

from api.answers import answer, is_known, tag_of, unchanged
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
        versions = await current(self.reader, views)
        tag = tag_of(self.said, versions)
        if is_known(self.said, tag):
            return unchanged(tag)
        facts = await self.service.facts.of(self.reader, views, versions)
        return answer(self.said, make(facts), page, media, tag)
