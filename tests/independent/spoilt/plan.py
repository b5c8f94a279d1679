"""Which rows are spoilt, and how: one row in twenty, some in several ways at once."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from tests.independent.spoilt.houses import House
from tests.independent.spoilt.ways import TWICE, WAYS, Scene, Way
from tests.independent.spoilt.writing import Row, written

ONE_IN: Final = 20
"""One row in so many is spoilt."""

SEVERAL_IN: Final = 6
"""One spoilt row in so many is wrong in two or three ways."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the workbook: its house, its cells as they should be and as they stand, what was done to it.

    twin: the number of the house whose personal number this row repeats, or that repeats this one's."""

    house: House
    good: Row
    given: Row
    ways: tuple[Way, ...] = ()
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows in their order."""

    lines: tuple[Line, ...]

    @property
    def spoilt(self) -> list[Line]:
        """The rows that must be named."""
        return [line for line in self.lines if line.ways]

    @property
    def good(self) -> list[Line]:
        """The rows of which none may be refused."""
        return [line for line in self.lines if not line.ways]


@dataclass(slots=True)
class _Chosen:
    ways: dict[int, tuple[Way, ...]] = field(default_factory=dict)
    twins: dict[int, int] = field(default_factory=dict)


def planned(houses: Sequence[House], seed: int = 7) -> Plan:
    """The rows of these houses; every way is used about as often as any other."""
    dice = random.Random(seed)
    good = [written(house, dice) for house in houses]
    chosen = _chosen(houses, dice)
    scene = Scene(dice, houses)
    return Plan(tuple(_line(at, houses, good[at], chosen, scene) for at in range(len(houses))))


def _line(at: int, houses: Sequence[House], good: Row, chosen: _Chosen, scene: Scene) -> Line:
    house, ways, twin = houses[at], chosen.ways.get(at, ()), chosen.twins.get(at)
    changes = [way.spoil(house, scene) for way in ways]
    if twin is not None and twin < at:
        changes.append({"nik": houses[twin].nik})
    given = {name: cell for change in (good, *changes) for name, cell in change.items()}
    return Line(house, good, given, ways, None if twin is None else houses[twin].number)


def _chosen(houses: Sequence[House], dice: random.Random) -> _Chosen:
    """Ways for one row in twenty: each way in turn takes the next row that it fits."""
    left = dice.sample(range(len(houses)), len(houses))
    found = _Chosen()
    wanted = len(houses) // ONE_IN
    for way in cycle(WAYS):
        if len(found.ways) >= wanted:
            return found
        if way.name == TWICE and len(found.ways) + 2 > wanted:
            continue
        first = _next(way, left, houses)
        found.ways[first] = (way,)
        if way.name == TWICE:
            second = _next(way, left, houses)
            # Every other second of a pair has something else wrong as well, and is a second all the same.
            alone = len(found.twins) % 4 == 0
            found.ways[second] = (way,) if alone else _with_more(way, houses[second], dice)
            found.twins |= {first: second, second: first}
        elif len(found.ways) % SEVERAL_IN == 0:
            found.ways[first] = _with_more(way, houses[first], dice)
    raise AssertionError  # The cycle has no end.


def _next(way: Way, left: list[int], houses: Sequence[House]) -> int:
    at = next(at for at in left if way.fits(houses[at]))
    left.remove(at)
    return at


def _with_more(way: Way, house: House, dice: random.Random) -> tuple[Way, ...]:
    """One or two further ways beside this one, no two of them in the same cells."""
    taken, found = way.touches, [way]
    for other in dice.sample(WAYS, len(WAYS)):
        if len(found) > dice.randint(1, 2):
            break
        if other.name != TWICE and other.fits(house) and not other.touches & taken:
            found.append(other)
            taken |= other.touches
    return tuple(found)


def corrected(plan: Plan) -> Mapping[str, Line]:
    """The lines by what stands in their last column, which names the house and is never spoilt."""
    return {line.house.catatan: line for line in plan.lines}
