"""Cells of which most are alike: each distinct one once, and which of them stands in each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Coded(Sequence[Any]):
    """A column's cells by number: `distinct[codes[row]]`.

    >>> list(Coded(["a", None], np.array([0, 1, 0])))
    ['a', None, 'a']
    """

    __slots__ = ("codes", "distinct")

    def __init__(self, distinct: list[Any], codes: NDArray[np.integer[Any]]) -> None:
        self.distinct = distinct
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> Any: ...  # noqa: ANN401 -- a cell may be anything.
    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        return self.spread(self.distinct)[at] if isinstance(at, slice) else self.distinct[self.codes[at]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.spread(self.distinct))

    def spread(self, values: Sequence[Any]) -> list[Any]:
        """What stands for each row's cell, where `values` stand for the distinct ones."""
        held = np.empty(len(values), dtype=object)
        for at, value in enumerate(values):
            held[at] = value
        spread: list[Any] = held[self.codes].tolist()
        return spread


def distinct(cells: Sequence[Any]) -> Sequence[Any]:
    """Cells with each kind of cell among them, as few as are at hand."""
    return cells.distinct if isinstance(cells, Coded) else cells
