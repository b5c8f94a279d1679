"""The functions of filters, described (OGC API Features part 3, requirements class Functions)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from api.links import JSON
from api.models import Document
from api.negotiate import Said
from gis.filters import FUNCTIONS, Function, Type
from gis.language import Language, Words

TITLE: Final = Words("Fungsi untuk saringan", "Functions for filters")

_TYPES: Final[Mapping[Type, str]] = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.DATE: "datetime",
    Type.TIME: "datetime",
    Type.GEOMETRY: "geometry",
}
"""The standard's names of types; it knows one for days and instants."""


def listed(said: Said) -> Document:
    """Every function with what it is given and what it gives back."""
    found = [_described(each, said.language) for each in FUNCTIONS.values()]
    return {"functions": found, "links": said.here(JSON, TITLE.in_(said.language))}


def _described(function: Function, language: Language) -> Document:
    return {
        "name": function.name,
        "description": function.title.in_(language),
        "arguments": [
            {"title": each.title.in_(language), "type": _named(each.types)} for each in function.arguments
        ],
        "returns": _named([function.returns]),
    }


def _named(types: Iterable[Type]) -> list[str]:
    return sorted({_TYPES[each] for each in types})
