"""A filter that was read and found sound."""

from __future__ import annotations

from dataclasses import dataclass

from gis.filters.expression import Expression


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression over the fields an audience sees of one layer, checked: it can be put to the database."""

    expression: Expression
