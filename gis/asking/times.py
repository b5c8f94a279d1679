"""The text of a time or of a span of time -> the span."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from gis import literals
from gis.asking.durations import is_duration, moved
from gis.asking.question import Span
from gis.asking.values import instant
from gis.errors import BadValue
from gis.language import Words
from gis.validity import WIB

_EXPECTED: Final = Words(
    "tanggal seperti 2026-05-31, waktu seperti 2026-05-31T08:00:00+07:00, atau rentang awal/akhir dari dua "
    "di antaranya, yang lebih dulu di depan, dengan .. untuk ujung yang terbuka; salah satunya boleh berupa "
    "jangka waktu seperti P2D",
    "a day such as 2026-05-31, a time such as 2026-05-31T08:00:00+07:00, or two of them as first/last, the "
    "earlier one first, where .. is an open end; one may be a duration such as P2D",
)


def span(text: str) -> Span:
    """The time in `text`: an instant, a day, or two of them with `/` between; `..` or nothing is an open end.

    A day is the whole day in Western Indonesian Time. Instead of one of the two a duration may stand, which
    does not take in the moment at its far end. Errors: `BadValue`.

    >>> span("../..")
    Span(first=None, last=None)
    """
    parts = text.split("/")
    if len(parts) > 2 or (len(parts) == 1 and parts[0] in ("", "..")):
        raise BadValue("datetime", text, _EXPECTED)
    first, last = (_told_here(each, text) for each in _ends(parts, text))
    if first is not None and last is not None and first > last:
        raise BadValue("datetime", text, _EXPECTED)
    return Span(first, last)


def _told_here(moment: datetime | None, text: str) -> datetime | None:
    """The moment as the regency's clocks show it; those do not go as far as every offset does."""
    try:
        return moment.astimezone(WIB) if moment else None
    except OverflowError:
        raise BadValue("datetime", text, _EXPECTED) from None


def _ends(parts: list[str], text: str) -> tuple[datetime | None, datetime | None]:
    lasting = [is_duration(part) for part in parts]
    if lasting == [False, True]:
        first = _edge(parts[0], text, end=False)
        return first, _far(first, parts[1], text, 1)
    if lasting == [True, False]:
        last = _edge(parts[1], text, end=True)
        return _far(last, parts[0], text, -1), last
    return _edge(parts[0], text, end=False), _edge(parts[-1], text, end=True)


def _far(near: datetime | None, duration: str, text: str, sign: int) -> datetime:
    try:
        if near is not None:
            return moved(near, duration, sign) - sign * timedelta(microseconds=1)
    except (ValueError, OverflowError):
        pass
    raise BadValue("datetime", text, _EXPECTED)


def _edge(part: str, text: str, *, end: bool) -> datetime | None:
    if part in ("", ".."):
        return None
    try:
        day = literals.day(part)
        if day:
            start = datetime.combine(day, time(), WIB)
            return start + timedelta(days=1, microseconds=-1) if end else start
        return instant("datetime", part)
    except (BadValue, OverflowError):
        raise BadValue("datetime", text, _EXPECTED) from None
