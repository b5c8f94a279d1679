"""What routes ask for by type: the visit, a layer, how to answer, a tile. One place says who is asking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import Depends, Request

from api.links import JSON, STYLE
from api.negotiate import DOCUMENT, FEATURES, PAGE, Encoding, Said, json_as, said
from api.offer import Offer
from api.service import Service
from api.visit import Visit
from gis.database import Reader
from gis.privacy import View
from gis.tiles import Tile


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]


async def _offer(service: ServiceDep) -> Offer:
    return service.offer


OfferDep = Annotated[Offer, Depends(_offer)]
"""What the caller is offered."""


async def _view(offer: OfferDep, collection: str) -> View:
    return offer.view(collection)


ViewDep = Annotated[View, Depends(_view)]
"""What the caller sees of the collection in the path."""


async def _reader(service: ServiceDep, offer: OfferDep) -> AsyncIterator[Reader]:
    async with service.database.reading(offer.audience) as reader:
        yield reader


# The connection goes back before the answer is sent: a slow caller must not hold it.
_ReaderDep = Annotated[Reader, Depends(_reader, scope="function")]


def _saying(offered: Sequence[Encoding]) -> Callable[[Request], Awaitable[Said]]:
    async def saying(request: Request) -> Said:
        return said(request, offered)

    return saying


SaidDep = Annotated[Said, Depends(_saying(DOCUMENT))]
"""How to answer; the route itself looks at further parameters."""


async def _plain(asked: SaidDep) -> Said:
    return asked.only()


PlainDep = Annotated[Said, Depends(_plain)]
"""How to answer where there are no further parameters."""


def _visiting(offered: Sequence[Encoding], *, plain: bool) -> Callable[..., Awaitable[Visit]]:
    """A reading of the database for a resource that is offered so. What is wrong with the request is told
    before the database is asked."""

    async def asking(request: Request) -> Said:
        asked = said(request, offered)
        return asked.only() if plain else asked

    async def visiting(
        service: ServiceDep, offer: OfferDep, reader: _ReaderDep, asked: Said = Depends(asking)
    ) -> Visit:
        return Visit(service, offer, asked, reader)

    return visiting


VisitDep = Annotated[Visit, Depends(_visiting(DOCUMENT, plain=False))]
"""A reading of the database; the route itself looks at further parameters."""

PlainVisitDep = Annotated[Visit, Depends(_visiting(DOCUMENT, plain=True))]
"""A reading of the database where there are no further parameters."""

FeaturesVisitDep = Annotated[Visit, Depends(_visiting(FEATURES, plain=False))]
"""The same for features."""

MachineVisitDep = Annotated[Visit, Depends(_visiting((json_as(JSON),), plain=False))]
"""The same for what has no page for people."""

StyleVisitDep = Annotated[Visit, Depends(_visiting((json_as(STYLE),), plain=True))]
"""The same for styles."""

PageDep = Annotated[Said, Depends(_saying((PAGE,)))]
"""How to answer where there is only a page for people."""


async def _tile(z: int, row: int, col: int) -> Tile:
    return Tile(z, col, row)


TileDep = Annotated[Tile, Depends(_tile)]
"""The tile in the path."""
