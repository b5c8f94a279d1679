"""Answers that many operations give alike: errors, "unchanged", and the headers of answers."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from api.links import HTML, PROBLEM
from api.models import Document
from gis.language import Language, Words

_ERRORS: Final[Mapping[HTTPStatus, Words]] = {
    HTTPStatus.BAD_REQUEST: Words(
        "Permintaan tidak dapat dibaca; jawaban menyebut yang boleh.",
        "The request cannot be read; the answer says what is allowed.",
    ),
    HTTPStatus.FORBIDDEN: Words("Tidak diizinkan dari sini.", "Not allowed from here."),
    HTTPStatus.NOT_FOUND: Words("Tidak ada di sini.", "There is no such thing here."),
    HTTPStatus.NOT_ACCEPTABLE: Words(
        "Tidak ada format yang diterima pemanggil.", "None of the formats is one that the caller accepts."
    ),
    HTTPStatus.CONFLICT: Words(
        "Bertentangan dengan yang sudah ada.", "It contradicts what is there already."
    ),
    HTTPStatus.PRECONDITION_FAILED: Words(
        "Data sudah berubah sejak dibaca.", "The data have changed since they were read."
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Words("Permintaan terlalu besar.", "The request is too large."),
    HTTPStatus.REQUEST_URI_TOO_LONG: Words("Alamat terlalu panjang.", "The address is too long."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Words(
        "Isi permintaan bukan format yang diterima.", "The request's body is of no format that is taken."
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: Words(
        "Data tidak dapat diterima; jawaban menyebut alasannya.",
        "The data cannot be taken; the answer says why.",
    ),
    HTTPStatus.PRECONDITION_REQUIRED: Words(
        "Sebutkan versi yang diubah (If-Match).", "Say which version is changed (If-Match)."
    ),
    HTTPStatus.TOO_MANY_REQUESTS: Words(
        "Terlalu banyak permintaan sekaligus; ulangi nanti.", "Too many at once; ask again later."
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: Words(
        "Kepala permintaan terlalu besar.", "The request's headers are too large."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Words(
        "Kesalahan di dalam layanan; sebutkan id-nya kepada pengelola.",
        "A fault of the service; tell its keepers the id.",
    ),
    HTTPStatus.INSUFFICIENT_STORAGE: Words("Ruang penyimpanan habis.", "There is no room left."),
    HTTPStatus.SERVICE_UNAVAILABLE: Words(
        "Sedang tidak dapat menjawab; ulangi setelah Retry-After.",
        "It cannot answer now; ask again after Retry-After.",
    ),
}

_WAITED: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
"""Errors that say when to come again."""

_HEADERS: Final[Mapping[str, tuple[Words, Document]]] = {
    "ETag": (
        Words("Tanda versi jawaban ini, untuk If-None-Match.", "The tag of this answer, for If-None-Match."),
        {"type": "string"},
    ),
    "Content-Crs": (
        Words("Sistem koordinat lokasi dalam jawaban.", "The reference system of the answer's places."),
        {"type": "string"},
    ),
    "Content-Disposition": (
        Words("Nama berkas yang diusulkan.", "The name that the file is proposed to have."),
        {"type": "string"},
    ),
    "Location": (Words("Alamat yang dibuat.", "The address of what was made."), {"type": "string"}),
    "Retry-After": (
        Words("Detik sampai patut ditanya lagi.", "Seconds after which to ask again."),
        {"type": "integer", "minimum": 0},
    ),
}


_SOMETIMES: Final = ("Content-Disposition",)
"""Headers that only files carry."""


def header(name: str, language: Language) -> Document:
    """A header of an answer; it is promised unless only some answers have it."""
    about, schema = _HEADERS[name]
    return {"description": about.in_(language), "required": name not in _SOMETIMES, "schema": schema}


def error(status: HTTPStatus) -> Document:
    """Refers to the answer that an error of this status gives."""
    return {"$ref": f"#/components/responses/{_name(status)}"}


def unchanged() -> Document:
    """Refers to the answer "unchanged"."""
    return {"$ref": "#/components/responses/unchanged"}


def responses(language: Language) -> Document:
    """The answers that operations refer to, by name."""
    told = {_name(status): _problem(status, about, language) for status, about in _ERRORS.items()}
    any_error = Words("Apa yang salah dan apa yang perlu dilakukan.", "What is wrong, and what to do.")
    still = Words("Yang dipegang pemanggil masih berlaku.", "What the caller holds is still right.")
    return {
        "unchanged": {
            "description": still.in_(language),
            "headers": {"ETag": header("ETag", language)},
        },
        "problem": {"description": any_error.in_(language), "content": _CONTENT},
        **told,
    }


def _problem(status: HTTPStatus, about: Words, language: Language) -> Document:
    waiting = {"headers": {"Retry-After": header("Retry-After", language)}} if status in _WAITED else {}
    return {"description": about.in_(language), **waiting, "content": _CONTENT}


def _name(status: HTTPStatus) -> str:
    """The name of an error's answer: its status' name in one word.

    >>> _name(HTTPStatus.NOT_FOUND)
    'notFound'
    """
    first, *others = status.name.lower().split("_")
    return first + "".join(each.capitalize() for each in others)


_CONTENT: Final[Document] = {
    PROBLEM: {"schema": {"$ref": "#/components/schemas/problem"}},
    # Who asks for a page, as browsers do, is told on a page.
    HTML: {"schema": {"type": "string"}},
}
