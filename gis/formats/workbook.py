"""XLSX: one sheet of rows, and a second one that says what they are.

Text stays text, whatever it begins with. A number that a spreadsheet would round is text with all its digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gis.database import Row
from gis.errors import BadRequest
from gis.formats import about, places
from gis.formats.content import Content
from gis.formats.files import through
from gis.formats.values import text
from gis.language import Words
from gis.validity import WIB

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS: Final = 1_048_575
"""The rows that a sheet holds below its heading."""

LETTERS: Final = 32_767
"""The characters that a cell holds."""

_EXACT: Final = 10**15
"""Whole numbers from here on lose digits in a spreadsheet."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Spreadsheets count days from 1900, and wrongly before this one."""

_OPTIONS: Final = {
    # A row is laid down on the disk when the next one begins.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_TOLD: Final = Words("Keterangan", "About")


def write(content: Content) -> Iterator[bytes]:
    """The rows as a workbook. Errors: `BadRequest` for more rows or a longer text than it can hold."""
    return through(f"{content.layer.name}.xlsx", lambda path: _make(path, content))


def _make(path: Path, content: Content) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        book.set_properties({"title": about.title(content), "created": content.dated.replace(tzinfo=None)})
        _fill(_Sheet(book, book.add_worksheet(content.layer.name[:31])), content)
        _tell(_Sheet(book, book.add_worksheet(_TOLD.in_(content.language))), content)


def _fill(sheet: _Sheet, content: Content) -> None:
    headings = [*content.names, *(_axes(content) if content.points else ())]
    sheet.head(headings)
    at = 0
    for rows in content.rows:
        if at + len(rows) > ROWS:
            raise BadRequest(_TOO_MANY)
        for row, place in zip(rows, _positions(content, rows), strict=True):
            at += 1
            sheet.row(at, [*(row[name] for name in content.names), *place], headings)
    sheet.finish(at, len(headings))


def _axes(content: Content) -> tuple[str, str]:
    return ("x", "y") if content.crs.metres else ("lon", "lat")


def _positions(content: Content, rows: Sequence[Row]) -> Sequence[tuple[Any, ...]]:
    return places.positions(rows) if content.points else [()] * len(rows)


def _tell(sheet: _Sheet, content: Content) -> None:
    told: list[Sequence[str]] = [*about.lines(content)]
    if content.geometry and not content.points:
        told.append(_PLACELESS.in_(content.language).split("|"))
    told += [(), [words.in_(content.language) for words in _COLUMNS], *about.columns(content)]
    for at, cells in enumerate(told):
        sheet.row(at, cells, cells)
    sheet.worksheet.set_column(0, 0, 24)
    sheet.worksheet.set_column(1, 4, 40)


class _Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: Workbook, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def head(self, headings: Iterable[str]) -> None:
        """The headings, which stay in sight."""
        for at, heading in enumerate(headings):
            self.worksheet.write_string(0, at, heading, self._bold)
        self.worksheet.freeze_panes(1, 0)

    def row(self, at: int, cells: Sequence[Any], headings: Sequence[str]) -> None:
        """One row."""
        for column, value in enumerate(cells):
            if value is not None:
                self._cell(at, column, value, headings[column])

    def finish(self, rows: int, columns: int) -> None:
        """What is known of the sheet after its last row."""
        self.worksheet.autofilter(0, 0, rows, max(columns - 1, 0))
        self.worksheet.set_column(0, max(columns - 1, 0), 16)

    def _cell(self, row: int, column: int, value: object, heading: str) -> None:
        sheet = self.worksheet
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, datetime) and value.date() >= _FIRST_DAY:
            sheet.write_datetime(row, column, value.astimezone(WIB).replace(tzinfo=None), self._moment)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, int | float) and _is_exact(value):
            sheet.write_number(row, column, value)
        else:
            self._text(row, column, text(value), heading)

    def _text(self, row: int, column: int, said: str, heading: str) -> None:
        if len(said) > LETTERS:
            raise BadRequest(Words(_TOO_LONG.id.format(row, heading), _TOO_LONG.en.format(row, heading)))
        self.worksheet.write_string(row, column, said)


def _is_exact(value: int | float) -> bool:  # noqa: PYI041 -- of the two only whole numbers lose digits.
    return abs(value) < _EXACT if isinstance(value, int) else math.isfinite(value)


_TOO_MANY: Final = Words(
    f"Lembar kerja memuat paling banyak {ROWS} baris. Ambil sebagai csv atau gpkg, atau minta lebih sedikit.",
    f"A workbook's sheet holds {ROWS} rows at most. Take csv or gpkg, or ask for less.",
)
_TOO_LONG: Final = Words(
    f"Isi '{{1}}' pada baris {{0}} lebih dari {LETTERS} huruf, batas satu sel. Ambil sebagai csv.",
    f"'{{1}}' in row {{0}} is longer than the {LETTERS} characters of a cell. Take csv instead.",
)
_PLACELESS: Final = Words(
    "Lokasi|Bentuknya tidak dimuat dalam lembar kerja; ambil gpkg, fgb atau csv.",
    "Places|Their shapes are not in a workbook; take gpkg, fgb or csv.",
)
_COLUMNS: Final = (
    Words("Kolom", "Column"),
    Words("Judul", "Title"),
    Words("Satuan", "Unit"),
    Words("Keterangan", "Description"),
    Words("Kode", "Codes"),
)
