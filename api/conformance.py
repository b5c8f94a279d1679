"""The conformance classes that are kept, each by tests. Nothing is named here that is not done."""

from __future__ import annotations

from typing import Final

_OGC: Final = "http://www.opengis.net/spec"

CLASSES: Final = (
    *(
        f"{_OGC}/ogcapi-common-1/1.0/conf/{name}"
        for name in ("core", "landing-page", "json", "html", "oas30")
    ),
    f"{_OGC}/ogcapi-common-2/1.0/conf/collections",
    *(f"{_OGC}/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "html", "geojson")),
    *(f"{_OGC}/ogcapi-features-3/1.0/conf/{name}" for name in ("queryables", "queryables-query-parameters")),
    *(
        f"{_OGC}/ogcapi-features-5/1.0/conf/{name}"
        for name in ("schemas", "core-roles-features", "returnables-and-receivables")
    ),
    *(
        f"{_OGC}/ogcapi-tiles-1/1.0/conf/{name}"
        for name in (
            "core",
            "tileset",
            "tilesets-list",
            "dataset-tilesets",
            "geodata-tilesets",
            "collections-selection",
            "mvt",
            "oas30",
        )
    ),
    f"{_OGC}/ogcapi-styles-1/0.0/conf/core",
    f"{_OGC}/ogcapi-styles-1/0.0/conf/mapbox-styles",
    *(f"{_OGC}/ogcapi-processes-1/1.0/conf/{name}" for name in ("core", "ogc-process-description", "json")),
)
