"""Measuring: contenders in turn, so that whatever else the machine does meets all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.table import Figure

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often things are done: `many` for what takes milliseconds, `few` for what takes seconds."""

    many: int
    few: int


USUAL = Pace(many=40, few=5)
QUICK = Pace(many=8, few=2)


def seconds(act: Act) -> float:
    """How long one time takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def in_turn(contenders: Mapping[str, Act], rounds: int, *, warm: int = 1) -> dict[str, Figure]:
    """Seconds of each contender. They take turns, and who begins changes from round to round.

    The first `warm` rounds do not count.
    """
    found: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for number in range(warm + rounds):
        for name in names if number % 2 else reversed(names):
            took = seconds(contenders[name])
            if number >= warm:
                found[name].append(took)
    return {name: Figure.of(values) for name, values in found.items()}


def scaled(figure: Figure, by: float) -> Figure:
    """The same figure in another unit."""
    return Figure(figure.median * by, figure.low * by, figure.high * by, figure.times)


def rate(callers: Mapping[int, Act], acts: int) -> float:
    """Acts a second when the callers act at the same time, each on its own, `acts` in all."""
    each = acts // len(callers)

    def repeat(act: Act) -> None:
        for _ in range(each):
            act()

    with ThreadPoolExecutor(len(callers)) as crowd:
        took = seconds(lambda: list(crowd.map(repeat, callers.values())))
    return each * len(callers) / took
