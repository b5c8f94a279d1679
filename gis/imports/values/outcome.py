"""What becomes of a cell: a value, a value that is written otherwise than it was taken, or a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Value = Any
"""What a column of the field's kind stores: str, int, float, bool, date, datetime or list of str."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: a stable word and a sentence that does not repeat the cell.

    hint  a sentence that gives the cell away; said only where the field's values may be repeated
    """

    rule: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A value that is not what the cell shows at first sight, and how it was taken: told by column.

    how  follows a number of cells in a sentence: "3 sel dianggap kosong"
    """

    value: Value
    how: str


Outcome = Value | Fault | Otherwise
"""What a cell is read as; None where it holds nothing."""


def bare(outcome: Outcome) -> Value | Fault:
    """The value or fault, without how it was taken.

    >>> bare(Otherwise(3, "dianggap tiga")), bare(None)
    (3, None)
    """
    return outcome.value if isinstance(outcome, Otherwise) else outcome
