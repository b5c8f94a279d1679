"""Pages for the officers who load data: hand a file in, read what was found, decide, look back, undo.

They work without a script: every step is a form that answers with the next page. Included together with
`api.routes.imports`, behind the same door.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute

from api import errors, pages
from api.deps import SaidDep, ServiceDep
from api.imports import shown
from api.imports.asked import NOBODY, actor, asked, flag
from api.imports.shown import Wording
from api.links import HTML
from api.negotiate import Said, said
from api.pages import Page
from api.routes.imports import DeskDep, FieldsDep, handed_in
from gis.batches import Batch
from gis.errors import BadRequest, Conflict, Error
from gis.queue.desk import Desk
from gis.queue.upload import TO_DECIDE, UNDER_WAY
from gis.undo import Undone


class PageRoute(APIRoute):
    """A route whose errors are told on a page, since a person reads them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, its errors shown."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except Error as error:
                status = errors.status_of(error)
                if status == HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise
                asked_for = said(request)
                wording = Wording(asked_for.language)
                extra = {"t": wording.texts, "message": wording.message(error.in_(wording.language))}
                return _page(asked_for, "data_error.html", wording.texts["failed_title"], extra, status)

        return handled


router = APIRouter(route_class=PageRoute)


@router.get("/data")
async def home(desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """The form for a file, what is in hand, and what was loaded."""
    wording = Wording(said.language)
    uploads = [each for each in await desk.listed() if each.state in (*UNDER_WAY, *TO_DECIDE)]
    extra = {
        "t": wording.texts,
        "wording": wording,
        "systems": shown.by_system(desk.layers, said.language),
        "titles": {layer.name: layer.title.in_(said.language) for layer in service.layers.values()},
        "uploads": uploads,
        "batches": await desk.batches(),
        "can_undo": _can_undo,
        "most_mb": service.settings.import_file_mb,
        "chosen": said.given.get("layer"),
    }
    return _page(said, "data.html", wording.texts["data"], extra)


@router.post("/data")
async def hand_in(request: Request, desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """Takes the form's file, and shows its page."""
    one = await handed_in(request, desk, None, service.settings.import_file_mb)
    return _next(said, "data", str(one.id))


@router.get("/data/{number:int}")
async def upload(number: int, desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """One file: how far it is, what was found, what can be done."""
    one = await desk.found(number)
    layer = service.layers[one.layer]
    extra = shown.view(one, layer, Wording(said.language), service.settings.import_keep_hours)
    return _page(said, "data_import.html", layer.title.in_(said.language), extra)


@router.post("/data/{number:int}/check")
async def check(number: int, fields: FieldsDep, desk: DeskDep, said: SaidDep) -> Response:
    """Checks the file again with the choices of the form."""
    lines = [line for name, text in fields if name == "meanings" for line in text.splitlines()]
    given = [(name, text) for name, text in fields if name != "meanings"]
    meant = [("map", line) for line in lines if line.strip()]
    await desk.check(number, asked([*meant, *given]).choices)
    return _next(said, "data", str(number))


@router.post("/data/{number:int}/load")
async def load(number: int, fields: FieldsDep, desk: DeskDep, said: SaidDep) -> Response:
    """Loads what was checked."""
    given = dict(fields)
    one = await desk.found(number)
    if one.deleted and not flag("understood", given.get("understood", "")):
        raise BadRequest(Wording(said.language).texts["will_delete"].format(deleted=one.deleted))
    await desk.load(number, keep_good=flag("keep_good", given.get("keep_good", "")))
    return _next(said, "data", str(number))


@router.post("/data/{number:int}/discard")
async def discard(number: int, desk: DeskDep, said: SaidDep) -> Response:
    """Forgets the file."""
    await desk.discard(number)
    return _next(said, "data")


@router.get("/data/batches/{number:int}")
async def batch(number: int, desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """One batch, and what undoing it would do."""
    wording = Wording(said.language)
    found = await desk.batch(number)
    done, why_not = await _trial(desk, found, wording)
    layer = service.layers.get(found.layer)
    extra = {
        "t": wording.texts,
        "wording": wording,
        "batch": found,
        "layer": layer.title.in_(said.language) if layer else found.layer,
        "lines": shown.undo_lines(done, wording),
        "later": [each.undoes for each in done if each.undoes != number],
        "all_of_them": shown.listed([each.undoes for each in done], wording) if done else "",
        "named": shown.listed,
        "why_not": why_not,
    }
    return _page(said, "data_batch.html", wording.texts["batch"].format(number=number), extra)


@router.post("/data/batches/{number:int}/undo")
async def undo(number: int, fields: FieldsDep, desk: DeskDep, said: SaidDep) -> Response:
    """Undoes the batch, with those in its way if the form says so."""
    given = dict(fields)
    who = actor(given.get("actor", ""))
    if who == NOBODY:
        raise BadRequest(Wording(said.language).texts["asks_name"])
    await desk.undo(number, who, with_later=flag("with_later", given.get("with_later", "")))
    return _next(said, "data")


async def _trial(desk: Desk, found: Batch, wording: Wording) -> tuple[list[Undone], str | None]:
    """What undoing would do; or why it cannot be done, which is no fault of who asks."""
    if not _can_undo(found):
        return [], None
    try:
        return await desk.undo_trial(found.id), None
    except Conflict as error:
        return [], wording.message(error.in_(wording.language))


def _can_undo(found: Batch) -> bool:
    return found.deed.can_be_undone and found.undone_by is None


def _page(
    said: Said, template: str, title: str, extra: dict[str, Any], status: HTTPStatus = HTTPStatus.OK
) -> Response:
    return Response(pages.page(said, {}, Page(template, title, extra)), status, media_type=HTML)


def _next(said: Said, *parts: str) -> Response:
    """The page that follows a form, so that reloading it sends nothing again."""
    language = {} if said.language == "id" else {"lang": said.language}
    return RedirectResponse(said.site.at(*parts, **language), HTTPStatus.SEE_OTHER)
