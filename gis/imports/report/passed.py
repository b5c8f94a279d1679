"""Why rows were not taken for data: how many for each reason, and which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gis.imports.files.layout import spans
from gis.imports.files.sheet import CALLED, Skipped, Why


@dataclass(frozen=True, slots=True)
class Passed:
    """Rows that were skipped for one reason: how many, and the numbers of those that are told, as a text."""

    why: Why
    title: str
    rows: int
    numbers: str


def passed(skipped: Sequence[Skipped], count: int) -> tuple[Passed, ...]:
    """The reasons why `count` rows were skipped; those of them that nothing is told of are blank.

    >>> [(one.title, one.rows) for one in passed([Skipped(7, Why.TOTAL)], 3)]
    [('baris kosong', 2), ('jumlah atau rata-rata', 1)]
    >>> passed([], 0)
    ()
    """
    told = {why: [one.row for one in skipped if one.why is why] for why in CALLED}
    untold = count - len(skipped)
    found = (
        Passed(why, CALLED[why], len(rows) + (untold if why is Why.BLANK else 0), spans(rows))
        for why, rows in told.items()
    )
    return tuple(one for one in found if one.rows)
