"""One column -> the values of one field. Each distinct cell is read once, however often it occurs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from gis.imports.draft import quoted
from gis.imports.files.coded import Coded, distinct
from gis.imports.files.sheet import Cell
from gis.imports.spelling import fold
from gis.imports.values import bounds, forms, quick
from gis.imports.values.cells import Manner, reading, written
from gis.imports.values.nothing import EMPTY
from gis.imports.values.outcome import Fault, Otherwise, Outcome, Value
from gis.imports.values.texts import told
from gis.layer import Field, Kind
from gis.problems import Problem

_SHOWN: Final = 10
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column is read.

    heading     the file's own heading, for messages
    repeatable  whether the field's values may stand in a message
    now         the moment of loading;  shift: added to every date and time
    """

    field: Field
    heading: str
    manner: Manner
    repeatable: bool
    now: datetime
    shift: timedelta = timedelta()

    def taken(self, cells: Sequence[Cell], numbers: Sequence[int]) -> Taken:
        """The column's values, and what there is to say about them."""
        if (values := quick.values(self.field, self.manner, distinct(cells))) is not None:
            return Taken(cells.spread(values) if isinstance(cells, Coded) else values)
        coded = cells if isinstance(cells, Coded) else _coded(cells)
        outcomes = self._outcomes(coded.distinct)
        notes = tuple(self._notes(coded, outcomes))
        problems = tuple(
            self._problem(numbers[row], fault, coded[row]) for row, fault in _faults(coded, outcomes)
        )
        return Taken(coded.spread([_value(outcome) for outcome in outcomes]), problems, notes)

    def _outcomes(self, cells: Sequence[Cell]) -> list[Outcome]:
        """What each of the distinct cells says; identity numbers that were all rounded are all faults."""
        read = self._read()
        outcomes = [read(cell) for cell in cells]
        texts = [outcome for outcome in outcomes if isinstance(outcome, str)]
        fault = forms.rounded(self.field.form, texts)
        return [fault if fault and isinstance(outcome, str) else outcome for outcome in outcomes]

    def _read(self) -> Callable[[Cell], Outcome]:
        read = reading(self.field, self.manner)
        dated = bool(self.shift) and self.field.kind in (Kind.DATE, Kind.TIME)
        if not dated and not bounds.bounded(self.field):
            return read

        def read_within(cell: Cell) -> Outcome:
            outcome = read(cell)
            value = _value(outcome)
            if value is None:
                return outcome
            if dated and isinstance(value, date):
                value += self.shift
            wrong = bounds.broken(self.field, value, self.now)
            return wrong or (Otherwise(value, outcome.how) if isinstance(outcome, Otherwise) else value)

        return read_within

    def _problem(self, number: int, fault: Fault, cell: Cell) -> Problem:
        message = f"{self.field.title.id} {fault.message}"
        if self.repeatable and (given := told(cell)):
            message += f" (tertulis {quoted(given)})"
        if self.repeatable and fault.hint:
            message += f". {fault.hint}"
        ended = message if message.endswith("?") else f"{message}."
        return Problem(number, self.heading, fault.rule, ended)

    def _notes(self, coded: Coded, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """What was taken otherwise than it is written: choices by other spellings, then all the rest."""
        if self.field.choices and self.repeatable:
            yield from self._spelled_otherwise(coded.distinct, outcomes)
        told = {at: one for at, one in enumerate(outcomes) if isinstance(one, Otherwise)}
        if not told:
            return
        counts = np.bincount(coded.codes, minlength=len(outcomes))
        for how in dict.fromkeys(one.how for one in told.values()):
            alike = [at for at, one in told.items() if one.how == how]
            examples = self._examples([(coded.distinct[at], told[at].value) for at in alike], how)
            yield f"Kolom '{self.heading}': {int(counts[alike].sum())} sel {how}{examples}."

    def _examples(self, read: Sequence[tuple[Cell, Value]], how: str) -> str:
        if not self.repeatable:
            return ""
        if how == EMPTY or read[0][1] is None:
            return f" ({', '.join(quoted(told(cell)) for cell, _ in read[:_SHOWN])})"
        shown = (f"{quoted(told(cell))} sebagai {_shown(value)}" for cell, value in read[:_EXAMPLES])
        return f", misalnya {', '.join(shown)}"

    def _spelled_otherwise(self, cells: Sequence[Cell], outcomes: Sequence[Outcome]) -> Iterator[str]:
        read = {
            written(cell): value
            for cell, value in zip(cells, outcomes, strict=True)
            if isinstance(value, str | int) and fold(written(cell)) != fold(str(value))
        }
        if read:
            shown = list(read.items())[:_SHOWN]
            said = ", ".join(f"{quoted(text)} sebagai {value}" for text, value in shown)
            yield f"Kolom '{self.heading}' dibaca: {said}{', …' if len(read) > _SHOWN else ''}."


@dataclass(frozen=True, slots=True)
class Taken:
    """A column's values, None where a cell is blank or wrong; what is wrong, and what to say of it."""

    values: list[Value]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def _value(outcome: Outcome) -> Value:
    """The value of an outcome; None for a fault."""
    if isinstance(outcome, Fault):
        return None
    return outcome.value if isinstance(outcome, Otherwise) else outcome


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",")
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)


def _faults(coded: Coded, outcomes: Sequence[Outcome]) -> Iterator[tuple[int, Fault]]:
    """The rows whose outcome is a fault, in their order."""
    wrong = np.array([isinstance(outcome, Fault) for outcome in outcomes], dtype=bool)
    for row in np.flatnonzero(wrong[coded.codes]).tolist() if wrong.any() else ():
        fault = outcomes[coded.codes[row]]
        if isinstance(fault, Fault):
            yield row, fault


def _coded(given: Sequence[Cell]) -> Coded:
    """The cells by number: each distinct one is met once."""
    found: dict[Hashable, int] = {}
    marks = _marks(given)
    codes = np.fromiter(
        (found.setdefault(mark, len(found)) for mark in marks), dtype=np.intp, count=len(given)
    )
    cells = dict(zip(marks, given, strict=True))
    return Coded([cells[mark] for mark in found], codes)


def _marks(given: Sequence[Cell]) -> Sequence[Hashable]:
    """What tells cells apart: they themselves where they are of one kind, else with their type: to a dict
    True, 1 and 1.0 are one key, and they are not one cell to a reader."""
    kinds = set(map(type, given))
    if list in kinds or len(kinds & {bool, int, float}) > 1:
        return [(cell.__class__, tuple(cell) if isinstance(cell, list) else cell) for cell in given]
    return given
