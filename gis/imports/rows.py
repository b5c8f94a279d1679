"""Cells -> values: kinds, choices, bounds, patterns, what must be there, and rules between fields.

Pure: what has to be known of other layers (existing keys) is checked later, in `gis.imports.references`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gis.errors import Problem
from gis.imports.draft import Draft, quoted, repeatable
from gis.imports.files.sheet import Cell, Sheet
from gis.imports.headings import Headed
from gis.imports.spelling import fold
from gis.imports.values import cells
from gis.imports.values.cells import Fault, Value
from gis.layer import ByCode, Field, Inside, Kind, Layer, OnlyWhen, Order

SOURCE: Final = "sumber"
DATED: Final = "tanggal_data"
SAMPLE: Final = "contoh"
"""Where a row comes from: set by every load, never left over from the row that stood there before."""

_CODE: Final = re.compile(r"\d{2}(\d{2}(\d{2}(\d{4})?)?)?")


@dataclass(frozen=True, slots=True)
class Terms:
    """What the reading of cells depends on besides the declaration.

    now         the moment of loading, with its zone: nothing that is past may lie after it
    codes       the fields that hold codes of areas, written with or without dots
    source, date_of_data  for rows that do not bring their own
    shift       added to every date and time (the sample's dates keep their distance from today)
    """

    now: datetime
    codes: frozenset[str] = frozenset()
    source: str | None = None
    date_of_data: date | None = None
    shift: timedelta = timedelta()


def clean(headed: Headed, layer: Layer, terms: Terms) -> Draft:
    """The rows that hold anything, their cells read; every problem by row and column."""
    sheet = headed.sheet
    kept = filled_rows(sheet)
    values: dict[str, list[Value]] = {}
    problems: list[Problem] = []
    notes: list[str] = [*sheet.notes, *headed.notes]
    numbers = [sheet.numbers[at] for at in kept]
    for name, column in headed.fields.items():
        field = layer.field(name)
        given = [column.cells[at] for at in kept]
        reading = _Reading(layer, field, column.heading, terms)
        values[name] = reading.values(given, numbers)
        problems += reading.problems
        notes += reading.notes
    if SOURCE not in values and terms.source is None:
        notes.append("Berkas tidak menyebut sumbernya; beri --source supaya tercantum pada setiap angka.")
    headings = {name: column.heading for name, column in headed.fields.items()}
    draft = Draft(layer, numbers, kept, _with_origin(values, len(kept), terms), headings)
    draft = draft.saying(problems, notes)
    return draft.saying([*missing(draft, but=headed.told), *_broken_rules(draft)])


def filled_rows(sheet: Sheet) -> list[int]:
    """The positions of the rows that hold a cell or a place."""
    filled = (
        [False] * len(sheet.numbers)
        if sheet.shapes is None
        else [shape is not None for shape in sheet.shapes]
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


def dotted(code: str) -> str:
    """An area code with its dots; anything else as it is.

    >>> dotted("3320012001"), dotted("33.20"), dotted("")
    ('33.20.01.2001', '33.20', '')
    """
    if not _CODE.fullmatch(code):
        return code
    cuts = (code[0:2], code[2:4], code[4:6], code[6:10])
    return ".".join(part for part in cuts if part)


class _Reading:
    """The reading of one column. Each distinct cell is read once, however often it occurs."""

    def __init__(self, layer: Layer, field: Field, heading: str, terms: Terms) -> None:
        self.problems: list[Problem] = []
        self._layer, self._field, self._heading = layer, field, heading
        self._read = _with_limits(field, terms)
        self._otherwise: dict[str, Value] = {}

    def values(self, given: Sequence[Cell], numbers: Sequence[int]) -> list[Value]:
        """The column's values; None where a cell is blank or wrong."""
        marks = _marks(given)
        distinct = dict(zip(marks, given, strict=True))
        known = {mark: self._read(cell) for mark, cell in distinct.items()}
        if self._field.choices:
            for mark, cell in distinct.items():
                self._compare(cell, known[mark])
        found = [known[mark] for mark in marks]
        if not any(isinstance(value, Fault) for value in known.values()):
            return found
        for number, value, cell in zip(numbers, found, given, strict=True):
            if isinstance(value, Fault):
                self.problems.append(self._problem(number, value, cell))
        return [None if isinstance(value, Fault) else value for value in found]

    @property
    def notes(self) -> list[str]:
        """Which texts were taken for which choice, where the two are spelled differently."""
        if not self._otherwise or not repeatable(self._layer, self._field):
            return []
        read = ", ".join(
            f"{quoted(text)} sebagai {value}" for text, value in list(self._otherwise.items())[:10]
        )
        more = ", …" if len(self._otherwise) > 10 else ""
        return [f"Kolom '{self._heading}' dibaca: {read}{more}."]

    def _compare(self, cell: Cell, value: Value | Fault) -> None:
        if isinstance(value, str | int) and fold(cells.written(cell)) != fold(str(value)):
            self._otherwise[cells.written(cell)] = value

    def _problem(self, number: int, fault: Fault, cell: Cell) -> Problem:
        said = f" (tertulis {quoted(cells.written(cell))})" if repeatable(self._layer, self._field) else ""
        return Problem(number, self._heading, fault.rule, f"{self._field.title.id} {fault.message}{said}.")


def _marks(given: Sequence[Cell]) -> Sequence[Hashable]:
    """What tells cells apart: they themselves where they are of one kind, else with their type: to a dict
    True, 1 and 1.0 are one key, and they are not one cell to a reader."""
    kinds = set(map(type, given))
    if list in kinds or len(kinds & {bool, int, float}) > 1:
        return [(cell.__class__, tuple(cell) if isinstance(cell, list) else cell) for cell in given]
    return given


def _with_limits(field: Field, terms: Terms) -> Callable[[Cell], Value | Fault]:
    read = cells.reader(field)

    def read_within(cell: Cell) -> Value | Fault:
        value = read(cell)
        if value is None or isinstance(value, Fault):
            return value
        if field.name in terms.codes:
            value = dotted(str(value))
        if terms.shift and isinstance(value, date):
            value += terms.shift
        return limits(field, value, terms.now) or value

    return read_within


def limits(field: Field, value: Value, now: datetime) -> Fault | None:
    """What a value breaks of its field's bounds, pattern and time."""
    if field.least is not None and value < field.least:
        return Fault("least", f"kurang dari {field.least:g}")
    if field.most is not None and value > field.most:
        return Fault("most", f"lebih dari {field.most:g}")
    if field.above is not None and value <= field.above:
        return Fault("above", f"harus lebih dari {field.above:g}")
    if field.pattern and not re.fullmatch(field.pattern, str(value)):
        return Fault("pattern", "tidak sesuai bentuk yang ditentukan")
    if field.past and value > (now if field.kind is Kind.TIME else now.date()):
        return Fault("past", "berada di masa depan")
    return None


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


def _broken_rules(draft: Draft) -> Iterator[Problem]:
    for rule in draft.layer.rules:
        if isinstance(rule, Order):
            yield from _out_of_order(draft, rule)
        elif isinstance(rule, OnlyWhen):
            yield from _out_of_place(draft, rule)


def _out_of_order(draft: Draft, rule: Order) -> Iterator[Problem]:
    first, then = draft.layer.field(rule.first), draft.layer.field(rule.then)
    message = f"{first.title.id} tidak boleh melebihi {then.title.id}."
    for number, low, high in zip(
        draft.numbers, draft.column(rule.first), draft.column(rule.then), strict=True
    ):
        if low is not None and high is not None and low > high:
            yield Problem(number, draft.headings.get(rule.then), "order", message)


def _out_of_place(draft: Draft, rule: OnlyWhen) -> Iterator[Problem]:
    field, when = draft.layer.field(rule.field), draft.layer.field(rule.when)
    message = f"{field.title.id} hanya diisi bila {when.title.id}: {', '.join(rule.values)}."
    for number, value, state in zip(
        draft.numbers, draft.column(rule.field), draft.column(rule.when), strict=True
    ):
        if value is not None and state not in rule.values:
            yield Problem(number, draft.headings.get(rule.field), "only_when", message)
