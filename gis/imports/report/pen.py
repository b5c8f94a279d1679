"""How a cell is written into a workbook: as it was given, never as something that runs when it is opened."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from gis.imports.files.sheet import Cell, Unread
from gis.imports.report.marks import Weight
from gis.imports.values.cells import written

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST: Final = 32_767
"""Letters a cell of a workbook holds."""

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384
"""What a sheet of a workbook holds."""

SETTINGS: Final = {
    # No part of a person's file lies in a folder that others read while it is written.
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How workbooks are made."""

COLOURS: Final = {
    Weight.SKIPPED: "#E7E6E6",
    Weight.LOOK: "#FFF2CC",
    Weight.MENDED: "#C6E0B4",
    Weight.BAD: "#F8CBAD",
}
"""Red, green, yellow and grey, light enough to read on; what they say stands beside them in words."""

_UNKNOWN: Final = "#N/A"
_ERRORS: Final = frozenset({"#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", _UNKNOWN})
"""The values that a spreadsheet has for what could not be worked out."""

_EXACT: Final = 2**53
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNHELD: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PICTURES: Final = 0x2400
_DATE: Final = "yyyy-mm-dd"
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it spreadsheets count a day that never was."""


Held = str | float | bool | date | time | timedelta
"""What a cell of a workbook can be."""


@dataclass(frozen=True, eq=False, slots=True)
class Pen:
    """Writes cells in a sheet, each in the colour of what is said of it."""

    sheet: Worksheet
    formats: dict[tuple[Weight | None, str | None], Format]

    def write(self, line: int, column: int, cell: Cell, weight: Weight | None = None) -> None:
        """One cell: text stays text, numbers numbers, dates dates."""
        value, shown = held(cell)
        look = self.formats[weight, shown]
        if isinstance(cell, Unread):
            # An error stays one: as text, or empty, it would be taken for a value when it is loaded again.
            error = cell.written if cell.written in _ERRORS else _UNKNOWN
            self.sheet.write_formula(line, column, f"={error}", look, error)
        elif value is None:
            if weight is not None:
                self.sheet.write_blank(line, column, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(line, column, value, look)
        elif isinstance(value, bool):
            self.sheet.write_boolean(line, column, value, look)
        elif isinstance(value, int | float):
            self.sheet.write_number(line, column, value, look)
        else:
            self.sheet.write_datetime(line, column, value, look)


def pens(book: Workbook, sheet: Worksheet) -> Pen:
    """A pen for a sheet, with a format for each colour and each way a date is shown."""
    shown = (None, _DATE, f"{_DATE} hh:mm:ss", "hh:mm:ss", "[h]:mm:ss")
    formats = {
        (weight, as_): book.add_format(_look(weight, as_)) for weight in (None, *Weight) for as_ in shown
    }
    return Pen(sheet, formats)


def _look(weight: Weight | None, shown: str | None) -> dict[str, Any]:
    colour = {"bg_color": COLOURS[weight]} if weight is not None else {}
    return colour | ({"num_format": shown} if shown else {})


def held(cell: Cell) -> tuple[Held | None, str | None]:
    """What a workbook can hold of a cell, and how a date or time among them is shown.

    >>> held("0812"), held("=1+1"), held(12), held(float("nan")), held(None)
    (('0812', None), ('=1+1', None), (12, None), ('nan', None), (None, None))
    """
    if cell is None or isinstance(cell, bool):
        return cell, None
    if isinstance(cell, int | float):
        return (cell if math.isfinite(cell) and abs(cell) <= _EXACT else str(cell)), None
    if isinstance(cell, date | time | timedelta):
        return _moment(cell)
    return _plain(_text(cell)) or None, None


def _moment(cell: date | time | timedelta) -> tuple[Held, str | None]:
    """A date or time; as text where a workbook would change it."""
    if isinstance(cell, timedelta):
        return cell, "[h]:mm:ss"
    if isinstance(cell, time):
        return (cell, "hh:mm:ss") if cell.tzinfo is None else (cell.isoformat(), None)
    if not isinstance(cell, datetime):
        return (cell, _DATE) if cell >= _FIRST_DAY else (cell.isoformat(), None)
    fits = cell.tzinfo is None and cell.date() >= _FIRST_DAY and not cell.microsecond
    return (cell, f"{_DATE} hh:mm:ss") if fits else (cell.isoformat(sep=" "), None)


def too_long(cell: Cell) -> bool:
    """Whether a workbook would hold a part of the cell only."""
    return isinstance(cell, str | list) and len(_text(cell)) > LONGEST


def _text(cell: Cell) -> str:
    if isinstance(cell, list):
        return "; ".join(written(part) for part in cell)
    return str(cell)


def _plain(text: str) -> str:
    r"""The text with its control characters made visible, as XML holds none; cut where a cell is full.

    >>> _plain("a\x07b"), len(_plain("x" * 40_000))
    ('a␇b', 32767)
    """
    if _UNSEEN.search(text):
        text = _UNSEEN.sub(lambda found: chr(_picture(ord(found[0]))), text)
    text = _UNHELD.sub("\ufffd", text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _picture(code: int) -> int:
    return 0x2421 if code == 0x7F else _PICTURES + code
