"""Lines of cells -> rows under headings: where the table begins and ends, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from gis.errors import SheetError
from gis.imports.files.sheet import Column, Grid, Sheet, blank
from gis.imports.files.wanted import Wanted


def arranged(grid: Grid, wanted: Wanted) -> Sheet:
    """The rows of a grid under their headings; the first line that is not blank holds the headings.

    Errors: `SheetError` where there are no headings, or a line has more cells than there are headings.
    """
    lines = grid.lines
    wanted.limits.check_table(len(lines), max(map(len, lines), default=0))
    first = next((at for at, line in enumerate(lines) if any(not blank(cell) for cell in line)), None)
    if first is None:
        raise SheetError(f"Tabel '{grid.name}' kosong.")
    headings = [str(cell).strip() if not blank(cell) else "" for cell in lines[first]]
    while headings and not headings[-1]:
        headings.pop()
    rows = lines[first + 1 :]
    _refuse_overhang(rows, len(headings), first)
    columns = [
        Column(heading, [line[at] if at < len(line) else None for line in rows], at=at)
        for at, heading in enumerate(headings)
    ]
    # A column without heading and without cells is what spreadsheets leave behind.
    kept = tuple(c for c in columns if c.heading or any(not blank(cell) for cell in c.cells))
    numbers = range(grid.first + first + 1, grid.first + first + 1 + len(rows))
    return Sheet(grid.name, kept, numbers, notes=grid.notes, grid=grid)


def _refuse_overhang(rows: Sequence[Sequence[object]], width: int, first: int) -> None:
    for at, line in enumerate(rows):
        if any(not blank(cell) for cell in line[width:]):
            raise SheetError(
                f"Baris {first + 2 + at} berisi lebih banyak kolom daripada judulnya ({width}). "
                "Mungkin ada koma di dalam teks tanpa tanda kutip."
            )
