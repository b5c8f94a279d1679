"""One cell -> one value of a field, or what is wrong with it.

Text as people write it is understood where it can mean only one thing, and refused where it can mean two
("1,234" may be 1.234 or 1234). A cell is never changed without its meaning staying the same.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from gis.imports.files.sheet import Cell
from gis.imports.spelling import fold
from gis.layer import Choice, Field, Kind
from gis.validity import ZONE

Value = Any
"""What a column of the field's kind stores: str, int, float, bool, date, datetime or list of str."""

WIB: Final = ZoneInfo(ZONE)

_TRUE: Final = frozenset({"ya", "y", "yes", "true", "benar", "1", "ada"})
_FALSE: Final = frozenset({"tidak", "n", "no", "false", "salah", "0", "tidakada"})
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(.+))?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:[ T]+(.+))?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EXACT: Final = 2**53
_FIFTEEN_DIGITS: Final = 10**15
"""As many digits as spreadsheets keep of a number; the rest they turn into zeros."""
_YEARS: Final = range(1800, 2201)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: a stable word and a sentence that does not repeat the cell."""

    rule: str
    message: str


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
    """How a field's cells are read. The list of choices is folded once, not for every cell."""
    parse = _PARSERS[field.kind]
    listed = spellings(field)

    def read(cell: Cell) -> Value | Fault:
        given = plain(cell)
        if given is None:
            return None
        if field.kind is Kind.LIST:
            return _chosen_list(field, listed, given)
        if listed:
            choice = _choice(field, listed, given)
            if choice is not None:
                return choice.value
            if not field.open:
                return Fault("choices", f"bukan salah satu dari: {_offered(field)}")
        return parse(given)

    return read


def _choice(field: Field, listed: Mapping[str, Choice], cell: Cell) -> Choice | None:
    if field.kind is Kind.INTEGER:
        found = integer(cell)
        if not isinstance(found, Fault):
            # A number is compared as one: folded, "1.0" would be 10 and "-1" would be 1.
            return field.choice(found)
    return listed.get(fold(written(cell)))


def spellings(field: Field) -> Mapping[str, Choice]:
    """Every spelling of every choice of a field."""
    return {
        fold(str(text)): choice
        for choice in field.choices
        for text in (choice.value, choice.title.id, choice.title.en, *choice.synonyms)
    }


def written(cell: Cell) -> str:
    """A cell as text: a whole number without ".0", a date in ISO form.

    >>> written(3.0), written(True), written("a ")
    ('3', 'true', 'a')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()


def text(cell: Cell) -> str | Fault:
    """A text. A number too long to have survived as a number is refused: its last digits are already lost."""
    if isinstance(cell, float) and abs(cell) >= _FIFTEEN_DIGITS:
        return Fault(
            "text", "angka sepanjang ini kehilangan digit terakhirnya; simpan kolom ini sebagai teks"
        )
    found = written(cell)
    if _CONTROL.search(found):
        return Fault("text", "berisi karakter kendali yang tidak dapat disimpan")
    return found


def integer(cell: Cell) -> int | Fault:
    """A whole number: 12, "12", "12.0"; "1.234" could be either and is refused."""
    found = number(cell)
    if isinstance(found, Fault):
        return Fault("integer", found.message)
    if not found.is_integer():
        return Fault("integer", "harus bilangan bulat, ditulis tanpa titik pemisah ribuan")
    if abs(found) >= _EXACT:
        return Fault("integer", "terlalu besar")
    return int(found)


def number(cell: Cell) -> float | Fault:
    """A number, with a decimal point or, where that is clear, a decimal comma."""
    if isinstance(cell, bool):
        return Fault("number", "harus angka, bukan ya/tidak")
    if isinstance(cell, int | float):
        found = float(cell)
        return found if math.isfinite(found) else Fault("number", "harus angka yang berhingga")
    return _number(str(cell))


def _number(given: str) -> float | Fault:
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", given):
        found = float(given)
        return found if math.isfinite(found) else Fault("number", "harus angka yang berhingga")
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", given):
        return float(given.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+", given):
        return float(given.replace(",", ""))
    if re.fullmatch(r"[+-]?\d{1,3},\d{3}", given):
        return Fault("number", "dapat berarti ribuan atau pecahan; tulis tanpa pemisah ribuan")
    if re.fullmatch(r"[+-]?\d+,\d+", given):
        return float(given.replace(",", "."))
    return Fault("number", "harus angka")


def boolean(cell: Cell) -> bool | Fault:
    """Yes or no, as people and programs write it."""
    said = number(cell)
    # A number is compared as one: folded, "-1" would be 1.
    spelled = fold(written(cell)) if isinstance(said, Fault) else f"{said:g}"
    if spelled in _TRUE:
        return True
    if spelled in _FALSE:
        return False
    return Fault("boolean", "harus ya atau tidak")


def day(cell: Cell) -> date | Fault:
    """A date: 2024-08-31, 31/08/2024 or a moment at midnight."""
    found = _moment(cell)
    if found is None:
        return Fault("date", "harus tanggal, misalnya 2024-08-31 atau 31/08/2024")
    if found.time() != time():
        return Fault("date", "harus tanggal tanpa jam")
    return found.date() if found.year in _YEARS else Fault("date", "tahunnya di luar 1800 sampai 2200")


def moment(cell: Cell) -> datetime | Fault:
    """An instant; without an offset it is Western Indonesian Time."""
    found = _moment(cell)
    if found is None:
        return Fault("time", "harus tanggal dan jam, misalnya 2024-08-31T14:30+07:00")
    if found.year not in _YEARS:
        return Fault("time", "tahunnya di luar 1800 sampai 2200")
    return found if found.tzinfo else found.replace(tzinfo=WIB)


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if not isinstance(cell, str):
        return None
    try:
        return datetime.fromisoformat(_iso(cell)) if re.match(r"\d{4}-|\d{1,2}[/.-]|\d{4}/", cell) else None
    except ValueError:
        return None


def _iso(given: str) -> str:
    """Day-first and slashed dates in ISO form, others as they are."""
    if found := _DAY_FIRST.fullmatch(given):
        day_, month, year, rest = found.groups()
    elif found := _YEAR_FIRST.fullmatch(given):
        year, month, day_, rest = found.groups()
    else:
        return given
    return f"{year}-{int(month):02}-{int(day_):02}" + (f"T{rest.strip()}" if rest else "")


def texts(cell: Cell) -> list[str] | Fault:
    """A list of texts: of a list, of JSON, or of a text parted by semicolons, lines or commas."""
    if isinstance(cell, list | tuple):
        parts = [written(part) for part in cell if part is not None]
    elif str(cell).startswith("["):
        try:
            parts = [written(part) for part in json.loads(cell)]
        except ValueError:
            return Fault("list", "tidak dapat dibaca sebagai daftar; pisahkan dengan titik koma")
    else:
        given = str(cell)
        separator = next((mark for mark in (";", "\n", "|") if mark in given), ",")
        parts = [part.strip() for part in given.split(separator)]
    return [part for part in parts if part]


def _chosen_list(field: Field, listed: Mapping[str, Choice], cell: Cell) -> list[str] | Fault | None:
    parts = texts(cell)
    if isinstance(parts, Fault) or not listed:
        return parts or None
    found = [listed.get(fold(part)) for part in parts]
    if not field.open and None in found:
        return Fault("choices", f"ada isi di luar daftar: {_offered(field)}")
    values = [str(choice.value) if choice else part for choice, part in zip(found, parts, strict=True)]
    return list(dict.fromkeys(values)) or None


def _offered(field: Field) -> str:
    return ", ".join(str(choice.value) for choice in field.choices)


_PARSERS: Final[Mapping[Kind, Callable[[Cell], Value | Fault]]] = {
    Kind.TEXT: text,
    Kind.INTEGER: integer,
    Kind.NUMBER: number,
    Kind.BOOLEAN: boolean,
    Kind.DATE: day,
    Kind.TIME: moment,
    Kind.LIST: texts,
}
