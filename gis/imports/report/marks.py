"""What is said of each row and each cell of a file: wrong, mended, or to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from gis.imports.files.sheet import CALLED, Skipped
from gis.imports.report.told import Report


class Weight(IntEnum):
    """How much a mark weighs; where a cell has several, the heaviest gives its colour."""

    SKIPPED = 0
    LOOK = 1
    MENDED = 2
    BAD = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said, and how much it weighs."""

    weight: Weight
    text: str


Marks = Mapping[tuple[int, str | None], Mark]
"""By the row's number and the column's heading; of a row as a whole where the heading is None."""


def cell_marks(report: Report) -> Marks:
    """What is said of each cell; a row's number and None for what concerns the row as a whole."""
    found: dict[tuple[int, str | None], list[Mark]] = {}
    for row, column, mark in _all(report):
        found.setdefault((row, column), []).append(mark)
    return {place: _together(marks) for place, marks in found.items()}


def row_marks(report: Report) -> dict[int, Mark]:
    """What is said of each row, all in one text; and why a row was not taken for data."""
    found: dict[int, list[Mark]] = {one.row: [_skipped(one)] for one in report.skipped}
    for row, _, mark in _all(report):
        found.setdefault(row, []).append(mark)
    return {row: _together(marks) for row, marks in found.items()}


def _all(report: Report) -> Iterator[tuple[int, str | None, Mark]]:
    for problem in report.problems:
        yield problem.row, problem.column, Mark(Weight.BAD, problem.message)
    for one in report.mended:
        yield one.row, one.column, Mark(Weight.MENDED, f"Diperbaiki: {one.message}")
    for remark in report.remarks:
        yield remark.row, remark.column, Mark(Weight.LOOK, f"Periksa: {remark.message}")


def _together(marks: list[Mark]) -> Mark:
    texts = dict.fromkeys(mark.text for mark in marks)
    return Mark(max(mark.weight for mark in marks), " ".join(texts))


def _skipped(one: Skipped) -> Mark:
    return Mark(Weight.SKIPPED, f"Dilewati: {CALLED[one.why]}.")
