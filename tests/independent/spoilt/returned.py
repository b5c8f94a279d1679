"""What a person does with the file of bad rows: puts right what is wrong in it, and leaves all else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import xlsxwriter

from tests.independent import counting
from tests.independent.counting import Cells
from tests.independent.spoilt.plan import Plan, corrected
from tests.independent.spoilt.workbook import put_cell
from tests.independent.spoilt.writing import COLUMNS

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


def correct(returned: Path, file: Path, plan: Plan, sheet: str = "RTLH") -> int:
    """Writes `file`: all that stands in `returned`, but the cells of each house as they should be.

    Headings and what is merged, and the column with the reasons, stay where they are. Returns how many houses
    were put right.
    """
    lines = corrected(plan)
    page = counting.pages(returned)[0]
    with xlsxwriter.Workbook(file) as book:
        to = book.add_worksheet(sheet)
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for area in counting.merged(returned):
            to.merge_range(*area, "")
        done = 0
        for row, cells in page.items():
            line = next((lines[text] for text in cells.values() if text in lines), None)
            shift = _shift(cells, line.house.catatan) if line else 0
            own = range(shift, shift + len(COLUMNS)) if line else range(0)
            for at, text in cells.items():
                if at not in own:
                    to.write(row - 1, at, float(text) if _NUMBER.fullmatch(text) else text)
            if line:
                done += 1
                for at, column in zip(own, COLUMNS, strict=True):
                    put_cell(to, row - 1, at, line.good[column.name], days)
    return done


def _shift(cells: Cells, name: str) -> int:
    """By how many columns the person's own have moved: the house's name stands in the last of them."""
    return next(at for at, text in cells.items() if text == name) - (len(COLUMNS) - 1)
