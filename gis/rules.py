"""A field's and a layer's rules as conditions the database holds for every row, whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from gis.layer import Field, Kind, Layer, OnlyWhen, Order


@dataclass(frozen=True, eq=False)
class Rule:
    """One condition on a row: the constraint's name, the field it speaks of, and what must hold."""

    name: str
    field: str
    condition: sa.ColumnElement[bool]


def rules(layer: Layer, columns: sa.ColumnCollection[str, Any]) -> tuple[Rule, ...]:
    """The conditions on a row of this layer. Null passes each: what must be there is NOT NULL."""
    found = [rule for f in layer.fields for rule in _of_field(f, columns[f.name])]
    return (*found, *_of_layer(layer, columns))


def _of_field(f: Field, column: sa.Column[Any]) -> Iterator[Rule]:
    if f.choices and not f.open:
        yield Rule(f"rule_{f.name}_choices", f.name, _listed(f, column))
    if f.least is not None:
        yield Rule(f"rule_{f.name}_least", f.name, column >= _number(f, f.least))
    if f.most is not None:
        yield Rule(f"rule_{f.name}_most", f.name, column <= _number(f, f.most))
    if f.above is not None:
        yield Rule(f"rule_{f.name}_above", f.name, column > _number(f, f.above))
    if f.kind is Kind.NUMBER:
        yield Rule(f"rule_{f.name}_finite", f.name, _finite(column))
    if f.pattern:
        yield Rule(f"rule_{f.name}_pattern", f.name, column.regexp_match(f"^(?:{f.pattern})$"))


def _listed(f: Field, column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    values = [choice.value for choice in f.choices]
    if f.kind is Kind.LIST:
        return column.op("<@")(sa.cast(postgresql.array(values), postgresql.ARRAY(sa.Text())))
    return column.in_(values)


def _finite(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    # PostgreSQL sorts NaN above Infinity, so one bound keeps both out.
    return sa.and_(column > sa.text("'-Infinity'::float8"), column < sa.text("'Infinity'::float8"))


def _number(f: Field, bound: float) -> float | int:
    return int(bound) if f.kind is Kind.INTEGER else bound


def _of_layer(layer: Layer, columns: sa.ColumnCollection[str, Any]) -> Iterator[Rule]:
    for rule in layer.rules:
        if isinstance(rule, Order):
            name = f"rule_{rule.first}_not_after_{rule.then}"
            yield Rule(name, rule.then, columns[rule.first] <= columns[rule.then])
        elif isinstance(rule, OnlyWhen):
            fits = columns[rule.when].in_(rule.values)
            yield Rule(
                f"rule_{rule.field}_only_when", rule.field, sa.or_(columns[rule.field].is_(None), fits)
            )
