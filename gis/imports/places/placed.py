"""Geometries on their way from a file into the store, by row, with what was found on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gis.imports.mending import Mended
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.files.sheet import Shapes


@dataclass(frozen=True, eq=False, slots=True)
class Placed:
    """Geometries by row, and what was found on the way.

    column  the heading that problems stand under: of the longitude where it stands alone
    lat     the heading of the latitude where it stands alone
    steps   how finely each position is written, in its unit; 0 where it is fine enough
    """

    shapes: Shapes
    numbers: Sequence[int]
    column: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    mended: tuple[Mended, ...] = ()
    remarks: tuple[Problem, ...] = ()
    lat: str | None = None
    steps: NDArray[np.float64] | None = None

    def without(
        self, wrong: NDArray[np.bool_], rule: str, messages: Sequence[str] | str, accept: str | None = None
    ) -> Placed:
        """Rows that are `wrong` lose their geometry and gain a problem; `accept`: the word that mends it."""
        at = np.flatnonzero(wrong)
        if not at.size:
            return self
        said = [messages] * at.size if isinstance(messages, str) else messages
        found = [
            Problem(self.numbers[row], self.column, rule, message, accept)
            for row, message in zip(at.tolist(), said, strict=True)
        ]
        shapes = self.shapes.copy()
        shapes[at] = None
        return replace(self, shapes=shapes, problems=(*self.problems, *found))
