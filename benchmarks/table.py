"""Figures and how they are shown: medians side by side, and how many times better the service is."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

RATE: Final = "/s"
"""The unit of which more is better; of all others less is."""

_HEADINGS: Final = ("benchmark", "case", "service", "peer", "", "ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of one contender: the median of `times` values, and the quartiles around it."""

    median: float
    low: float
    high: float
    times: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        """The figure of some values, at least one.

        >>> Figure.of([3.0, 1.0, 2.0])
        Figure(median=2.0, low=1.5, high=2.5, times=3)
        """
        if len(values) == 1:
            return cls(values[0], values[0], values[0], 1)
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, low, high, len(values))


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a benchmark. `theirs` is None where there is no peer for it."""

    benchmark: str
    case: str
    unit: str
    ours: Figure
    peer: str = ""
    theirs: Figure | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better the service is; below 1 the peer is better.

        >>> Line("tiles", "zoom 8", "ms", Figure.of([2.0]), "tipg", Figure.of([9.0])).ratio
        4.5
        >>> Line("tiles", "8 callers", "/s", Figure.of([90.0]), "tipg", Figure.of([45.0])).ratio
        2.0
        """
        if self.theirs is None or not self.ours.median or not self.theirs.median:
            return None
        times = self.theirs.median / self.ours.median
        return 1 / times if self.unit == RATE else times

    def as_json(self) -> dict[str, object]:
        """All of it for programs."""
        return {**asdict(self), "ratio": self.ratio}


def table(lines: Iterable[Line]) -> str:
    """The lines below each other, numbers to the right."""
    rows = [_HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return "\n".join(_aligned(row, widths) for row in rows)


def row(line: Line) -> str:
    """One line by itself."""
    return "  ".join(filter(None, _cells(line)))


def _cells(line: Line) -> tuple[str, ...]:
    ours, theirs = (_said(figure, line.unit) for figure in (line.ours, line.theirs))
    ratio = "" if line.ratio is None else _short(line.ratio)
    return line.benchmark, line.case, ours, theirs, line.peer, ratio


def _said(figure: Figure | None, unit: str) -> str:
    return "" if figure is None else f"{_short(figure.median)} {unit}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    to_the_right = {2, 3, 5}
    cells = [
        cell.rjust(width) if column in to_the_right else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
