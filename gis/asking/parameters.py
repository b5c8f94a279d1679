"""The text of a question -> a `Question`: what a caller writes behind the `?`, checked word by word.

    bbox=110.6,-6.7,110.8,-6.5    datetime=2026-01-01/..    limit=50    properties=nama,jenis
    skipGeometry=true             after=<token of a next link>           <field>=<value>

A field that is hidden from the audience is answered exactly like one that does not exist.
Errors: `UnknownName` with the names that are allowed, `BadValue` with what would fit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gis.asking.question import DEFAULT_LIMIT, MOST, Box, Equal, Question, Span
from gis.asking.tokens import key_after
from gis.asking.values import DAY, day, flag, instant, number, value
from gis.errors import BadValue, UnknownName
from gis.privacy import View
from gis.validity import ZONE

PARAMETERS: Final = ("bbox", "datetime", "limit", "properties", "skipGeometry", "after")
"""What may be asked of every collection, besides its own fields."""

_WIB: Final = ZoneInfo(ZONE)


def question(view: View, given: Mapping[str, str]) -> Question:
    """The question in these parameters, which are all that were given.

    Errors: `UnknownName` for a parameter that is neither one of PARAMETERS nor a visible field.
    """
    fields = {f.name: f for f in view.fields}
    for name in given:
        if name not in PARAMETERS and name not in fields:
            raise UnknownName("parameter", name, [*PARAMETERS, *fields])
    return Question(
        box=box(given["bbox"]) if "bbox" in given else None,
        span=span(given["datetime"]) if "datetime" in given else None,
        equal=tuple(Equal(name, value(fields[name], text)) for name, text in given.items() if name in fields),
        properties=_properties(view, given["properties"]) if "properties" in given else None,
        geometry=not flag("skipGeometry", given.get("skipGeometry", "false")),
        limit=limit(given["limit"]) if "limit" in given else DEFAULT_LIMIT,
        after=(key_after(view, given["after"]),) if "after" in given else None,
    )


def box(text: str) -> Box:
    """The rectangle in `text`: four numbers, or six with heights, which a map without heights passes over.

    >>> box("110,-7,111,-6")
    Box(west=110.0, south=-7.0, east=111.0, north=-6.0)
    """
    numbers = [_coordinate(part) for part in text.split(",")]
    if len(numbers) == 4:
        west, south, east, north = numbers
    elif len(numbers) == 6 and numbers[2] <= numbers[5]:
        west, south, _, east, north, _ = numbers
    else:
        raise _bad_box(text)
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise _bad_box(text)
    return Box(west, south, east, north)


def span(text: str) -> Span:
    """The time in `text`: an instant, a day, or two of them with `/` between; `..` or nothing is an open end.

    A day is the whole day in Western Indonesian Time.

    >>> span("../..")
    Span(first=None, last=None)
    """
    parts = text.split("/")
    if len(parts) > 2 or (len(parts) == 1 and parts[0] in ("", "..")):
        raise _bad_span(text)
    first = _edge(parts[0], text, end=False)
    last = _edge(parts[-1], text, end=True)
    if first is not None and last is not None and first > last:
        raise _bad_span(text)
    return Span(first, last)


def limit(text: str) -> int:
    """How many features; more than MOST asks for MOST."""
    if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) < 1:
        raise BadValue("limit", text, f"a whole number from 1 to {MOST}")
    return min(int(text), MOST)


def _properties(view: View, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part for part in text.split(",") if part))
    for name in names:
        if view.field(name) is None:
            raise UnknownName("property", name, [f.name for f in view.fields])
    return names


def _coordinate(text: str) -> float:
    return number("bbox", text.strip(), "four numbers: west,south,east,north in degrees")


def _edge(part: str, text: str, *, end: bool) -> datetime | None:
    if part in ("", ".."):
        return None
    try:
        if DAY.fullmatch(part):
            start = datetime.combine(day("datetime", part), time(), _WIB)
            return start + timedelta(days=1, microseconds=-1) if end else start
        return instant("datetime", part)
    except (BadValue, OverflowError):
        raise _bad_span(text) from None


def _bad_box(text: str) -> BadValue:
    return BadValue("bbox", text, "four numbers: west,south,east,north in degrees")


def _bad_span(text: str) -> BadValue:
    return BadValue("datetime", text, "a time or day, or two of them as first/last, where .. is an open end")
