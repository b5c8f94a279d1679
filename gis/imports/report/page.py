"""The lines of a workbook that is made of a person's own file: all of them, or the rows that are bad.

A file of lines and cells keeps every line where it stood: titles, headings, blank lines, notes. Of a map file
the attributes are shown, under a line of headings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gis.imports.files.sheet import Cell, Grid, Merged, Sheet, blank

REASON: Final = "alasan"
"""The heading of the added column."""

OTHER_REASON: Final = "alasan (Peta Jepara)"
"""Its heading where the file has a column of that name itself."""

ROW: Final = "baris"
"""The heading of the column of row numbers, where the lines are not numbered as the rows are."""


@dataclass(frozen=True, eq=False, slots=True)
class Page:
    """Lines to be written.

    lines   the cells of each line
    rows    the number of the row each line holds, as the person knows it; None above the table
    heads   how many lines there are down to the headings
    at      where the column of each heading stands
    reason  where the added column stands, and its heading
    merged  cells that are one, counted in these lines
    """

    name: str
    lines: Sequence[Sequence[Cell]]
    rows: Sequence[int | None]
    heads: int
    at: Mapping[str, int]
    reason: tuple[int, str]
    merged: tuple[Merged, ...] = ()

    @property
    def cells(self) -> int:
        """How many cells there are at most."""
        return len(self.lines) * (self.reason[0] + 1)


def whole(sheet: Sheet, ignored: Collection[str]) -> Page:
    """Every line of the file where it stood. `ignored`: the headings of the columns that are not loaded."""
    if sheet.grid is None:
        return _of_columns(sheet, sheet.numbers, ignored, numbered=True)
    grid = sheet.grid
    heads = _heads(sheet, grid)
    rows = [None if at < heads else grid.first + at for at in range(len(grid.lines))]
    at, reason = _columns(sheet), _reason(sheet, _width(grid.lines), ignored)
    return Page(sheet.name, grid.lines, rows, heads, at, reason, grid.merged)


def chosen(
    sheet: Sheet, numbers: Collection[int], ignored: Collection[str], *, numbered: bool = False
) -> Page:
    """The rows of these numbers under the file's own headings: as they were read, to be loaded again.

    `numbered` puts the rows' numbers beside them where there are no lines to tell them by.
    """
    if sheet.grid is None:
        return _of_columns(sheet, numbers, ignored, numbered=numbered)
    grid = sheet.grid
    # Down to the first row of data, so that the headings stand at the same line as in the file itself.
    heads = _heads(sheet, grid)
    above = max(heads, min(sheet.numbers, default=grid.first + heads) - grid.first)
    positions = {number: at for at, number in enumerate(sheet.numbers) if number in numbers}
    lines = [*grid.lines[:above], *(_filled(sheet, grid, at) for at in positions.values())]
    rows = [*(None for _ in range(above)), *positions]
    merged = tuple(one for one in grid.merged if one.bottom < above)
    reason = _reason(sheet, _width(lines), ignored)
    return Page(sheet.name, lines, rows, heads, _columns(sheet), reason, merged)


def _heads(sheet: Sheet, grid: Grid) -> int:
    """How many lines there are down to the headings: whatever is a row stands below them."""
    rows = [*sheet.numbers[:1], *(one.row for one in sheet.skipped)]
    return min(rows, default=grid.first + len(grid.lines)) - grid.first


def _filled(sheet: Sheet, grid: Grid, at: int) -> list[Cell]:
    """A row as it stands, with what merged cells above lend it."""
    line = list(grid.lines[sheet.numbers[at] - grid.first])
    for column in sheet.columns:
        line += [None] * (column.at + 1 - len(line))
        line[column.at] = column.cells[at]
    return line


def _of_columns(sheet: Sheet, numbers: Collection[int], ignored: Collection[str], *, numbered: bool) -> Page:
    columns = sheet.columns
    first = 1 if numbered else 0
    wanted = frozenset(numbers)
    positions = [at for at, number in enumerate(sheet.numbers) if number in wanted]
    headings: list[Cell] = [*([ROW] if numbered else []), *(column.heading for column in columns)]
    lines = [
        [*([sheet.numbers[at]] if numbered else []), *(column.cells[at] for column in columns)]
        for at in positions
    ]
    places = {column.heading: first + at for at, column in enumerate(columns)}
    _, title = _reason(sheet, 0, ignored)
    reason = (places.get(title, len(headings)), title)
    rows = [None, *(sheet.numbers[at] for at in positions)]
    return Page(sheet.name, [headings, *lines], rows, 1, places, reason)


def _columns(sheet: Sheet) -> dict[str, int]:
    """Where each heading stands; the first where two are alike."""
    found: dict[str, int] = {}
    for column in sheet.columns:
        found.setdefault(column.heading, column.at)
    return found


def _reason(sheet: Sheet, width: int, ignored: Collection[str]) -> tuple[int, str]:
    """Where the added column stands. The one that an earlier report added is the last, and is used again."""
    own = [column for column in sheet.columns if column.heading == REASON]
    if not own:
        return width, REASON
    if own[-1] is sheet.columns[-1] and REASON in ignored:
        return own[-1].at, REASON
    return width, OTHER_REASON


def _width(lines: Sequence[Sequence[Cell]]) -> int:
    """How many columns hold anything."""
    filled = (
        next((at + 1 for at in range(len(line) - 1, -1, -1) if not blank(line[at])), 0) for line in lines
    )
    return max(filled, default=0)
