"""Columns read as a whole, where no cell needs a look of its own: what large files consist of.

The values are those that `cells.reading` gives cell by cell; where any cell could need more than that, there
is no answer, and each is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gis.imports.files.sheet import Cell
from gis.imports.values.cells import Manner, is_free, is_loose
from gis.imports.values.nothing import among
from gis.imports.values.numbers import all_usual
from gis.imports.values.outcome import Value
from gis.imports.values.texts import has_control
from gis.layer import Field, Kind

_NOTHING = type(None)


def values(field: Field, manner: Manner, cells: Sequence[Cell]) -> list[Value] | None:
    """The values of a column of plain texts, or of numbers within bounds; None where it may hold others.

    >>> from gis.layer import Words
    >>> values(Field("a", Kind.NUMBER, Words("A", "A")), Manner(), [1.5, None])
    [1.5, None]
    """
    kinds = set(map(type, cells)) - {_NOTHING}
    if field.choices or field.codings or not kinds <= {str, float} or len(kinds) > 1:
        return None
    if kinds == {str} and is_loose(field, manner) and (is_free(field, manner) or _all_say(cells)):
        return _texts(cells)
    if field.kind is Kind.NUMBER:
        found = list(cells) if str not in kinds else _numbers(cells)
        return found if found is not None and _within(field, found) else None
    return None


def _texts(cells: Sequence[str | None]) -> list[Value] | None:
    # One search in all of them together takes a tenth of the time of one in each.
    if has_control("\n".join(cell for cell in cells if cell)):
        return None
    return [(cell.strip() or None) if cell else None for cell in cells]


def _all_say(cells: Sequence[str | None]) -> bool:
    """Whether no text only says that there is nothing."""
    return not among(cell for cell in cells if cell)


def _numbers(cells: Sequence[str | None]) -> list[Value] | None:
    given = [cell for cell in cells if cell]
    return [float(cell) if cell else None for cell in cells] if all_usual(given) else None


def _within(field: Field, values: Sequence[float | None]) -> bool:
    least = -math.inf if field.least is None else field.least
    most = math.inf if field.most is None else field.most
    above = -math.inf if field.above is None else field.above
    return all(value is None or (least <= value <= most and above < value < math.inf) for value in values)
