"""What a filter in CQL2 JSON says of a row, found in Python from the standard's words, without the database.

The answer is True, False or None: unknown.
"""

from __future__ import annotations

import datetime as dt
import math
import operator
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np
import pyproj
import shapely

from tests.db.things import WIB

Row = dict[str, Any]

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BARRED = str.maketrans("øØłŁđĐħĦ", "oOlLdDhH")
_TO_METRES = pyproj.Transformer.from_crs(4326, 32749, always_xy=True).transform


def judged(tree: Any, row: Row) -> Any:
    """The value of an expression for a row."""
    if isinstance(tree, list):
        return [judged(each, row) for each in tree]
    if isinstance(tree, dict):
        return _member(tree, row)
    return tree


def _member(tree: dict[str, Any], row: Row) -> Any:
    makers = {
        "op": lambda name: _operation(name, tree["args"], row),
        "property": lambda name: row["geom" if name == "geometry" else name],
        "date": dt.date.fromisoformat,
        "timestamp": dt.datetime.fromisoformat,
        "bbox": _box,
        "interval": lambda ends: tuple(_end(each, row) for each in ends),
        "type": lambda _: shapely.geometry.shape(tree),
    }
    return next(make(tree[name]) for name, make in makers.items() if name in tree)


def _box(sides: list[float]) -> shapely.Geometry:
    west, south, east, north = sides
    return (
        shapely.box(*sides) if west < east and south < north else shapely.LineString([sides[:2], sides[2:]])
    )


def _end(given: Any, row: Row) -> Any:
    if given == "..":
        return ".."
    if isinstance(given, str):
        return dt.datetime.fromisoformat(given) if "T" in given else dt.date.fromisoformat(given)
    return judged(given, row)


def _operation(op: str, args: list[Any], row: Row) -> Any:
    if op in ("and", "or"):
        return _logical(op, [judged(each, row) for each in args])
    if op == "isNull":
        return judged(args[0], row) is None
    if op == "between":
        parts = [{"op": ">=", "args": args[:2]}, {"op": "<=", "args": [args[0], args[2]]}]
        return _logical("and", [judged(each, row) for each in parts])
    if op == "in":
        return _logical("or", [judged({"op": "=", "args": [args[0], each]}, row) for each in args[1]])
    given = [judged(each, row) for each in args]
    if op.startswith("t_"):
        return _temporal(op, *given)
    return None if None in given else _strict(op, given)


def _logical(op: str, found: list[bool | None]) -> bool | None:
    decisive = op == "or"
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _strict(op: str, given: list[Any]) -> Any:
    """Operations that are unknown when anything they are given is."""
    family = next((found for start, found in _FAMILIES.items() if op.startswith(start)), None)
    if family:
        return family(op, *given)
    if op in _COMPARED:
        return compared(op, *given)
    if op in _FUNCTIONS:
        return _FUNCTIONS[op](*given)
    return _arithmetic(op, *given)


def compared(op: str, one: Any, two: Any) -> bool:
    """Days and instants are compared as days."""
    if type(one) is not type(two) and isinstance(one, dt.date):
        one, two = _day(one), _day(two)
    return _COMPARED[op](one, two)


def _day(moment: Any) -> dt.date:
    return moment.astimezone(WIB).date() if isinstance(moment, dt.datetime) else moment


def _matches(text: str, pattern: str) -> bool:
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    wild = {"%": ".*", "_": "."}
    written = "".join(wild.get(part) or re.escape(part[-1]) for part in parts)
    return re.fullmatch(written, text, re.DOTALL) is not None


def _sets(op: str, one: set[str], two: set[str]) -> bool:
    return {
        "a_equals": one == two,
        "a_contains": one >= two,
        "a_containedBy": one <= two,
        "a_overlaps": bool(one & two),
    }[op]


def _arithmetic(op: str, one: float, two: float) -> float | None:
    if op in ("/", "div", "%") and two == 0:
        return None
    return _CALCULATED[op](one, two)


def _times(one: float, two: float) -> float:
    """How often one holds the other, whole; towards zero."""
    if isinstance(one, int) and isinstance(two, int):
        return abs(one) // abs(two) * (1 if (one < 0) == (two < 0) else -1)
    return float(math.trunc(one / two))


def _power(base: float, exponent: float) -> float | None:
    if (base == 0 and exponent < 0) or (base < 0 and exponent != math.trunc(exponent)):
        return None
    return math.pow(base, exponent)


_CALCULATED: dict[str, Callable[[float, float], float | None]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "div": _times,
    "%": lambda one, two: one - two * _times(one, two),
    "^": lambda one, two: _power(float(one), float(two)),
}


def _accentless(text: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFD", text) if not "\u0300" <= each <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_BARRED)


def _metres(place: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(place, lambda points: np.column_stack(_TO_METRES(*points.T)))


_FAMILIES: dict[str, Callable[..., bool]] = {
    "s_": lambda op, one, two: bool(getattr(shapely, op.removeprefix("s_"))(one, two)),
    "a_": lambda op, one, two: _sets(op, set(one), set(two)),
}

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "not": operator.not_,
    "like": _matches,
    "casei": str.casefold,
    "accenti": _accentless,
    "lower": str.lower,
    "upper": str.upper,
    "trim": lambda text: text.strip(" "),
    "length": len,
    "abs": abs,
    "floor": lambda number: float(math.floor(number)),
    "ceil": lambda number: float(math.ceil(number)),
    "year": lambda moment: _day(moment).year,
    "month": lambda moment: _day(moment).month,
    "day": lambda moment: _day(moment).day,
    "distance_m": lambda one, two: _metres(one).distance(_metres(two)),
    "area_m2": lambda place: _metres(place).area,
    "length_m": lambda place: _metres(place).length,
}


def _temporal(op: str, one: Any, two: Any) -> bool | None:
    """The relation of two intervals, which an instant is one of, by the ends of both."""
    if op == "t_disjoint":
        found = _temporal("t_intersects", one, two)
        return None if found is None else not found
    (a, b), (c, d) = (each if isinstance(each, tuple) else (each, each) for each in (one, two))
    ends = {"a": (a, -1), "b": (b, 1), "c": (c, -1), "d": (d, 1)}
    return _logical(
        "and", [_ends(ends[left], sign, ends[right]) for left, sign, right in map(str.split, _RELATIONS[op])]
    )


def _ends(one: tuple[Any, int], sign: str, two: tuple[Any, int]) -> bool | None:
    if one[0] is None or two[0] is None:
        return None
    if ".." in (one[0], two[0]):
        far = [end[1] if end[0] == ".." else 0 for end in (one, two)]
        return _COMPARED[sign](*far)
    return compared(sign, one[0], two[0])


_RELATIONS = {
    "t_after": ["a > d"],
    "t_before": ["b < c"],
    "t_contains": ["a < c", "b > d"],
    "t_during": ["a > c", "b < d"],
    "t_equals": ["a = c", "b = d"],
    "t_finishedBy": ["a < c", "b = d"],
    "t_finishes": ["a > c", "b = d"],
    "t_intersects": ["a <= d", "b >= c"],
    "t_meets": ["b = c"],
    "t_metBy": ["a = d"],
    "t_overlappedBy": ["a > c", "a < d", "b > d"],
    "t_overlaps": ["a < c", "b > c", "b < d"],
    "t_startedBy": ["a = c", "b > d"],
    "t_starts": ["a = c", "b < d"],
}
