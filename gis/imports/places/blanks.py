"""Cells of places; what only says that nothing is known is empty, and that is told."""

from __future__ import annotations

from collections.abc import Sequence

from gis.imports.files.sheet import Cell, Column
from gis.imports.values import cells
from gis.imports.values.nothing import EMPTY, LONGEST, nothing


def filled(column: Column, rows: Sequence[int]) -> tuple[list[Cell], tuple[str, ...]]:
    """The cells of these rows, None where they hold nothing, and what has to be said of it.

    >>> filled(Column("Lintang", [-6.58, " ", "n/a"]), range(3))
    ([-6.58, None, None], ("Kolom 'Lintang': 1 sel ('n/a') dianggap kosong.",))
    """
    found: list[Cell] = []
    emptied: dict[str, int] = {}
    for at in rows:
        cell = cells.plain(column.cells[at])
        if cell.__class__ is str and _says_nothing(cell):
            emptied[cell] = emptied.get(cell, 0) + 1
            cell = None
        found.append(cell)
    if not emptied:
        return found, ()
    seen = ", ".join(f"'{text}'" for text in emptied)
    return found, (f"Kolom '{column.heading}': {sum(emptied.values())} sel ({seen}) {EMPTY}.",)


def _says_nothing(text: str) -> bool:
    return not text[-1].isdigit() and len(text) < LONGEST and nothing(text, counted=False) is not None
