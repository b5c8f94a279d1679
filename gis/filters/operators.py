"""What CQL2's operators and our functions can be done to, and what comes of it.

`OPERATORS` maps the name of each operator in CQL2 JSON to its check: arguments in, `Operation` out.
Errors: `BadValue` where an argument is of the wrong type, `BadRequest` where there are too many or too few,
`UnknownName` for an operator or function that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from gis.errors import BadRequest, BadValue, UnknownName
from gis.filters import reach
from gis.filters.expression import Drawn, Expression, Interval, Items, Operation, Place, Property, Value
from gis.filters.functions import FUNCTIONS
from gis.filters.kinds import (
    BOOLEANS,
    FAMILIES,
    GEOMETRIES,
    LISTS,
    NUMBERS,
    ORDERED,
    SCALARS,
    TEMPORAL,
    TEXTS,
    Type,
    told,
)
from gis.filters.limits import LIMITS, PATTERN, exceeded
from gis.language import Words

Arguments = tuple[Expression, ...]
Check = Callable[[str, Arguments], Operation]

EQUALITIES: Final = ("=", "<>")
ORDERS: Final = ("<", "<=", ">", ">=")
SPATIAL: Final = tuple(
    f"s_{name}"
    for name in ("contains", "crosses", "disjoint", "equals", "intersects", "overlaps", "touches", "within")
)
TEMPORAL_NAMES: Final = tuple(
    f"t_{name}"
    for name in (
        *("after", "before", "contains", "disjoint", "during", "equals", "finishedBy", "finishes"),
        *("intersects", "meets", "metBy", "overlappedBy", "overlaps", "startedBy", "starts"),
    )
)
ARRAYS: Final = ("a_containedBy", "a_contains", "a_equals", "a_overlaps")
WHOLE: Final = ("+", "-", "*", "%", "div")
"""Arithmetic that leaves whole numbers whole."""

_FOLDINGS: Final = ("casei", "accenti")

_HINTS: Final[Mapping[Type, str]] = MappingProxyType(
    {Type.LIST: "A_CONTAINS", Type.GEOMETRY: "S_INTERSECTS", Type.INTERVAL: "T_INTERSECTS"}
)
"""What to use for types that have no order and no plain equality."""


def shown(given: Expression) -> str:
    """An expression as a message names it."""
    match given:
        case Property(field):
            return field.name
        case Place():
            return "geometry"
        case Value(text) | Drawn(shape=text) | Operation(op=text):
            return str(text)
        case Interval():
            return "INTERVAL"
        case Items():
            return "(…)"


def expect(name: str, given: Expression, types: frozenset[Type]) -> None:
    """Raises `BadValue` unless an argument of `name` has one of these types."""
    if given.type not in types:
        raise BadValue(name, shown(given), told(types))


def _counted(op: str, arguments: Arguments, least: int, most: int | None = None) -> None:
    if least <= len(arguments) <= (least if most is None else most):
        return
    wanted = str(least) if most is None else f"≥ {least}"
    raise BadRequest(
        Words(
            f"{op}: ada {len(arguments)} argumen, seharusnya {wanted}.",
            f"{op}: {len(arguments)} arguments were given, {wanted} are needed.",
        )
    )


def _each(op: str, arguments: Arguments, types: frozenset[Type]) -> None:
    for each in arguments:
        expect(op, each, types)


def _alike(arguments: Arguments, op: str, types: frozenset[Type]) -> None:
    """All are of types that can be compared with each other."""
    # The field is what says which values fit; a literal is what does not fit.
    first = next((each for each in arguments if isinstance(each, Property)), arguments[0])
    if first.type in _HINTS:
        raise _not_comparable(op, first)
    expect(op, first, types)
    family = next(family for family in FAMILIES if first.type in family)
    for each in arguments:
        expect(shown(first), each, family)


def _not_comparable(op: str, given: Expression) -> BadRequest:
    instead = _HINTS[given.type]
    return BadRequest(
        Words(
            f"{op}: '{shown(given)}' tidak dapat dibandingkan dengan cara itu. Gunakan {instead}.",
            f"{op}: '{shown(given)}' cannot be compared like that. Use {instead}.",
        )
    )


def _logical(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2, LIMITS.members)
    _each(op, arguments, BOOLEANS)
    return Operation(op, arguments, Type.BOOLEAN)


def _negation(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 1)
    _each(op, arguments, BOOLEANS)
    return Operation(op, arguments, Type.BOOLEAN)


def _comparison(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    _alike(arguments, op, SCALARS if op in EQUALITIES else ORDERED)
    return Operation(op, arguments, Type.BOOLEAN)


def _like(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    _each(op, arguments, TEXTS)
    _check_pattern(arguments[1])
    return Operation(op, arguments, Type.BOOLEAN)


def _check_pattern(pattern: Expression) -> None:
    """A pattern is written out, perhaps in CASEI and ACCENTI (CQL2, rule patternExpression)."""
    while isinstance(pattern, Operation) and pattern.op in _FOLDINGS:
        pattern = pattern.args[0]
    if not isinstance(pattern, Value):
        raise BadValue("LIKE", shown(pattern), Words("pola seperti 'Kar%'", "a pattern such as 'Kar%'"))
    text = str(pattern.value)
    if len(text) > LIMITS.pattern:
        raise exceeded(LIMITS.pattern, PATTERN)
    if (len(text) - len(text.rstrip("\\"))) % 2:
        raise BadValue(
            "LIKE", text, Words("pola yang tidak berakhir dengan \\", "a pattern that does not end with \\")
        )


def _between(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 3)
    _alike(arguments, op, ORDERED)
    return Operation(op, arguments, Type.BOOLEAN)


def _in(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    wanted, among = arguments
    expect(op, among, LISTS)
    if not isinstance(among, Items) or not among.items:
        raise BadValue(op, shown(among), Words("daftar nilai", "a list of values"))
    _alike((wanted, *among.items), op, SCALARS)
    return Operation(op, arguments, Type.BOOLEAN)


def _missing(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 1)
    _each(op, arguments, frozenset(Type) - {Type.INTERVAL})
    return Operation(op, arguments, Type.BOOLEAN)


def _folding(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 1)
    _each(op, arguments, TEXTS)
    inner = arguments[0]
    # Folded once is folded.
    if isinstance(inner, Operation) and op in _folds(inner):
        return inner
    return Operation(op, arguments, Type.TEXT)


def _folds(given: Expression) -> Iterator[str]:
    """The foldings that stand directly inside each other here."""
    while isinstance(given, Operation) and given.op in _FOLDINGS:
        yield given.op
        given = given.args[0]


def _spatial(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    _each(op, arguments, GEOMETRIES)
    return Operation(op, arguments, Type.BOOLEAN)


def _temporal(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    _each(op, arguments, TEMPORAL)
    return Operation(op, arguments, Type.BOOLEAN)


def _array(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    # In text, a list of one member looks like a member in parentheses: A_CONTAINS(hama, ('ulat')).
    lists = tuple(Items((each,)) if each.type is Type.TEXT else each for each in arguments)
    _each(op, lists, LISTS)
    for each in lists:
        _each(op, each.items if isinstance(each, Items) else (), TEXTS)
    return Operation(op, lists, Type.BOOLEAN)


def _arithmetic(op: str, arguments: Arguments) -> Operation:
    _counted(op, arguments, 2)
    _each(op, arguments, NUMBERS)
    whole = op in WHOLE and all(each.type is Type.INTEGER for each in arguments)
    return Operation(op, arguments, Type.INTEGER if whole else Type.NUMBER)


def functioned(op: str, arguments: Arguments) -> Operation:
    """One of our own functions. Errors: `UnknownName` with all of them."""
    found = FUNCTIONS.get(op)
    if found is None:
        raise UnknownName("function", op, [*FUNCTIONS, *OPERATORS])
    _counted(op, arguments, len(found.arguments))
    for each, argument in zip(arguments, found.arguments, strict=True):
        expect(op, each, argument.types)
        if found.measured and isinstance(each, Drawn):
            reach.check(op, each)
    return Operation(op, arguments, found.returns)


def _table() -> dict[str, Check]:
    checks: dict[Check, tuple[str, ...]] = {
        _logical: ("and", "or"),
        _negation: ("not",),
        _comparison: (*EQUALITIES, *ORDERS),
        _like: ("like",),
        _between: ("between",),
        _in: ("in",),
        _missing: ("isNull",),
        _folding: _FOLDINGS,
        _spatial: SPATIAL,
        _temporal: TEMPORAL_NAMES,
        _array: ARRAYS,
        _arithmetic: (*WHOLE, "/", "^"),
    }
    return {name: check for check, names in checks.items() for name in names}


OPERATORS: Final[Mapping[str, Check]] = MappingProxyType(_table())
"""The check of each of CQL2's own operators."""
