"""Chance that falls the same way on every machine."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import fsum
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance named by what it is for, so that one maker's draws never move another's.

    Only `random.Random.random` is used: its sequence for a seed is the one that Python promises to keep.
    Sums are exact ones: the built-in `sum` rounds differently from one version of Python to the next.
    """

    def __init__(self, *purpose: object) -> None:
        self._random = random.Random("/".join(map(str, purpose)))

    def share(self) -> float:
        """A number from 0 to below 1."""
        return self._random.random()

    def between(self, low: float, high: float) -> float:
        """A number from `low` to below `high`."""
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self.share())

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of the cases."""
        return self.share() < share

    def bell(self) -> float:
        """A number around 0 with a standard deviation of 1, never beyond 6."""
        return fsum(self.share() for _ in range(12)) - 6.0

    def pick(self, among: Sequence[T]) -> T:
        """One of `among`, which may not be empty."""
        return among[int(len(among) * self.share())]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says."""
        left = self.share() * fsum(weights.values())
        values = list(weights)
        for value in values:
            left -= weights[value]
            if left < 0:
                return value
        return values[-1]

    def some(self, among: Sequence[T], share: float) -> list[T]:
        """Those of `among`, in their order, that chance keeps, each with probability `share`."""
        return [value for value in among if self.chance(share)]
