"""What an expression of a filter is: a text, a number, a day, a place and so on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from gis.language import Words
from gis.layer import Kind


class Type(Enum):
    """The type of an expression. `DATE` is a day in Western Indonesian Time, `TIME` an instant."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    INTERVAL = "interval"
    LIST = "list"
    GEOMETRY = "geometry"


TEXTS: Final = frozenset({Type.TEXT})
NUMBERS: Final = frozenset({Type.INTEGER, Type.NUMBER})
BOOLEANS: Final = frozenset({Type.BOOLEAN})
INSTANTS: Final = frozenset({Type.DATE, Type.TIME})
TEMPORAL: Final = INSTANTS | {Type.INTERVAL}
LISTS: Final = frozenset({Type.LIST})
GEOMETRIES: Final = frozenset({Type.GEOMETRY})
SCALARS: Final = TEXTS | NUMBERS | BOOLEANS | INSTANTS
ORDERED: Final = TEXTS | NUMBERS | INSTANTS

FAMILIES: Final = (TEXTS, NUMBERS, BOOLEANS, INSTANTS)
"""Types whose values can be compared with each other."""

OF_KIND: Final[Mapping[Kind, Type]] = MappingProxyType(
    {
        Kind.TEXT: Type.TEXT,
        Kind.INTEGER: Type.INTEGER,
        Kind.NUMBER: Type.NUMBER,
        Kind.BOOLEAN: Type.BOOLEAN,
        Kind.DATE: Type.DATE,
        Kind.TIME: Type.TIME,
        Kind.LIST: Type.LIST,
    }
)
"""What a field's values are."""

NAMES: Final[Mapping[Type, Words]] = MappingProxyType(
    {
        Type.TEXT: Words("teks", "a text"),
        Type.INTEGER: Words("bilangan bulat", "a whole number"),
        Type.NUMBER: Words("bilangan", "a number"),
        Type.BOOLEAN: Words("kondisi benar/salah", "a condition that is true or false"),
        Type.DATE: Words("tanggal seperti DATE('2026-05-31')", "a day such as DATE('2026-05-31')"),
        Type.TIME: Words(
            "waktu seperti TIMESTAMP('2026-05-31T01:00:00Z')",
            "a time such as TIMESTAMP('2026-05-31T01:00:00Z')",
        ),
        Type.INTERVAL: Words("INTERVAL(awal, akhir)", "INTERVAL(first, last)"),
        Type.LIST: Words("daftar seperti ('a', 'b')", "a list such as ('a', 'b')"),
        Type.GEOMETRY: Words("geometri", "a geometry"),
    }
)


def told(types: frozenset[Type]) -> Words:
    """These types in words: "a number, or a whole number"; a number stands for whole ones, too."""
    shown = [each for each in Type if each in types and not (each is Type.INTEGER and Type.NUMBER in types)]
    return Words(
        " atau ".join(NAMES[each].id for each in shown), " or ".join(NAMES[each].en for each in shown)
    )
