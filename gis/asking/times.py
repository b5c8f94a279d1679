"""The text of a time or of a span of time -> the span."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gis.asking.question import Span
from gis.asking.values import DAY, day, instant
from gis.errors import BadValue
from gis.language import Words
from gis.validity import ZONE

_WIB: Final = ZoneInfo(ZONE)

_EXPECTED: Final = Words(
    "waktu atau hari, atau dua di antaranya sebagai awal/akhir, dengan .. untuk yang terbuka",
    "a time or day, or two of them as first/last, where .. is an open end",
)


def span(text: str) -> Span:
    """The time in `text`: an instant, a day, or two of them with `/` between; `..` or nothing is an open end.

    A day is the whole day in Western Indonesian Time. Errors: `BadValue`.

    >>> span("../..")
    Span(first=None, last=None)
    """
    parts = text.split("/")
    if len(parts) > 2 or (len(parts) == 1 and parts[0] in ("", "..")):
        raise BadValue("datetime", text, _EXPECTED)
    first = _edge(parts[0], text, end=False)
    last = _edge(parts[-1], text, end=True)
    if first is not None and last is not None and first > last:
        raise BadValue("datetime", text, _EXPECTED)
    return Span(first, last)


def _edge(part: str, text: str, *, end: bool) -> datetime | None:
    if part in ("", ".."):
        return None
    try:
        if DAY.fullmatch(part):
            start = datetime.combine(day("datetime", part), time(), _WIB)
            return start + timedelta(days=1, microseconds=-1) if end else start
        return instant("datetime", part)
    except (BadValue, OverflowError):
        raise BadValue("datetime", text, _EXPECTED) from None
