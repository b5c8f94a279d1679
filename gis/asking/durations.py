"""Durations as ISO 8601 writes them, as one end of a span: `2026-01-01/P2D`, `PT6H/2026-01-01T12:00:00Z`.

The standard's grammar of `datetime` has two moments only; OGC's executable test suite asks with a moment and
a duration all the same, as ISO 8601 has it.
"""

from __future__ import annotations

import calendar
import re
from datetime import datetime, timedelta
from typing import Final

_DURATION: Final = re.compile(
    r"P(?=\d|T\d)"
    r"(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,8})S)?)?"
)


def is_duration(text: str) -> bool:
    """Whether this is a duration.

    >>> is_duration("P1M6DT12H"), is_duration("P"), is_duration("2026-01-01")
    (True, False, False)
    """
    return _DURATION.fullmatch(text) is not None


def moved(moment: datetime, duration: str, sign: int) -> datetime:
    """The moment a duration later, or earlier where the sign is -1; a month has its own days.

    Errors: `OverflowError` or `ValueError` beyond the years that there are.

    >>> moved(datetime(2026, 1, 31), "P1M", 1)
    datetime.datetime(2026, 2, 28, 0, 0)
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        raise ValueError(duration)
    parts = {name: sign * int(digits or 0) for name, digits in found.groupdict().items()}
    whole = moment.year * 12 + moment.month - 1 + parts.pop("years") * 12 + parts.pop("months")
    year, month = divmod(whole, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day) + timedelta(**parts)
