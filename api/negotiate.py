"""In which format and language an answer is wanted, from `f`, `lang` and the Accept header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from fastapi import Request
from starlette.datastructures import Headers

from api.links import GEOJSON, HTML, JSON, Site, link
from api.models import Link
from gis.errors import BadValue, UnknownName
from gis.layer import Language

MEDIA: Final[Mapping[str, str]] = {"json": JSON, "geojson": GEOJSON, "html": HTML}
"""The formats by the words that `f` knows."""

COMMON: Final = ("f", "lang")
"""The parameters that every address knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a caller wants to be answered, and where the answer stands."""

    site: Site
    path: str
    given: Mapping[str, str]
    html: bool
    language: Language
    headers: Headers

    def here(self, media: str, title: str) -> list[Link]:
        """Links to this very answer in the format it has and in the other one."""
        formats = [("json", media), ("html", HTML)]
        found = [link(self.address(f=name), "self", kind, title) for name, kind in formats]
        mine, other = (found[1], found[0]) if self.html else (found[0], found[1])
        other["rel"] = "alternate"
        return [mine, other]

    def address(self, **changed: str) -> str:
        """This address with some of its parameters changed."""
        return self.site.path(self.path, {**self.given, **changed})

    def beyond(self, *known: str) -> dict[str, str]:
        """The parameters besides `f`, `lang` and those named."""
        return {name: text for name, text in self.given.items() if name not in (*COMMON, *known)}

    def only(self, *known: str) -> Said:
        """The same, sure that no other parameter was given. Errors: `UnknownName`."""
        for name in self.beyond(*known):
            raise UnknownName("parameter", name, [*COMMON, *known])
        return self


def said(request: Request) -> Said:
    """How this request wants to be answered. Errors: `BadValue`, `UnknownName` for an odd `f` or `lang`."""
    given = _once(request)
    return Said(
        site=Site(str(request.base_url).rstrip("/")),
        path=request.url.path,
        given=given,
        html=_html(given.get("f"), request.headers.get("accept", "")),
        language=_language(given.get("lang", "id")),
        headers=request.headers,
    )


def machine(asked: Said) -> Said:
    """The same for an address that has no page for people, whatever a browser's Accept header prefers."""
    return replace(asked, html=False)


def page(asked: Said) -> Said:
    """The same for an address that has only a page for people."""
    return replace(asked, html=True)


def _once(request: Request) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, text in request.query_params.multi_items():
        if name in given:
            raise BadValue(name, text, "to be given once")
        given[name] = text
    return given


def _language(text: str) -> Language:
    if text == "id":
        return "id"
    if text == "en":
        return "en"
    raise BadValue("lang", text, "id or en")


def _html(f: str | None, accept: str) -> bool:
    if f is not None:
        if f not in MEDIA:
            raise UnknownName("format", f, MEDIA)
        return f == "html"
    qualities = _qualities(accept)
    page = qualities.get(HTML, 0.0)
    return page > 0 and page >= max(qualities.get(kind, 0.0) for kind in (JSON, GEOJSON))


def _qualities(accept: str) -> dict[str, float]:
    """Media types with their weights: `text/html;q=0.8` -> {"text/html": 0.8}. Nonsense weighs nothing."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        found[kind] = float(weight) if weight.replace(".", "", 1).isdigit() else 0.0
    return found
