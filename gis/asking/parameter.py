"""The parameters of a question, told once: for what is refused, for OpenAPI and for the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from gis import crs, filters
from gis.asking.question import DEFAULT_LIMIT, MOST
from gis.language import Words
from gis.privacy import View


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the query part of an address.

    schema  the JSON schema of its value, within what OpenAPI 3.0 knows; a list is written with commas
    about   what it does, in a sentence
    one     it may also be asked of a single feature
    """

    name: str
    schema: Mapping[str, Any]
    about: Words
    one: bool = False


_NUMBERS: Final = {
    "type": "array",
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    "items": {"type": "number"},
}
_LIST: Final = {"type": "array", "items": {"type": "string"}}
_SYSTEM: Final = {
    "type": "string",
    "format": "uri",
    "enum": list(crs.OFFERED),
    "default": crs.DEFAULT.uri,
}

_ALL: Final = (
    Parameter(
        "bbox",
        _NUMBERS,
        Words(
            "Hanya data yang bersinggungan dengan kotak ini atau tanpa lokasi: barat,selatan,timur,utara "
            "dalam derajat, atau menurut urutan sumbu bbox-crs.",
            "Only what meets this box or has no place: west,south,east,north in degrees, or in the order of "
            "the axes of bbox-crs.",
        ),
    ),
    Parameter("bbox-crs", _SYSTEM, Words("Sistem koordinat untuk bbox.", "The reference system of bbox.")),
    Parameter(
        "datetime",
        {"type": "string"},
        Words(
            "Waktu, tanggal, atau rentang awal/akhir; `..` berarti terbuka. Data tanpa waktu ikut diberikan.",
            "A time, a day, or two of them as first/last; `..` is an open end. What has no time is included.",
        ),
    ),
    Parameter(
        "q",
        {**_LIST, "minItems": 1},
        Words(
            "Teks yang dicari, tanpa membedakan huruf besar/kecil dan aksen; koma berarti salah satunya.",
            "Text to look for, without regard to case and accents; a comma means any of them.",
        ),
    ),
    Parameter(
        "filter",
        {"type": "string"},
        Words("Saringan dalam bahasa CQL2.", "A filter in the Common Query Language (CQL2)."),
    ),
    Parameter(
        "filter-lang",
        {"type": "string", "enum": list(filters.LANGUAGES), "default": filters.TEXT},
        Words("Cara penulisan saringan.", "How the filter is written."),
    ),
    Parameter(
        "filter-crs",
        _SYSTEM,
        Words("Sistem koordinat di dalam saringan.", "The reference system of places in the filter."),
    ),
    Parameter(
        "sortby",
        {**_LIST, "minItems": 1},
        Words(
            "Urutan menurut kolom, dipisah koma; `-` di depan berarti dari yang terbesar.",
            "The order, by fields with commas between them; `-` before one means the greatest first.",
        ),
    ),
    Parameter(
        "properties",
        _LIST,
        Words("Kolom yang diberikan; semua kolom bila tidak disebutkan.", "Which fields; all if not said."),
        one=True,
    ),
    Parameter(
        "skipGeometry",
        {"type": "boolean", "default": False},
        Words("Tanpa lokasi.", "Leave the place out."),
        one=True,
    ),
    Parameter(
        "crs",
        _SYSTEM,
        Words("Sistem koordinat jawaban.", "The reference system of the answer."),
        one=True,
    ),
    Parameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT},
        Words("Jumlah data paling banyak.", "How many features at most."),
    ),
    Parameter(
        "after",
        {"type": "string"},
        Words(
            "Awal halaman, diambil dari tautan rel=next.",
            "Where the page begins, taken from a link with rel=next.",
        ),
    ),
)

PARAMETERS: Final[Mapping[str, Parameter]] = MappingProxyType({each.name: each for each in _ALL})
"""What may be asked of collections, besides their own fields, by name."""


def searched(view: View) -> tuple[str, ...]:
    """The fields in which `q` looks: those declared, as far as the audience sees them."""
    return tuple(name for name in view.layer.search if view.field(name))


def parameters(view: View) -> tuple[Parameter, ...]:
    """What may be asked of this collection, besides its own fields: `q` only where a field is searched."""
    return tuple(each for each in _ALL if each.name != "q" or searched(view))


def parameters_of_one() -> tuple[Parameter, ...]:
    """What may be asked of a single feature."""
    return tuple(each for each in _ALL if each.one)
