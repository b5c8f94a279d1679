"""Rows of cells -> rows of values: column by column, then what must be there, and the rules between fields.

Pure: what has to be known of other layers (existing keys) is checked later, in `gis.imports.references`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gis.imports import between
from gis.imports.draft import Draft, repeatable
from gis.imports.files.coded import distinct
from gis.imports.files.sheet import Cell, Sheet
from gis.imports.headings import Headed
from gis.imports.spelling import fold
from gis.imports.values import cells, conventions, dates
from gis.imports.values.cells import Manner, Value
from gis.imports.values.column import Reading
from gis.imports.values.numbers import UNKNOWN, Convention, Mark
from gis.layer import DATED, ByCode, Coding, Field, Inside, Kind, Layer
from gis.problems import Problem

SOURCE: Final = "sumber"
SAMPLE: Final = "contoh"
"""With its date, where a row comes from: set by every load, never left over from the row before."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the reading of cells depends on besides the declaration.

    now         the moment of loading, with its zone: nothing that is past may lie after it
    codes       the fields that hold codes of areas, written with or without dots
    decimal     the decimal mark of numbers that could have either, as the person says
    source, date_of_data  for rows that do not bring their own
    shift       added to every date and time (the sample's dates keep their distance from today)
    """

    now: datetime
    codes: frozenset[str] = frozenset()
    decimal: Mark | None = None
    source: str | None = None
    date_of_data: date | None = None
    shift: timedelta = timedelta()


def clean(headed: Headed, layer: Layer, terms: Terms) -> Draft:
    """The rows that hold anything, their cells read; every problem by row and column."""
    sheet = headed.sheet
    kept = filled_rows(sheet)
    numbers = [sheet.numbers[at] for at in kept]
    whole = len(kept) == len(sheet.numbers)
    given = {
        name: column.cells if whole else [column.cells[at] for at in kept]
        for name, column in headed.fields.items()
    }
    known = _known(headed, layer, given, terms.decimal)
    values: dict[str, list[Value]] = {}
    problems: list[Problem] = []
    notes: list[str] = [*sheet.notes, *headed.notes, *known.notes]
    for name, column in headed.fields.items():
        field = layer.field(name)
        manner = _manner(field, column.heading, given[name], known, terms)
        reading = Reading(field, column.heading, manner, repeatable(layer, field), terms.now, terms.shift)
        taken = reading.taken(given[name], numbers)
        values[name] = taken.values
        problems += taken.problems
        notes += taken.notes
    if SOURCE not in values and terms.source is None:
        notes.append("Berkas tidak menyebut sumbernya; beri --source supaya tercantum pada setiap angka.")
    headings = {name: column.heading for name, column in headed.fields.items()}
    draft = Draft(layer, numbers, kept, _with_origin(values, len(kept), terms), headings)
    problems += [
        Problem(sheet.numbers[at], None, "cells", sheet.broken[at]) for at in kept if at in sheet.broken
    ]
    draft = draft.saying(problems, notes)
    draft = draft.saying([*missing(draft, but=headed.told), *between.broken(draft)])
    return draft.remarking(between.unusual(draft))


@dataclass(frozen=True, slots=True)
class _Known:
    """The decimal mark by column, and what is to be said of columns with two."""

    of: Mapping[str, Convention]
    notes: tuple[str, ...]


def _known(headed: Headed, layer: Layer, given: Mapping[str, Sequence[Cell]], decimal: Mark | None) -> _Known:
    marks = {
        name: conventions.proven(_texts(distinct(cells)), layer.field(name).unit)
        for name, cells in given.items()
        if conventions.numeric(layer.field(name))
    }
    mixed = (headed.fields[name].heading for name, found in marks.items() if len(found) > 1)
    notes = tuple(
        f"Kolom '{heading}' berisi angka dengan titik dan angka dengan koma sebagai tanda desimal; "
        "setiap sel dibaca menurut tulisannya sendiri."
        for heading in mixed
    )
    return _Known(conventions.conventions(marks, decimal, headed.sheet.delimiter), notes)


def _texts(cells: Sequence[Cell]) -> set[str]:
    """The distinct texts among cells."""
    return {cell for cell in cells if isinstance(cell, str)} if str in set(map(type, cells)) else set()


def _dates(cells: Sequence[Cell]) -> set[Cell]:
    """The distinct cells that may be dates."""
    return {cell for cell in cells if isinstance(cell, str | date)}


def _manner(field: Field, heading: str, cells: Sequence[Cell], known: _Known, terms: Terms) -> Manner:
    """How the cells of a column are to be taken, by its heading and its cells together."""
    dated = field.kind in (Kind.DATE, Kind.TIME)
    return Manner(
        convention=known.of.get(field.name, UNKNOWN),
        doubt=dates.doubt(_dates(distinct(cells))) if dated else None,
        coding=_coding(field, heading),
        code=field.name in terms.codes,
    )


def _coding(field: Field, heading: str) -> Coding | None:
    """The system of codes that a heading names."""
    spelled = fold(heading)
    return next((one for one in field.codings if spelled in map(fold, one.headings)), None)


def filled_rows(sheet: Sheet) -> list[int]:
    """The positions of the rows that hold a cell or a place."""
    filled = (
        [False] * len(sheet.numbers)
        if sheet.shapes is None
        else [shape is not None or at in sheet.unread for at, shape in enumerate(sheet.shapes)]
    )
    for column in sheet.columns:
        if all(filled):
            break
        for at, cell in enumerate(column.cells):
            if cell is not None and not filled[at]:
                filled[at] = cells.plain(cell) is not None
    return [at for at, holds in enumerate(filled) if holds]


def area_codes(layer: Layer, layers: Mapping[str, Layer]) -> frozenset[str]:
    """The fields of a layer that hold codes of areas."""
    referring = {name for name, other in references(layer).items() if layers[other].area}
    return frozenset(referring | ({layer.key} if layer.area else set()))


def references(layer: Layer) -> dict[str, str]:
    """Which fields name a row of which other layer."""
    found = {f.name: f.refers for f in layer.fields if f.refers}
    if isinstance(layer.place, ByCode | Inside):
        found[layer.place.field] = layer.place.area
    return found


def _with_origin(values: dict[str, list[Value]], count: int, terms: Terms) -> dict[str, list[Value]]:
    given: dict[str, Value] = {SOURCE: terms.source, DATED: terms.date_of_data, SAMPLE: False}
    origin = {
        name: [default if value is None else value for value in values.get(name) or [None] * count]
        for name, default in given.items()
    }
    return {**values, **origin}


def missing(
    draft: Draft, names: Iterable[str] | None = None, but: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """A problem for every empty cell that must be filled; by default of those the file itself must fill.

    but  fields that a later stage fills
    """
    layer = draft.layer
    later = {layer.key, *but} | ({layer.place.field} if isinstance(layer.place, Inside) else set())
    wanted = (
        [f.name for f in layer.fields if f.required and f.name not in later] if names is None else list(names)
    )
    faulty = {(problem.row, problem.column) for problem in draft.problems}
    for name in wanted:
        heading, column = draft.headings.get(name), draft.column(name)
        if None not in column:
            continue
        for number, value in zip(draft.numbers, column, strict=True):
            if value is None and (number, heading) not in faulty:
                yield Problem(
                    number, heading, "required", f"{layer.field(name).title.id} kosong, padahal harus diisi."
                )
