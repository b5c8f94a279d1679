"""Answers: JSON or a page of the same document, with a tag by which a caller asks again cheaply.

Every answer may be kept and must be asked for again (`no-cache`): data are never old, and "unchanged" (304)
costs no more than the versions. Tags are weak, since an answer may travel compressed or not; a single
feature's tag is strong, for it names one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from http import HTTPStatus
from typing import Final

import orjson
from fastapi import Response

from api import pages
from api.links import HTML, JSON
from api.models import Document
from api.negotiate import Said
from api.pages import Page
from gis.crs import Crs

_REVALIDATE: Final = "no-cache"
_OPTIONS: Final = orjson.OPT_NON_STR_KEYS


def encoded(document: object) -> bytes:
    """A document as JSON bytes."""
    return orjson.dumps(document, option=_OPTIONS)


def digest(*parts: object) -> str:
    """A short name for these values, the same for the same values.

    >>> digest("a", {"b": 1}) == digest("a", {"b": 1}), digest("a", "b") == digest("ab")
    (True, False)
    """
    return blake2b(encoded(parts), digest_size=12).hexdigest()


def in_system(system: Crs) -> dict[str, str]:
    """The header that says an answer's reference system (OGC API Features part 2, ogc-crs-header)."""
    return {"content-crs": f"<{system.uri}>"}


def tag_of(said: Said, versions: Mapping[str, str]) -> str:
    """The weak tag of an answer made from these versions, for this address, format and language."""
    asked = (said.site.root, said.path, said.given, said.encoding.word, said.language)
    return f'W/"{digest(*asked, versions)}"'


def is_known(said: Said, tag: str) -> bool:
    """Whether the caller holds the answer with this tag already."""
    return matches(said.headers.get("if-none-match", ""), tag)


def matches(if_none_match: str, tag: str) -> bool:
    """Whether a tag is among those of an If-None-Match header, by weak comparison (RFC 9110, 8.8.3.2).

    >>> matches('"x", W/"a"', '"a"'), matches("*", '"a"'), matches("", '"a"')
    (True, True, False)
    """
    bare = tag.removeprefix("W/")
    known = (each.strip().removeprefix("W/") for each in if_none_match.split(","))
    return any(each in ("*", bare) for each in known)


def unchanged(tag: str) -> Response:
    """Tells the caller that what it holds is still right."""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers(tag))


def answer(said: Said, document: Document, page: Page, media: str = JSON, tag: str | None = None) -> Response:
    """The document as JSON or as a page. Without a tag the content itself gives one."""
    body = pages.page(said, document, page) if said.html else encoded(document)
    said_tag = tag or f'W/"{digest(body.hex())}"'
    if is_known(said, said_tag):
        return unchanged(said_tag)
    told = {**headers(said_tag), "content-language": said.language}
    return Response(body, headers=told, media_type=HTML if said.html else media)


def headers(tag: str) -> dict[str, str]:
    """What stands before an answer with this tag."""
    return {"etag": tag, "cache-control": _REVALIDATE, "vary": "accept, accept-encoding, accept-language"}
