"""The workbook: titles, two lines of merged headings, rows with blank ones between, a total, a signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from tests.independent.spoilt.plan import Line, Plan
from tests.independent.spoilt.writing import COLUMNS, Cell, Column, Formula, Row

TITLES: Final = (
    "DATA RUMAH TIDAK LAYAK HUNI (RTLH)",
    "KABUPATEN JEPARA, KEADAAN AKHIR TAHUN 2024",
)
SIGNATURE: Final = (
    "Keterangan: data contoh, bukan rumah yang ada.",
    "Jepara, 31 Desember 2024",
    "Mengetahui, Kepala Bidang Perumahan",
    "(....................................)",
)
HEADING_LINES: Final = (4, 5)
"""The two lines of headings, as the spreadsheet numbers them."""

_BLANK_EVERY: Final = 1500


@dataclass(frozen=True, slots=True)
class Written:
    """Where things came to stand; rows as the spreadsheet numbers them."""

    rows: dict[int, Line]
    blank: tuple[int, ...]
    total: int
    notes: tuple[int, ...]

    def row_of(self, line: Line) -> int:
        """The row in which a line stands."""
        return next(row for row, other in self.rows.items() if other is line)


def write(path: Path, plan: Plan, sheet: str = "RTLH") -> Written:
    """Writes the plan's lines as they are given, and says where each stands."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        bold = book.add_format({"bold": True, "align": "center", "border": 1})
        _titles(page, bold)
        headings(page, COLUMNS, HEADING_LINES[0] - 1, bold)
        placed = _placed(plan.lines, HEADING_LINES[1] + 1)
        for row, line in placed.items():
            put(page, row, line.given, days)
        last = max(placed)
        _total(page, last + 1, last)
        notes = range(last + 3, last + 3 + len(SIGNATURE))
        for row, words in zip(notes, SIGNATURE, strict=True):
            page.write_string(row - 1, 1, words)
    blank = set(range(HEADING_LINES[1] + 1, last)) - set(placed)
    return Written(placed, tuple(sorted(blank)), last + 1, tuple(notes))


def _placed(lines: Sequence[Line], first: int) -> dict[int, Line]:
    """Each line's row: after every so many stands a blank row."""
    return {first + at + at // _BLANK_EVERY: line for at, line in enumerate(lines)}


def _titles(page: Any, style: Any) -> None:
    for at, words in enumerate(TITLES):
        page.merge_range(at, 0, at, len(COLUMNS) - 1, words, style)


def headings(page: Any, columns: Sequence[Column], first: int, style: Any) -> None:
    """Two lines from this one on (from 0): groups merged across, single headings merged down."""
    for group, members in groupby(enumerate(columns), lambda pair: pair[1].group or pair[1].name):
        places = [at for at, _ in members]
        if columns[places[0]].group is None:
            page.merge_range(first, places[0], first + 1, places[0], columns[places[0]].heading, style)
            continue
        if len(places) == 1:
            page.write_string(first, places[0], group, style)
        else:
            page.merge_range(first, places[0], first, places[-1], group, style)
        for at in places:
            page.write_string(first + 1, at, columns[at].heading, style)


def put(page: Any, row: int, cells: Row, days: Any) -> None:
    """A row's cells, the row numbered as the spreadsheet does."""
    for at, column in enumerate(COLUMNS):
        put_cell(page, row - 1, at, cells[column.name], days)


def put_cell(page: Any, row: int, at: int, cell: Cell, days: Any) -> None:
    """A cell as what it is: text stays text, however much it looks like a number."""
    match cell:
        case None | "":
            return
        case Formula(text, value):
            page.write_formula(row, at, text, None, value)
        case bool():
            page.write_boolean(row, at, cell)
        case int() | float():
            page.write_number(row, at, cell)
        case date():
            page.write_datetime(row, at, cell, days)
        case str():
            page.write_string(row, at, cell)


def _total(page: Any, row: int, last: int) -> None:
    """JUMLAH, and sums below the columns that are counted."""
    page.write_string(row - 1, 0, "JUMLAH")
    for name in ("penghuni", "nilai"):
        at = next(i for i, column in enumerate(COLUMNS) if column.name == name)
        letter = chr(ord("A") + at)
        page.write_formula(row - 1, at, f"=SUM({letter}{HEADING_LINES[1] + 1}:{letter}{last})", None, 123456)
