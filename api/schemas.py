"""The fields of a collection as JSON schemas: what its features hold, what a question may name, what sorts.

OGC API Features, part 5, which is Common, part 3 (23-058r2). Words of our own begin with `x-ogc-` too, as
/req/schemas/additional-keywords asks: `x-ogc-unitTitle` is the unit as people write it, `x-ogc-label` marks
the field that names a feature to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from api.models import Document
from api.words import words
from gis.asking.sorting import sortable
from gis.edits.writable import writable
from gis.language import Language
from gis.layer import Choice, Field, Kind, Shape
from gis.metadata import units
from gis.privacy import WITHHELD, View

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_TYPES: Final[dict[Kind, Document]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string", "format": "date-time"},
    Kind.LIST: {"type": "array"},
}

_GEOMETRIES: Final = {
    Shape.POINT: "geometry-point",
    Shape.LINE: "geometry-multilinestring",
    Shape.POLYGON: "geometry-multipolygon",
}


def schema(view: View, address: str, language: Language, known: Collection[str] = ()) -> Document:
    """What a feature holds, and may be given when it is written: its returnables and receivables.

    `known` are the collections that the audience knows of: a field that refers to another says nothing of it.
    """
    found = _properties(view, view.fields, language, known)
    if view.withholds:
        found[WITHHELD] = {"title": words(language)["figures_withheld"], "type": "boolean", "readOnly": True}
    return {
        **_head(view, address, language),
        "description": view.layer.description.in_(language),
        "properties": _in_order({**found, "geometry": _geometry(view, language)}),
        "required": [f.name for f in view.fields if f.required],
        "additionalProperties": False,
    }


def queryables(view: View, address: str, language: Language, known: Collection[str] = ()) -> Document:
    """What a question may name: the visible fields and the place. Any other name is refused."""
    found = _properties(view, view.fields, language, known)
    return {
        **_head(view, address, language),
        "properties": _in_order({**found, "geometry": _geometry(view, language)}),
        "additionalProperties": False,
    }


def sortables(view: View, address: str, language: Language, known: Collection[str] = ()) -> Document:
    """What features may be sorted by: no list and no place (/req/sortables/response C and D)."""
    return {
        **_head(view, address, language),
        "properties": _in_order(_properties(view, sortable(view), language, known)),
        "additionalProperties": False,
    }


def _head(view: View, address: str, language: Language) -> Document:
    return {"$schema": DRAFT, "$id": address, "type": "object", "title": view.layer.title.in_(language)}


def _in_order(properties: Document) -> Document:
    return {name: {**said, "x-ogc-propertySeq": at} for at, (name, said) in enumerate(properties.items(), 1)}


def _geometry(view: View, language: Language) -> Document:
    kept = {} if view.layer.stores_geometry else {"readOnly": True}
    return {
        "title": words(language)["place"],
        "format": _GEOMETRIES[view.layer.shape],
        "x-ogc-role": "primary-geometry",
        **kept,
    }


def _properties(
    view: View, fields: Iterable[Field], language: Language, known: Collection[str]
) -> dict[str, Document]:
    return {f.name: {**_property(f, language), **_meaning(view, f, known)} for f in fields}


def _property(f: Field, language: Language) -> Document:
    """A field by itself: its title, type, bounds, unit and codes."""
    said: dict[str, Any] = {"title": f.title.in_(language), **_TYPES[f.kind]}
    optional: dict[str, Any] = {
        "description": f.description.in_(language) if f.description else None,
        "minimum": f.least,
        "maximum": f.most,
        "exclusiveMinimum": f.above,
        "pattern": f.pattern and f"^(?:{f.pattern})$",
    }
    said |= {name: value for name, value in optional.items() if value is not None}
    return said | _unit(f) | _codes(f, language)


def _unit(f: Field) -> Document:
    if f.unit is None:
        return {}
    code, register = units.unit(f.unit)
    return {"x-ogc-unit": code, "x-ogc-unitLang": register, "x-ogc-unitTitle": f.unit}


def _codes(f: Field, language: Language) -> Document:
    """The code list: every code with its title in the schema itself (the profile "codelist-inline"), and as
    a plain `enum` besides. Of an open list other words are right as well."""
    if f.kind is Kind.LIST:
        return {"items": {"type": "string", **_listed(f, "string", language)}}
    return _listed(f, _TYPES[f.kind]["type"], language)


def _listed(f: Field, kind: str, language: Language) -> Document:
    if not f.choices:
        return {}
    titled = [_code(choice, language) for choice in f.choices]
    if f.open:
        return {"anyOf": [*titled, {"type": kind}]}
    return {"enum": [choice.value for choice in f.choices], "oneOf": titled}


def _code(choice: Choice, language: Language) -> Document:
    return {"const": choice.value, "title": choice.title.in_(language)}


def _meaning(view: View, f: Field, known: Collection[str]) -> Document:
    """What a field is to its layer: its role, whether it names a feature, whether it is only read."""
    said: Document = _role(view, f, known)
    if f.name == view.layer.label:
        said["x-ogc-label"] = True
    if _is_only_read(view, f):
        said["readOnly"] = True
    return said


def _is_only_read(view: View, f: Field) -> bool:
    """Whether the service alone gives the value: what is computed, and a key that means nothing by itself."""
    may = writable(view)
    made = f.name == view.layer.key and not (f.pattern or f.choices or f.refers)
    return made or not may.change or f.name not in may.names


def _role(view: View, f: Field, known: Collection[str]) -> Document:
    if f.name == view.layer.key:
        return {"x-ogc-role": "id"}
    if role := _role_in_time(view, f):
        return {"x-ogc-role": role}
    if f.refers in known and f.kind in (Kind.TEXT, Kind.INTEGER):
        return {"x-ogc-role": "reference", "x-ogc-collectionId": f.refers}
    return {}


def _role_in_time(view: View, f: Field) -> str | None:
    """Both ends of an interval have one granularity (primary-temporal-constraints B)."""
    edges: Sequence[Field | None] = view.times
    if f not in edges or len({edge.kind for edge in edges if edge}) != 1:
        return None
    if view.layer.validity is None:
        return "primary-instant"
    return "primary-interval-start" if f is edges[0] else "primary-interval-end"
