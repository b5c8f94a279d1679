"""Coordinates as people write them -> degrees: decimal, or with minutes and seconds, with letters or none.

The letters are those of both languages: LS, LU, BT, BB, S, N, E, W, U (utara), T (timur), B (barat), also
spelled out. What can mean two things is refused, and the sentence says what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from gis.imports.files.sheet import Cell, Unread
from gis.imports.places.roles import LAT, LON
from gis.imports.values.cells import Fault

_SIGNS: Final = str.maketrans(
    dict.fromkeys("−–—‐‑‒﹣-", "-")
    | dict.fromkeys("º˚∘⁰ᵒ◦*", "°")
    | dict.fromkeys("′’‘´`ʹʼ＇", "'")
    | dict.fromkeys("″”“„¨ʺ＂", '"')
    | dict.fromkeys("\u00a0\u2007\u202f\u2009\t\r", " ")
)
"""Characters that stand for others in the keyboards, fonts and programs that coordinates pass through."""

_WORDS: Final = (
    (re.compile(r"''"), '"'),
    (re.compile(r"(?<=\d)\s*(?:derajat|drjt|degrees?|deg|der|o(?![a-z]))\.?\s*"), "° "),
    (re.compile(r"(?<=\d)\s*(?:menit|minutes?|mnt|min)\.?\s*"), "' "),
    (re.compile(r"(?<=\d)\s*(?:detik|seconds?|dtk|sec)\.?\s*"), '" '),
    (re.compile(r"\b([a-z])\.\s?([a-z])\b\.?"), r"\1\2"),
    (re.compile(r"\b(?:latitude|lintang|lat)\b(?!\s*(?:selatan|utara))\.?\s*[:=]?"), "lat "),
    (re.compile(r"\b(?:longitude|bujur|long|lng|lon)\b(?!\s*(?:timur|barat))\.?\s*[:=]?"), "lon "),
)

_LETTERS: Final = {
    **dict.fromkeys(("lintang selatan", "selatan", "south", "ls", "s"), "S"),
    **dict.fromkeys(("lintang utara", "utara", "north", "lu", "n", "u"), "N"),
    **dict.fromkeys(("bujur timur", "timur", "east", "bt", "e", "t"), "E"),
    **dict.fromkeys(("bujur barat", "barat", "west", "bb", "w", "b"), "W"),
}
"""How the four directions are written, folded to lower case."""

AXIS: Final = {"S": LAT, "N": LAT, "E": LON, "W": LON}
"""The axis a direction belongs to."""

_OTHER: Final = {LAT: LON, LON: LAT}
_LONGEST: Final = 80
"""No coordinate takes more letters; a longer text is not looked into."""
_MOST: Final = 1e15
"""No coordinate is as much, whichever point it lost."""

_NUMBER: Final = r"(?>\d+(?:[.,]\d+)*)"
_LETTER: Final = "|".join(sorted((re.escape(text) for text in _LETTERS), key=len, reverse=True))
_ANGLE: Final = re.compile(
    rf"""\s*(?:(?P<label>lat|lon)\s+)?
    (?:(?P<before>{_LETTER})[\s.:]*)?
    (?P<sign>[+-])?\s*
    (?P<degrees>{_NUMBER})\s*°?
    (?:(?:(?<=°)(?:\s*|-)|-|\s+-\s+|[\s:]+)(?P<minutes>{_NUMBER})\s*'?
        (?:(?:(?<=')(?:\s*|-)|-|\s+-\s+|[\s:]+)(?P<seconds>{_NUMBER})\s*"?)?
    )?
    \s*(?P<after>{_LETTER})?\s*[.,;]?\s*""",
    re.VERBOSE,
)
_PLAIN: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_PLAIN_PAIR: Final = re.compile(r"\(?\s*([+-]?\d+(?:\.\d+)?)(?:\s*[,;]\s*|\s+)([+-]?\d+(?:\.\d+)?)\s*\)?")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")

_PARTINGS: Final = (
    r"\s*[;|/\n]+\s*",
    r",\s+",
    r"\s*,\s*|\s+-\s+|\s+",
    r"(?<=[a-z])(?=[\d+-])|(?<=[\d'\"°])(?=[a-z])",
)
"""What may stand between the two halves of a pair, the surest first."""

UNREADABLE: Final = Fault(
    "place", "tidak dapat dibaca; tulis misalnya -6.5867 atau 6°35'12\" LS, 110.6712 atau 110°40'16\" BT"
)
_TWO_WAYS: Final = Fault("place", "dapat berarti lebih dari satu titik; tulis misalnya -6.5867, 110.6712")
_DATE: Final = Fault("place", "sudah diubah Excel menjadi tanggal; tulis ulang di sel yang berjenis teks")


@dataclass(frozen=True, slots=True)
class Angle:
    """One coordinate.

    value     degrees, negative in the south and the west (or metres where the file holds metres)
    step      how finely it is written, in the same unit: 0.01 for two decimals
    letter    the direction it is written with: "S", "N", "E" or "W"
    sexagesimal  whether it was written in minutes
    """

    value: float
    step: float = 0.0
    letter: str | None = None
    sexagesimal: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A coordinate in its parts, as texts: what a cell or four columns hold."""

    degrees: str
    minutes: str | None = None
    seconds: str | None = None
    negative: bool = False
    letter: str | None = None


def angle(cell: Cell) -> Angle | Fault:
    """One coordinate in degrees.

    >>> angle("6°30'00'' LS"), angle("110,6712").value
    (Angle(value=-6.5, step=0.0002777777777777778, letter='S', sexagesimal=True), 110.6712)
    >>> angle("6-35-75 LS").message
    'tertulis dengan detik 60 atau lebih'
    """
    if isinstance(cell, str):
        text = cell.strip()
        if len(text) > _LONGEST:
            return UNREADABLE
        return Angle(float(text), _step(text)) if _PLAIN.fullmatch(text) else _angle(normal(text))
    return _number(cell)


def metres(cell: Cell) -> Angle | Fault:
    """One coordinate in metres, with or without marks between thousands.

    >>> metres("463.519,25").value, metres("9.272.668").value, metres("463.519").message
    (463519.25, 9272668.0, 'dapat berarti ribuan atau pecahan; tulis tanpa pemisah ribuan')
    """
    if not isinstance(cell, str):
        return _number(cell)
    text = re.sub(r"\s*m(?:eter)?\.?$", "", normal(cell[:_LONGEST])).strip()
    negative, digits = text.startswith("-"), text.lstrip("+-").strip()
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", digits):
        return Fault("place", "dapat berarti ribuan atau pecahan; tulis tanpa pemisah ribuan")
    found = amount(digits)
    if found is None:
        return Fault("place", "harus angka dalam meter")
    return Angle(-found[0] if negative else found[0], found[1])


def pair(text: str, first: str | None = None) -> tuple[Angle, Angle] | Fault:
    """Longitude and latitude of a text that holds both; `first`: the axis the heading names first.

    Without letters and without a heading that says it, what is beyond 90 degrees is the longitude, else what
    is negative the latitude, else the latitude comes first, as in map links; two numbers of metres are x, y.

    >>> [part.value for part in pair("-6.58, 110.67")], [part.value for part in pair("110.67 BT 6.58 LS")]
    ([110.67, -6.58], [110.67, -6.58])
    """
    if len(text) > 2 * _LONGEST:
        return UNREADABLE
    plain = _PLAIN_PAIR.fullmatch(text.strip())
    if plain:
        one, two = (Angle(float(part), _step(part)) for part in plain.groups())
        return _ordered(one, two, first)
    given = normal(text).strip("() []")
    for parting in _PARTINGS:
        found = list(_halves(given, parting))
        if len(found) == 1:
            one, two, said = found[0]
            return _ordered(one, two, said or first)
        if found:
            return _TWO_WAYS
    return UNREADABLE


def assembled(written: Written) -> Angle | Fault:
    """A coordinate of its parts."""
    read = [amount(part) for part in (written.degrees, written.minutes, written.seconds) if part is not None]
    if None in read:
        return UNREADABLE
    parts = [part for part in read if part is not None]
    if any(not value.is_integer() for value, _ in parts[:-1]):
        return Fault("place", "berisi pecahan sebelum bagian terakhirnya; tulis misalnya 6°35'12\" LS")
    for (value, _), name in zip(parts[1:], ("menit", "detik"), strict=False):
        if value >= 60:
            return Fault("place", f"tertulis dengan {name} 60 atau lebih")
    if written.negative and written.letter in ("N", "E"):
        return Fault("place", "bertanda minus, tetapi hurufnya menyebut arah yang lain")
    value = sum(value / 60**at for at, (value, _) in enumerate(parts))
    step = parts[-1][1] / 60 ** (len(parts) - 1)
    south = written.negative or written.letter in ("S", "W")
    return Angle(-value if south else value, step, written.letter, len(parts) > 1)


def direction(text: str) -> str | None:
    """The direction a text names: "S", "N", "E" or "W".

    >>> direction("LS"), direction("bujur timur"), direction("x")
    ('S', 'E', None)
    """
    return _LETTERS.get(normal(text).strip(" ."))


def amount(text: str) -> tuple[float, float] | None:
    """A number without sign and the step of its last digit; None where it is none.

    A single mark is the decimal mark; a mark that returns parts thousands.

    >>> amount("110,6712"), amount("110.671.234"), amount("6.35.12")
    ((110.6712, 0.0001), (110671234.0, 1.0), None)
    """
    marks = re.findall(r"[.,]", text)
    if not re.fullmatch(r"\d+(?:[.,]\d+)*", text):
        return None
    if len(marks) > 1:
        if not _GROUPED.fullmatch(text):
            return None
        grouping = marks[0]
        text = text.replace(grouping, "")
    plain = text.replace(",", ".")
    return float(plain), _step(plain)


def normal(text: str) -> str:
    """A text in lower case with one spelling for each mark and unit."""
    found = text.translate(_SIGNS).lower().strip()
    for pattern, spelled in _WORDS:
        found = pattern.sub(spelled, found)
    return found.strip()


def _step(text: str) -> float:
    """The place of a plain number's last digit."""
    _, mark, decimals = text.partition(".")
    return 10.0 ** -len(decimals) if mark else 1.0


def _number(cell: Cell) -> Angle | Fault:
    if isinstance(cell, Unread):
        return Fault("place", cell.reason)
    if isinstance(cell, bool):
        return UNREADABLE
    if isinstance(cell, int | float) and abs(cell) < _MOST:
        return Angle(float(cell), _step(repr(float(cell))))
    return _DATE if isinstance(cell, date | time) else UNREADABLE


def _angle(text: str) -> Angle | Fault:
    found = _ANGLE.fullmatch(text)
    if not found:
        return UNREADABLE
    if found["before"] and found["after"]:
        return Fault("place", "menyebut arah dua kali")
    letter = _LETTERS.get(found["before"] or found["after"] or "")
    if found["label"] and letter and AXIS[letter] != found["label"]:
        return Fault("place", "menyebut arah dua kali, dan keduanya berbeda")
    parts = Written(found["degrees"], found["minutes"], found["seconds"], found["sign"] == "-", letter)
    return assembled(parts)


def _halves(text: str, parting: str) -> Iterator[tuple[Angle, Angle, str | None]]:
    """The ways to part a text in two coordinates, with the first one's axis where letters say it."""
    for mark in re.finditer(parting, text):
        left, right = text[: mark.start()], text[mark.end() :]
        one, two = _angle(left), _angle(right)
        if isinstance(one, Angle) and isinstance(two, Angle):
            axes = _axis(one, left), _axis(two, right)
            if axes[0] is None or axes[0] != axes[1]:
                yield one, two, axes[0] or _OTHER.get(axes[1] or "")


def _axis(part: Angle, text: str) -> str | None:
    labelled = next((axis for axis in (LAT, LON) if text.lstrip().startswith(f"{axis} ")), None)
    return AXIS[part.letter] if part.letter else labelled


def _ordered(one: Angle, two: Angle, first: str | None) -> tuple[Angle, Angle]:
    """Two coordinates, longitude (or x) first; `first`: the axis of the one that was written first."""
    latitude_first = first == LAT if first else _latitude_first(one.value, two.value)
    return (two, one) if latitude_first else (one, two)


def _latitude_first(one: float, two: float) -> bool:
    beyond = abs(one) > 90, abs(two) > 90
    if beyond[0] != beyond[1]:
        return beyond[1]
    if (one < 0) != (two < 0):
        return one < 0
    return not all(beyond)
