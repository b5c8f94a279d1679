"""A person's own file as a workbook: the cells something is said of are coloured, and a column says why.

    write(Path("rtlh-laporan.xlsx"), headed, report)

It holds what the file holds, so it is for whoever loads the file: `gis.imports.report.keeping` sees to that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gis.imports.files.sheet import Sheet
from gis.imports.report import page, pen, summary
from gis.imports.report.marks import Mark, Marks, Weight, cell_marks, row_marks
from gis.imports.report.page import Page
from gis.imports.report.pen import Pen
from gis.imports.report.told import Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from gis.imports.headings import Headed

MOST_CELLS: Final = 1_500_000
"""Of a larger file only the rows something is said of are repeated: writing these takes some 300 MB."""

_ABOVE: Final = 1_000
"""Lines left for titles and headings."""

_COMMENTS: Final = 2_000
"""Cells that get a comment; the column beside each row says the same of all."""

_MERGED: Final = 200_000
"""Cells that merged ones may take together: a file may claim that all of a sheet is one cell."""

_WHOLE: Final = -1
"""Stands for all cells of a row."""

_REASON_WIDTH: Final = 70
_UNFIT_IN_NAMES: Final = str.maketrans("[]:*?/\\'", "________")


def write(path: Path, headed: Headed, report: Report, name: str | None = None) -> None:
    """Writes the whole file as a workbook, or of a very large one the rows something is said of.

    `name`: what its sheet is called; by default as the layer, so that it is found when it is loaded again.
    """
    full = page.whole(headed.sheet, headed.ignored)
    complete = full.cells <= MOST_CELLS and len(full.lines) < pen.ROWS and full.reason[0] < pen.COLUMNS
    shown = (
        full if complete else page.chosen(headed.sheet, _worst(report, full), headed.ignored, numbered=True)
    )
    _book(path, shown, report, name or report.layer, complete=complete)


def _worst(report: Report, full: Page) -> frozenset[int]:
    """The rows something is said of; where even those are too many, first those that are bad."""
    marks = row_marks(report)
    room = min(MOST_CELLS // (full.reason[0] + 1), pen.ROWS - _ABOVE)
    return frozenset(sorted(marks, key=lambda row: (-marks[row].weight, row))[:room])


def write_bad(path: Path, headed: Headed, report: Report, name: str | None = None) -> None:
    """Writes the bad rows only, under the file's own headings: to be corrected and loaded again."""
    from xlsxwriter import Workbook

    bad = frozenset(problem.row for problem in report.problems)
    shown = page.chosen(headed.sheet, bad, headed.ignored)
    with Workbook(path, pen.SETTINGS) as book:
        _fill(pen.pens(book, book.add_worksheet(_named(name or report.layer))), shown, report, numbered=True)


def fits(sheet: Sheet, rows: Collection[int]) -> bool:
    """Whether a workbook that a person can work with holds every cell of these rows in full."""
    at = [position for position, number in enumerate(sheet.numbers) if number in rows]
    width = len(sheet.columns) + 1
    if len(at) * width > MOST_CELLS or len(at) > pen.ROWS - _ABOVE or width > pen.COLUMNS:
        return False
    return not any(pen.too_long(column.cells[position]) for column in sheet.columns for position in at)


def _book(path: Path, shown: Page, report: Report, name: str, *, complete: bool) -> None:
    from xlsxwriter import Workbook

    with Workbook(path, pen.SETTINGS) as book:
        called = _named(name)
        _fill(pen.pens(book, book.add_worksheet(called)), shown, report, numbered=not complete)
        other = summary.NAME if called.casefold() != summary.NAME.casefold() else f"{summary.NAME} (2)"
        beside = book.add_worksheet(other)
        summary.fill(beside, pen.pens(book, beside), report, complete=complete)


def _fill(into: Pen, shown: Page, report: Report, *, numbered: bool) -> None:
    """The lines, the reasons beside them, and what helps to read: headings that stay, filters, widths."""
    _merge(into.sheet, shown)
    cells, rows = cell_marks(report), row_marks(report)
    comments = iter(range(_COMMENTS))
    for line, row in enumerate(shown.rows):
        marked = _marked(shown, cells, row)
        _line(into, shown, line, marked)
        for column in sorted(marked.keys() - {_WHOLE}):
            if next(comments, None) is not None:
                into.sheet.write_comment(line, column, marked[column].text, {"x_scale": 2})
        if row in rows:
            into.write(line, shown.reason[0], _reason(row, rows[row], numbered=numbered), rows[row].weight)
    _finish(into.sheet, shown)


def _line(into: Pen, shown: Page, line: int, marked: Mapping[int, Mark]) -> None:
    """The cells of a line as they were given; those of a row that is marked as a whole in its colour."""
    given = shown.lines[line]
    for column in range(max(len(given), shown.reason[0])):
        # What an earlier report said of the row makes room for what is said now.
        if column != shown.reason[0] or line < shown.heads - 1:
            mark = marked.get(column) or marked.get(_WHOLE)
            into.write(
                line, column, given[column] if column < len(given) else None, mark.weight if mark else None
            )


def _merge(sheet: Worksheet, shown: Page) -> None:
    """Cells that were one are one again, as far as that leaves the added column alone."""
    from xlsxwriter.exceptions import OverlappingRange

    room = _MERGED
    for one in shown.merged:
        room -= (one.bottom - one.top + 1) * (one.right - one.left + 1)
        within = one.bottom < len(shown.lines) and one.right < shown.reason[0]
        if within and room >= 0 and (one.top, one.left) != (one.bottom, one.right):
            with suppress(OverlappingRange):
                sheet.merge_range(one.top, one.left, one.bottom, one.right, "")


def _marked(shown: Page, cells: Marks, row: int | None) -> dict[int, Mark]:
    """What is said of the cells of a row, by where they stand; what fits no cell, of the row as a whole."""
    if row is None:
        return {}
    return {
        at: cells[row, heading]
        for heading, at in (*shown.at.items(), (None, _WHOLE))
        if (row, heading) in cells
    }


def _reason(row: int | None, mark: Mark, *, numbered: bool) -> str:
    return f"Baris {row}: {mark.text}" if numbered and mark.weight is not Weight.SKIPPED else mark.text


def _finish(sheet: Worksheet, shown: Page) -> None:
    at, heading = shown.reason
    if shown.heads:
        sheet.write_string(shown.heads - 1, at, heading)
        sheet.freeze_panes(shown.heads, 0)
        sheet.autofilter(shown.heads - 1, 0, max(len(shown.lines) - 1, shown.heads - 1), at)
    sheet.set_column(0, max(at - 1, 0), 14)
    sheet.set_column(at, at, _REASON_WIDTH)


def _named(name: str) -> str:
    """A name that a sheet may have."""
    return name.translate(_UNFIT_IN_NAMES)[:31].strip() or "Lembar"
