"""Filters three times over: as CQL2 text, as CQL2 JSON, and as what they mean.

Truth has three values, as OGC 21-065r2 has it: a comparison with null is null, and only what is true is in
the answer (/req/basic-cql2/binary-comparison-predicate C).
"""

from __future__ import annotations

import json
import math
import operator
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from tests.reckoning.holdings import Row

Truth = bool | None
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
RECKON: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda a, b: a / b,
    "div": lambda a, b: int(a / b),
    "%": math.fmod,
    "^": lambda a, b: float(a) ** b,
}


@dataclass(frozen=True)
class Term:
    """What has a value: a property, a literal, what is worked out of them."""

    text: str
    json: Any
    value: Callable[[Row], Any]


@dataclass(frozen=True)
class Formula:
    """What is true, false or null of a row."""

    text: str
    json: Any
    truth: Callable[[Row], Truth]

    def encoded(self) -> str:
        """The JSON encoding as it is sent."""
        return json.dumps(self.json)


# Terms


def field(name: str) -> Term:
    """A property by its name."""
    return Term(name, {"property": name}, lambda row: row.values[name])


PLACE = Term("geometry", {"property": "geometry"}, lambda row: row.shape)


def literal(value: Any) -> Term:
    """A text, a number, a truth, a day or an instant."""
    return Term(*_written(value), lambda _: value)


def _written(value: Any) -> tuple[str, Any]:
    match value:
        case bool():
            return str(value).upper(), value
        case int() | float():
            return repr(value), value
        case datetime():
            said = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
            return f"TIMESTAMP('{said}')", {"timestamp": said}
        case date():
            return f"DATE('{value}')", {"date": str(value)}
        case _:
            return "'" + value.replace("'", "''") + "'", value


def array(values: Sequence[str]) -> Term:
    """A set of texts."""
    written = [_written(value) for value in values]
    text = "(" + ",".join(text for text, _ in written) + ")"
    return Term(text, [said for _, said in written], lambda _: frozenset(values))


def shape(geometry: BaseGeometry, meant: BaseGeometry | None = None) -> Term:
    """A geometry; `meant` is what it is in degrees where it is written in another system."""
    # Sixteen digits: what is written is what is meant.
    text = shapely.to_wkt(geometry, rounding_precision=-1)
    return Term(text, shapely.geometry.mapping(geometry), lambda _: meant or geometry)


def reckoned(sign: str, one: Term, other: Term) -> Term:
    """Arithmetic, in brackets."""

    def value(row: Row) -> Any:
        pair = one.value(row), other.value(row)
        return None if None in pair else RECKON[sign](*pair)

    return Term(f"({one.text} {sign} {other.text})", _op(sign, one, other), value)


def folded(word: str, term: Term) -> Term:
    """CASEI or ACCENTI of a text."""
    fold = {"casei": str.casefold, "accenti": without_accents}[word]

    def value(row: Row) -> Any:
        said = term.value(row)
        return None if said is None else fold(said)

    return Term(f"{word.upper()}({term.text})", _op(word, term), value)


def without_accents(text: str) -> str:
    """A text without its marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def called(name: str, meaning: Callable[..., Any], *terms: Term) -> Term:
    """A function of the service; of null it is null."""

    def value(row: Row) -> Any:
        given = [term.value(row) for term in terms]
        return None if any(each is None for each in given) else meaning(*given)

    return Term(f"{name}({', '.join(term.text for term in terms)})", _op(name, *terms), value)


# Comparisons


def compared(sign: str, one: Term, other: Term) -> Formula:
    """A comparison of two terms of one type."""
    return _predicate(f"{one.text} {sign} {other.text}", sign, COMPARE[sign], one, other)


def like(term: Term, pattern: Term) -> Formula:
    """LIKE: `%` is any text, `_` any letter, `\\` takes a sign as it is."""
    return _predicate(f"{term.text} LIKE {pattern.text}", "like", _is_like, term, pattern)


def _is_like(text: str, pattern: str) -> bool:
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    wild = {"%": ".*", "_": "."}
    return bool(re.fullmatch("".join(wild.get(p, re.escape(p[-1])) for p in parts), text, re.DOTALL))


def between(term: Term, low: Term, high: Term) -> Formula:
    """BETWEEN, both ends included."""
    text = f"{term.text} BETWEEN {low.text} AND {high.text}"
    return _predicate(text, "between", lambda value, a, b: a <= value <= b, term, low, high)


def among(term: Term, others: Sequence[Term]) -> Formula:
    """IN a list."""

    def truth(row: Row) -> Truth:
        value, listed = term.value(row), [other.value(row) for other in others]
        return None if value is None else value in listed or (None if None in listed else False)

    text = f"{term.text} IN ({', '.join(other.text for other in others)})"
    return Formula(text, {"op": "in", "args": [term.json, [other.json for other in others]]}, truth)


def is_null(term: Term) -> Formula:
    """IS NULL, which is never null itself."""
    return Formula(f"{term.text} IS NULL", _op("isNull", term), lambda row: term.value(row) is None)


def is_true(term: Term) -> Formula:
    """A truth by itself."""
    return compared("=", term, literal(True))


def spatial(word: str, one: Term, other: Term) -> Formula:
    """A relation of two geometries, in the plane of degrees."""
    relation = getattr(shapely, word.removeprefix("s_"))
    text = f"{word.upper()}({one.text}, {other.text})"
    return _predicate(text, word, lambda a, b: bool(relation(a, b)), one, other)


def arrays(word: str, one: Term, other: Term) -> Formula:
    """A relation of two lists, taken as sets (/req/array-functions/array-predicates B)."""
    relation: dict[str, Callable[[Any, Any], bool]] = {
        "a_equals": operator.eq,
        "a_contains": operator.ge,
        "a_containedBy": operator.le,
        "a_overlaps": lambda a, b: bool(a & b),
    }
    return _predicate(f"{word.upper()}({one.text}, {other.text})", word, relation[word], one, other)


# Logic, of three values


def negated(one: Formula) -> Formula:
    """NOT."""

    def truth(row: Row) -> Truth:
        value = one.truth(row)
        return None if value is None else not value

    return Formula(f"NOT ({one.text})", _op("not", one), truth)


def joined(word: str, *formulas: Formula) -> Formula:
    """AND or OR: false or true decides, else null stays."""
    decides = word == "or"

    def truth(row: Row) -> Truth:
        values = [each.truth(row) for each in formulas]
        return decides if decides in values else None if None in values else not decides

    text = f" {word.upper()} ".join(f"({each.text})" for each in formulas)
    return Formula(text, _op(word, *formulas), truth)


def _op(word: str, *args: Term | Formula) -> dict[str, Any]:
    return {"op": word, "args": [each.json for each in args]}


def _predicate(text: str, word: str, meaning: Callable[..., bool], *terms: Term) -> Formula:
    def truth(row: Row) -> Truth:
        values = [term.value(row) for term in terms]
        return None if any(value is None for value in values) else meaning(*values)

    return Formula(text, _op(word, *terms), truth)
