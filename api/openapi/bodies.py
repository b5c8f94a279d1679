"""The schemas of the documents that are no features: what a client may count on in each.

Members beyond these are allowed, as OGC API allows them; those named here are there, in this shape.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from api.models import Document
from gis.at_point.answer import Here

_TEXT: Final[Document] = {"type": "string"}
_URI: Final[Document] = {"type": "string", "format": "uri"}
_COUNT: Final[Document] = {"type": "integer", "minimum": 0}
_FLAG: Final[Document] = {"type": "boolean"}
_NUMBERS: Final[Document] = {"type": "array", "items": {"type": "number"}}
_ANY: Final[Document] = {"type": "object"}
_LINKS: Final[Document] = {"$ref": "#/components/schemas/links"}


def _object(must: dict[str, Document], **may: Document) -> Document:
    """An object with members that are always there, and members that may be."""
    named = {"type": "object", "properties": {**must, **may}}
    return {**named, "required": list(must)} if must else named


def _list(of: Document, **more: int) -> Document:
    return {"type": "array", "items": of, **more}


def _ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: Document) -> Document:
    return {**schema, "nullable": True}


def _result(record: type) -> Document:
    """What a process gives that answers with this record."""
    return _object({each.name: _shape(str(each.type)) for each in fields(record)})


def _shape(annotation: str) -> Document:
    if annotation.startswith("tuple"):
        return _list(_ANY)
    if annotation == "bool":
        return _FLAG
    return _or_null(_ANY) if annotation.endswith("None") else _ANY


_LINK: Final = _object(
    {"href": _TEXT, "rel": _TEXT}, type=_TEXT, title=_TEXT, hreflang=_TEXT, templated=_FLAG, length=_COUNT
)

_BOX: Final = {**_NUMBERS, "minItems": 4, "maxItems": 6}

_EXTENT: Final = _object(
    {},
    spatial=_object({"bbox": _list(_BOX, minItems=1)}, crs=_URI),
    temporal=_object(
        {"interval": _list(_list(_or_null(_TEXT), minItems=2, maxItems=2), minItems=1)}, trs=_URI
    ),
)

_COLLECTION: Final = _object(
    {
        "id": _TEXT,
        "title": _TEXT,
        "description": _TEXT,
        "itemType": {"type": "string", "enum": ["feature"]},
        "crs": _list(_TEXT, minItems=1),
        "extent": _EXTENT,
        "links": _LINKS,
    },
    storageCrs=_URI,
    contoh=_FLAG,
    rows=_COUNT,
)

_JSON_SCHEMA: Final = _object(
    {"$schema": _URI, "$id": _URI, "type": {"type": "string", "enum": ["object"]}, "properties": _ANY},
    title=_TEXT,
    description=_TEXT,
    required=_list(_TEXT),
    additionalProperties=_FLAG,
)

_TILE_BOX: Final = _object(
    {"lowerLeft": {**_NUMBERS, "minItems": 2}, "upperRight": {**_NUMBERS, "minItems": 2}}, crs=_TEXT
)

_SUMMARY: Final[dict[str, Document]] = {
    "dataType": {"type": "string", "enum": ["vector"]},
    "crs": _TEXT,
    "links": _LINKS,
}

_TILESET: Final = _object(
    {**_SUMMARY, "layers": _list(_object({"id": _TEXT, "dataType": _TEXT}), minItems=1)},
    title=_TEXT,
    tileMatrixSetURI=_URI,
    boundingBox=_TILE_BOX,
)

_TILEJSON: Final = _object(
    {
        "tilejson": {"type": "string", "enum": ["3.0.0"]},
        "tiles": _list(_TEXT, minItems=1),
        "vector_layers": _list(_object({"id": _TEXT, "fields": _ANY})),
    },
    name=_TEXT,
    scheme={"type": "string", "enum": ["xyz"]},
    minzoom=_COUNT,
    maxzoom=_COUNT,
    bounds={**_NUMBERS, "minItems": 4, "maxItems": 4},
    attribution=_TEXT,
)

_MATRIX: Final = _object(
    {
        "id": _TEXT,
        "scaleDenominator": {"type": "number"},
        "cellSize": {"type": "number"},
        "pointOfOrigin": {**_NUMBERS, "minItems": 2, "maxItems": 2},
        "tileWidth": {"type": "integer", "minimum": 1},
        "tileHeight": {"type": "integer", "minimum": 1},
        "matrixWidth": {"type": "integer", "minimum": 1},
        "matrixHeight": {"type": "integer", "minimum": 1},
    },
    cornerOfOrigin=_TEXT,
)

_TYPES: Final = _list(
    {"type": "string", "enum": ["string", "number", "integer", "datetime", "geometry", "boolean"]}
)
_FUNCTION: Final = _object(
    {"name": _TEXT, "returns": _TYPES},
    description=_TEXT,
    arguments=_list(_object({"type": _TYPES}, title=_TEXT)),
)
_PROCESS: Final[dict[str, Document]] = {
    "id": _TEXT,
    "version": _TEXT,
    "jobControlOptions": _list(_TEXT),
    "links": _LINKS,
}

_PROBLEM: Final = _object(
    {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT}, instance=_TEXT
)

_EXPOSED: Final = _object(
    {
        "kelas": {"type": "object", "additionalProperties": _COUNT},
        "terdampak": _COUNT,
        "total": _COUNT,
        "kode": _or_null(_TEXT),
        "nama": _or_null(_TEXT),
    }
)

SCHEMAS: Final[Document] = {
    "link": _LINK,
    "links": _list(_ref("link")),
    "problem": _PROBLEM,
    "landing": _object({"title": _TEXT, "description": _TEXT, "links": _LINKS}),
    "conformance": _object({"conformsTo": _list(_URI, minItems=1)}, links=_LINKS),
    "interface": _object({"openapi": _TEXT, "info": _ANY, "paths": _ANY}, components=_ANY),
    "collection": _COLLECTION,
    "collections": _object({"links": _LINKS, "collections": _list(_ref("collection"))}),
    "jsonSchema": _JSON_SCHEMA,
    "tilesets": _object({"tilesets": _list(_object(_SUMMARY, title=_TEXT))}, links=_LINKS),
    "tileset": _TILESET,
    "tilejson": _TILEJSON,
    "tileMatrixSets": _object({"tileMatrixSets": _list(_object({"id": _TEXT, "links": _LINKS}))}),
    "tileMatrixSet": _object({"id": _TEXT, "crs": _TEXT, "tileMatrices": _list(_MATRIX, minItems=1)}),
    "styles": _object(
        {"styles": _list(_object({"id": _TEXT, "title": _TEXT, "links": _LINKS}))}, default=_TEXT
    ),
    "style": _object(
        {
            "version": {"type": "integer", "enum": [8]},
            "name": _TEXT,
            "sources": _ANY,
            "layers": _list(_object({"id": _TEXT, "type": _TEXT})),
        }
    ),
    "functions": _object({"functions": _list(_FUNCTION)}, links=_LINKS),
    "processes": _object({"processes": _list(_object(_PROCESS, title=_TEXT)), "links": _LINKS}),
    "process": _object({**_PROCESS, "inputs": _ANY, "outputs": _ANY}, title=_TEXT, description=_TEXT),
    "jobs": _object({"jobs": _list(_ANY, maxItems=0), "links": _LINKS}),
    "exposure": _object(
        {
            "asked": _ANY,
            "rows": _list(_ref("exposed")),
            "total": _ref("exposed"),
            "sources": _list(_ANY),
            "versions": _ANY,
        }
    ),
    "exposed": _EXPOSED,
    "at-point": _result(Here),
    "health": _object({"status": {"type": "string", "enum": ["ok"]}}, layers=_COUNT),
}
"""Every schema by its name."""
