"""The time of rows and the relations of times, as W3C's Time Ontology defines them and CQL2 takes them over.

A day stands for all of it in Western Indonesian Time, as the service says of itself. In filters a day and an
instant are compared as days, one of the casts that CQL2 leaves to a server.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from tests.reckoning.formulas import Formula, Term, Truth
from tests.reckoning.holdings import Holding, Row

WIB = timezone(timedelta(hours=7))
Instant = date | datetime
FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
UNKNOWN = ...
"""An end that the row has no value for."""


@dataclass(frozen=True)
class Span:
    """From an instant to another, both within; None is open, UNKNOWN anywhere. One instant is a span, too."""

    first: Any
    last: Any

    def by_day(self) -> bool:
        """Whether an end is a day."""
        return any(end is not None and not isinstance(end, datetime) for end in (self.first, self.last))


def begin(day: Instant | None) -> datetime:
    """When an instant begins."""
    if day is None:
        return FIRST
    return day if isinstance(day, datetime) else datetime.combine(day, time.min, WIB)


def end(day: Instant | None) -> datetime:
    """When it is over."""
    if day is None:
        return LAST
    return day if isinstance(day, datetime) else datetime.combine(day, time.max, WIB)


def meets(one: Span, other: Span) -> bool:
    """Whether two spans share an instant."""
    return begin(one.first) <= end(other.last) and begin(other.first) <= end(one.last)


def of_row(holding: Holding, row: Row) -> Span | None:
    """The time of a row by the roles of its fields; None where it has none."""
    said = {role: row.values[name] for role, name in holding.roles.items() if role.startswith("primary-in")}
    if "primary-instant" in said:
        at = said["primary-instant"]
        return at and Span(at, at)
    span = Span(said.get("primary-interval-start"), said.get("primary-interval-end"))
    return None if span == Span(None, None) else span


# As `datetime` says it


def said(span: Span, open_end: str = "..") -> str:
    """A span as the parameter `datetime` has it."""
    if span.first == span.last and span.first is not None:
        return _rfc3339(span.first)
    return "/".join(open_end if each is None else _rfc3339(each) for each in (span.first, span.last))


def _rfc3339(instant: Instant) -> str:
    return instant.isoformat().replace("+00:00", "Z")


# As filters say it


def interval(first: Term, last: Term) -> Term:
    """INTERVAL of two properties."""

    def value(row: Row) -> Span:
        ends = [term.value(row) for term in (first, last)]
        return Span(*(UNKNOWN if end is None else end for end in ends))

    return Term(f"INTERVAL({first.text}, {last.text})", {"interval": [first.json, last.json]}, value)


def span(meant: Span) -> Term:
    """INTERVAL of literals, where None is open."""
    ends = ["'..'" if each is None else f"'{_utc(each)}'" for each in (meant.first, meant.last)]
    said = {"interval": [each.strip("'") for each in ends]}
    return Term(f"INTERVAL({', '.join(ends)})", said, lambda _: meant)


def _utc(instant: Instant) -> str:
    return _rfc3339(instant.astimezone(UTC) if isinstance(instant, datetime) else instant)


Ends = tuple[Any, Any]
BETWEEN_ALL: dict[str, Callable[[Ends, Ends], bool]] = {
    "t_after": lambda one, other: one[0] > other[1],
    "t_before": lambda one, other: one[1] < other[0],
    "t_disjoint": lambda one, other: one[0] > other[1] or one[1] < other[0],
    "t_equals": operator.eq,
    "t_intersects": lambda one, other: one[0] <= other[1] and other[0] <= one[1],
}
"""By the first and the last instant of each."""

BETWEEN_INTERVALS: dict[str, Callable[[Ends, Ends], bool]] = {
    "t_contains": lambda one, other: one[0] < other[0] and one[1] > other[1],
    "t_during": lambda one, other: one[0] > other[0] and one[1] < other[1],
    "t_finishedBy": lambda one, other: one[0] < other[0] and one[1] == other[1],
    "t_finishes": lambda one, other: one[0] > other[0] and one[1] == other[1],
    "t_meets": lambda one, other: one[1] == other[0],
    "t_metBy": lambda one, other: one[0] == other[1],
    "t_overlaps": lambda one, other: one[0] < other[0] < one[1] < other[1],
    "t_overlappedBy": lambda one, other: other[0] < one[0] < other[1] < one[1],
    "t_startedBy": lambda one, other: one[0] == other[0] and one[1] > other[1],
    "t_starts": lambda one, other: one[0] == other[0] and one[1] < other[1],
}
"""The same, of intervals only."""


def temporal(word: str, one: Term, other: Term) -> Formula:
    """A relation of two times. What would be so wherever an unknown end was is so; else it is null."""
    relation = (BETWEEN_ALL | BETWEEN_INTERVALS)[word]

    def truth(row: Row) -> Truth:
        times = one.value(row), other.value(row)
        if None in times:
            return None
        one_, other_ = (_span(each) for each in times)
        found = {relation(*_ends(world, other_)) for world in _worlds(one_, other_)}
        return found.pop() if len(found) == 1 else None

    said = {"op": word, "args": [one.json, other.json]}
    return Formula(f"{word.upper()}({one.text}, {other.text})", said, truth)


def _span(value: Any) -> Span:
    return value if isinstance(value, Span) else Span(value, value)


def _worlds(one: Span, other: Span) -> list[Span]:
    """The span with its unknown ends everywhere that matters: before, at and behind each of the other's."""
    ends = [end for end in (other.first, other.last) if end is not None]
    beside = [end + timedelta(days=by) for end in ends for by in (-1, 0, 1)]
    choices = [beside if end is UNKNOWN else [end] for end in (one.first, one.last)]
    return [Span(first, last) for first in choices[0] for last in choices[1]]


def _ends(one: Span, other: Span) -> tuple[Ends, Ends]:
    if one.by_day() or other.by_day():
        return _days(one), _days(other)
    return (begin(one.first), end(one.last)), (begin(other.first), end(other.last))


def _days(span: Span) -> Ends:
    return _day(span.first) or date.min, _day(span.last) or date.max


def _day(instant: Instant | None) -> date | None:
    return instant.astimezone(WIB).date() if isinstance(instant, datetime) else instant
