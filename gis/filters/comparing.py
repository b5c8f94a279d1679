"""Comparisons of values, days, instants and intervals as conditions. Pure.

A day is a whole day in Western Indonesian Time. A day and an instant are compared as days, so a filter on an
instant by a literal day becomes two bounds that its index serves.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa

from gis.validity import WIB, ZONE

Column = sa.ColumnElement[Any]
Condition = sa.ColumnElement[bool]

COMPARED: Final[Mapping[str, Callable[[Any, Any], Any]]] = MappingProxyType(
    {
        "=": operator.eq,
        "<>": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)
_TURNED: Final = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compared(op: str, left: Column, right: Column) -> Condition:
    """`left op right`; a day and an instant are compared as days."""
    if _is_day(left) and _is_instant(right):
        return compared(_TURNED[op], right, left)
    if _is_instant(left) and _is_day(right):
        return _on_day(op, left, right)
    found: Condition = COMPARED[op](left, right)
    return found


def _is_day(given: Column) -> bool:
    return isinstance(given.type, sa.Date)


def _is_instant(given: Column) -> bool:
    return isinstance(given.type, sa.DateTime)


def _on_day(op: str, moment: Column, day: Column) -> Condition:
    written = day.value if isinstance(day, sa.BindParameter) else None
    if written is None or written == date.max or not isinstance(moment, sa.Column):
        found: Condition = COMPARED[op](sa.cast(sa.func.timezone(ZONE, moment), sa.Date()), day)
        return found
    begins = datetime.combine(written, time(), WIB)
    return _between_midnights(op, moment, begins, begins + timedelta(days=1))


def _between_midnights(op: str, moment: Column, begins: datetime, ends: datetime) -> Condition:
    start, end = (sa.literal(edge, sa.DateTime(timezone=True)) for edge in (begins, ends))
    bounds: dict[str, Callable[[], Condition]] = {
        "=": lambda: sa.and_(moment >= start, moment < end),
        "<>": lambda: sa.or_(moment < start, moment >= end),
        "<": lambda: moment < start,
        "<=": lambda: moment < end,
        ">": lambda: moment >= end,
        ">=": lambda: moment >= start,
    }
    return bounds[op]()


End = Column | None
"""An end of an interval; None is open."""

Span = tuple[End, End]
"""An interval; an instant is one whose ends are the same."""

_RELATIONS: Final[Mapping[str, tuple[tuple[int, str, int], ...]]] = MappingProxyType(
    {
        "t_after": ((0, ">", 3),),
        "t_before": ((1, "<", 2),),
        "t_contains": ((0, "<", 2), (1, ">", 3)),
        "t_during": ((0, ">", 2), (1, "<", 3)),
        "t_equals": ((0, "=", 2), (1, "=", 3)),
        "t_finishedBy": ((0, "<", 2), (1, "=", 3)),
        "t_finishes": ((0, ">", 2), (1, "=", 3)),
        "t_intersects": ((0, "<=", 3), (1, ">=", 2)),
        "t_meets": ((1, "=", 2),),
        "t_metBy": ((0, "=", 3),),
        "t_overlappedBy": ((0, ">", 2), (0, "<", 3), (1, ">", 3)),
        "t_overlaps": ((0, "<", 2), (1, ">", 2), (1, "<", 3)),
        "t_startedBy": ((0, "=", 2), (1, ">", 3)),
        "t_starts": ((0, "=", 2), (1, "<", 3)),
    }
)
"""What must hold between the ends of two intervals (CQL2, requirement temporal-functions), numbered 0 and 1
for the first and last of one, 2 and 3 for those of the other."""


def related(op: str, one: Span, two: Span) -> Condition:
    """Whether two intervals stand in a relation such as `t_during`."""
    if op == "t_disjoint":
        return sa.not_(related("t_intersects", one, two))
    ends = (*one, *two)
    return sa.and_(
        *(_ends(ends[left], left, sign, ends[right], right) for left, sign, right in _RELATIONS[op])
    )


def _ends(one: End, at: int, sign: str, two: End, other: int) -> Condition:
    """Compares two ends; an open first end lies before everything, an open last end behind."""
    if one is not None and two is not None:
        return compared(sign, one, two)
    placed = COMPARED[sign](_far(one, at), _far(two, other))
    known = one if one is not None else two
    # An end that a row leaves empty makes the answer unknown, also beside an open one.
    fixed = sa.true() if placed else sa.false()
    return fixed if known is None else sa.case((known.is_(None), sa.null()), else_=fixed)


def _far(end: End, at: int) -> int:
    if end is not None:
        return 0
    return -1 if at % 2 == 0 else 1
