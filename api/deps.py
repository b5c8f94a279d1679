"""What routes ask for by type: the visit, a layer, how to answer, a tile. One place says who is asking."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Depends, Request

from api.negotiate import Said, said
from api.offer import Offer
from api.service import Service
from api.visit import Visit
from gis.database import Reader
from gis.layer import Audience
from gis.privacy import View
from gis.tiles import Tile

EVERYONE: Final = Audience.PUBLIC
"""Whoever asks, until there is a way to sign in."""


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]


async def _offer(service: ServiceDep) -> Offer:
    return service.offers[EVERYONE]


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


async def _said(request: Request) -> Said:
    return said(request)


SaidDep = Annotated[Said, Depends(_said)]
"""How to answer; the route itself looks at further parameters."""


async def _plain(asked: SaidDep) -> Said:
    return asked.only()


PlainDep = Annotated[Said, Depends(_plain)]
"""How to answer where there are no further parameters."""


async def _visit(service: ServiceDep, offer: OfferDep, asked: SaidDep, reader: _ReaderDep) -> Visit:
    return Visit(service, offer, asked, reader)


VisitDep = Annotated[Visit, Depends(_visit)]
"""A reading of the database; the route itself looks at further parameters."""


async def _plain_visit(_: PlainDep, visit: VisitDep) -> Visit:
    return visit


PlainVisitDep = Annotated[Visit, Depends(_plain_visit)]
"""A reading of the database where there are no further parameters."""


async def _tile(z: int, row: int, col: int) -> Tile:
    return Tile(z, col, row)


TileDep = Annotated[Tile, Depends(_tile)]
"""The tile in the path."""
