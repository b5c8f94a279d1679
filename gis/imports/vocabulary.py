"""The words by which files head a layer's fields, and what a heading says besides: a unit in brackets.

Headings are compared without case, accents, spaces and punctuation. A unit in brackets is no part of a
heading, "Luas (m²)", unless it is another unit than the field's: "Luas (ha)" is then not understood, as the
numbers below it would be taken for square metres.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gis.imports.spelling import fold
from gis.layer import Field, Layer

_BRACKETS: Final = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_UNIT: Final = re.compile(r"%|[a-z]+[23]?")
_LONG_NUMBER: Final = re.compile(r"\d(?:[ .-]?\d){7,}")
_MENTIONED: Final = 60

_MEASURES: Final[Mapping[str, tuple[str, ...]]] = {
    "mm": ("milimeter",),
    "cm": ("sentimeter", "senti"),
    "m": ("meter", "mtr"),
    "km": ("kilometer",),
    "mil": ("mile",),
    "laut": (),
    "ha": ("hektar", "hektare", "hectare"),
    "are": (),
    "m2": ("meter2",),
    "km2": ("kilometer2",),
    "m3": ("meter3", "kubik"),
    "l": ("liter", "ltr"),
    "g": ("gr", "gram"),
    "kg": ("kilogram", "kilo"),
    "kw": ("kuintal",),
    "t": ("ton",),
    "%": ("persen", "percent"),
    "detik": ("s", "dtk"),
    "menit": ("mnt",),
    "jam": ("h",),
    "hari": ("hr", "day"),
    "bulan": ("bln",),
    "tahun": ("th", "thn", "yr"),
    "rp": ("rupiah", "idr"),
    "ribu": ("rb", "ribuan"),
    "juta": ("jt", "jutaan"),
    "miliar": ("milyar",),
    "orang": ("org", "jiwa"),
    "unit": ("buah", "bh"),
    "kk": (),
    "rumah": ("rmh",),
    "lantai": ("lt",),
}
"""Units and what is counted, each with its other spellings."""

_CANONICAL: Final = {word: unit for unit, others in _MEASURES.items() for word in (unit, *others)}


def bare(text: str) -> str:
    """A heading without what stands in brackets.

    >>> bare("Luas (m²)"), bare("(1)"), bare("nama")
    ('Luas', '', 'nama')
    """
    return " ".join(_BRACKETS.sub(" ", text).split())


def mentioned(heading: str) -> str:
    """A heading for a sentence or a record: cut short, and without what may be a personal number, as in a
    file without headings a row of data stands in their place.

    >>> mentioned("Nama Desa"), mentioned("3320012345678901 Tahun 2024")
    ('Nama Desa', '… Tahun 2024')
    """
    short = heading if len(heading) <= _MENTIONED else f"{heading[:_MENTIONED]}…"
    return _LONG_NUMBER.sub("…", short)


def measure(text: str) -> tuple[str, ...] | None:
    """The unit that a text names; None where it names none.

    >>> measure("Ton/Tahun"), measure("m²"), measure("per KK"), measure("wajib diisi"), measure("")
    (('t', 'tahun'), ('m2',), ('kk',), None, None)
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("meter persegi", "m2")
    words = [word for word in _UNIT.findall(plain) if word != "per"]
    if not words or any(word not in _CANONICAL for word in words):
        return None
    return tuple(_CANONICAL[word] for word in words)


def unit_of(heading: str) -> str | None:
    """The unit in a heading's brackets, as written; None where there is none.

    >>> unit_of("Luas (ha)"), unit_of("Nama (wajib)"), unit_of("nama")
    ('ha', None, None)
    """
    return next((said.strip() for said in _BRACKETS.findall(heading) if measure(said)), None)


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """What the headings of a layer's files mean: folded heading -> field."""

    fields: Mapping[str, Field]

    def field(self, heading: str) -> Field | None:
        """The field that is headed so; a unit in brackets must be the field's own, where it has one."""
        found = self.fields.get(fold(heading))
        if found is not None:
            return found
        found = self.fields.get(fold(bare(heading)))
        return None if found is None or _in_another_unit(found, heading) else found

    def in_another_unit(self, heading: str) -> Field | None:
        """The field that would be headed so if the unit in brackets were its own."""
        found = None if fold(heading) in self.fields else self.fields.get(fold(bare(heading)))
        return found if found is not None and _in_another_unit(found, heading) else None


def vocabulary(layer: Layer) -> Vocabulary:
    """The vocabulary of a layer. A field's own name wins over another field's synonym."""
    listed = [f for f in layer.fields if not f.quotient]
    found: dict[str, Field] = {}
    for with_unit in (False, True):
        for f in listed:
            for text in (*f.all_headings, f.title.id, f.title.en):
                if not with_unit:
                    found.setdefault(fold(text), f)
                elif f.unit:
                    found.setdefault(fold(f"{text} {f.unit}"), f)
    found.update({fold(f.name): f for f in listed})
    return Vocabulary(found)


def _in_another_unit(f: Field, heading: str) -> bool:
    said = unit_of(heading)
    return said is not None and f.unit is not None and measure(said) != measure(f.unit)
