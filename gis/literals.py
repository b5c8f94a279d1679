"""Literals of requests, read strictly: what a day, an instant, a whole number and a storable text are.

One reading for parameters, filters and edits; each of them says in its own words what would fit.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What is written like a day, whether there is such a day or not."""

_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_BIGINT: Final = 2**63
UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
"""What the database cannot hold in a text: NUL, and half of a surrogate pair."""


def day(text: str) -> date | None:
    """A day such as 2026-05-31; None for anything else.

    >>> day("2026-05-31"), day("2026-02-30"), day("20260531")
    (datetime.date(2026, 5, 31), None, None)
    """
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def instant(text: str) -> datetime | None:
    """A time with its offset (RFC 3339); None for anything else.

    >>> instant("2026-05-31T08:00:00Z").isoformat(), instant("2026-05-31T08:00:00")
    ('2026-05-31T08:00:00+00:00', None)
    """
    try:
        return datetime.fromisoformat(text.upper()) if _INSTANT.fullmatch(text) else None
    except ValueError:
        return None


def is_bigint(number: int) -> bool:
    """Whether the database can hold it as a whole number.

    >>> is_bigint(-(2**63)), is_bigint(2**63)
    (True, False)
    """
    return -_BIGINT <= number < _BIGINT


def is_storable(text: str) -> bool:
    r"""Whether the database can hold it.

    >>> is_storable("désa"), is_storable("a\x00b")
    (True, False)
    """
    return UNSTORABLE.search(text) is None
