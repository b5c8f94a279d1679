"""The interface as an OpenAPI 3.0 document, written out from the declarations an audience sees.

FastAPI would describe its own functions; this describes what there is to ask: every collection with its
fields as parameters. A test holds it to the routes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.described import schema
from api.links import GEOJSON, HTML, JSON, MVT, PROBLEM, SCHEMA, STYLE, Site
from api.models import Document
from api.words import words
from gis import asking
from gis.layer import Field, Kind, Language
from gis.privacy import View

VERSION: Final = "1.0.0"

_STRING: Final[Document] = {"type": "string"}

_FIXED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "/": ("landing", (JSON, HTML)),
    "/conformance": ("conformance", (JSON, HTML)),
    "/api": ("api", (JSON, HTML)),
    "/docs": ("docs", (HTML,)),
    "/map": ("map", (HTML,)),
    "/collections": ("collections", (JSON, HTML)),
    "/tiles": ("tiles", (JSON, HTML)),
    "/tiles/WebMercatorQuad": ("tileset", (JSON, HTML)),
    "/tiles/WebMercatorQuad/tilejson.json": ("tilejson", (JSON,)),
    "/tiles/WebMercatorQuad/{z}/{row}/{col}": ("tile", (MVT,)),
    "/tileMatrixSets": ("tileMatrixSets", (JSON, HTML)),
    "/tileMatrixSets/WebMercatorQuad": ("tileMatrixSet", (JSON, HTML)),
    "/styles": ("styles", (JSON, HTML)),
    "/styles/{style}": ("style", (STYLE,)),
    "/processes": ("processes", (JSON, HTML)),
    "/processes/{process}": ("process", (JSON, HTML)),
    "/jobs": ("jobs", (JSON, HTML)),
    "/jobs/{job}": ("job", (JSON,)),
    "/healthz": ("health", (JSON,)),
    "/readyz": ("readiness", (JSON,)),
    "/metrics": ("metrics", ("text/plain",)),
}
"""Paths that there is one of: operation and media types."""

_SEVERAL: Final = ("/tiles/WebMercatorQuad/{z}/{row}/{col}", "/tiles/WebMercatorQuad/tilejson.json")

_PER_COLLECTION: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "": ("describe", (JSON, HTML)),
    "/queryables": ("queryables", (SCHEMA, HTML)),
    "/schema": ("schema", (SCHEMA, HTML)),
    "/items/{fid}": ("item", (GEOJSON, HTML)),
    "/tiles": ("tilesets", (JSON, HTML)),
    "/tiles/WebMercatorQuad": ("tileset", (JSON, HTML)),
    "/tiles/WebMercatorQuad/tilejson.json": ("tilejson", (JSON,)),
    "/tiles/WebMercatorQuad/{z}/{row}/{col}": ("tile", (MVT,)),
}
"""Paths below every collection besides its items."""

_TYPES: Final[Mapping[Kind, Document]] = {
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string", "format": "date-time"},
}


def document(
    views: Mapping[str, View], site: Site, language: Language, further: Mapping[str, Document] | None = None
) -> Document:
    """The whole interface for an audience that sees these views; `further` paths where there are any."""
    told = words(language)
    paths: Document = {path: _fixed(path, *said) for path, said in _FIXED.items()}
    paths["/processes/{process}/execution"] = _execution()
    for view in views.values():
        paths |= _collection(view, language)
    paths |= further or {}
    return {
        "openapi": "3.0.3",
        "info": {"title": told["service"], "description": told["service_about"], "version": VERSION},
        "servers": [{"url": site.root}],
        "paths": paths,
        "components": {
            "schemas": {"problem": _PROBLEM, **{name: _feature(v, language) for name, v in views.items()}},
            "parameters": _PARAMETERS,
            "responses": _RESPONSES,
        },
    }


def _fixed(path: str, name: str, media: tuple[str, ...]) -> Document:
    several = [{"$ref": "#/components/parameters/collections"}] if path in _SEVERAL else []
    return {"get": _operation(name, path, media, several)}


def _collection(view: View, language: Language) -> Document:
    name = view.layer.name
    start, tag = f"/collections/{name}", view.layer.title.in_(language)
    found: Document = {
        start + below: {"get": {**_operation(f"{name}.{operation}", below, media), "tags": [tag]}}
        for below, (operation, media) in _PER_COLLECTION.items()
    }
    asked = [{"$ref": f"#/components/parameters/{each}"} for each in asking.PARAMETERS]
    fields = [_field(f, language) for f in view.fields]
    items = _operation(f"{name}.items", "", (GEOJSON, HTML), [*asked, *fields])
    found[f"{start}/items"] = {
        "get": {**items, "tags": [tag], "description": view.layer.description.in_(language)}
    }
    return found


def _operation(
    name: str, path: str, media: tuple[str, ...], parameters: list[Document] | None = None
) -> Document:
    inside = [
        {"name": part[1:-1], "in": "path", "required": True, "schema": _path_schema(part)}
        for part in path.split("/")
        if part.startswith("{")
    ]
    common = [{"$ref": "#/components/parameters/f"}, {"$ref": "#/components/parameters/lang"}]
    bare = path in ("/healthz", "/readyz", "/metrics")
    return {
        "operationId": name,
        "parameters": [*inside, *(parameters or []), *([] if bare else common)],
        "responses": {
            "200": {"description": "OK", "content": {kind: {"schema": _body(kind)} for kind in media}},
            "304": {"$ref": "#/components/responses/unchanged"},
            "400": {"$ref": "#/components/responses/problem"},
            "404": {"$ref": "#/components/responses/problem"},
            "default": {"$ref": "#/components/responses/problem"},
            **({"204": {"description": "Nothing to draw here."}} if MVT in media else {}),
        },
    }


def _body(kind: str) -> Document:
    return {"type": "object"} if kind.endswith("json") else _STRING


def _path_schema(part: str) -> Document:
    return {"type": "integer", "minimum": 0} if part in ("{z}", "{row}", "{col}") else _STRING


def _field(f: Field, language: Language) -> Document:
    said: Document = dict(_TYPES.get(f.kind, _STRING))
    if f.choices and not f.open:
        said["enum"] = [choice.value for choice in f.choices]
    return {
        "name": f.name,
        "in": "query",
        "required": False,
        "description": f.title.in_(language),
        "schema": said,
        "style": "form",
        "explode": False,
    }


def _feature(view: View, language: Language) -> Document:
    made = schema(view, "", language)
    properties = {
        name: {key: value for key, value in said.items() if key != "exclusiveMinimum"}
        for name, said in made["properties"].items()
        if name != "geometry"
    }
    return {"type": "object", "title": made["title"], "properties": properties}


def _execution() -> Document:
    body = {
        "schema": {"type": "object", "properties": {"inputs": {"type": "object"}}, "required": ["inputs"]}
    }
    made = _operation("execute", "/processes/{process}", (JSON,))
    return {"post": {**made, "requestBody": {"required": True, "content": {JSON: body}}}}


def _query(name: str, said: Document, description: str) -> Document:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": said,
        "style": "form",
        "explode": False,
    }


_NUMBERS: Final[Document] = {
    "type": "array",
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    "items": {"type": "number"},
}

_PARAMETERS: Final[Document] = {
    "f": _query("f", {"type": "string", "enum": ["json", "geojson", "html"]}, "The format."),
    "lang": _query(
        "lang", {"type": "string", "enum": ["id", "en"], "default": "id"}, "The language of titles."
    ),
    "collections": _query(
        "collections", {"type": "array", "items": _STRING}, "Which collections; all if not said."
    ),
    "bbox": _query("bbox", _NUMBERS, "west,south,east,north in degrees; with heights, six numbers."),
    "datetime": _query(
        "datetime", _STRING, "A time, a day, or two of them as first/last; `..` is an open end."
    ),
    "limit": _query(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": asking.MOST, "default": asking.DEFAULT_LIMIT},
        "How many features at most.",
    ),
    "properties": _query("properties", {"type": "array", "items": _STRING}, "Which fields; all if not said."),
    "skipGeometry": _query("skipGeometry", {"type": "boolean", "default": False}, "Leave the place out."),
    "after": _query("after", _STRING, "Where the page begins, taken from a link with rel=next."),
}

_PROBLEM: Final[Document] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": _STRING,
        "title": _STRING,
        "status": {"type": "integer"},
        "detail": _STRING,
        "instance": _STRING,
    },
}

_RESPONSES: Final[Document] = {
    "unchanged": {"description": "What the caller holds is still right."},
    "problem": {
        "description": "What is wrong, and what to do.",
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/problem"}}},
    },
}
