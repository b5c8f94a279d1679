"""One cell -> one value of a field, or what is wrong with it.

Text as people write it is understood where it can mean only one thing, and refused where it can mean two. A
cell is never changed without its meaning staying the same; where its meaning shows from its neighbours only,
or is that there is nothing, the outcome is `Otherwise` and is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from gis.imports.files.sheet import Cell, Unread
from gis.imports.spelling import fold
from gis.imports.values import choices, forms
from gis.imports.values.codes import area_code
from gis.imports.values.dates import Doubt, day, moment
from gis.imports.values.nothing import LONGEST, nothing
from gis.imports.values.numbers import UNKNOWN, Convention, integer, number
from gis.imports.values.outcome import Fault, Otherwise, Outcome, Value, bare
from gis.imports.values.texts import text, texts, written
from gis.layer import Coding, Field, Kind

__all__ = [
    "Fault",
    "Manner",
    "Otherwise",
    "Outcome",
    "Value",
    "bare",
    "boolean",
    "day",
    "integer",
    "is_free",
    "moment",
    "number",
    "plain",
    "reader",
    "reading",
    "text",
    "texts",
    "written",
]

Read = Callable[[Cell], Outcome]
"""Reads one cell that holds something."""

_TRUE: Final = frozenset({"ya", "y", "yes", "true", "benar", "1", "ada"})
_FALSE: Final = frozenset({"tidak", "n", "no", "false", "salah", "0", "tidakada"})
_COUNTED: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN})
_DASHES: Final = "-–—― "


@dataclass(frozen=True, slots=True)
class Manner:
    """How a column's cells are to be taken, where one of them alone does not tell.

    convention  the decimal mark of numbers that could have either
    doubt       why dates of the column cannot be trusted
    coding      the system of codes that the column's heading names
    code        the cells are codes of areas
    """

    convention: Convention = UNKNOWN
    doubt: Doubt | None = None
    coding: Coding | None = None
    code: bool = False


PLAIN: Final = Manner()


def plain(cell: Cell) -> Cell:
    """The cell without surrounding blanks; None where it holds nothing.

    >>> plain("  Bulu "), plain("   "), plain(float("nan"))
    ('Bulu', None, None)
    """
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, float) and math.isnan(cell):
        return None
    return cell


def reader(field: Field) -> Callable[[Cell], Value | Fault]:
    """How a cell of a field is read that stands alone, as an option of a command does."""
    read = reading(field)
    return lambda cell: bare(read(cell))


def reading(field: Field, manner: Manner = PLAIN) -> Callable[[Cell], Outcome]:
    """How a column's cells are read. What does not depend on the cell is worked out once."""
    read = _reading(field, manner)

    def read_cell(cell: Cell) -> Outcome:
        given = plain(cell)
        if given is None:
            return None
        if isinstance(given, Unread):
            return Fault("unread", given.reason)
        return read(given)

    return read_cell


def _reading(field: Field, manner: Manner) -> Read:
    if manner.coding:
        return partial(choices.decoded, field, choices.spellings(field), manner.coding)
    listed = choices.spellings(field)
    if field.kind is Kind.LIST:
        return partial(choices.chosen_list, field, listed)
    parse = _parser(field, manner)
    if not is_free(field, manner):
        parse = _unless_nothing(parse, counted=field.kind in _COUNTED)
    if not listed:
        return parse
    choose = partial(choices.chosen, field, listed)
    return _first(choose, parse) if field.open else choose


def _first(choose: Read, parse: Read) -> Read:
    """A value of an open list, or any other."""

    def read(cell: Cell) -> Outcome:
        found = choose(cell)
        return parse(cell) if isinstance(found, Fault | Otherwise) else found

    return read


def _parser(field: Field, manner: Manner) -> Read:
    """How a cell that holds something is read as the field's kind."""
    by_kind: Mapping[Kind, Read] = {
        Kind.TEXT: _text_parser(field, manner),
        Kind.INTEGER: partial(integer, convention=manner.convention, unit=field.unit),
        Kind.NUMBER: partial(number, convention=manner.convention, unit=field.unit),
        Kind.BOOLEAN: boolean,
        Kind.DATE: partial(day, doubt=manner.doubt),
        Kind.TIME: partial(moment, doubt=manner.doubt),
        Kind.LIST: texts,
    }
    return by_kind[field.kind]


def _text_parser(field: Field, manner: Manner) -> Read:
    if manner.code:
        return area_code
    return partial(_formed, field) if field.form else text


def _formed(field: Field, cell: Cell) -> Outcome:
    found = text(cell)
    return found if isinstance(found, Fault) or field.form is None else forms.checked(field.form, cell, found)


def is_free(field: Field, manner: Manner) -> bool:
    """Whether any text may stand in a field, also "-"."""
    return is_loose(field, manner) and not field.required


def is_loose(field: Field, manner: Manner) -> bool:
    """Whether a field takes any text that says something."""
    bound = field.pattern or field.form or field.refers or manner.code
    return field.kind is Kind.TEXT and not bound


def _unless_nothing(parse: Read, *, counted: bool) -> Read:
    """Reads a text that only says that there is nothing as nothing."""

    def read(cell: Cell) -> Outcome:
        if isinstance(cell, str) and len(cell) < LONGEST and (empty := nothing(cell, counted=counted)):
            return parse(cell) if parse is boolean and not cell.strip(_DASHES) else empty
        return parse(cell)

    return read


def boolean(cell: Cell) -> bool | Fault:
    """Yes or no, as people and programs write it."""
    said = bare(number(cell))
    # A number is compared as one: folded, "-1" would be 1.
    spelled = fold(written(cell)) if isinstance(said, Fault) else f"{said:g}"
    if spelled in _TRUE:
        return True
    if spelled in _FALSE:
        return False
    if isinstance(cell, str) and not cell.strip(_DASHES):
        return Fault("boolean", "harus ya atau tidak; '-' dapat berarti tidak atau belum diketahui")
    return Fault("boolean", "harus ya atau tidak")
