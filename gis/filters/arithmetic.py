"""Arithmetic in SQL that raises nothing: what has no result, such as a division by zero, is unknown (null).

A result that no number can hold is refused by the database and told as a value that does not fit. Each
operand is written once, so that formulas inside formulas stay as long as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa

from gis.filters.expression import Operation
from gis.filters.kinds import Type

Column = sa.ColumnElement[Any]


def calculated(wanted: Operation, arguments: list[Column]) -> Column:
    """An arithmetic operation on its arguments, as the type it was found to have."""
    left, right = arguments
    return SIGNS[wanted.op](left, right, wanted.type)


def _infix(sign: str) -> Callable[[Column, Column, Type], Column]:
    def joined(left: Column, right: Column, kind: Type) -> Column:
        return left.op(sign, return_type=_type(kind))(right)

    return joined


def _type(kind: Type) -> sa.types.TypeEngine[Any]:
    return sa.BigInteger() if kind is Type.INTEGER else sa.Double()


def _double(given: Column) -> Column:
    return sa.cast(given, sa.Double())


def _not_zero(given: Column) -> Column:
    return sa.func.nullif(given, sa.literal_column("0"), type_=given.type)


def _quotient(left: Column, right: Column, _: Type) -> Column:
    return _double(left).op("/", return_type=sa.Double())(_not_zero(_double(right)))


def _whole_quotient(left: Column, right: Column, kind: Type) -> Column:
    # Between whole numbers, PostgreSQL's division drops the rest by itself.
    if kind is Type.INTEGER:
        return left.op("/", return_type=sa.BigInteger())(_not_zero(right))
    return sa.func.trunc(_quotient(left, right, kind), type_=sa.Double())


def _rest(left: Column, right: Column, kind: Type) -> Column:
    if kind is Type.INTEGER:
        return left.op("%", return_type=sa.BigInteger())(_not_zero(right))
    # PostgreSQL has no rest of doubles.
    dividend, divisor = _named(left, right)
    times: Column = sa.func.trunc(dividend / _not_zero(divisor), type_=sa.Double())
    return _selected(dividend - divisor * times)


def _power(left: Column, right: Column, _: Type) -> Column:
    """`left ^ right`; null for zero to a negative power and for roots of negative numbers."""
    base, power = _named(left, right)
    root = power != sa.func.trunc(power, type_=sa.Double())
    nothing = sa.or_(sa.and_(base == 0, power < 0), sa.and_(base < 0, root))
    return _selected(sa.case((nothing, sa.null()), else_=sa.func.power(base, power, type_=sa.Double())))


def _named(left: Column, right: Column) -> tuple[Column, Column]:
    """Two operands as doubles, under names by which a formula can speak of them more than once."""
    named = sa.select(_double(left).label("one"), _double(right).label("two"))
    # OFFSET keeps the planner from writing them out again.
    given = named.offset(sa.literal_column("0")).correlate_except().lateral()
    return given.c.one, given.c.two


def _selected(formula: Column) -> Column:
    return sa.select(sa.type_coerce(formula, sa.Double())).scalar_subquery()


SIGNS: Final[Mapping[str, Callable[[Column, Column, Type], Column]]] = MappingProxyType(
    {
        "+": _infix("+"),
        "-": _infix("-"),
        "*": _infix("*"),
        "/": _quotient,
        "div": _whole_quotient,
        "%": _rest,
        "^": _power,
    }
)
"""How each sign is asked for."""
