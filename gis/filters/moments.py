"""Days, instants and intervals in filters.

A day is a whole day in Western Indonesian Time. Where a day is compared with an instant, the instant counts
as the day it falls on there.
"""

from __future__ import annotations

from typing import Final

from gis import literals
from gis.errors import BadValue
from gis.filters.expression import Value
from gis.filters.kinds import NAMES, Type
from gis.filters.tree import Tree

OPEN: Final = ".."
"""The end of an interval that has none."""


def day(text: Tree) -> Value:
    """The literal of a day such as 2026-05-31. Errors: `BadValue`."""
    found = literals.day(text) if isinstance(text, str) else None
    if found is None:
        raise BadValue("DATE", text, NAMES[Type.DATE])
    return Value(found, Type.DATE)


def instant(text: Tree) -> Value:
    """The literal of an instant; the standard writes it in UTC, other offsets are understood, too.

    Errors: `BadValue`.
    """
    found = literals.instant(text) if isinstance(text, str) else None
    if found is None:
        raise BadValue("TIMESTAMP", text, NAMES[Type.TIME])
    return Value(found, Type.TIME)


def bound(text: str) -> Value | None:
    """One end of an interval: a day, an instant, or None where it is open. Errors: `BadValue`.

    >>> bound("..") is None
    True
    """
    if text == OPEN:
        return None
    return day(text) if literals.DAY.fullmatch(text) else instant(text)
