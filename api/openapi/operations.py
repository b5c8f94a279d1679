"""One thing that can be asked of the service, and how OpenAPI writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from api.models import Document
from api.negotiate import PAGE, Encoding
from api.openapi import parameters, replies
from gis.language import Language, Words

_ALWAYS: Final = (
    HTTPStatus.REQUEST_URI_TOO_LONG,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_OF_A_CHOICE: Final = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_ACCEPTABLE)

_ANSWER: Final = Words("Jawaban.", "The answer.")
_NOTHING: Final = Words("Tidak ada isi.", "Nothing is in it.")

Bodies = Mapping[str, Document]
"""The schema of an answer's body by its media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address with one method.

    bodies    what a good answer holds; empty: it has no body
    offered   the encodings that `f` and the Accept header choose among; empty: there is no choice, no `lang`
    headers   those that every good answer carries
    refused   statuses of errors besides those that always may come
    empty     "nothing there" (204) is a good answer too
    kept      the answer has a tag, and "unchanged" (304) may be answered
    """

    id: str
    title: Words
    tag: str
    bodies: Bodies
    method: str = "get"
    parameters: Sequence[Document] = ()
    offered: Sequence[Encoding] = ()
    headers: Sequence[str] = ()
    refused: Sequence[HTTPStatus] = ()
    request: Document | None = None
    empty: bool = False
    kept: bool = True

    def told(self, language: Language) -> Document:
        """The operation as OpenAPI writes it."""
        common = (
            [parameters.format_of(self.offered, language), parameters.lang(language)] if self.offered else []
        )
        made: Document = {
            "operationId": self.id,
            "tags": [self.tag],
            "summary": self.title.in_(language),
            "parameters": [*self.parameters, *common],
            "responses": self._responses(language),
        }
        return {**made, "requestBody": self.request} if self.request else made

    def _responses(self, language: Language) -> Document:
        found = {"200": self._good(language)}
        if self.empty:
            found["204"] = {"description": _NOTHING.in_(language)}
        if self.kept:
            found["304"] = replies.unchanged()
        errors = {*_ALWAYS, *self.refused, *(_OF_A_CHOICE if self.offered else ())}
        return found | {str(each.value): replies.error(each) for each in sorted(errors)}

    def _good(self, language: Language) -> Document:
        told: Document = {"description": _ANSWER.in_(language)}
        named = [*(["ETag"] if self.kept else []), *self.headers]
        if named:
            told["headers"] = {name: replies.header(name, language) for name in named}
        if self.bodies:
            told["content"] = {media: {"schema": schema} for media, schema in self.bodies.items()}
        return told


def schema(name: str) -> Document:
    """Refers to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def encoded(offered: Sequence[Encoding], named: str) -> Bodies:
    """The bodies of what has one schema in JSON, and is another object, text or bytes in other encodings."""
    return {each.media: _body(each, named) for each in offered}


def _body(encoding: Encoding, named: str) -> Document:
    if encoding is PAGE:
        return {"type": "string"}
    if encoding.word == "json":
        return schema(named)
    if encoding.media.endswith("+json"):
        return {"type": "object"}
    return {"type": "string", "format": "binary"}
