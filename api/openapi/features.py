"""The schemas of a collection's features, from the fields an audience sees."""

from __future__ import annotations

from typing import Final

from api.models import Document
from api.openapi import parameters
from api.openapi.dialect import in_openapi
from api.schemas import schema
from gis.language import Language, Words
from gis.layer import Kind, Layer, Shape
from gis.privacy import View

_PLACES: Final = {Shape.POINT: "point", Shape.LINE: "multiLineString", Shape.POLYGON: "multiPolygon"}
"""The name of the schema of a place."""

_KEYS: Final[dict[Kind, Document]] = {Kind.TEXT: {"type": "string"}, Kind.INTEGER: {"type": "integer"}}
"""GeoJSON lets an id be a text or a number; the key's kind says which it is."""


def key(layer: Layer, language: Language) -> Document:
    """The parameter that names a feature in a path."""
    about = Words("Pengenal data", "The feature's key").in_(language)
    return parameters.within("featureId", about, _KEYS[layer.key_field.kind])


def feature_name(layer: Layer) -> str:
    """The name of the schema of one feature."""
    return f"{layer.name}.feature"


def page_name(layer: Layer) -> str:
    """The name of the schema of a page of features."""
    return f"{layer.name}.features"


def schemas(view: View, language: Language) -> Document:
    """The schemas of a collection: its properties, a feature, a page of features."""
    layer = view.layer
    properties = f"{layer.name}.properties"
    return {
        properties: _properties(view, language),
        feature_name(layer): _feature(layer, properties),
        page_name(layer): _page(feature_name(layer)),
    }


def _properties(view: View, language: Language) -> Document:
    """None is promised to be there, since a question may leave any out."""
    made = schema(view, "", language)
    must = set(made.get("required", ()))
    named = {
        name: in_openapi(said, nullable=name not in must)
        for name, said in made["properties"].items()
        if not str(said.get("format", "")).startswith("geometry")
    }
    return {"type": "object", "title": made["title"], "properties": named, "additionalProperties": False}


def _feature(layer: Layer, properties: str) -> Document:
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": _KEYS[layer.key_field.kind],
            "geometry": {"$ref": f"#/components/schemas/{_PLACES[layer.shape]}"},
            "properties": {"$ref": f"#/components/schemas/{properties}"},
            "links": {"$ref": "#/components/schemas/links"},
        },
    }


def _page(feature: str) -> Document:
    return {
        "type": "object",
        "required": ["type", "features", "links", "timeStamp", "numberReturned"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": f"#/components/schemas/{feature}"}},
            "links": {"$ref": "#/components/schemas/links"},
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
        },
    }


def places() -> Document:
    """The schemas of places by name; a feature may have none."""
    position: Document = {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}}
    line = {"type": "array", "minItems": 2, "items": position}
    ring = {"type": "array", "minItems": 4, "items": position}
    polygon = {"type": "array", "minItems": 1, "items": ring}
    coordinates: dict[Shape, Document] = {
        Shape.POINT: position,
        Shape.LINE: {"type": "array", "items": line},
        Shape.POLYGON: {"type": "array", "items": polygon},
    }
    return {_PLACES[shape]: _place(_PLACES[shape], nested) for shape, nested in coordinates.items()}


def _place(name: str, coordinates: Document) -> Document:
    return {
        "type": "object",
        "nullable": True,
        "required": ["type", "coordinates"],
        "properties": {
            "type": {"type": "string", "enum": [name[0].upper() + name[1:]]},
            "coordinates": coordinates,
        },
    }
