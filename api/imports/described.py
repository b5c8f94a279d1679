"""The addresses that take files, for the OpenAPI document. A test holds it to the routes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from api.imports.documents import XLSX
from api.links import JSON
from api.models import Document
from gis.imports.mending import Mending

_STRING: Final[Document] = {"type": "string"}
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


class _Operation(NamedTuple):
    """One address with one method."""

    path: str
    method: str
    name: str
    about: str
    status: str = "200"
    media: str | None = JSON
    body: Document | None = None


_UNDO: Final[Document] = {"actor": _STRING, "with_later": _FLAG}
_FILE: Final[Document] = {"file": {"type": "string", "format": "binary"}, **_CHOICES}

_OPERATIONS: Final = (
    _Operation("/collections/{collection}/imports", "post", "handIn", "Hand a file in.", "202", JSON, _FILE),
    _Operation("/imports", "get", "imports", "The newest files."),
    _Operation("/imports/{number}", "get", "import", "Where a file stands, with its report."),
    _Operation("/imports/{number}", "delete", "discard", "Forget a file.", "204", None),
    _Operation("/imports/{number}/check", "post", "check", "Check it anew.", "202", JSON, _CHOICES),
    _Operation("/imports/{number}/load", "post", "load", "Load what was checked.", "202", JSON, _CHOICES),
    _Operation(
        "/imports/{number}/report.xlsx", "get", "report", "The file, its bad cells coloured.", media=XLSX
    ),
    _Operation(
        "/imports/{number}/rejects",
        "get",
        "rejects",
        "The rows that were not loaded.",
        media="application/octet-stream",
    ),
    _Operation("/batches", "get", "batches", "What was loaded and undone."),
    _Operation("/batches/{number}", "get", "batch", "One batch."),
    _Operation("/batches/{number}/undo", "post", "undo", "Undo a batch.", "200", JSON, _UNDO),
)


def paths() -> Mapping[str, Document]:
    """Every address with its methods."""
    found: dict[str, Document] = {}
    for operation in _OPERATIONS:
        found.setdefault(operation.path, {})[operation.method] = _told(operation)
    return found


def _told(operation: _Operation) -> Document:
    content = {operation.media: {"schema": _schema(operation.media)}} if operation.media else None
    answer: Document = {"description": "OK"} | ({"content": content} if content else {})
    problem = {"$ref": "#/components/responses/problem"}
    said: Document = {
        "operationId": operation.name,
        "tags": ["imports"],
        "description": operation.about,
        "parameters": [_parameter(part) for part in operation.path.split("/") if part.startswith("{")],
        "responses": {operation.status: answer, "403": problem, "default": problem},
    }
    if operation.body:
        schema = {"type": "object", "properties": operation.body}
        said["requestBody"] = {"content": {"multipart/form-data": {"schema": schema}}}
    return said


def _schema(media: str) -> Document:
    return {"type": "object"} if media == JSON else {"type": "string", "format": "binary"}


def _parameter(part: str) -> Document:
    name = part[1:-1]
    kind = {"type": "integer", "minimum": 1} if name == "number" else _STRING
    return {"name": name, "in": "path", "required": True, "schema": kind}
