"""JSON Schema 2020-12, in which the service describes its data, as OpenAPI 3.0 says the same.

OpenAPI 3.0 knows an older dialect: null is a flag beside a type, an exclusive bound is a flag beside a bound,
a constant is a list of one, and words that it does not know are refused unless they begin with `x-`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.models import Document

_KEPT: Final = frozenset(
    (
        "type", "format", "title", "description", "default", "enum", "pattern", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "multipleOf", "required",
        "readOnly", "writeOnly", "nullable", "example", "minProperties", "maxProperties",
    )
)  # fmt: skip
"""Words with the same meaning in both dialects, whose values are no schemas."""


def in_openapi(schema: Mapping[str, Any], *, nullable: bool = False) -> Document:
    """A schema as OpenAPI 3.0 writes it; with `nullable` null is a value too.

    >>> in_openapi({"$id": "x", "type": ["number", "null"], "exclusiveMinimum": 0})
    {'type': 'number', 'nullable': True, 'minimum': 0, 'exclusiveMinimum': True}
    """
    made: Document = {}
    for word, value in schema.items():
        if word in _SAID_OTHERWISE:
            made |= _SAID_OTHERWISE[word](value)
        elif word in _KEPT or word.startswith("x-"):
            made[word] = value
    return _with_null(made) if nullable or made.get("nullable") else made


def _with_null(schema: Document) -> Document:
    # OpenAPI 3.0.3 allows null only where a type stands beside it and, in a list of values, null itself.
    if "type" not in schema:
        return schema
    values = {"enum": [*schema["enum"], None]} if "enum" in schema and None not in schema["enum"] else {}
    return {**schema, **values, "nullable": True}


def _type(said: str | list[str]) -> Document:
    if isinstance(said, str):
        return {"type": said}
    named = [one for one in said if one != "null"]
    null = {"nullable": True} if "null" in said else {}
    return {"type": named[0], **null} if len(named) == 1 else {}


def _several(word: str) -> Callable[[list[Mapping[str, Any]]], Document]:
    # A code list says its titles in this way, which OpenAPI 3.0 cannot tell from a choice of schemas; of a
    # closed one `enum` names the values.
    return lambda schemas: (
        {} if any("const" in each for each in schemas) else {word: [in_openapi(each) for each in schemas]}
    )


def _single(word: str) -> Callable[[Any], Document]:
    return lambda schema: {word: in_openapi(schema) if isinstance(schema, Mapping) else schema}


_SAID_OTHERWISE: Final[Mapping[str, Callable[[Any], Document]]] = {
    "type": _type,
    "const": lambda value: {"enum": [value]},
    "exclusiveMinimum": lambda least: {"minimum": least, "exclusiveMinimum": True},
    "exclusiveMaximum": lambda most: {"maximum": most, "exclusiveMaximum": True},
    "examples": lambda values: {"example": values[0]} if values else {},
    "properties": lambda named: {"properties": {name: in_openapi(one) for name, one in named.items()}},
    "items": _single("items"),
    "additionalProperties": _single("additionalProperties"),
    "not": _single("not"),
    "allOf": _several("allOf"),
    "anyOf": _several("anyOf"),
    "oneOf": _several("oneOf"),
}
