"""Values of a list, by value, title or synonym. A close spelling is proposed, never taken."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Final

from gis.imports.files.sheet import Cell
from gis.imports.spelling import fold
from gis.imports.values.nothing import nothing
from gis.imports.values.numbers import integer
from gis.imports.values.outcome import Fault, Otherwise, Value, bare
from gis.imports.values.texts import texts, written
from gis.layer import Choice, Coding, Field, Kind

_CLOSE: Final = 0.75
_JOINED: Final = re.compile(r"\bdan\b|\bserta\b|[&+/]", re.IGNORECASE)
_PARTED: Final = "Bila itu beberapa isi, pisahkan dengan titik koma"

Spellings = Mapping[str, Choice]
"""Folded spelling -> choice."""


def spellings(field: Field) -> Spellings:
    """Every spelling of every choice of a field."""
    return {
        fold(str(text)): choice
        for choice in field.choices
        for text in (choice.value, choice.title.id, choice.title.en, *choice.synonyms)
    }


def chosen(field: Field, listed: Spellings, cell: Cell) -> Value | Fault | Otherwise:
    """The value that a cell names; None or a fault where it names none."""
    choice = _choice(field, listed, cell)
    if choice is not None:
        return choice.value
    if isinstance(cell, str) and (empty := nothing(cell)) is not None:
        return empty
    return Fault("choices", f"bukan salah satu dari: {_offered(field)}", _proposal(listed, written(cell)))


def chosen_list(field: Field, listed: Spellings, cell: Cell) -> Value | Fault | Otherwise:
    """The values that a cell lists, each once."""
    if isinstance(cell, str) and fold(cell) not in listed and (empty := nothing(cell)) is not None:
        return empty
    parts = texts(cell)
    if isinstance(parts, Fault) or not listed:
        return parts or None
    found = [listed.get(fold(part)) for part in parts]
    if not field.open and None in found:
        unknown = next(part for part, choice in zip(parts, found, strict=True) if choice is None)
        hint = _PARTED if _JOINED.search(unknown) else _proposal(listed, unknown)
        return Fault("choices", f"ada isi di luar daftar: {_offered(field)}", hint)
    values = [str(choice.value) if choice else part for choice, part in zip(found, parts, strict=True)]
    return list(dict.fromkeys(values)) or None


def decoded(field: Field, listed: Spellings, coding: Coding, cell: Cell) -> Value | Fault | Otherwise:
    """The value that a number of another system of codes means here; words mean what they always do."""
    number = bare(integer(cell))
    means = dict(coding.means)
    if isinstance(number, Fault):
        return chosen(field, listed, cell)
    if number not in means:
        known = ", ".join(str(code) for code, _ in coding.means)
        return Fault("choices", f"bukan salah satu kode {coding.headings[0]}: {known}")
    value = means[number]
    if value is None:
        return Otherwise(None, f"berarti tidak ada data menurut kode {coding.headings[0]}, dan dikosongkan")
    return value


def _choice(field: Field, listed: Spellings, cell: Cell) -> Choice | None:
    if field.kind is Kind.INTEGER:
        found = bare(integer(cell))
        if not isinstance(found, Fault):
            # A number is compared as one: folded, "1.0" would be 10 and "-1" would be 1.
            return field.choice(found)
        if found.rule == "ambiguous":
            return None
    return listed.get(fold(written(cell)))


def _proposal(listed: Spellings, text: str) -> str:
    near = difflib.get_close_matches(fold(text), listed, n=1, cutoff=_CLOSE)
    return f"Mungkin maksudnya '{_named(listed[near[0]])}'?" if near else ""


def _offered(field: Field) -> str:
    return ", ".join(_named(choice) for choice in field.choices)


def _named(choice: Choice) -> str:
    """A choice as a person knows it, in words that a cell may hold; of a code, both."""
    title = choice.title.id
    return title if isinstance(choice.value, str) else f"{choice.value} ({title})"
