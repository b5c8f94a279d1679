"""Features made, replaced, changed and deleted (OGC API Features part 4).

Included in services that are not the public's only; `api.door` stands in front of all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as replaced
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from api import bodies, collected
from api.answers import encoded, in_system
from api.deps import ServiceDep, ViewDep
from api.door import refusal
from api.edits import asked
from api.edits.asked import FEATURE, PATCH
from api.edits.conditions import Conditions
from api.links import GEOJSON, Site
from api.negotiate import Said, json_as, said
from api.service import Service
from gis import account, crs, edits
from gis.address import Address
from gis.edits import Done, Editing, Writable, document, writable
from gis.edits.document import parsed
from gis.errors import NotFound, TooMany
from gis.language import Words
from gis.layer import Audience

router = APIRouter()

AT_ONCE: Final = 4
"""Edits that are under way at the same time; the others wait for their turn."""

_WAITING: Final = 32

_ITEMS: Final = "/collections/{collection}/items"
_ITEM: Final = "/collections/{collection}/items/{fid:path}"
_READ: Final = ("GET", "HEAD", "OPTIONS")


async def _said(request: Request) -> Said:
    return said(request, (json_as(GEOJSON, "geojson"),)).only()


async def _may(request: Request, service: ServiceDep, view: ViewDep) -> Writable:
    # The door asks the same of every address; asked here, no way to write one leads past it.
    if service.audience is Audience.PUBLIC or refusal(request.scope):
        raise NotFound(Words("Tidak ada apa-apa di alamat ini.", "There is nothing at this address."))
    return writable(view)


MayDep = Annotated[Writable, Depends(_may)]
"""What may be written of the collection in the path."""


class Editor:
    """One request to change a feature: how it is answered, and how it gets its turn."""

    def __init__(
        self, request: Request, service: ServiceDep, view: ViewDep, said: Annotated[Said, Depends(_said)]
    ) -> None:
        self.request, self.service, self.view, self.said = request, service, view, said
        self.editing = Editing(view, service.layers, account.name(), asked.system(request))
        required = service.settings.locking == "required"
        self.conditions = Conditions.of(request.headers, required=required)

    async def body(self, taken: tuple[str, ...]) -> bytes:
        """What was sent, of one of these media types."""
        return await bodies.body(self.request, taken, self.service.settings.edit_mb)

    async def done(self, deed: Callable[[], Done]) -> Done:
        """What came of an edit, in a thread of its own: the writer waits for other writers.

        Errors: `TooMany` where too many wait already.
        """
        limiter: CapacityLimiter = self.request.app.state.writers
        if limiter.statistics().tasks_waiting >= _WAITING:
            raise TooMany
        return await to_thread.run_sync(deed, limiter=limiter)

    def answer(self, done: Done) -> Response:
        """The feature as it is now, with its tag and its address; only those where a client prefers so."""
        if done.feature is None:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        path = Site("").at("collections", self.view.layer.name, "items", done.key)
        address = self.said.site.path(path, {})
        headers = {"etag": f'"{collected.row_tag(done.feature)}"', "content-location": address}
        status = HTTPStatus.OK
        if done.created:
            headers["location"], status = address, HTTPStatus.CREATED
        if "return=minimal" in self.request.headers.get("prefer", "").replace(" ", ""):
            headers["preference-applied"] = "return=minimal"
            del headers["content-location"]
            return Response(status_code=status if done.created else HTTPStatus.NO_CONTENT, headers=headers)
        return Response(
            encoded(collected.one(self.view, done.feature, replaced(self.said, path=path))),
            status,
            headers | in_system(crs.DEFAULT),
            media_type=GEOJSON,
        )


EditorDep = Annotated[Editor, Depends()]


@router.post(_ITEMS)
async def create(may: MayDep, editor: EditorDep) -> Response:
    """Makes a feature; its key is the one that is sent, or one is given to it."""
    _refuse_method(collection_methods(may), "POST")
    wanted = document(parsed(await editor.body(FEATURE)))
    return editor.answer(
        await editor.done(partial(edits.create, _at(editor.service), editor.editing, wanted))
    )


@router.put(_ITEM)
async def replace(fid: str, may: MayDep, editor: EditorDep) -> Response:
    """Makes a feature what is sent; one that is not there is made."""
    _refuse_method(feature_methods(may), "PUT")
    wanted = document(parsed(await editor.body(FEATURE)))
    deed = partial(edits.replace, _at(editor.service), editor.editing, fid, wanted, editor.conditions)
    return editor.answer(await editor.done(deed))


@router.patch(_ITEM)
async def update(fid: str, may: MayDep, editor: EditorDep) -> Response:
    """Changes of a feature what is named."""
    _refuse_method(feature_methods(may), "PATCH")
    patch = parsed(await editor.body(PATCH))
    deed = partial(edits.update, _at(editor.service), editor.editing, fid, patch, editor.conditions)
    return editor.answer(await editor.done(deed))


@router.delete(_ITEM)
async def delete(fid: str, may: MayDep, editor: EditorDep) -> Response:
    """Deletes a feature."""
    _refuse_method(feature_methods(may), "DELETE")
    deed = partial(edits.delete, _at(editor.service), editor.editing, fid, editor.conditions)
    return editor.answer(await editor.done(deed))


@router.api_route(_ITEMS, methods=["OPTIONS", "PUT", "PATCH", "DELETE"])
async def collection_options(request: Request, may: MayDep) -> Response:
    """What can be done with a collection's features (/req/create-replace-delete/options-response)."""
    return _options(request, collection_methods(may))


@router.api_route(_ITEM, methods=["OPTIONS", "POST"])
async def feature_options(request: Request, may: MayDep) -> Response:
    """What can be done with a feature."""
    return _options(request, feature_methods(may))


def collection_methods(may: Writable) -> tuple[str, ...]:
    """The methods that a collection's features know."""
    return (*_READ, "POST") if may.create else _READ


def feature_methods(may: Writable) -> tuple[str, ...]:
    """The methods that a feature knows."""
    return (*_READ, "PUT", "PATCH", "DELETE") if may.change else _READ


def _options(request: Request, methods: tuple[str, ...]) -> Response:
    if request.method != "OPTIONS":
        _refuse_method(methods, request.method)
    headers = {"allow": ", ".join(methods)}
    if "POST" in methods:
        headers["accept-post"] = ", ".join(FEATURE)
    if "PATCH" in methods:
        headers["accept-patch"] = ", ".join(PATCH)
    return Response(status_code=HTTPStatus.OK, headers=headers)


def _refuse_method(methods: tuple[str, ...], method: str) -> None:
    if method not in methods:
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": ", ".join(methods)})


def _at(service: Service) -> Address:
    return service.database.address
