"""An `Expression` -> a condition of a Select. Pure; values are bound, never written into the text.

What is unknown stays unknown (null), as the standard says; a row passes where the whole is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, array

from gis import crs
from gis.filters import arithmetic, reach
from gis.filters.comparing import COMPARED, Column, Condition, Span, compared, related
from gis.filters.expression import Drawn, Expression, Interval, Items, Operation, Place, Property, Value
from gis.filters.folding import accentless, caseless
from gis.filters.functions import FUNCTIONS
from gis.filters.kinds import INSTANTS, Type
from gis.filters.operators import SPATIAL, TEMPORAL_NAMES
from gis.privacy import View

_SQL: Final[Mapping[Type, sa.types.TypeEngine[Any]]] = MappingProxyType(
    {
        Type.TEXT: sa.Text(),
        Type.INTEGER: sa.BigInteger(),
        Type.NUMBER: sa.Double(),
        Type.BOOLEAN: sa.Boolean(),
        Type.DATE: sa.Date(),
        Type.TIME: sa.DateTime(timezone=True),
    }
)
_STORED: Final[Column] = sa.literal_column(str(crs.STORED))
_GEOMETRY: Final = sa.types.NullType()
_TEXTS: Final = ARRAY(sa.Text())


def built(view: View, wanted: Expression) -> Column:
    """The expression over the columns of a view."""
    match wanted:
        case Property(field):
            return view.table.c[field.name]
        case Place():
            # Without its type, or GeoAlchemy2 would wrap it for output.
            return sa.type_coerce(view.geom, _GEOMETRY)
        case Value(value, kind):
            return sa.literal(value, _SQL[kind])
        case Drawn():
            return _drawn(wanted)
        case Items(items):
            return _array(view, items)
        case Operation():
            return _operation(view, wanted)
        case Interval():
            raise TypeError("an interval stands only in temporal relations")


def _drawn(given: Drawn) -> Column:
    # PostGIS's own conversion from bytes: GeoAlchemy2 would write ST_GeomFromEWKB's bytes as text.
    made: Column = sa.func.geometry(sa.literal(given.ewkb, sa.LargeBinary()), type_=_GEOMETRY)
    return made


def _array(view: View, items: tuple[Expression, ...]) -> Column:
    if all(isinstance(each, Value) for each in items):
        return sa.literal([each.value for each in items if isinstance(each, Value)], _TEXTS)
    return sa.cast(array([built(view, each) for each in items]), _TEXTS)


def _operation(view: View, wanted: Operation) -> Column:
    make = _MAKERS.get(wanted.op)
    if make:
        return make(view, wanted)
    arguments = [built(view, each) for each in wanted.args]
    if wanted.op in arithmetic.SIGNS:
        return arithmetic.calculated(wanted, arguments)
    return FUNCTIONS[wanted.op].sql(*arguments)


def _and(view: View, wanted: Operation) -> Condition:
    return sa.and_(*(built(view, each) for each in wanted.args))


def _or(view: View, wanted: Operation) -> Condition:
    return sa.or_(*(built(view, each) for each in wanted.args))


def _not(view: View, wanted: Operation) -> Condition:
    return sa.not_(built(view, wanted.args[0]))


def _compared(view: View, wanted: Operation) -> Condition:
    left, right = (built(view, each) for each in wanted.args)
    found = compared(wanted.op, left, right)
    nearby = _nearby(view, wanted)
    return found if nearby is None else sa.and_(nearby, found)


def _nearby(view: View, wanted: Operation) -> Condition | None:
    """For `distance_m(geometry, …) <= metres`, the box that the spatial index can find; else None."""
    match wanted:
        case Operation("<=" | "<", (Operation("distance_m", places), Value(int() | float() as most))):
            pass
        case Operation(">=" | ">", (Value(int() | float() as most), Operation("distance_m", places))):
            pass
        case _:
            return None
    given = next((each for each in places if isinstance(each, Drawn)), None)
    box = reach.around(given, most) if given and Place() in places else None
    if box is None:
        return None
    sides: list[Column] = [sa.literal(side, sa.Double()) for side in box]
    envelope = sa.func.ST_MakeEnvelope(*sides, _STORED, type_=_GEOMETRY)
    return built(view, Place()).op("&&", is_comparison=True)(envelope)


def _like(view: View, wanted: Operation) -> Condition:
    text, pattern = (built(view, each) for each in wanted.args)
    return text.like(pattern)


def _between(view: View, wanted: Operation) -> Condition:
    given, least, most = (built(view, each) for each in wanted.args)
    if {each.type for each in wanted.args} >= INSTANTS:
        return sa.and_(compared(">=", given, least), compared("<=", given, most))
    return given.between(least, most)


def _in(view: View, wanted: Operation) -> Condition:
    given, among = wanted.args
    items = among.items if isinstance(among, Items) else ()
    column = built(view, given)
    if {each.type for each in (given, *items)} >= INSTANTS:
        return sa.or_(*(compared("=", column, built(view, each)) for each in items))
    kinds = {each.type for each in items}
    if len(kinds) == 1 and all(isinstance(each, Value) for each in items):
        values = [each.value for each in items if isinstance(each, Value)]
        return column == sa.any_(sa.literal(values, ARRAY(_SQL[kinds.pop()])))
    return column.in_([built(view, each) for each in items])


def _missing(view: View, wanted: Operation) -> Condition:
    return built(view, wanted.args[0]).is_(None)


def _caseless(view: View, wanted: Operation) -> Column:
    return caseless(built(view, wanted.args[0]))


def _accentless(view: View, wanted: Operation) -> Column:
    return accentless(built(view, wanted.args[0]))


def _spatial(view: View, wanted: Operation) -> Condition:
    one, two = (built(view, each) for each in wanted.args)
    name = wanted.op.removeprefix("s_").capitalize()
    found: Condition = getattr(sa.func, f"ST_{name}")(one, two, type_=sa.Boolean())
    return found


def _temporal(view: View, wanted: Operation) -> Condition:
    one, two = (_span(view, each) for each in wanted.args)
    return related(wanted.op, one, two)


def _span(view: View, given: Expression) -> Span:
    if not isinstance(given, Interval):
        return built(view, given), built(view, given)
    first, last = (None if end is None else built(view, end) for end in (given.first, given.last))
    return first, last


def _arrays(view: View, wanted: Operation) -> Condition:
    # Lists are compared as sets (CQL2, requirement array-predicates).
    one, two = (sa.type_coerce(built(view, each), _TEXTS) for each in wanted.args)
    return _SETS[wanted.op](one, two)


_SETS: Final[Mapping[str, Callable[[Any, Any], Condition]]] = MappingProxyType(
    {
        "a_contains": lambda one, two: one.contains(two),
        "a_containedBy": lambda one, two: one.contained_by(two),
        "a_equals": lambda one, two: sa.and_(one.contains(two), one.contained_by(two)),
        "a_overlaps": lambda one, two: one.overlap(two),
    }
)

_MAKERS: Final[Mapping[str, Callable[[View, Operation], Column]]] = MappingProxyType(
    {
        "and": _and,
        "or": _or,
        "not": _not,
        "like": _like,
        "between": _between,
        "in": _in,
        "isNull": _missing,
        "casei": _caseless,
        "accenti": _accentless,
        **dict.fromkeys(COMPARED, _compared),
        **dict.fromkeys(SPATIAL, _spatial),
        **dict.fromkeys(TEMPORAL_NAMES, _temporal),
        **dict.fromkeys(_SETS, _arrays),
    }
)
