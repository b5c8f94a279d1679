"""The addresses that take files, for the OpenAPI document. Tests hold it to the routes and to the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from api.imports.documents import XLSX
from api.links import JSON
from api.models import Document
from api.openapi import parameters, replies
from gis.imports.mending import Mending
from gis.language import Language, Words

_STRING: Final[Document] = {"type": "string"}
_BYTES: Final[Document] = {"type": "string", "format": "binary"}
_FLAG: Final[Document] = {"type": "boolean", "default": False}

_CHOICES: Final[Document] = {
    "sheet": _STRING,
    "heading": {"type": "integer", "minimum": 0},
    "crs": _STRING,
    "decimal": {"type": "string", "enum": [",", "."]},
    "map": {"type": "array", "items": _STRING, "description": "theirs=ours"},
    "accept": {"type": "array", "items": {"type": "string", "enum": [str(word) for word in Mending]}},
    "replace": _FLAG,
    "forget": _FLAG,
    "keep_good": _FLAG,
    "source": _STRING,
    "date_of_data": {"type": "string", "format": "date"},
    "actor": _STRING,
}
_UNDO: Final[Document] = {"actor": _STRING, "with_later": _FLAG}
_FILE: Final[Document] = {"file": _BYTES, **_CHOICES}

_OF_ANY: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_URI_TOO_LONG,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_NOT_THERE: Final = HTTPStatus.NOT_FOUND
_IN_ITS_STATE: Final = HTTPStatus.CONFLICT
_OF_A_FILE: Final = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.INSUFFICIENT_STORAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Operation:
    """One address with one method.

    media    what a good answer is; None: it has no body
    refused  statuses of errors besides those that always may come, and 406 where the answer is JSON
    """

    path: str
    method: str
    name: str
    about: Words
    status: HTTPStatus = HTTPStatus.OK
    media: str | None = JSON
    refused: Sequence[HTTPStatus] = ()
    query: Sequence[Document] = ()
    form: Document | None = None


_LAYER: Final[Document] = {"name": "layer", "in": "query", "required": False, "schema": _STRING}

_OPERATIONS: Final = (
    _Operation(
        path="/collections/{collection}/imports",
        method="post",
        name="handIn",
        about=Words("Serahkan berkas.", "Hand a file in."),
        status=HTTPStatus.ACCEPTED,
        refused=(_NOT_THERE, _IN_ITS_STATE, *_OF_A_FILE),
        form=_FILE,
    ),
    _Operation(
        path="/imports",
        method="get",
        name="imports",
        about=Words("Berkas yang terbaru.", "The newest files."),
    ),
    _Operation(
        path="/imports/{number}",
        method="get",
        name="import",
        about=Words(
            "Sampai di mana satu berkas, dengan laporannya.", "Where a file stands, with its report."
        ),
        refused=(_NOT_THERE,),
    ),
    _Operation(
        path="/imports/{number}",
        method="delete",
        name="discard",
        about=Words("Buang satu berkas.", "Forget a file."),
        status=HTTPStatus.NO_CONTENT,
        media=None,
        refused=(_NOT_THERE, _IN_ITS_STATE),
    ),
    _Operation(
        path="/imports/{number}/check",
        method="post",
        name="check",
        about=Words("Periksa lagi.", "Check it anew."),
        status=HTTPStatus.ACCEPTED,
        refused=(_NOT_THERE, _IN_ITS_STATE),
        form=_CHOICES,
    ),
    _Operation(
        path="/imports/{number}/load",
        method="post",
        name="load",
        about=Words("Muat yang sudah diperiksa.", "Load what was checked."),
        status=HTTPStatus.ACCEPTED,
        refused=(_NOT_THERE, _IN_ITS_STATE),
        form=_CHOICES,
    ),
    _Operation(
        path="/imports/{number}/report.xlsx",
        method="get",
        name="report",
        about=Words("Berkasnya, sel bermasalah diwarnai.", "The file, its bad cells coloured."),
        media=XLSX,
        refused=(_NOT_THERE,),
    ),
    _Operation(
        path="/imports/{number}/rejects",
        method="get",
        name="rejects",
        about=Words("Baris yang tidak dimuat.", "The rows that were not loaded."),
        media="application/octet-stream",
        refused=(_NOT_THERE,),
    ),
    _Operation(
        path="/batches",
        method="get",
        name="batches",
        about=Words("Apa yang dimuat dan dibatalkan.", "What was loaded and undone."),
        refused=(_NOT_THERE,),
        query=(_LAYER,),
    ),
    _Operation(
        path="/batches/{number}",
        method="get",
        name="batch",
        about=Words("Satu batch.", "One batch."),
        refused=(_NOT_THERE,),
    ),
    _Operation(
        path="/batches/{number}/undo",
        method="post",
        name="undo",
        about=Words("Batalkan satu batch.", "Undo a batch."),
        refused=(_NOT_THERE, _IN_ITS_STATE),
        form=_UNDO,
    ),
)


def paths(language: Language) -> Mapping[str, Document]:
    """Every address with its methods."""
    found: dict[str, Document] = {}
    for operation in _OPERATIONS:
        found.setdefault(operation.path, {})[operation.method] = _told(operation, language)
    return found


def _told(operation: _Operation, language: Language) -> Document:
    said: Document = {
        "operationId": operation.name,
        "tags": ["imports"],
        "summary": operation.about.in_(language),
        "parameters": [
            *(_parameter(part) for part in operation.path.split("/") if part.startswith("{")),
            *operation.query,
            parameters.lang(language),
        ],
        "responses": _responses(operation, language),
    }
    if operation.form is None:
        return said
    schema = {"type": "object", "properties": operation.form}
    return {**said, "requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}


def _responses(operation: _Operation, language: Language) -> Document:
    good: Document = {"description": operation.about.in_(language)}
    if operation.media:
        body = {"type": "object"} if operation.media == JSON else _BYTES
        good["content"] = {operation.media: {"schema": body}}
    if operation.status is HTTPStatus.ACCEPTED:
        good["headers"] = {"Location": replies.header("Location", language)}
    chosen = (HTTPStatus.NOT_ACCEPTABLE,) if operation.media == JSON else ()
    errors = sorted({*_OF_ANY, *chosen, *operation.refused})
    return {str(operation.status.value): good} | {str(each.value): replies.error(each) for each in errors}


def _parameter(part: str) -> Document:
    name = part[1:-1]
    kind = {"type": "integer", "minimum": 1} if name == "number" else _STRING
    return {"name": name, "in": "path", "required": True, "schema": kind}
