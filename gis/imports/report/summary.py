"""The second sheet of a report: counts, kinds of problems, options that help, what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from gis.imports.files.sheet import Cell
from gis.imports.report.kinds import Kind, helps, kinds
from gis.imports.report.marks import Weight
from gis.imports.report.passed import passed
from gis.imports.report.told import Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from gis.imports.report.pen import Pen

NAME: Final = "Ringkasan"
"""What the sheet is called."""

_WIDTHS: Final = (44, 12, 30, 70, 30)

_COLOURS: Final = (
    (Weight.BAD, "bermasalah: barisnya tidak dimuat"),
    (Weight.MENDED, "diperbaiki karena diminta"),
    (Weight.LOOK, "perlu dilihat; barisnya tetap dapat dimuat"),
    (Weight.SKIPPED, "dilewati: bukan baris data"),
)

_LARGE: Final = (
    "Berkas ini besar: lembar pertama hanya memuat baris yang disebut, yang bermasalah lebih dulu."
)

Line = tuple[Weight | None, Sequence[Cell]]


def fill(sheet: Worksheet, pen: Pen, report: Report, *, complete: bool) -> None:
    """Writes the summary."""
    for number, (weight, cells) in enumerate(lines(report, complete=complete)):
        for column, cell in enumerate(cells):
            pen.write(number, column, cell, weight if column == 0 else None)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def lines(report: Report, *, complete: bool) -> Iterator[Line]:
    """The summary line by line, each with the colour of its first cell."""
    c = report.counts
    yield None, ("Layer", report.layer)
    yield None, ("Baris dibaca", c.read)
    yield None, ("Baik", c.good)
    yield None, ("Bermasalah", c.bad)
    yield None, ("Dilewati", c.skipped)
    for one in passed(report.skipped, c.skipped):
        yield None, (f"  {one.title}", one.rows, one.numbers)
    if not complete:
        yield None, (_LARGE,)
    yield from _table("Masalah", kinds(report.problems))
    for help_ in helps(kinds(report.problems)):
        yield None, (f"{help_.option}: {help_.does}", help_.rows)
    yield from _table("Perlu dilihat", kinds(report.remarks))
    yield from ((None, (note,)) for note in ("", *report.notes, *(one.sentence for one in report.proposals)))
    yield None, ("",)
    yield from ((weight, (meaning,)) for weight, meaning in _COLOURS)


def _table(title: str, found: Sequence[Kind]) -> Iterator[Line]:
    if not found:
        return
    yield None, ("",)
    yield None, (title, "Baris", "Kolom", "Yang pertama", "Baris pertama")
    for kind in found:
        rows = ", ".join(str(one.row) for one in kind.first if one.row)
        yield None, (kind.title, kind.rows, ", ".join(kind.columns), kind.first[0].message, rows)
