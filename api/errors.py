"""Errors -> answers: one table, one shape (problem+json), and nothing of the inside in them.

People whose browser asks get the same as a page. Both are in the caller's language.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import pages
from api.links import HTML, PROBLEM
from api.models import Document, Problem
from api.negotiate import Said, roughly_said
from gis import errors
from gis.language import Words

log = logging.getLogger(__name__)

STATUS: Final[Mapping[type[errors.Error], HTTPStatus]] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.BadRequest: HTTPStatus.BAD_REQUEST,
    errors.NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    errors.UnfitMedia: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Stale: HTTPStatus.PRECONDITION_FAILED,
    errors.Unconditional: HTTPStatus.PRECONDITION_REQUIRED,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    errors.RefusedData: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.Refused: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.DiskFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DeclarationError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.Error: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of each branch of the error tree; the nearest branch counts."""

RETRY_AFTER_S: Final = 5

LONGEST_ADDRESS: Final = 60_000
"""Characters of a path with what stands behind its `?`. The parser of HTTP refuses a little above this."""

LONGEST_HEADERS: Final = 60_000
"""Bytes of all headers of a request."""

TITLES: Final[Mapping[int, Words]] = {
    400: Words("Permintaan tidak dapat dipahami", "Bad request"),
    403: Words("Tidak diizinkan", "Forbidden"),
    404: Words("Tidak ditemukan", "Not found"),
    405: Words("Metode ini tidak berlaku di sini", "Method not allowed"),
    406: Words("Format itu tidak tersedia", "Not acceptable"),
    409: Words("Bertentangan dengan data yang ada", "Conflict"),
    412: Words("Data sudah berubah", "Precondition failed"),
    413: Words("Kiriman terlalu besar", "Content too large"),
    414: Words("Alamat terlalu panjang", "Address too long"),
    415: Words("Jenis kiriman tidak diterima", "Unsupported media type"),
    431: Words("Kepala permintaan terlalu besar", "Headers too large"),
    422: Words("Data tidak dapat diterima", "Data cannot be taken"),
    428: Words("Perubahan perlu syarat", "Precondition required"),
    429: Words("Terlalu banyak permintaan", "Too many requests"),
    500: Words("Kesalahan di dalam layanan", "Internal error"),
    503: Words("Layanan sedang tidak tersedia", "Service unavailable"),
    507: Words("Ruang penyimpanan habis", "No room left"),
}
"""What a status is called; it does not change from one case to the next (RFC 9457, 3.1.4)."""

KINDS: Final[Mapping[str, Words]] = {
    "unknown-name": Words(
        "Nama parameter, kolom, atau pilihan yang tidak ada; 'allowed' menyebut yang ada.",
        "A parameter, field or choice that does not exist; 'allowed' lists those that do.",
    ),
    "bad-value": Words(
        "Nilai yang tidak sesuai; 'parameter' menyebut tempatnya, 'expected' apa yang dapat dipakai.",
        "A value that does not fit; 'parameter' says where, 'expected' what would fit.",
    ),
    "not-acceptable": Words(
        "Tidak ada jawaban dalam format yang diminta; 'allowed' menyebut jenis media yang ada.",
        "No answer in a format that is accepted; 'allowed' lists the media types there are.",
    ),
    "unfit-media": Words(
        "Kiriman berjenis media yang tidak diterima; 'allowed' menyebut yang diterima.",
        "What was sent is of a media type that is not taken; 'allowed' lists those that are.",
    ),
    "stale": Words(
        "Data sudah diubah pihak lain sejak dibuka: buka kembali, lalu ulangi.",
        "The feature was changed by somebody else since it was read: read it again, then repeat.",
    ),
    "unconditional": Words(
        "Perubahan harus membawa If-Match dengan ETag data yang diubah.",
        "A change has to carry If-Match with the ETag of what it changes.",
    ),
    "broken-rules": Words(
        "Isi kiriman melanggar aturan; 'problems' menyebut tiap kolom dan aturannya.",
        "What was sent breaks rules; 'problems' lists each field and its rule.",
    ),
}
"""The kinds of errors that programs may tell apart; their words in `type` never change."""

_NOTHING_HERE: Final = Words(
    "Tidak ada apa-apa di alamat ini. Mulailah dari / untuk melihat apa yang ada.",
    "There is nothing at this address. Begin at / to see what there is.",
)
_OTHER_METHOD: Final = Words(
    "Metode ini tidak berlaku di alamat ini; 'Allow' menyebut yang berlaku.",
    "This method is not known here; 'Allow' lists those that are.",
)
_INTERNAL: Final = Words(
    "Terjadi kesalahan di dalam layanan; tidak ada yang diubah. "
    "Sampaikan kode pada 'instance' kepada pengelola layanan.",
    "Internal error. Nothing was changed. Tell the service's keepers the id in 'instance'.",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is answered instead of what was asked for.

    kind      a stable word of `docs/api.md`, or an address; nothing where the status says it all
    members   what a program may want to know besides
    instance  names this very case, in the log too
    """

    status: int
    detail: Words
    kind: str = ""
    members: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    instance: str | None = None


TOO_LONG: Final = Fault(
    HTTPStatus.REQUEST_URI_TOO_LONG,
    Words(
        f"Alamat dengan parameternya lebih panjang dari {LONGEST_ADDRESS} karakter. "
        "Ajukan permintaan yang lebih pendek.",
        f"The address with its parameters is longer than {LONGEST_ADDRESS} characters. "
        "Ask a shorter question.",
    ),
)
TOO_MANY_HEADERS: Final = Fault(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    Words(
        f"Kepala (header) permintaan lebih dari {LONGEST_HEADERS} bita. Kirim yang lebih sedikit.",
        f"The request's headers are more than {LONGEST_HEADERS} bytes. Send fewer.",
    ),
)


def status_of(error: errors.Error) -> HTTPStatus:
    """The status that an error answers with.

    >>> status_of(errors.UnknownName("field", "x", [])).value
    400
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def fault_of(error: Exception, language: str) -> Fault:
    """What is told of an error; of what the caller cannot mend, only the id under which it is logged."""
    if not isinstance(error, errors.Error):
        return _internal(error)
    status = status_of(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _internal(error)
    return Fault(status, error.said, error.kind, error.members(language), _waiting(status, error))


def _waiting(status: int, error: errors.Error) -> dict[str, str]:
    """When to ask again, where asking again may help (RFC 9110, 10.2.3)."""
    if isinstance(error, errors.TooMany):
        return {"retry-after": str(error.seconds)}
    return {"retry-after": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def _internal(error: Exception) -> Fault:
    name = uuid.uuid4().urn
    log.error("unexpected error %s", name, exc_info=error)
    return Fault(HTTPStatus.INTERNAL_SERVER_ERROR, _INTERNAL, instance=name)


def answer(error: Exception, scope: Scope) -> Response:
    """The answer to an error of this request."""
    said = roughly_said(Request(scope))
    return _response(fault_of(error, said.language), said)


def told(fault: Fault, scope: Scope) -> Response:
    """The answer that tells a fault, to whoever made this request."""
    return _response(fault, roughly_said(Request(scope)))


def _response(fault: Fault, said: Said) -> Response:
    document = problem(fault, said)
    page = pages.Page("error.html", document["title"])
    body = pages.page(said, {**document}, page) if said.html else orjson.dumps(document, default=str)
    headers = {
        "cache-control": "no-store",
        "content-language": said.language,
        "vary": "accept, accept-encoding, accept-language",
        **fault.headers,
    }
    return Response(body, fault.status, headers=headers, media_type=HTML if said.html else PROBLEM)


def problem(fault: Fault, said: Said) -> Document:
    """A fault as problem details (RFC 9457); a kind's address leads to what is said of it."""
    title = TITLES.get(fault.status)
    body: Problem = {
        "type": _address(fault.kind, said),
        "title": title.in_(said.language) if title else HTTPStatus(fault.status).phrase,
        "status": int(fault.status),
        "detail": fault.detail.in_(said.language),
    }
    if fault.instance:
        body["instance"] = fault.instance
    return {**fault.members, **body}


def _address(kind: str, said: Said) -> str:
    if not kind:
        return "about:blank"
    return kind if ":" in kind else f"{said.site.at('docs')}#{kind}"


def _excess(scope: Scope) -> Fault | None:
    """What is too long in a request, before anything looks into it."""
    if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return TOO_LONG
    taken = sum(len(name) + len(value) for name, value in scope["headers"])
    return TOO_MANY_HEADERS if taken > LONGEST_HEADERS else None


class ErrorsAsProblems:
    """Stands around everything that can fail, in front of the router too, and answers in the one shape."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on; an error before the answer has begun becomes an answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        excess = _excess(scope)
        if excess:
            await told(excess, scope)(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun:
                raise
            await answer(error, scope)(scope, receive, send)


def install(app: FastAPI) -> None:
    """Answers the router's own refusals (no such path, no such method) in the same shape."""

    @app.exception_handler(HTTPException)
    async def _refused(request: Request, error: HTTPException) -> Response:
        detail = {
            HTTPStatus.NOT_FOUND: _NOTHING_HERE,
            HTTPStatus.METHOD_NOT_ALLOWED: _OTHER_METHOD,
        }.get(HTTPStatus(error.status_code), Words(error.detail, error.detail))
        return told(Fault(error.status_code, detail, headers=error.headers or {}), request.scope)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(sorted({str(each["loc"][-1]) for each in error.errors()}))
        detail = Words(f"Nilai ini tidak dapat dipakai: {names}.", f"These values do not fit: {names}.")
        return told(Fault(HTTPStatus.BAD_REQUEST, detail), request.scope)
