"""The tree of a filter -> an `Expression`: every name exists, every value fits where it stands.

Nothing of a filter reaches the database before this. A hidden field is answered exactly like one that does
not exist. Trees come here within the limits of depth, so recursion is safe.

Errors: `UnknownName`, `BadValue`, `BadRequest`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from gis import literals
from gis.crs import Crs
from gis.errors import BadRequest, BadValue, UnknownName, brief
from gis.filters import geometries, moments
from gis.filters.expression import Expression, Interval, Items, Operation, Place, Property, Value
from gis.filters.kinds import BOOLEANS, INSTANTS, Type
from gis.filters.limits import FORMULA, FORMULAS, LIMITS, exceeded
from gis.filters.operators import OPERATORS, expect, functioned
from gis.filters.tree import Tree
from gis.language import Words
from gis.privacy import View

PLACE: Final = "geometry"
"""What queryables call the row's own geometry."""

_LOGICAL: Final = ("and", "or", "not")

_WHOLE: Final = Words("bilangan dari -2^63 sampai 2^63-1", "a number from -2^63 to 2^63-1")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a filter can speak of: a layer as an audience sees it, and the system of its coordinates."""

    view: View
    system: Crs


def checked(scope: Scope, tree: Tree) -> Expression:
    """A whole filter: a condition that is true or false."""
    found = _expression(scope, tree)
    expect("filter", found, BOOLEANS)
    _hold(found)
    return found


def _hold(whole: Expression) -> None:
    """Raises `BadRequest` where there are too many formulas, or too many inside each other."""
    waiting: list[tuple[Expression, int]] = [(whole, 0)]
    formulas = 0
    while waiting:
        found, depth = waiting.pop()
        if isinstance(found, Operation):
            depth += found.op not in _LOGICAL
            formulas += found.type is not Type.BOOLEAN
        waiting += [(each, depth) for each in _inside(found)]
        if depth > LIMITS.formula:
            raise exceeded(LIMITS.formula, FORMULA)
        if formulas > LIMITS.formulas:
            raise exceeded(LIMITS.formulas, FORMULAS)


def _inside(found: Expression) -> tuple[Expression, ...]:
    if isinstance(found, Operation):
        return found.args
    return found.items if isinstance(found, Items) else ()


def _expression(scope: Scope, tree: Tree) -> Expression:
    if isinstance(tree, dict):
        return _object(scope, tree)
    if isinstance(tree, list):
        return Items(tuple(_expression(scope, each) for each in tree))
    return _scalar(tree)


def _scalar(given: Tree) -> Value:
    if isinstance(given, bool):
        return Value(given, Type.BOOLEAN)
    if isinstance(given, int):
        return _integer(given)
    if isinstance(given, float):
        return _number(given)
    if isinstance(given, str):
        return _text(given)
    raise BadRequest(
        Words(
            "filter: null tidak dapat dibandingkan. Gunakan isNull (IS NULL).",
            "filter: null cannot be compared. Use isNull (IS NULL).",
        )
    )


def _integer(given: int) -> Value:
    if not literals.is_bigint(given):
        raise BadValue("filter", given, _WHOLE)
    return Value(given, Type.INTEGER)


def _number(given: float) -> Value:
    if not math.isfinite(given):
        raise BadValue("filter", given, Words("bilangan yang lebih kecil", "a smaller number"))
    return Value(given, Type.NUMBER)


def _text(given: str) -> Value:
    if not literals.is_storable(given):
        raise BadValue(
            "filter", "(given)", Words("teks tanpa karakter kendali", "text without control characters")
        )
    return Value(given, Type.TEXT)


def _object(scope: Scope, tree: dict[str, Tree]) -> Expression:
    if "op" in tree:
        return _operation(scope, tree)
    if "property" in tree:
        return _property(scope, tree["property"])
    if "coordinates" in tree or "geometries" in tree:
        return geometries.drawn(tree, scope.system)
    if "bbox" in tree:
        return geometries.box(tree["bbox"], scope.system)
    return _temporal(scope, tree)


def _temporal(scope: Scope, tree: dict[str, Tree]) -> Expression:
    if "date" in tree:
        return moments.day(tree["date"])
    if "timestamp" in tree:
        return moments.instant(tree["timestamp"])
    if "interval" in tree:
        return _interval(scope, tree["interval"])
    known = ("op", "property", "date", "timestamp", "interval", "bbox", "coordinates", "geometries")
    raise UnknownName("member", next(iter(tree), ""), known)


def _property(scope: Scope, name: Tree) -> Expression:
    if name == PLACE:
        return Place()
    found = scope.view.field(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownName(
            "property", str(name), [*(f.name for f in scope.view.fields), PLACE], _quoted(brief(str(name)))
        )
    return Property(found)


def _quoted(name: str) -> Words:
    # `jenis = banjir` is what a person writes first.
    return Words(
        f"Bila teks yang dimaksud, tulis di dalam tanda petik tunggal: '{name}'.",
        f"If a text is meant, write it in single quotes: '{name}'.",
    )


def _interval(scope: Scope, ends: Tree) -> Interval:
    if not isinstance(ends, list) or len(ends) != 2:
        raise BadValue(
            "INTERVAL", ends, Words("dua batas: awal dan akhir", "two ends: the first and the last")
        )
    first, last = (_end(scope, end) for end in ends)
    if _reversed(first, last):
        raise BadValue("INTERVAL", ends, Words("awal yang mendahului akhir", "the first before the last"))
    return Interval(first, last)


def _end(scope: Scope, end: Tree) -> Expression | None:
    if isinstance(end, str):
        return moments.bound(end)
    found = _expression(scope, end)
    expect("INTERVAL", found, INSTANTS)
    return found


def _reversed(first: Expression | None, last: Expression | None) -> bool:
    # An end that is a field is the row's own business; a day and an instant are compared in the database.
    if not (isinstance(first, Value) and isinstance(last, Value) and first.type is last.type):
        return False
    return bool(first.value > last.value)  # type: ignore[operator]


def _operation(scope: Scope, tree: dict[str, Tree]) -> Operation:
    op, given = tree["op"], tree.get("args", [])
    if not isinstance(op, str) or not isinstance(given, list):
        raise BadValue(
            "op", op, Words("nama operator dan daftar args", "an operator's name and a list of args")
        )
    arguments = tuple(_expression(scope, each) for each in given)
    check = OPERATORS.get(op)
    return check(op, arguments) if check else functioned(op, arguments)
