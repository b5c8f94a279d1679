"""Files into layers: hand one in, look at its check, confirm or discard; batches and their undoing.

Included only where the settings ask for it; `api.door` stands in front and says who may.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse
from starlette.types import Receive, Scope, Send

from api.answers import encoded
from api.deps import SaidDep, ServiceDep
from api.door import refusal
from api.imports import documents
from api.imports.asked import FIELD, NOBODY, actor, asked, flag
from api.imports.documents import XLSX
from api.imports.receiving import Parcel, parcel
from api.links import JSON, Site
from api.models import Document
from gis.errors import BadRequest, NotFound, UnknownChoice
from gis.language import Words
from gis.queue.desk import Desk
from gis.queue.upload import Given, Upload

router = APIRouter()

_FORM_FIELDS = 300

_NO_FILES: Final = Words("Berkas tidak diterima di sini.", "Files are not taken here.")
_WHO: Final = Words("Isi siapa Anda.", "Say who you are.")
_NO_FILE: Final = Words(
    "Tidak ada berkas yang dikirim, atau berkasnya kosong. Pilih berkasnya dahulu.",
    "No file was sent, or the file is empty. Choose the file first.",
)


async def _desk(request: Request, service: ServiceDep) -> Desk:
    # The door asks the same of whole addresses; asked here, no way to write one leads past it.
    if service.desk is None or refusal(request.scope):
        raise NotFound(_NO_FILES)
    return service.desk


DeskDep = Annotated[Desk, Depends(_desk)]

Fields = list[tuple[str, str]]


async def form_fields(request: Request) -> Fields:
    """The fields of a form without files; none where there is no body."""
    async with request.form(max_files=0, max_fields=_FORM_FIELDS) as form:
        return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


FieldsDep = Annotated[Fields, Depends(form_fields)]


async def handed_in(request: Request, desk: Desk, layer: str | None, most_mb: int) -> Upload:
    """Takes the file of a form in. Without a layer the form names it, and has to say who hands it in."""
    chosen = desk.layer(layer) if layer is not None else None
    folder = desk.new_folder()
    try:
        found = await parcel(request, folder, most_mb)
        said = asked(found.fields, *(() if chosen else ("layer",)))
        if chosen is None and said.actor == NOBODY:
            raise BadRequest(_WHO)  # noqa: TRY301 -- the folder is dropped with every refusal.
        chosen = chosen or desk.layer(dict(found.fields).get("layer", ""))
        return await desk.receive(chosen, said.actor, _given(found), said.choices)
    except BaseException:
        desk.drop(folder)
        raise


def _given(found: Parcel) -> Given:
    if found.file is None or not found.bytes:
        raise BadRequest(_NO_FILE)
    return Given(found.file.parent.name, found.file.name, found.bytes)


@router.post("/collections/{collection}/imports")
async def hand_in(
    collection: str, request: Request, desk: DeskDep, service: ServiceDep, said: SaidDep
) -> Response:
    """Takes a file for a layer and has it checked; nothing is loaded yet."""
    one = await handed_in(request, desk, collection, service.settings.import_file_mb)
    return _answer(one, said.site, service.settings.import_keep_hours, HTTPStatus.ACCEPTED)


@router.get("/imports")
async def listed(desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """The newest files that came in."""
    hours = service.settings.import_keep_hours
    return _json({"imports": [documents.one(each, said.site, hours) for each in await desk.listed()]})


@router.get("/imports/{number:int}")
async def one(number: int, desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """One file: where it stands, and its report."""
    return _answer(await desk.found(number), said.site, service.settings.import_keep_hours)


@router.delete("/imports/{number:int}")
async def discard(number: int, desk: DeskDep) -> Response:
    """Forgets a file that was not loaded."""
    await desk.discard(number)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/imports/{number:int}/check")
async def check(
    number: int, fields: FieldsDep, desk: DeskDep, service: ServiceDep, said: SaidDep
) -> Response:
    """Has a file checked again, with these choices instead of the earlier ones."""
    again = await desk.check(number, asked(fields).choices)
    return _answer(again, said.site, service.settings.import_keep_hours, HTTPStatus.ACCEPTED)


@router.post("/imports/{number:int}/load")
async def load(number: int, fields: FieldsDep, desk: DeskDep, service: ServiceDep, said: SaidDep) -> Response:
    """Loads a checked file. Choices that change how it is read bring a new check first."""
    wished = asked(fields)
    if wished.anew:
        now = await desk.check(number, wished.choices)
    else:
        now = await desk.load(number, keep_good=wished.choices.keep_good)
    return _answer(now, said.site, service.settings.import_keep_hours, HTTPStatus.ACCEPTED)


@router.get("/imports/{number:int}/report.xlsx")
async def report(number: int, desk: DeskDep) -> Response:
    """The person's own file with its bad cells coloured, and the reasons beside them."""
    return _beside(desk, await desk.found(number), "report.xlsx")


@router.get("/imports/{number:int}/rejects")
async def rejects(number: int, desk: DeskDep) -> Response:
    """The rows that were not loaded, to be corrected and loaded again."""
    return _beside(desk, await desk.found(number), "rejects")


@router.get("/batches")
async def batches(desk: DeskDep, said: SaidDep) -> Response:
    """What was loaded and undone, the newest first; of one layer with `layer`."""
    named = said.only("layer").given.get("layer")
    found = await desk.batches(desk.layer(named) if named else None)
    return _json({"batches": [documents.batch(each, said.site) for each in found]})


@router.get("/batches/{number:int}")
async def batch(number: int, desk: DeskDep, said: SaidDep) -> Response:
    """One batch."""
    return _json(documents.batch(await desk.batch(number), said.site))


@router.post("/batches/{number:int}/undo")
async def undo(number: int, fields: FieldsDep, desk: DeskDep) -> Response:
    """Undoes a batch; with `with_later` first the later ones that changed its rows again."""
    given = dict(fields)
    for name in given:
        if name not in ("actor", "with_later"):
            raise UnknownChoice(FIELD, name, ("actor", "with_later"))
    later = flag("with_later", given.get("with_later", ""))
    return _json(documents.undone(await desk.undo(number, actor(given.get("actor", "")), with_later=later)))


def _answer(one: Upload, site: Site, hours: int, status: HTTPStatus = HTTPStatus.OK) -> Response:
    answer = _json(documents.one(one, site, hours), status)
    if status == HTTPStatus.ACCEPTED:
        answer.headers["location"] = site.at("imports", str(one.id))
    return answer


def _json(document: Document, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(encoded(document), status, media_type=JSON)


def _beside(desk: Desk, one: Upload, name: str) -> Response:
    written = documents.beside(one, name)
    if written is None:
        raise NotFound(Words("Berkas ini tidak ada.", "There is no such file."))
    path = desk.beside(one, written)
    # Always to be saved, never shown: it holds what a stranger's file may have held.
    media = XLSX if path.suffix == ".xlsx" else "application/octet-stream"
    return _Whole(path, media_type=media, filename=path.name, headers={"accept-ranges": "none"})


class _Whole(FileResponse):
    """A file that is sent whole whatever part of it is asked for, as a server may (RFC 9110, 14.2): nobody
    resumes the download of a report, and so no answer stands beside those that are described."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it."""
        headers = [(name, said) for name, said in scope["headers"] if name != b"range"]
        await super().__call__({**scope, "headers": headers}, receive, send)
