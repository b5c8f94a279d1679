"""Days, instants and intervals in filters.

A day is a whole day in Western Indonesian Time. Where a day is compared with an instant, the instant counts
as the day it falls on there.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from gis.errors import BadValue
from gis.filters.expression import Value
from gis.filters.kinds import NAMES, Type
from gis.filters.tree import Tree

OPEN: Final = ".."
"""The end of an interval that has none."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def day(text: Tree) -> Value:
    """The literal of a day such as 2026-05-31. Errors: `BadValue`."""
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return Value(date.fromisoformat(text), Type.DATE)
        except ValueError:
            pass
    raise BadValue("DATE", text, NAMES[Type.DATE])


def instant(text: Tree) -> Value:
    """The literal of an instant; the standard writes it in UTC, other offsets are understood, too.

    Errors: `BadValue`.
    """
    if isinstance(text, str) and _TIME.fullmatch(text):
        try:
            return Value(datetime.fromisoformat(text.upper()), Type.TIME)
        except ValueError:
            pass
    raise BadValue("TIMESTAMP", text, NAMES[Type.TIME])


def bound(text: str) -> Value | None:
    """One end of an interval: a day, an instant, or None where it is open. Errors: `BadValue`.

    >>> bound("..") is None
    True
    """
    if text == OPEN:
        return None
    return day(text) if _DAY.fullmatch(text) else instant(text)
