"""Filters drawn by chance from what a layer holds, of every class of CQL2; of the same seed the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from random import Random
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from tests.reckoning import formulas, systems, times
from tests.reckoning.formulas import PLACE, Formula, Term, field, literal
from tests.reckoning.holdings import Holding

Draw = Callable[[Random, Holding], Formula | None]
NUMBERS = ("integer", "number")


def value(chance: Random, holding: Holding, name: str) -> Any:
    """A value that the field has somewhere, or one beside it; None where it has none."""
    seen = holding.seen(name)
    return _beside(chance, chance.choice(seen)) if seen else None


def _beside(chance: Random, value: Any) -> Any:
    if chance.random() < 0.6 or isinstance(value, bool | str | frozenset):
        return value
    by = chance.choice([-1, 1])
    return value + (by if isinstance(value, int | float) else timedelta(days=by))


def comparison(chance: Random, holding: Holding) -> Formula | None:
    """A field and a value, in either order. Texts only by being equal: their order is the service's own."""
    name = chance.choice([name for name in holding.kinds if holding.kinds[name] not in ("list", "geometry")])
    found = value(chance, holding, name)
    if found is None:
        return formulas.is_null(field(name))
    signs = ["=", "<>"] if isinstance(found, bool | str) else list(formulas.COMPARE)
    sides = [field(name), literal(found)]
    if chance.random() < 0.2:
        sides.reverse()
    return formulas.compared(chance.choice(signs), *sides)


def two_fields(chance: Random, holding: Holding) -> Formula | None:
    """Two fields of one type."""
    kinds = [
        names
        for kinds in (NUMBERS, ("date",), ("time",), ("string",))
        if len(names := holding.of(*kinds)) > 1
    ]
    if not kinds:
        return None
    one, other = chance.sample(chance.choice(kinds), 2)
    signs = ["=", "<>"] if holding.kinds[one] == "string" else list(formulas.COMPARE)
    return formulas.compared(chance.choice(signs), field(one), field(other))


def null(chance: Random, holding: Holding) -> Formula:
    """Whether a field, or the place, has no value."""
    name = chance.choice(list(holding.kinds))
    return formulas.is_null(PLACE if name == "geometry" else field(name))


def pattern(chance: Random, holding: Holding) -> Formula | None:
    """A text with signs taken out for wildcards, with and without folding."""
    name = chance.choice(holding.of("string"))
    text = value(chance, holding, name)
    if text is None:
        return None
    cut = chance.randrange(len(text) + 1)
    wild = chance.choice(
        [text[:cut] + "%", "%" + text[cut:], "%" + text[cut : cut + 3] + "%", text, _holed(text, cut)]
    )
    one, other = field(name), literal(wild)
    for word in chance.choice([(), ("casei",), ("accenti",), ("accenti", "casei")]):
        other = literal(_changed(word, other)) if other.text.startswith("'") else other
        one, other = formulas.folded(word, one), formulas.folded(word, other)
    return formulas.like(one, other)


def _holed(text: str, at: int) -> str:
    return text[:at] + "_" + text[at + 1 :]


def _changed(word: str, term: Term) -> str:
    text = str(term.json)
    return text.swapcase() if word == "casei" else text.replace("a", "á").replace("E", "È")


def folded(chance: Random, holding: Holding) -> Formula | None:
    """A text that is equal but for case or accents."""
    name = chance.choice(holding.of("string"))
    text = value(chance, holding, name)
    if text is None:
        return None
    word = chance.choice(["casei", "accenti"])
    said = literal(_changed(word, literal(text)))
    return formulas.compared(
        chance.choice(["=", "<>"]), formulas.folded(word, field(name)), formulas.folded(word, said)
    )


def between(chance: Random, holding: Holding) -> Formula | None:
    """A number between two."""
    names = [name for name in holding.of(*NUMBERS) if holding.seen(name)]
    if not names:
        return None
    name = chance.choice(names)
    low, high = (value(chance, holding, name) for _ in range(2))
    return formulas.between(field(name), literal(low), literal(high))


def listed(chance: Random, holding: Holding) -> Formula | None:
    """One of a list."""
    name = chance.choice(holding.of("string", "integer", "number", "date", "time"))
    seen = holding.seen(name)
    if not seen:
        return None
    some = [_beside(chance, chance.choice(seen)) for _ in range(chance.randint(1, 4))]
    return formulas.among(field(name), [literal(each) for each in some])


def arithmetic(chance: Random, holding: Holding) -> Formula | None:
    """A number that is worked out, beside one between its values."""
    names = [name for name in holding.of(*NUMBERS) if holding.seen(name)]
    if not names:
        return None
    one, other = field(chance.choice(names)), field(chance.choice(names))
    sign = chance.choice(list(formulas.RECKON))
    by = literal(2) if sign == "^" else literal(chance.choice([2, 3, 7]))
    worked = formulas.reckoned(sign, one, by)
    if sign in "+-*" and chance.random() < 0.5:
        worked = formulas.reckoned(chance.choice("+-"), worked, other)
    found = [worked.value(row) for row in holding.rows]
    known = [each for each in found if each is not None]
    if not known:
        return None
    # Between two values, so that no last digit decides.
    limit = chance.choice(known) + chance.choice([-1, 1]) * (math.pi / 1e3)
    return formulas.compared(chance.choice(["<", ">"]), worked, literal(round(limit, 9)))


def function(chance: Random, holding: Holding) -> Formula | None:
    """One of the service's functions, beside a value between two of its own."""
    worked = chance.choice([_of_text, _of_number, _of_time, _of_place])(chance, holding)
    if worked is None:
        return None
    known = sorted({found for row in holding.rows if (found := worked.value(row)) is not None})
    if not known or isinstance(known[0], str):
        return formulas.compared("=", worked, literal(chance.choice(known))) if known else None
    at = chance.randrange(len(known))
    low, high = known[at], known[min(at + 1, len(known) - 1)]
    # Half way, and only where the way is long: metres on an ellipsoid differ by the way they are worked out.
    if isinstance(low, float) and not low * 1.01 < high:
        return None
    limit = (low + high) / 2 if isinstance(low, float) else low
    return formulas.compared(chance.choice(list(formulas.COMPARE)), worked, literal(limit))


def _of_text(chance: Random, holding: Holding) -> Term | None:
    name, meaning = chance.choice(
        [("lower", str.lower), ("upper", str.upper), ("trim", str.strip), ("length", len)]
    )
    return formulas.called(name, meaning, field(chance.choice(holding.of("string"))))


def _of_number(chance: Random, holding: Holding) -> Term | None:
    names = holding.of(*NUMBERS)
    name, meaning = chance.choice([("abs", abs), ("floor", math.floor), ("ceil", math.ceil)])
    if not names:
        return None
    # Moved off zero, so that abs has something to do; by a quarter, which has no last digit.
    moved = formulas.reckoned("-", field(chance.choice(names)), literal(2.25))
    return formulas.called(name, meaning, moved)


def _of_time(chance: Random, holding: Holding) -> Term | None:
    names = holding.of("date", "time")
    name = chance.choice(["year", "month", "day"])

    def part(at: date | datetime) -> int:
        here = at.astimezone(times.WIB) if isinstance(at, datetime) else at
        found: int = getattr(here, name)
        return found

    return formulas.called(name, part, field(chance.choice(names))) if names else None


def _of_place(chance: Random, holding: Holding) -> Term:
    here = formulas.shape(
        shapely.Point(round(chance.uniform(110.4, 111), 3), round(chance.uniform(-6.8, -6.4), 3))
    )
    of_points = "point" in str(holding.rows[0].said["geometry"]).lower()
    if of_points:
        return formulas.called("distance_m", systems.distance_m, PLACE, here)
    name, meaning = chance.choice([("area_m2", systems.area_m2), ("length_m", systems.length_m)])
    return formulas.called(name, meaning, PLACE)


def array(chance: Random, holding: Holding) -> Formula | None:
    """A list beside a list."""
    names = holding.of("list")
    if not names:
        return None
    name = chance.choice(names)
    known = sorted(frozenset().union(*holding.seen(name)) | {"tidak ada"})
    some = chance.choice(
        [chance.sample(known, min(len(known), chance.randint(1, 4))), _list(chance, holding, name)]
    )
    word = chance.choice(["a_equals", "a_contains", "a_containedBy", "a_overlaps"])
    return formulas.arrays(word, field(name), formulas.array(some))


def _list(chance: Random, holding: Holding, name: str) -> list[str]:
    return sorted(chance.choice(holding.seen(name)), reverse=True) or ["tidak ada"]


def moment(chance: Random, holding: Holding) -> Formula | None:
    """A day or an instant beside another, or beside a span."""
    names = [name for name in holding.of("date", "time") if holding.seen(name)]
    if not names:
        return None
    name = chance.choice(names)
    at = value(chance, holding, name)
    word = chance.choice(list(times.BETWEEN_ALL))
    if chance.random() < 0.3:
        at = _other_kind(at)
    if chance.random() < 0.4:
        return times.temporal(word, field(name), literal(at))
    return times.temporal(word, field(name), times.span(_around(chance, at)))


def _other_kind(at: Any) -> Any:
    if isinstance(at, datetime):
        return at.astimezone(times.WIB).date()
    return datetime.combine(at, time(3, 4, 5), UTC)


def _around(chance: Random, at: Any) -> times.Span:
    long = timedelta(days=chance.choice([0, 1, 30, 400]))
    first, last = chance.choice([(at, at + long), (at - long, at), (None, at), (at, None)])
    return times.Span(first, last)


def interval(chance: Random, holding: Holding) -> Formula | None:
    """Two fields as a span, beside a span."""
    pairs = _first_and_last(holding)
    if not pairs:
        return None
    pair = chance.choice(pairs)
    ends = sorted(end for name in pair for end in holding.seen(name))
    first, last = sorted(chance.choices(ends, k=2))
    if last - first < timedelta(days=3):
        last = last + timedelta(days=3)
    open_ = chance.random()
    said = times.Span(None if open_ < 0.1 else first, None if open_ > 0.9 else last)
    word = chance.choice(list(times.BETWEEN_ALL | times.BETWEEN_INTERVALS))
    return times.temporal(word, times.interval(*map(field, pair)), times.span(said))


def _first_and_last(holding: Holding) -> list[tuple[str, str]]:
    """Pairs of fields of which the first is never after the other."""
    pairs = [pair for kind in ("date", "time") for pair in permutations(holding.of(kind), 2)]
    return [pair for pair in pairs if all(map(holding.seen, pair)) and _in_order(holding, *pair)]


def _in_order(holding: Holding, one: str, other: str) -> bool:
    both = [(row.values[one], row.values[other]) for row in holding.rows]
    return all(first <= last for first, last in both if first is not None and last is not None)


def place(chance: Random, holding: Holding) -> Formula:
    """A relation of the place to a shape about some row."""
    word = chance.choice(
        ["intersects", "disjoint", "within", "contains", "touches", "overlaps", "crosses", "equals"]
    )
    sides = [PLACE, formulas.shape(some_shape(chance, holding))]
    if chance.random() < 0.3:
        sides.reverse()
    return formulas.spatial(f"s_{word}", *sides)


def some_shape(chance: Random, holding: Holding) -> BaseGeometry:
    """A shape near, on or of some row: where relations that are seldom true are so."""
    found = chance.choice([row.shape for row in holding.rows if row.shape is not None])
    x, y = found.representative_point().coords[0]
    if _is_rounded(holding):
        found = shapely.Point(x := round(x, 4), y := round(y, 4))
    wide, high = chance.uniform(0.001, 0.3), chance.uniform(0.001, 0.3)
    own = shapely.simplify(found, 0.01)
    choices = [
        shapely.Point(x, y),
        shapely.box(x - wide, y - high, x + wide, y + high),
        shapely.box(*found.bounds) if found.area else found,
        shapely.LineString([(x - wide, y - high), (x, y), (x + high, y + wide)]),
        shapely.MultiPoint([(x, y), (x + wide, y)]),
        shapely.Polygon([(x - wide, y), (x, y - high), (x + wide, y), (x, y + high)]),
        found if shapely.get_num_coordinates(found) < 60 else own,
    ]
    return shapely.normalize(chance.choice(choices))


def some_diamond(chance: Random, holding: Holding) -> BaseGeometry:
    """An area of some kilometres about a row, none of its sides along an axis."""
    found = chance.choice([row.shape for row in holding.rows if row.shape is not None])
    x, y = found.representative_point().coords[0]
    wide, high = chance.uniform(0.01, 0.05), chance.uniform(0.01, 0.05)
    return shapely.Polygon([(x - wide, y), (x, y - high), (x + wide, y), (x, y + high)])


def _is_rounded(holding: Holding) -> bool:
    """Whether places are kept finer than they are told, as a seventh decimal shows: none is just there."""
    told = shapely.get_coordinates([row.shape for row in holding.rows])
    return bool((abs(told * 1e6 - (told * 1e6).round()) > 0.01).any())


PLAIN: tuple[Draw, ...] = (
    comparison,
    two_fields,
    null,
    pattern,
    folded,
    between,
    listed,
    arithmetic,
    function,
    array,
    moment,
    interval,
    place,
)

SELDOM: tuple[Draw, ...] = (array, interval)
"""Those that few layers have anything for."""


def any_formula(chance: Random, holding: Holding, depth: int = 2) -> Formula:
    """Formulas joined by NOT, AND and OR."""
    if depth and chance.random() < 0.75:
        parts = [any_formula(chance, holding, depth - 1) for _ in range(chance.randint(1, 3))]
        if len(parts) == 1:
            return formulas.negated(parts[0])
        return formulas.joined(chance.choice(["and", "or"]), *parts)
    while (drawn := chance.choice(PLAIN)(chance, holding)) is None:
        pass
    return drawn


def days_of(holding: Holding) -> list[date | datetime]:
    """Every end of the time of a row."""
    spans = [times.of_row(holding, row) for row in holding.rows]
    ends = {each for span in spans if span for each in (span.first, span.last) if each}
    return sorted(ends)
