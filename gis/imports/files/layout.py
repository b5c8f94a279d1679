"""Lines of cells -> rows under headings: where the table begins and ends, and what stands around it.

Read are all lines below the headings up to the last line that holds anything: each is a row of data or is
skipped for a reason that is told. Nothing of a row of data is changed, but that a cell merged over several
rows belongs to each of them, which is told too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gis.errors import SheetError
from gis.imports.files import asides, headlines, looks
from gis.imports.files.headlines import Headlines
from gis.imports.files.sheet import CALLED, Cell, Column, Grid, Sheet, Skipped, Why, blank
from gis.imports.files.wanted import Wanted

_SPANS: Final = 12
"""So many spans of rows are listed in a sentence."""


def arranged(grid: Grid, wanted: Wanted) -> Sheet:
    """The rows of a grid under their headings.

    Errors: `SheetError` for a table without rows or beyond the limits, `HeadingError` where the headings are
    not found, `BadRequest` where they are not where they were said to be.
    """
    wanted.limits.check_table(len(grid.lines), max(map(len, grid.lines), default=0))
    last = next((at for at in reversed(range(len(grid.lines))) if any(looks.filled(grid.lines[at]))), None)
    if last is None:
        raise SheetError(f"Tabel '{grid.name}' kosong.")
    bare = wanted.heading == 0
    heads = headlines.lettered(grid) if bare else headlines.found(grid, wanted.layer, wanted.heading)
    skipped = asides.asides(grid, heads, last)
    data = [at for at in range(heads.bottom + 1, last + 1) if at not in skipped]
    spread = _merged_downwards(grid, heads, data)
    columns = tuple(_columns(grid, heads, data, spread))
    return Sheet(
        grid.name,
        columns,
        [grid.first + at for at in data],
        notes=(
            *grid.notes,
            *_about_headings(grid, heads),
            *_about_skipped(grid, skipped),
            *_about_merged(grid, columns, spread),
            *([] if bare else _about_short_lines(grid, heads, data)),
        ),
        skipped=tuple(Skipped(grid.first + at, why) for at, why in sorted(skipped.items())),
        broken={} if bare else dict(_too_long(grid, heads, data)),
        grid=grid,
    )


def spans(numbers: Iterable[int]) -> str:
    """Numbers of rows for a sentence, in ascending order.

    >>> spans([3, 4, 5, 9]), spans([])
    ('3-5, 9', '')
    """
    runs: list[tuple[int, int]] = []
    for number in numbers:
        first = runs.pop()[0] if runs and runs[-1][1] == number - 1 else number
        runs.append((first, number))
    told = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_SPANS]]
    more = sum(last - first + 1 for first, last in runs[_SPANS:])
    return ", ".join(told) + (f", dan {more} lagi" if more else "")


def _columns(
    grid: Grid, heads: Headlines, data: Sequence[int], spread: Mapping[tuple[int, int], Cell]
) -> Iterator[Column]:
    """The columns that have a heading or a cell; a spreadsheet leaves others behind."""
    lines = [grid.lines[at] for at in data]
    width = max(map(len, lines), default=0)
    whole = all(len(line) == width for line in lines)
    merged: dict[int, list[tuple[int, Cell]]] = {}
    for (line, at), cell in spread.items():
        merged.setdefault(at, []).append((line, cell))
    places = {line: place for place, line in enumerate(data)}
    for at, parts in enumerate(heads.columns):
        if whole and at < width:
            cells = [line[at] for line in lines]
        else:
            cells = [looks.cell_at(line, at) for line in lines]
        for line, cell in merged.get(at, ()):
            cells[places[line]] = cell
        if parts or not all(map(blank, cells)):
            yield Column(" ".join(parts), cells, parts if len(parts) > 1 else (), at)


def _merged_downwards(grid: Grid, heads: Headlines, data: Sequence[int]) -> dict[tuple[int, int], Cell]:
    """What cells merged over several rows of data hold: by line and column, for the rows below the first."""
    kept = set(data)
    found: dict[tuple[int, int], Cell] = {}
    for span in grid.merged:
        if span.top not in kept or span.bottom == span.top or span.left >= len(heads.columns):
            continue
        held = looks.cell_at(grid.lines[span.top], span.left)
        for at in range(span.top + 1, span.bottom + 1):
            if at in kept and not blank(held) and blank(looks.cell_at(grid.lines[at], span.left)):
                found[at, span.left] = held
    return found


def _too_long(grid: Grid, heads: Headlines, data: Sequence[int]) -> Iterator[tuple[int, str]]:
    """What to say of lines with cells beyond the headings, as an unquoted comma leaves them."""
    width = len(heads.columns)
    for place, at in enumerate(data):
        line = grid.lines[at]
        if len(line) > width and not all(map(blank, line[width:])):
            said = (
                f"Baris ini berisi {len(line)} sel, padahal ada {width} judul kolom. Mungkin ada pemisah "
                "kolom di dalam teks tanpa tanda kutip; isi kolom-kolomnya tidak dapat dipastikan."
            )
            yield place, said


def _about_headings(grid: Grid, heads: Headlines) -> Iterator[str]:
    if heads.bottom <= 0:
        return
    lines = spans(range(grid.first + heads.top, grid.first + heads.bottom + 1))
    above = [at + grid.first for at in range(heads.top) if any(looks.filled(grid.lines[at]))]
    left = f"; di atasnya baris {spans(above)} tidak dimuat" if above else ""
    yield f"Judul kolom dibaca dari baris {lines}{left}."


def _about_skipped(grid: Grid, skipped: Mapping[int, Why]) -> Iterator[str]:
    for why, called in CALLED.items():
        rows = [grid.first + at for at in sorted(skipped) if skipped[at] is why]
        if rows:
            yield f"{called.capitalize()} tidak dimuat: baris {spans(rows)}."


def _about_merged(
    grid: Grid, columns: Sequence[Column], spread: Mapping[tuple[int, int], Cell]
) -> Iterator[str]:
    for column in columns:
        rows = sorted(at + grid.first for at, place in spread if place == column.at)
        if rows:
            yield f"Sel gabungan di kolom '{column.heading}' berlaku juga untuk baris {spans(rows)}."


def _about_short_lines(grid: Grid, heads: Headlines, data: Sequence[int]) -> Iterator[str]:
    """Which lines end before the last heading: their further cells count as blank."""
    last = max((at for at, parts in enumerate(heads.columns) if parts), default=0)
    rows = [grid.first + at for at in data if len(grid.lines[at]) <= last]
    if rows:
        yield f"Baris yang selnya lebih sedikit daripada judulnya; sisanya dianggap kosong: {spans(rows)}."
