"""The table in which people read a page of features: its columns, and by which of them it can be ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from api.negotiate import Said
from gis import asking
from gis.asking import Question
from gis.features import Feature
from gis.layer import Field
from gis.privacy import View

_SAMPLE: Final = "contoh"
"""The field that a word above the table tells instead of a column."""

Order = Literal["ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `order` says how the rows are ordered by it, `sort` where they are ordered the other way."""

    field: Field
    title: str
    sort: str | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of features. `searched`: texts can be looked for; `sample`: some of these rows are samples."""

    columns: tuple[Column, ...]
    searched: bool
    sample: bool


def grid(view: View, question: Question, features: Sequence[Feature], said: Said) -> Grid:
    """The table of these features, which are the answer to a question."""
    names = [f.name for f in view.fields] if question.properties is None else question.properties
    left_out = (view.layer.key, _SAMPLE)
    shown = [f for f in view.fields if f.name in names and f.name not in left_out]
    orders: dict[str, Order] = {
        each.field: "descending" if each.falling else "ascending" for each in question.sort[:1]
    }
    sortable = {f.name for f in asking.sortable(view)}
    return Grid(
        tuple(_column(f, f.name in sortable, orders, said) for f in shown),
        searched=bool(asking.searched(view)),
        sample=any(each.values.get(_SAMPLE) for each in features),
    )


def _column(f: Field, sortable: bool, orders: Mapping[str, Order], said: Said) -> Column:
    order = orders.get(f.name)
    title = f.headed(said.language)
    if not sortable:
        return Column(f, title)
    given = {name: text for name, text in said.given.items() if name != "after"}
    wanted = f"-{f.name}" if order == "ascending" else f.name
    return Column(f, title, said.site.path(said.path, {**given, "sortby": wanted}), order)
