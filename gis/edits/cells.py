"""One JSON value -> one cell. The schema says which type a field has; nothing is guessed from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from gis import literals
from gis.imports.files.sheet import Cell
from gis.imports.values.outcome import Fault
from gis.layer import Field, Kind

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "harus teks",
    Kind.INTEGER: "harus bilangan bulat, bukan teks",
    Kind.NUMBER: "harus angka, bukan teks",
    Kind.BOOLEAN: "harus true atau false",
    Kind.DATE: "harus tanggal seperti 2024-08-31",
    Kind.TIME: "harus waktu dengan zonanya, seperti 2024-08-31T14:30:00+07:00",
    Kind.LIST: "harus daftar teks",
}


def cell(field: Field, given: object) -> Cell | Fault:
    """The cell that a value stands for; None for null.

    >>> from gis.layer import Words
    >>> cell(Field("a", Kind.DATE, Words("A", "A")), "2024-08-31")
    datetime.date(2024, 8, 31)
    >>> cell(Field("a", Kind.INTEGER, Words("A", "A")), "3").rule
    'type'
    """
    if given is None:
        return None
    found = _READ[field.kind](given)
    return Fault("type", _TYPES[field.kind]) if found is None else found


def _text(given: object) -> str | None:
    return given if isinstance(given, str) else None


def _integer(given: object) -> int | None:
    if isinstance(given, float) and given.is_integer():  # To JSON 3.0 is an integer too.
        return _integer(int(given))
    whole = isinstance(given, int) and not isinstance(given, bool) and literals.is_bigint(given)
    return given if isinstance(given, int) and whole else None


def _number(given: object) -> float | None:
    return given if isinstance(given, int | float) and not isinstance(given, bool) else None


def _boolean(given: object) -> bool | None:
    return given if isinstance(given, bool) else None


def _day(given: object) -> date | None:
    return literals.day(given) if isinstance(given, str) else None


def _moment(given: object) -> datetime | None:
    return literals.instant(given) if isinstance(given, str) else None


def _texts(given: object) -> list[str] | None:
    if not isinstance(given, list) or not all(isinstance(part, str) for part in given):
        return None
    return given


_READ: Final[Mapping[Kind, Callable[[object], Any]]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _day,
    Kind.TIME: _moment,
    Kind.LIST: _texts,
}
