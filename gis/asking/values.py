"""The text of a value -> the value a field holds.

Errors: `BadValue`, which says what would fit; `UnknownName` for a code that is none.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Final

from gis import literals
from gis.errors import BadValue, UnknownName
from gis.language import Words
from gis.layer import Field, Kind

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_A_NUMBER: Final = Words("angka", "a number")
_AN_INSTANT: Final = Words(
    "waktu dengan zona waktunya, seperti 2026-05-31T08:00:00+07:00",
    "a time with its offset, such as 2026-05-31T08:00:00+07:00",
)


def value(f: Field, text: str) -> object:
    """The value that `text` gives for a field. Errors: `BadValue` where the field cannot hold it."""
    if not literals.is_storable(text):
        raise BadValue(f.name, "(…)", Words("teks tanpa karakter kendali", "text without control characters"))
    if f.kind is Kind.INTEGER:
        return integer(f, text)
    if f.kind is Kind.NUMBER:
        return number(f.name, text)
    if f.kind is Kind.BOOLEAN:
        return flag(f.name, text)
    if f.kind is Kind.DATE:
        return day(f.name, text)
    if f.kind is Kind.TIME:
        return instant(f.name, text)
    return text


def coded(f: Field, text: str) -> object:
    """The same, where a field with a closed code list is asked for one of its codes.

    A word that is misspelled would be answered by no rows, which reads like "there is none": it is refused
    instead (OGC API Features, /req/core/query-param-invalid). Errors: `UnknownName` with the codes,
    `BadValue`.
    """
    found = value(f, text)
    if f.choices and not f.open and f.choice(found) is None:
        raise UnknownName(f.name, text, [str(each.value) for each in f.choices])
    return found


def number(name: str, text: str, expected: Words = _A_NUMBER) -> float:
    """A finite number."""
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise BadValue(name, text, expected)
    return float(text)


def integer(f: Field, text: str) -> int:
    """A whole number that the database can hold."""
    if not _INTEGER.fullmatch(text) or not literals.is_bigint(int(text)):
        raise BadValue(f.name, text, Words("bilangan bulat", "a whole number"))
    return int(text)


def flag(name: str, text: str) -> bool:
    """True or false."""
    if text not in ("true", "false"):
        raise BadValue(name, text, Words("true atau false", "true or false"))
    return text == "true"


def day(name: str, text: str) -> date:
    """A day such as 2026-05-31."""
    found = literals.day(text)
    if found is None:
        raise BadValue(name, text, Words("tanggal seperti 2026-05-31", "a day such as 2026-05-31"))
    return found


def instant(name: str, text: str) -> datetime:
    """A time with its offset."""
    found = literals.instant(text)
    if found is None:
        raise BadValue(name, text, _AN_INSTANT)
    return found
