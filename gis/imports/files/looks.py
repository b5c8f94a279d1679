"""What a cell looks like before it is understood: words, a figure, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gis.imports.files.sheet import Cell, blank

_FIGURE: Final = re.compile(r"(rp\.?\s*)?[^a-z]*\d[^a-z]*", re.IGNORECASE)
_DASHES: Final = frozenset("-–—")


def text(cell: Cell) -> str | None:
    r"""A cell as text on one line; None where it is blank.

    >>> text(" Nama\n Desa "), text(2019.0), text(" ")
    ('Nama Desa', '2019', None)
    """
    if blank(cell):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def figure(cell: Cell) -> bool:
    """Whether a cell holds figures and no words: a number, a date, a code, a position, a formula's error.

    >>> figure(5), figure("33.20.01"), figure("1.234,5 %"), figure("Rp 5.000"), figure("TPS3R"), figure(None)
    (True, True, True, True, False, False)
    """
    if isinstance(cell, str):
        return _FIGURE.fullmatch(cell.strip()) is not None
    return not blank(cell)


def words(cell: Cell) -> bool:
    """Whether a cell holds words.

    >>> words("Bulu"), words("12,5"), words("-"), words(None)
    (True, False, False, False)
    """
    return isinstance(cell, str) and bool(cell.strip()) and not figure(cell) and cell.strip() not in _DASHES


def year(cell: Cell) -> bool:
    """Whether a cell holds a year, as headings do.

    >>> year("2024"), year(2024.0), year("33")
    (True, True, False)
    """
    written = text(cell) or ""
    return len(written) == 4 and written.isascii() and written.isdigit() and written[:2] in {"19", "20", "21"}


def filled(line: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of a line that hold anything, each with its position."""
    return ((at, cell) for at, cell in enumerate(line) if not blank(cell))


def cell_at(line: Sequence[Cell], at: int) -> Cell:
    """A cell of a line; None beyond its end."""
    return line[at] if at < len(line) else None
