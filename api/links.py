"""Addresses of the service, and links to them. Paths are written in the routes and here, nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from api.models import Link

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
HTML: Final = "text/html"
SCHEMA: Final = "application/schema+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
MVT: Final = "application/vnd.mapbox-vector-tile"
STYLE: Final = "application/vnd.mapbox.style+json"
PROBLEM: Final = "application/problem+json"
XML: Final = "application/xml"
LINKED: Final = "application/ld+json"

RELATION: Final = "http://www.opengis.net/def/rel/ogc/1.0/"
"""Before the names of OGC's own link relations, e.g. "queryables"."""


@dataclass(frozen=True, slots=True)
class Site:
    """The service as its caller reaches it; `root` has no slash at its end.

    >>> Site("http://peta").at("collections", "a b", f="json")
    'http://peta/collections/a%20b?f=json'
    """

    root: str

    def at(self, *parts: str, **query: str) -> str:
        """The address of a path below the root."""
        return self.path("/" + "/".join(quote(part, safe="") for part in parts), query)

    def path(self, path: str, query: Mapping[str, str]) -> str:
        """The address of a path as it was asked for."""
        behind = f"?{urlencode(query, safe=',/:')}" if query else ""
        return f"{self.root}{path}{behind}"


def link(href: str, rel: str, media: str | None = None, title: str | None = None) -> Link:
    """A link; what is None is left out."""
    made: Link = {"href": href, "rel": rel}
    if media:
        made["type"] = media
    if title:
        made["title"] = title
    return made
