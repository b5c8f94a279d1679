"""The text of a question -> a `Question`: what a caller writes behind the `?`, checked word by word.

    bbox=110.6,-6.7,110.8,-6.5    datetime=2026-01-01/..    limit=50    properties=nama,jenis
    skipGeometry=true             after=<token of a next link>           <field>=<value>

A field that is hidden from the audience is answered exactly like one that does not exist.
Errors: `UnknownName` with the names that are allowed, `BadValue` with what would fit.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gis.errors import BadValue, UnknownName
from gis.layer import Field, Kind
from gis.privacy import View
from gis.validity import ZONE

DEFAULT_LIMIT: Final = 100
MOST: Final = 10_000
"""The largest page. A larger limit is no error and gets this many (OGC API Features, fc-limit-response)."""

PARAMETERS: Final = ("bbox", "datetime", "limit", "properties", "skipGeometry", "after")
"""What may be asked of every collection, besides its own fields."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_BIGINT: Final = 2**63

_WIB: Final = ZoneInfo(ZONE)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees; where `west` is greater than `east` it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `first` to `last`, both included; None is open."""

    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Equal:
    """A field has this value; a list field has it among its values."""

    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a layer. The default asks for the first page of everything the audience may see."""

    box: Box | None = None
    span: Span | None = None
    equal: tuple[Equal, ...] = ()
    properties: tuple[str, ...] | None = None
    geometry: bool = True
    limit: int = DEFAULT_LIMIT
    after: object | None = field(default=None)


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
        geometry=not _flag("skipGeometry", given.get("skipGeometry", "false")),
        limit=limit(given["limit"]) if "limit" in given else DEFAULT_LIMIT,
        after=key_after(view, given["after"]) if "after" in given else None,
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


def value(f: Field, text: str) -> object:
    """The value that `text` gives for a field. Errors: `BadValue` where the field cannot hold it."""
    if "\x00" in text:
        raise BadValue(f.name, "(given)", "text without control characters")
    if f.kind is Kind.INTEGER:
        return _integer(f, text)
    if f.kind is Kind.NUMBER:
        return _number(f.name, text)
    if f.kind is Kind.BOOLEAN:
        return _flag(f.name, text)
    if f.kind is Kind.DATE:
        return _date(f.name, text)
    if f.kind is Kind.TIME:
        return _instant(f.name, text)
    return text


def token(key: object) -> str:
    """The opaque text that stands for "after the row with this key" in a next link."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def key_after(view: View, text: str) -> object:
    """The key in a token. Errors: `BadValue` for any text that is no token of this layer."""
    refused = BadValue("after", text, "the text that a link with rel=next carries")
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        raise refused from None
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise refused
    return value(view.layer.key_field, str(found))


def _properties(view: View, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part for part in text.split(",") if part))
    for name in names:
        if view.field(name) is None:
            raise UnknownName("property", name, [f.name for f in view.fields])
    return names


def _coordinate(text: str) -> float:
    return _number("bbox", text.strip(), "four numbers: west,south,east,north in degrees")


def _number(name: str, text: str, expected: str = "a number") -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise BadValue(name, text, expected)
    return float(text)


def _integer(f: Field, text: str) -> int:
    if not _INTEGER.fullmatch(text) or not -_BIGINT <= int(text) < _BIGINT:
        raise BadValue(f.name, text, "a whole number")
    return int(text)


def _flag(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise BadValue(name, text, "true or false")
    return text == "true"


def _date(name: str, text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadValue(name, text, "a day such as 2026-05-31")


def _instant(name: str, text: str) -> datetime:
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    raise BadValue(name, text, "a time with its offset, such as 2026-05-31T08:00:00+07:00")


def _edge(part: str, text: str, *, end: bool) -> datetime | None:
    if part in ("", ".."):
        return None
    try:
        if _DATE.fullmatch(part):
            start = datetime.combine(_date("datetime", part), time(), _WIB)
            return start + timedelta(days=1, microseconds=-1) if end else start
        return _instant("datetime", part)
    except (BadValue, OverflowError):
        raise _bad_span(text) from None


def _bad_box(text: str) -> BadValue:
    return BadValue("bbox", text, "four numbers: west,south,east,north in degrees")


def _bad_span(text: str) -> BadValue:
    return BadValue("datetime", text, "a time or day, or two of them as first/last, where .. is an open end")
