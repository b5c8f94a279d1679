"""Numbers as people write them: 1.234,56 and 1,234.56, "Rp 1.500.000,-", "3,5 ha".

A text is worked out under either convention. Where only one gives a number, the text can only mean that;
where both give the same, it does not matter; where they differ ("1.234"), the text alone does not tell, and
what other cells prove does (`gis.imports.values.conventions`). Nothing is guessed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from gis.imports.files.sheet import Cell
from gis.imports.spelling import fold
from gis.imports.values.nothing import none_counted
from gis.imports.values.outcome import Fault, Otherwise
from gis.imports.vocabulary import measure

Mark = Literal[".", ","]
"""What parts the whole of a number from its fraction."""

_EXACT: Final = 2**53
_USUAL: Final = re.compile(r"-?\d+(?:(?:\.(?:\d\d?|\d{4,}))?|(?:\.\d+)?[eE][+-]?\d{1,3})", re.ASCII)
"""Most numbers of most files: such a text can only mean one number, and Python reads it as it stands."""
_USUAL_LINES: Final = re.compile(rf"(?:(?:{_USUAL.pattern})\n)*+", re.ASCII)
_PLAIN: Final = re.compile(r"[+-]?\d+\.?", re.ASCII)
_POINT: Final = re.compile(
    r"[+-]?(?:(?P<whole>\d+|[1-9]\d{0,2}(?P<group>[ ,'’])\d{3}(?:(?P=group)\d{3})*)(?P<fraction>\.\d*)?"
    r"|\.\d+)(?P<power>[eE][+-]?\d{1,3})?",
    re.ASCII,
)
_COMMA: Final = re.compile(
    r"[+-]?(?:(?P<whole>\d+|[1-9]\d{0,2}(?P<group>[ .'’])\d{3}(?:(?P=group)\d{3})*)(?P<fraction>,\d+)?"
    r"|,\d+)(?P<power>[eE][+-]?\d{1,3})?",
    re.ASCII,
)
_GROUPS: Final = str.maketrans("", "", " '’")
_WITH_UNIT: Final = re.compile(r"(?P<number>[+-]?[\d.,][\d.,' ’]*?) ?(?P<unit>[^\W\d_].*|%)")
_MONEY: Final = re.compile(r"rp\.? ?(?P<number>[-\d].*)", re.IGNORECASE)
_DASHES: Final = re.compile(r"(?P<number>.*\d)(?P<mark>[.,]) ?[-–—=]{1,2}")
_POWER: Final = re.compile(r"\d[eE]\+?\d")
_FREE: Final = frozenset({"gratis", "free", "cumacuma", "tanpabiaya"})
_AS_POWER: Final = "ditulis berpangkat (E+), sehingga mungkin sudah dibulatkan"
_ABOUT: Final = re.compile(r"[<>≤≥±~≈]|kurang|lebih|sekitar|kira|\bk\.?l\b|\+/-|\+-", re.IGNORECASE)
_SCALED: Final = re.compile(r"\d ?(?:ribu|rb|juta|jt|mil[iy]ar|m(?:lyr|ilyar))\b", re.IGNORECASE)
_RANGE: Final = re.compile(r"\d[^\d]*\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai|hingga|to)\s*[^\d]*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text as a number: under a decimal point, and under a decimal comma; None where it is none."""

    point: float | None
    comma: float | None

    @property
    def proves(self) -> Mark | None:
        """The mark without which the text would be no number."""
        if self.point is None:
            return None if self.comma is None else ","
        return "." if self.comma is None else None

    @property
    def ambiguous(self) -> bool:
        """Whether it is two different numbers, depending on the mark."""
        return self.point is not None and self.comma is not None and self.point != self.comma

    def under(self, mark: Mark) -> float | None:
        """The number that it is with this decimal mark."""
        return self.point if mark == "." else self.comma


@dataclass(frozen=True, slots=True)
class Convention:
    """The decimal mark of a column's ambiguous cells; None: not known.

    proof  by what it is known, for the note
    weak   known by the delimiter of the file only: whole numbers and commas are not decided by it
    """

    mark: Mark | None = None
    proof: str = ""
    weak: bool = False


UNKNOWN: Final = Convention()


def spelled(text: str, unit: str | None = None) -> Spelled | None:
    """A text under both conventions; None where it is no number under either. Units must be `unit`.

    >>> spelled("1.234"), spelled("12,5 m2", "m²"), spelled("dua")
    (Spelled(point=1.234, comma=1234.0), Spelled(point=None, comma=12.5), None)
    """
    plain = _plain(text)
    found = _worked_out(plain)
    if found is None and unit is not None and (rest := _without_unit(plain, unit)) is not None:
        found = _worked_out(rest)
        if found is not None and found.ambiguous and measure(unit) == ("rp",):
            # "Rp5.000": an amount said to be rupiah has thousands, and never three digits of cents.
            most = max(found.point or 0.0, found.comma or 0.0, key=abs)
            return Spelled(most, most)
    return found


def all_usual(texts: Collection[str]) -> bool:
    """Whether every text is a number as most are: one that means the same in either convention, or has a
    point before its fraction. One search in all of them together is far quicker than one in each.

    >>> all_usual(["12", "-6.5"]), all_usual(["12", "1.234"]), all_usual([])
    (True, False, True)
    """
    lines = "".join([f"{text}\n" for text in texts])
    return lines.count("\n") == len(texts) and _USUAL_LINES.fullmatch(lines) is not None


def proves(text: str, unit: str | None = None) -> Mark | None:
    """The decimal mark without which a text would be no number.

    >>> proves("12,5"), proves("1.234.567"), proves("1.234"), proves("12")
    (',', ',', None, None)
    """
    if _USUAL.fullmatch(text):
        return "." if "." in text else None
    found = spelled(text, unit)
    return None if found is None else found.proves


def number(
    cell: Cell, convention: Convention = UNKNOWN, unit: str | None = None
) -> float | Fault | Otherwise:
    """A number: a cell that is one, or a text that can mean one only, or is known to."""
    if isinstance(cell, str):
        if _USUAL.fullmatch(cell):
            return _finite(float(cell))
        found = spelled(cell, unit)
        return _no_number(cell, unit) if found is None else _decided(cell, found, convention)
    if isinstance(cell, bool):
        return Fault("number", "harus angka, bukan ya/tidak")
    return _finite(float(cell)) if isinstance(cell, int | float | Decimal) else Fault("number", "harus angka")


def _decided(text: str, found: Spelled, convention: Convention) -> float | Fault | Otherwise:
    """The one of two numbers that a text means, where that is known."""
    if not found.ambiguous:
        return _finite(found.comma if found.point is None else found.point)
    if convention.mark is None or (convention.weak and "," in text):
        return _two_numbers(found)
    return Otherwise(found.under(convention.mark), _read_by(convention))


def integer(cell: Cell, convention: Convention = UNKNOWN, unit: str | None = None) -> int | Fault | Otherwise:
    """A whole number: 12, "12", "12.0", "1.234.567"."""
    found = number(cell, UNKNOWN if convention.weak else convention, unit)
    if isinstance(found, Otherwise):
        whole = _whole(found.value)
        return whole if isinstance(whole, Fault) else Otherwise(whole, found.how)
    if isinstance(found, Fault):
        return Fault("integer", found.message, found.hint) if found.rule == "number" else found
    whole = _whole(found)
    if isinstance(cell, str) and not isinstance(whole, Fault) and _POWER.search(cell):
        return Otherwise(whole, _AS_POWER)
    return whole


def _whole(found: float) -> int | Fault:
    if not found.is_integer():
        return Fault("integer", "harus bilangan bulat")
    if abs(found) >= _EXACT:
        return Fault("integer", "terlalu besar")
    return int(found)


def _finite(found: float | None) -> float | Fault:
    if found is None or not math.isfinite(found):
        return Fault("number", "harus angka yang berhingga")
    return found


def _plain(text: str) -> str:
    """One kind of space, of minus and of digits; without the apostrophe by which spreadsheets mark a text."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("‘", "'")
    text = text.strip()
    return text.removeprefix("'")


def _worked_out(plain: str) -> Spelled | None:
    if _PLAIN.fullmatch(plain):
        value = float(plain)
        return Spelled(value, value)
    point = _value(_POINT.fullmatch(plain), ",")
    comma = _value(_COMMA.fullmatch(plain), ".")
    return None if point is None and comma is None else Spelled(point, comma)


def _value(found: re.Match[str] | None, group: str) -> float | None:
    if found is None or (found["group"] and found["power"]):
        return None
    return float(found[0].replace(group, "").translate(_GROUPS).replace(",", "."))


def _without_unit(plain: str, unit: str) -> str | None:
    """The number before the field's own unit, or after "Rp"; None where the unit is another."""
    if measure(unit) == ("rp",):
        money = _MONEY.fullmatch(plain)
        return _undashed(money["number"] if money else plain)
    found = _WITH_UNIT.fullmatch(plain)
    if found and measure(found["unit"]) == measure(unit) and measure(unit):
        return found["number"].strip()
    return None


def _undashed(plain: str) -> str:
    """An amount without the dashes that stand for no cents, which tell the decimal mark all the same.

    >>> _undashed("1.500,-"), _undashed("1.500.-"), _undashed("1500 rupiah")
    ('1.500,00', '1.500', '1500')
    """
    found = _DASHES.fullmatch(plain)
    if found is None:
        return re.sub(r" ?(?:rupiah|rp\.?|idr)", "", plain, flags=re.IGNORECASE)
    return found["number"] + ("" if found["mark"] in found["number"] else f"{found['mark']}00")


def _two_numbers(found: Spelled) -> Fault:
    return Fault(
        "ambiguous",
        "dapat berarti ribuan atau pecahan; beri --decimal , bila koma tanda desimalnya, "
        "atau --decimal . bila titik",
        f"Artinya {_shown(found.comma)} atau {_shown(found.point)}",
    )


def _shown(value: float | None) -> str:
    return f"{value:.12g}".replace(".", ",")


def _read_by(convention: Convention) -> str:
    mark = "titik" if convention.mark == "." else "koma"
    return f"dibaca dengan {mark} sebagai tanda desimal ({convention.proof})"


def _no_number(text: str, unit: str | None) -> Fault:
    """Why a text is no number."""
    if (doubtful := none_counted(text)) is not None:
        return doubtful
    if _ABOUT.search(text):
        return Fault("number", "hanya perkiraan; tulis satu angka, dan jelaskan di kolom catatan")
    if _SCALED.search(text):
        return Fault("number", "ditulis dengan kata ribu, juta atau miliar; tulis angkanya lengkap")
    if _RANGE.search(text):
        return Fault("number", "berisi lebih dari satu angka; tulis satu angka saja")
    if fold(text) in _FREE:
        return Fault("number", "ditulis dengan kata; tulis 0 bila memang tanpa biaya")
    return _unmeasured(text, unit)


def _unmeasured(text: str, unit: str | None) -> Fault:
    """Why a text with another unit, or none, is no number."""
    found = _WITH_UNIT.fullmatch(_plain(text))
    if found and measure(found["unit"]):
        said = (
            f"dengan satuan lain; tulis angkanya saja, dalam {unit}"
            if unit
            else "dengan satuan; tulis angkanya saja"
        )
        return Fault("number", f"ditulis {said}")
    return Fault("number", "harus angka")
