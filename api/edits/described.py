"""What can be written, for the interface's description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from api.edits.asked import FEATURE, PATCH
from api.links import GEOJSON
from api.models import Document
from api.offer import Offer
from api.openapi import parameters, replies
from api.openapi.features import feature_name, key
from api.openapi.operations import schema
from gis import crs
from gis.edits import writable
from gis.language import Language, Words
from gis.layer import Audience
from gis.privacy import View

_TITLES: Final[Mapping[str, Words]] = {
    "post": Words("Buat data baru", "Make a feature"),
    "put": Words("Ganti seluruh data, atau buat dengan pengenal ini", "Replace a feature, or make it"),
    "patch": Words("Ubah sebagian data", "Change parts of a feature"),
    "delete": Words("Hapus data", "Delete a feature"),
}

_OK, _CREATED, _NOTHING = HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT
_GOOD: Final[Mapping[str, Sequence[HTTPStatus]]] = {
    "post": (_CREATED,),
    "put": (_OK, _CREATED, _NOTHING),
    "patch": (_OK, _NOTHING),
    "delete": (_NOTHING,),
}

_ALWAYS: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_OF_A_BODY: Final = (
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
_OF_A_STATE: Final = (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)


def paths(offer: Offer, language: Language) -> dict[str, Document]:
    """Every address at which an audience may write, with its methods; none for the public."""
    found: dict[str, Document] = {}
    for name, view in offer.views.items() if offer.audience is not Audience.PUBLIC else ():
        may = writable(view)
        if may.create:
            found[f"/collections/{name}/items"] = _told(view, ("post",), language)
        if may.change:
            one = f"/collections/{name}/items/{{featureId}}"
            found[one] = _told(view, ("put", "patch", "delete"), language)
    return found


def _told(view: View, methods: Sequence[str], language: Language) -> Document:
    return {method: _operation(view, method, language) for method in methods}


def _operation(view: View, method: str, language: Language) -> Document:
    made: Document = {
        "operationId": f"{view.layer.name}.{method}",
        "tags": [view.layer.name],
        "summary": _TITLES[method].in_(language),
        "parameters": _parameters(view, method, language),
        "responses": _responses(view, method, language),
    }
    body = _body(view, method)
    return {**made, "requestBody": body} if body else made


def _parameters(view: View, method: str, language: Language) -> list[Document]:
    found = [] if method == "post" else [key(view.layer, language)]
    found += [_header(name, language) for name in _headers(method)]
    return [*found, parameters.lang(language)]


def _headers(method: str) -> tuple[str, ...]:
    of_a_state = () if method == "post" else ("If-Match", "If-None-Match")
    return of_a_state if method == "delete" else (*of_a_state, "Content-Crs", "Prefer")


_ABOUT: Final[Mapping[str, tuple[Words, Document]]] = {
    "If-Match": (
        Words("ETag keadaan data yang diubah.", "The ETag of the state that is changed."),
        {"type": "string"},
    ),
    "If-None-Match": (
        Words("* bila data belum boleh ada.", "* where nothing may be there yet."),
        {"type": "string"},
    ),
    "Content-Crs": (
        Words("Sistem koordinat kiriman.", "The reference system of what is sent."),
        {"type": "string", "enum": [f"<{uri}>" for uri in crs.OFFERED], "default": f"<{crs.CRS84}>"},
    ),
    "Prefer": (
        Words("Jawaban tanpa isi.", "An answer without a body."),
        {"type": "string", "enum": ["return=minimal", "return=representation"]},
    ),
}


def _header(name: str, language: Language) -> Document:
    about, said = _ABOUT[name]
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": about.in_(language),
        "schema": said,
    }


def _body(view: View, method: str) -> Document | None:
    if method == "delete":
        return None
    if method == "patch":
        return {"required": True, "content": {media: {"schema": {"type": "object"}} for media in PATCH}}
    sent = {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": {"type": "object", "nullable": True},
            "properties": schema(f"{view.layer.name}.properties"),
        },
    }
    return {"required": True, "content": {media: {"schema": sent} for media in FEATURE}}


def _responses(view: View, method: str, language: Language) -> Document:
    found = {str(status.value): _good(view, status, method, language) for status in _GOOD[method]}
    errors = [
        *_ALWAYS,
        *(() if method == "delete" else _OF_A_BODY),
        *(() if method == "post" else _OF_A_STATE),
    ]
    return found | {str(each.value): replies.error(each) for each in sorted(errors)}


def _good(view: View, status: HTTPStatus, method: str, language: Language) -> Document:
    told: Document = {"description": Words("Tersimpan.", "It is done.").in_(language)}
    names = [*(["ETag"] if method != "delete" else []), *(["Location"] if status is _CREATED else [])]
    if names:
        told["headers"] = {name: replies.header(name, language) for name in names}
    if status is not _NOTHING:
        told["content"] = {GEOJSON: {"schema": schema(feature_name(view.layer))}}
    return told
