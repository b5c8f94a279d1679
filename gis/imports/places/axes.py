"""A column of longitudes or latitudes, alone or with columns of minutes, seconds and letters -> numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from gis.imports.files.sheet import Cell, Unread
from gis.imports.headings import Headed
from gis.imports.places import notation, roles
from gis.imports.places.blanks import filled
from gis.imports.places.notation import AXIS, Angle, Written
from gis.imports.places.roles import DIRECTION, MINUTES, SECONDS
from gis.imports.values import cells
from gis.imports.values.cells import Fault

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMES: Final = {"S": "lintang selatan", "N": "lintang utara", "E": "bujur timur", "W": "bujur barat"}
_OPPOSITE: Final = {"S": "N", "N": "S", "E": "W", "W": "E"}
_NO_DEGREES: Final = Fault("place", "tanpa derajat, padahal menit atau detiknya terisi")
_NO_MINUTES: Final = Fault("place", "tanpa menit; isi 0 bila memang tepat")
_NO_LETTER: Final = Fault("place", "berarah yang tidak dikenal; tulis LS, LU, BT atau BB")
_TWO_SIDES: Final = Fault("place", "menyebut dua arah yang berbeda")
_MOST_DEG: Final = 180.0
"""What is more is no degrees: a heading's direction gives it no sign."""


@dataclass(frozen=True, eq=False, slots=True)
class Wrong:
    """A cell that is no coordinate: the row's position, what is wrong, and the cell."""

    at: int
    fault: Fault
    cell: Cell


@dataclass(frozen=True, eq=False, slots=True)
class Axis:
    """One coordinate of every row.

    values  NaN where there is none
    steps   how finely each is written, in the same unit; 0 where it is finer than needs telling
    letters the direction each is written with, "" where with none
    blank   where nothing is written
    """

    heading: str
    role: str
    values: NDArray[np.float64]
    steps: NDArray[np.float64]
    letters: NDArray[np.str_]
    blank: NDArray[np.bool_]
    wrong: tuple[Wrong, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def turned(self) -> NDArray[np.bool_]:
        """Where a letter says that the coordinate belongs to the other axis."""
        others = [letter for letter, axis in AXIS.items() if axis != self.role]
        return np.isin(self.letters, others)


def axis(headed: Headed, role: str, rows: Sequence[int], *, metric: bool = False) -> Axis:
    """The coordinates of these rows, in degrees, or in metres where the file is `metric`."""
    column = headed.places[role]
    given, notes = _written(headed, role, rows)
    found = _read(column.heading, role, given, metric=metric)
    found = replace(found, notes=(*notes, *found.notes))
    side = roles.side(column)
    return found if metric or side is None else _sided(found, side)


def _written(headed: Headed, role: str, rows: Sequence[int]) -> tuple[list[Cell], list[str]]:
    """The cells of a coordinate, put together where several columns hold it, and what to say of them."""
    held: list[list[Cell]] = []
    notes: list[str] = []
    for name in (role, MINUTES[role], SECONDS[role], DIRECTION[role]):
        known = name in headed.places
        given, said = filled(headed.places[name], rows) if known else ([None] * len(rows), ())
        held.append(given)
        notes += said
    if MINUTES[role] in headed.places:
        return [_joined(*parts) for parts in zip(*held, strict=True)], notes
    if DIRECTION[role] in headed.places:
        return [_directed(cell, letter) for cell, letter in zip(held[0], held[3], strict=True)], notes
    return held[0], notes


def coarseness(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """How coarsely numbers are rounded: to 1, 0.1 or 0.01; 0 where they have more decimals."""
    found = np.zeros(len(values))
    for decimals in (2, 1, 0):
        found[np.round(values, decimals) == values] = 10.0**-decimals
    return found


def _joined(degrees: Cell, minutes: Cell, seconds: Cell, letter: Cell) -> Angle | Fault | None:
    """The coordinate that several columns hold in parts."""
    held = [degrees, minutes, seconds, letter]
    if held[:3] == [None, None, None]:
        return None
    if degrees is None:
        return _NO_DEGREES
    if minutes is None and (seconds is not None or not isinstance(degrees, float) or degrees.is_integer()):
        return _NO_MINUTES
    unread = next((part for part in held if isinstance(part, Unread)), None)
    if unread is not None:
        return Fault("place", unread.reason)
    written = [None if part is None else cells.written(part).replace("−", "-") for part in held[:3]]
    negative = str(written[0]).startswith("-")
    plain = Written(str(written[0]).removeprefix("-"), written[1], written[2], negative)
    return _with_letter(notation.assembled(plain), letter)


def _directed(cell: Cell, letter: Cell) -> Angle | Fault | None:
    return None if cell is None else _with_letter(notation.angle(cell), letter)


def _with_letter(found: Angle | Fault, cell: Cell) -> Angle | Fault:
    """A coordinate with the direction that a column of its own gives."""
    if cell is None or isinstance(found, Fault):
        return found
    letter = notation.direction(str(cell))
    if letter is None:
        return _NO_LETTER
    if found.letter not in (None, letter):
        return _TWO_SIDES
    if letter in ("N", "E"):
        return _TWO_SIDES if found.value < 0 else replace(found, letter=letter)
    return replace(found, value=-abs(found.value), letter=letter)


def _read(heading: str, role: str, given: Sequence[Cell], *, metric: bool) -> Axis:
    """The cells of a column as numbers: those that are numbers at once, the others one by one."""
    count = len(given)
    numeric = np.fromiter((cell.__class__ is float for cell in given), dtype=bool, count=count)
    values, steps, letters = [math.nan] * count, [0.0] * count, [""] * count
    wrong: list[Wrong] = []
    known: dict[str, Angle | Fault] = {}
    sexagesimal = 0
    for at, cell in enumerate(given):
        if cell.__class__ is float:
            values[at] = cell
        elif cell is not None:
            found = _angle(cell, known, metric=metric)
            if isinstance(found, Fault):
                wrong.append(Wrong(at, found, cell))
                continue
            values[at], steps[at], letters[at] = found.value, found.step, found.letter or ""
            sexagesimal += found.sexagesimal
    numbers, fineness = np.array(values), np.array(steps)
    fineness[numeric] = coarseness(numbers[numeric])
    endless = np.flatnonzero(np.isinf(numbers))
    wrong += [Wrong(at, notation.UNREADABLE, given[at]) for at in endless.tolist()]
    numbers[endless] = np.nan
    blank = np.fromiter((cell is None for cell in given), dtype=bool, count=count)
    notes = tuple(_told(heading, sexagesimal))
    directions = np.array(letters, dtype="<U1")
    return Axis(heading, role, numbers, fineness, directions, blank, tuple(wrong), notes)


def _angle(cell: Cell, known: dict[str, Angle | Fault], *, metric: bool) -> Angle | Fault:
    """One cell; each distinct text is read once."""
    if isinstance(cell, Angle | Fault):
        return cell
    read = notation.metres if metric else notation.angle
    if not isinstance(cell, str):
        return read(cell)
    found = known.get(cell)
    if found is None:
        found = known[cell] = read(cell)
    return found


def _told(heading: str, sexagesimal: int) -> Iterator[str]:
    if sexagesimal:
        yield f"Kolom '{heading}' dibaca dari derajat, menit, dan detik pada {sexagesimal} baris."


def _sided(axis: Axis, side: str) -> Axis:
    """With the direction that the heading names for the whole column: "LS" over numbers without minus."""
    contrary = np.flatnonzero(axis.letters == _OPPOSITE[side]).tolist()
    values = axis.values.copy()
    values[contrary] = np.nan
    wrong = (*axis.wrong, *(Wrong(at, _TWO_SIDES, None) for at in contrary))
    if side in ("N", "E"):
        return replace(axis, values=values, wrong=wrong)
    with np.errstate(invalid="ignore"):
        bare = (axis.letters == "") & (values > 0) & (values <= _MOST_DEG)
    values[bare] *= -1
    told = f"Kolom '{axis.heading}' dibaca sebagai {_NAMES[side]}: {int(bare.sum())} angka tanpa tanda minus."
    return replace(axis, values=values, wrong=wrong, notes=(*axis.notes, *([told] if bare.any() else [])))
