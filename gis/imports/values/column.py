"""One column -> the values of one field. Each distinct cell is read once, however often it occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gis.errors import Problem
from gis.imports.draft import quoted
from gis.imports.files.sheet import Cell
from gis.imports.spelling import fold
from gis.imports.values import bounds, forms, quick
from gis.imports.values.cells import Manner, reading, written
from gis.imports.values.nothing import EMPTY
from gis.imports.values.outcome import Fault, Otherwise, Outcome, Value
from gis.layer import Field, Kind

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
        if (values := quick.values(self.field, self.manner, cells)) is not None:
            return Taken(values)
        marks = _marks(cells)
        distinct = dict(zip(marks, cells, strict=True))
        read = self._read()
        known = {mark: read(cell) for mark, cell in distinct.items()}
        known |= self._rounded(known)
        notes = tuple(self._notes(distinct, known, marks))
        if not any(isinstance(outcome, Fault | Otherwise) for outcome in known.values()):
            return Taken([known[mark] for mark in marks], notes=notes)
        problems = tuple(
            self._problem(number, outcome, cell)
            for number, mark, cell in zip(numbers, marks, cells, strict=True)
            if isinstance(outcome := known[mark], Fault)
        )
        taken = {mark: _value(outcome) for mark, outcome in known.items()}
        return Taken([taken[mark] for mark in marks], problems, notes)

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

    def _rounded(self, known: Mapping[Hashable, Outcome]) -> dict[Hashable, Outcome]:
        """The faults of identity numbers that were all rounded."""
        found = {mark: value for mark, value in known.items() if isinstance(value, str)}
        fault = forms.rounded(self.field.form, found.values())
        return dict.fromkeys(found, fault) if fault else {}

    def _problem(self, number: int, fault: Fault, cell: Cell) -> Problem:
        message = f"{self.field.title.id} {fault.message}"
        if self.repeatable and (given := written(cell)):
            message += f" (tertulis {quoted(given)})"
        if self.repeatable and fault.hint:
            message += f". {fault.hint}"
        ended = message if message.endswith("?") else f"{message}."
        return Problem(number, self.heading, fault.rule, ended)

    def _notes(
        self, distinct: Mapping[Hashable, Cell], known: Mapping[Hashable, Outcome], marks: Sequence[Hashable]
    ) -> Iterator[str]:
        """What was taken otherwise than it is written: choices by other spellings, then all the rest."""
        if self.field.choices and self.repeatable:
            yield from self._spelled_otherwise(distinct, known)
        told = {mark: outcome for mark, outcome in known.items() if isinstance(outcome, Otherwise)}
        if not told:
            return
        counts = Counter(mark for mark in marks if mark in told)
        for how in dict.fromkeys(outcome.how for outcome in told.values()):
            alike = [mark for mark, outcome in told.items() if outcome.how == how]
            examples = self._examples([(distinct[mark], told[mark].value) for mark in alike], how)
            yield f"Kolom '{self.heading}': {sum(counts[mark] for mark in alike)} sel {how}{examples}."

    def _examples(self, read: Sequence[tuple[Cell, Value]], how: str) -> str:
        if not self.repeatable:
            return ""
        if how == EMPTY or read[0][1] is None:
            return f" ({', '.join(quoted(written(cell)) for cell, _ in read[:_SHOWN])})"
        shown = (f"{quoted(written(cell))} sebagai {_shown(value)}" for cell, value in read[:_EXAMPLES])
        return f", misalnya {', '.join(shown)}"

    def _spelled_otherwise(
        self, distinct: Mapping[Hashable, Cell], known: Mapping[Hashable, Outcome]
    ) -> Iterator[str]:
        read = {
            written(distinct[mark]): value
            for mark, value in known.items()
            if isinstance(value, str | int) and fold(written(distinct[mark])) != fold(str(value))
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


def _marks(given: Sequence[Cell]) -> Sequence[Hashable]:
    """What tells cells apart: they themselves where they are of one kind, else with their type: to a dict
    True, 1 and 1.0 are one key, and they are not one cell to a reader."""
    kinds = set(map(type, given))
    if list in kinds or len(kinds & {bool, int, float}) > 1:
        return [(cell.__class__, tuple(cell) if isinstance(cell, list) else cell) for cell in given]
    return given
