"""What a value may be: bounds, patterns, time; and what is to be expected of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from gis.imports.values.outcome import Fault, Value
from gis.layer import Field, Kind

_OURS: Final = str.maketrans(",.", ".,")


def bounded(field: Field) -> bool:
    """Whether a field's values are bound at all."""
    bounds = (field.least, field.most, field.above)
    return bool(field.pattern) or field.past or any(bound is not None for bound in bounds)


def broken(field: Field, value: Value, now: datetime) -> Fault | None:
    """What a value breaks of its field's bounds, pattern and time."""
    if field.least is not None and value < field.least:
        return Fault("least", f"kurang dari {limit(field.least)}")
    if field.most is not None and value > field.most:
        return Fault("most", f"lebih dari {limit(field.most)}")
    if field.above is not None and value <= field.above:
        return Fault("above", f"harus lebih dari {limit(field.above)}")
    if field.pattern and not re.fullmatch(field.pattern, str(value)):
        return Fault("pattern", "tidak sesuai bentuk yang ditentukan")
    if field.past and value > _present(field, now):
        return Fault("past", "berada di masa depan")
    return None


def unusual(field: Field) -> Callable[[Value], str | None]:
    """What is unusual about a value that is allowed; None where nothing is."""
    least, most = field.usual or (float("-inf"), float("inf"))

    def say(value: Value) -> str | None:
        if value is None or least <= value <= most:
            return None
        bound = f"kurang dari {limit(least)}" if value < least else f"lebih dari {limit(most)}"
        return f"{bound}{' ' + field.unit if field.unit else ''}, tidak lazim; periksa angka dan satuannya"

    return say


def limit(number: float) -> str:
    """A bound as it is written here; years and other numbers of four digits stay whole.

    >>> limit(1_000_000), limit(0.5), limit(1900)
    ('1.000.000', '0,5', '1900')
    """
    whole = abs(number) < 10_000
    return f"{number:.12g}".replace(".", ",") if whole else f"{number:,.12g}".translate(_OURS)


def _present(field: Field, now: datetime) -> Value:
    if field.kind is Kind.INTEGER:
        return now.year
    return now if field.kind is Kind.TIME else now.date()
