"""The conformance classes that are kept. Nothing is named here that is not done.

tools/conformance/requirements.toml lists what each class requires; a test holds that every requirement of
every class named here is proved by tests, and docs/conformance.md says by which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gis.layer import Audience

_OGC: Final = "http://www.opengis.net/spec"

_ALL: Final = frozenset(Audience)
_INSIDE: Final = frozenset(Audience) - {Audience.PUBLIC}
"""Those for whom a service can change rows."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A part of a standard, and its classes that are kept for an audience.

    name  what tools/conformance/requirements.toml calls it;  path  of its addresses, below OGC's own
    """

    name: str
    path: str
    classes: tuple[str, ...]
    audiences: frozenset[Audience] = _ALL

    def uris(self) -> list[str]:
        """The addresses of its classes."""
        return [f"{_OGC}/{self.path}/conf/{name}" for name in self.classes]


STANDARDS: Final = (
    Standard("common-1", "ogcapi-common-1/1.0", ("core", "landing-page", "json", "html", "oas30")),
    Standard("common-2", "ogcapi-common-2/1.0", ("collections", "json", "html")),
    Standard("features-1", "ogcapi-features-1/1.0", ("core", "oas30", "html", "geojson")),
    Standard("features-2", "ogcapi-features-2/1.0", ("crs",)),
    Standard(
        "features-3",
        "ogcapi-features-3/1.0",
        ("queryables", "queryables-query-parameters", "filter", "features-filter"),
    ),
    Standard(
        "cql2",
        "cql2/1.0",
        (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "accent-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "array-functions",
            "property-property",
            "functions",
            "arithmetic",
        ),
    ),
    Standard(
        "features-4",
        "ogcapi-features-4/1.0",
        ("create-replace-delete", "update", "optimistic-locking-etags", "features"),
        _INSIDE,
    ),
    Standard(
        "common-3",
        "ogcapi-common-3/1.0",
        (
            "schemas",
            "advanced-property-roles",
            "references",
            "returnables-and-receivables",
            "queryables",
            "sortables",
        ),
    ),
    Standard(
        "tiles-1",
        "ogcapi-tiles-1/1.0",
        (
            "core",
            "tileset",
            "tilesets-list",
            "dataset-tilesets",
            "geodata-tilesets",
            "collections-selection",
            "mvt",
            "oas30",
        ),
    ),
    Standard("styles-1", "ogcapi-styles-1/1.0", ("core", "global-styles", "mapbox-styles")),
    Standard("processes-1", "ogcapi-processes-1/1.0", ("core", "ogc-process-description", "json", "oas30")),
)


def classes(audience: Audience) -> list[str]:
    """The addresses of the conformance classes that a service for this audience keeps."""
    return [uri for each in STANDARDS if audience in each.audiences for uri in each.uris()]
