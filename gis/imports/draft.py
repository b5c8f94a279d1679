"""The rows on their way from a file into the store: values by field, places, what is wrong, what to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gis.imports.mending import Mended
from gis.imports.values.cells import Value
from gis.layer import PUBLIC, Field, Layer
from gis.problems import Problem

if TYPE_CHECKING:
    from gis.imports.files.sheet import Shapes


@dataclass(frozen=True, eq=False, slots=True)
class Draft:
    """A column of values per field, in row order; a stage never changes one, it returns another.

    numbers   each row's number as the person sees it
    at        each row's position in the sheet it came from
    headings  the file's own heading of each field, for messages
    shapes    geometries in EPSG:4326 once located; None where the layer stores none
    problems  what is wrong: a row with a problem is not loaded
    remarks   what a person should look at, and does not stop a row
    notes     what has to be said about the file as a whole
    mended    what was mended because the person said so
    """

    layer: Layer
    numbers: Sequence[int]
    at: Sequence[int]
    values: Mapping[str, list[Value]]
    headings: Mapping[str, str]
    shapes: Shapes | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    mended: tuple[Mended, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def bad(self) -> frozenset[int]:
        """The numbers of the rows something is wrong with."""
        return frozenset(problem.row for problem in self.problems)

    def with_values(self, **columns: list[Value]) -> Draft:
        """The draft with these columns set."""
        return replace(self, values={**self.values, **columns})

    def saying(self, problems: Iterable[Problem] = (), notes: Iterable[str] = ()) -> Draft:
        """The draft with more problems and notes."""
        return replace(self, problems=(*self.problems, *problems), notes=(*self.notes, *notes))

    def remarking(self, remarks: Iterable[Problem] = (), mended: Iterable[Mended] = ()) -> Draft:
        """The draft with more remarks and mendings."""
        return replace(self, remarks=(*self.remarks, *remarks), mended=(*self.mended, *mended))

    def column(self, name: str) -> list[Value]:
        """A field's values; all None where the file does not bring it."""
        return self.values.get(name) or [None] * len(self)

    def good(self) -> Draft:
        """The rows nothing is wrong with."""
        bad = self.bad
        return (
            self
            if not bad
            else self.only([at for at, number in enumerate(self.numbers) if number not in bad])
        )

    def only(self, kept: Sequence[int]) -> Draft:
        """These rows, by their positions in the draft."""
        return replace(
            self,
            numbers=[self.numbers[at] for at in kept],
            at=[self.at[at] for at in kept],
            values={name: [column[at] for at in kept] for name, column in self.values.items()},
            shapes=None if self.shapes is None else self.shapes[np.asarray(kept, dtype=int)],
        )


def repeatable(layer: Layer, field: Field) -> bool:
    """Whether a value of this field may stand in a message: only what the public may see."""
    return layer.access_of(field.name) is PUBLIC and not field.personal


def quoted(value: object) -> str:
    """A value for a message, cut short.

    >>> quoted("Bulu"), len(quoted("x" * 500))
    ("'Bulu'", 63)
    """
    given = str(value)
    return f"'{given}'" if len(given) <= 60 else f"'{given[:60]}…'"
