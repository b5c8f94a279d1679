"""What routes ask for by type: the visit, a layer, how to answer, a tile. One place says who is asking."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import Depends, Request

from api.links import JSON, STYLE
from api.negotiate import (
    COLLECTION,
    COLLECTIONS,
    DOCUMENT,
    FEATURE,
    FEATURES,
    FIELDS,
    INTERFACE,
    PAGE,
    TILE,
    Encoding,
    Said,
    json_as,
    said,
)
from api.offer import Offer
from api.service import Service
from api.visit import Visit
from gis.database import Reader
from gis.privacy import View
from gis.tiling import Tile, named


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


async def _turn(request: Request, service: ServiceDep) -> AsyncIterator[None]:
    if "filter" not in request.query_params:
        yield
        return
    async with service.filtering.taken():
        yield


# Before the connection, so that who waits for a turn holds none.
_TurnDep = Annotated[None, Depends(_turn, scope="function")]


async def _reader(service: ServiceDep, offer: OfferDep, _: _TurnDep) -> AsyncIterator[Reader]:
    async with service.database.reading(offer.audience) as reader:
        yield reader


# The connection goes back before the answer is sent: a slow caller must not hold it.
_ReaderDep = Annotated[Reader, Depends(_reader, scope="function")]


async def _glance(service: ServiceDep, offer: OfferDep) -> AsyncIterator[Reader]:
    async with service.database.glance(offer.audience) as reader:
        yield reader


_GlanceDep = Annotated[Reader, Depends(_glance, scope="function")]


def _saying(offered: Sequence[Encoding], *, plain: bool = False) -> Callable[[Request], Awaitable[Said]]:
    """How to answer for a resource that is offered so; `plain`: it knows no further parameters."""

    async def saying(request: Request) -> Said:
        asked = said(request, offered)
        return asked.only() if plain else asked

    return saying


SaidDep = Annotated[Said, Depends(_saying(DOCUMENT))]
"""How to answer; the route itself looks at further parameters."""

PlainDep = Annotated[Said, Depends(_saying(DOCUMENT, plain=True))]
"""How to answer where there are no further parameters."""

InterfaceDep = Annotated[Said, Depends(_saying(INTERFACE, plain=True))]
"""The same for the interface's own description."""

FieldsDep = Annotated[Said, Depends(_saying(FIELDS, plain=True))]
"""The same for the fields of a collection."""


def _visiting(offered: Sequence[Encoding], *, plain: bool) -> Callable[..., Awaitable[Visit]]:
    """A reading of the database for a resource that is offered so. What is wrong with the request is told
    before the database is asked."""
    saying = _saying(offered, plain=plain)

    async def visiting(
        service: ServiceDep, offer: OfferDep, reader: _ReaderDep, asked: Said = Depends(saying)
    ) -> Visit:
        return Visit(service, offer, asked, reader)

    return visiting


VisitDep = Annotated[Visit, Depends(_visiting(DOCUMENT, plain=False))]
"""A reading of the database; the route itself looks at further parameters."""

PlainVisitDep = Annotated[Visit, Depends(_visiting(DOCUMENT, plain=True))]
"""A reading of the database where there are no further parameters."""

CollectionsVisitDep = Annotated[Visit, Depends(_visiting(COLLECTIONS, plain=True))]
"""The same for the list of collections."""

CollectionVisitDep = Annotated[Visit, Depends(_visiting(COLLECTION, plain=True))]
"""The same for one collection."""

FeaturesVisitDep = Annotated[Visit, Depends(_visiting(FEATURES, plain=False))]
"""The same for features."""

FeatureVisitDep = Annotated[Visit, Depends(_visiting(FEATURE, plain=False))]
"""The same for one feature."""


_TileSaidDep = Annotated[Said, Depends(_saying(TILE))]


async def _tile_visit(service: ServiceDep, offer: OfferDep, reader: _GlanceDep, asked: _TileSaidDep) -> Visit:
    return Visit(service, offer, asked, reader)


TileVisitDep = Annotated[Visit, Depends(_tile_visit)]
"""The same for tiles, which are one question that tells its versions with its answer."""

MachineVisitDep = Annotated[Visit, Depends(_visiting((json_as(JSON),), plain=False))]
"""The same for what has no page for people."""

StyleVisitDep = Annotated[Visit, Depends(_visiting((json_as(STYLE),), plain=True))]
"""The same for styles."""

PageDep = Annotated[Said, Depends(_saying((PAGE,)))]
"""How to answer where there is only a page for people."""


async def _tile(matrices: str, z: int, row: int, col: int) -> Tile:
    return Tile(z, col, row, named(matrices))


TileDep = Annotated[Tile, Depends(_tile)]
"""The tile in the path."""
