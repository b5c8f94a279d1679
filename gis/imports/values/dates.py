"""Dates and times as people write them: 2024-08-31, 31/08/2024, "Sabtu, 31 Agustus 2024 pukul 14.30 WIB".

The day stands before the month. A date that only makes sense the other way round is refused, and so are its
neighbours that make sense both ways (`doubt`). A year of two digits is taken from Excel's own way of showing
dates ("1-Feb-26") only, and told.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum
from typing import Final

from gis.imports.files.sheet import Cell
from gis.imports.values.outcome import Fault, Otherwise
from gis.validity import WIB

_YEARS: Final = range(1800, 2201)
_SERIALS: Final = range(18264, 73416)
"""Days since the end of 1899 by which spreadsheets count: 1950 to 2100."""
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 -- a spreadsheet's days have no zone.
_EARLY: Final = 12 / 31
"""The share of days that could be months."""
_BY_CHANCE: Final = 0.01
_NEAR: Final = 50
"""Excel shows years as two digits; those below this one are taken for 20yy, the others are refused."""

_MONTHS: Final[Mapping[str, int]] = {
    spelling: number
    for number, spellings in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt agst agus ags aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for spelling in spellings.split()
}
_WEEKDAYS: Final[Mapping[str, int]] = {
    spelling: number
    for number, spellings in enumerate(
        (
            "senin sen monday mon",
            "selasa sel tuesday tue",
            "rabu rab wednesday wed",
            "kamis kam thursday thu",
            "jumat jum'at jum friday fri",
            "sabtu sab saturday sat",
            "minggu min ahad sunday sun",
        )
    )
    for spelling in spellings.split()
}
_ZONES: Final[Mapping[str, tzinfo]] = {
    "wib": WIB,
    "wita": timezone(timedelta(hours=8)),
    "wit": timezone(timedelta(hours=9)),
    "z": UTC,
    "utc": UTC,
    "gmt": UTC,
}

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_WEEKDAY: Final = re.compile(rf"(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b[,./ ]*")
_MONTH: Final = rf"(?P<word>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_REST: Final = r"(?:(?:[,t ]|(?=[^\w]))\s*(?P<rest>.*))?"
_NUMERIC: Final = re.compile(
    rf"(?P<day>\d\d?) ?[/.-] ?(?P<month>\d\d?) ?[/.-] ?(?P<year>\d{{4}}){_REST}", re.ASCII
)
_YEAR_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}})[/.-](?P<month>\d\d?)[/.-](?P<day>\d\d?){_REST}", re.ASCII
)
_COMPACT: Final = re.compile(rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_REST}", re.ASCII)
_NAMED: Final = re.compile(
    rf"(?P<day>\d\d?)[ ./-]*{_MONTH}[ .,/-]*(?P<year>\d{{4}}|\d\d(?!\d)){_REST}", re.ASCII
)
_NAMED_FIRST: Final = re.compile(rf"{_MONTH}\.? (?P<day>\d\d?),? (?P<year>\d{{4}}){_REST}", re.ASCII)
_NOTATIONS: Final = (_YEAR_FIRST, _NUMERIC, _NAMED, _NAMED_FIRST, _COMPACT)
_CLOCK: Final = re.compile(
    r"(?:pukul|pkl\.?|jam)? ?(?P<hour>\d\d?)[.:](?P<minute>\d\d)(?:[.:](?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<half>am|pm)? ?(?P<zone>wib|wita|wit|z|utc|gmt|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))?",
    re.ASCII,
)
_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)

_YEAR_ONLY: Final = re.compile(r"(?:tahun |th\.? ?)?\d{4}", re.ASCII)
_MONTH_ONLY: Final = re.compile(
    rf"(?:{_MONTH}[ .,/-]*(?:\d{{4}}|\d\d)|\d\d?[/.-]\d{{4}}|\d{{4}}[/.-]\d\d?)", re.ASCII
)
_SHORT_YEAR: Final = re.compile(r"\d\d?[/.-]\d\d?[/.-]\d\d(?: .*)?", re.ASCII)
_SPAN: Final = re.compile(
    rf"\d\d?[^\d]*(?:-|–|s/d|s\.d\.?|sd|sampai|hingga|dan|&)\s*\d\d?\s*{_MONTH}.*", re.ASCII
)

_BY_SERIAL: Final = "dibaca sebagai tanggal dari nomor hari Excel"
_BY_SHORT_YEAR: Final = "dibaca dengan tahun 20.."
_BY_DATE: Final = "menyebut nama hari yang tidak cocok dengan tanggalnya; tanggalnya yang dipakai"
_AT_MIDNIGHT: Final = "tanpa jam, dibaca pukul 00.00 WIB"


@dataclass(frozen=True, slots=True)
class _Read:
    """A date, with its time of day where one is written, and how it was taken where that must be told."""

    when: datetime
    timed: bool
    how: str = ""


@dataclass(frozen=True, slots=True)
class _Not:
    """Why a cell is no date, as in `Fault`; without words where there is nothing particular to say."""

    message: str = ""
    hint: str = ""


class Doubt(Enum):
    """Why some dates of a column cannot be trusted, though each by itself is a date.

    TEXTS  others write the month first (12/31/2024), so that 01/02/2024 may be either
    CELLS  what was typed with the day first went into a spreadsheet that takes the month first: what it could
           not take stayed text (31/08/2024), and what it could it turned round
    """

    TEXTS = "texts"
    CELLS = "cells"


def doubt(cells: Collection[Cell]) -> Doubt | None:
    """What makes the dates of a column doubtful, if anything does.

    >>> doubt(["12/31/2024", "01/02/2024"]), doubt(["31/12/2024", "01/02/2024"]), doubt([])
    (<Doubt.TEXTS: 'texts'>, None, None)
    """
    texts = [found for cell in cells if isinstance(cell, str) and (found := _NUMERIC.match(cell.strip()))]
    if any(int(found["day"]) <= 12 < int(found["month"]) <= 31 for found in texts):
        return Doubt.TEXTS
    days = [int(found["day"]) for found in texts]
    typed = [cell.day for cell in cells if isinstance(cell, date)]
    if not days or not typed or min(days) <= 12 or max(typed) > 12:
        return None
    return Doubt.CELLS if _EARLY ** len(typed) * (1 - _EARLY) ** len(days) < _BY_CHANCE else None


def day(cell: Cell, doubt: Doubt | None = None) -> date | Fault | Otherwise:
    """A date; `doubt` is that of its column."""
    found = _read(cell, doubt)
    if isinstance(found, _Not):
        message = found.message or "harus tanggal, misalnya 2024-08-31 atau 31/08/2024"
        return Fault("date", message, found.hint)
    if found.when.time() != time():
        return Fault("date", "harus tanggal tanpa jam")
    value = found.when.date()
    if value.year not in _YEARS:
        return Fault("date", "tahunnya di luar 1800 sampai 2200")
    return Otherwise(value, found.how) if found.how else value


def moment(cell: Cell, doubt: Doubt | None = None) -> datetime | Fault | Otherwise:
    """An instant; without an offset it is Western Indonesian Time."""
    found = _read(cell, doubt)
    if isinstance(found, _Not):
        return Fault("time", found.message or "harus tanggal dan jam, misalnya 2024-08-31 14:30", found.hint)
    if found.when.year not in _YEARS:
        return Fault("time", "tahunnya di luar 1800 sampai 2200")
    value = found.when if found.when.tzinfo else found.when.replace(tzinfo=WIB)
    how = found.how or ("" if found.timed else _AT_MIDNIGHT)
    return Otherwise(value, how) if how else value


def _read(cell: Cell, doubt: Doubt | None) -> _Read | _Not:
    if isinstance(cell, date) and doubt is Doubt.CELLS:
        return _Not(
            "mungkin tertukar tanggal dan bulannya: tanggal lain di kolom ini tertinggal sebagai teks, tanda "
            "spreadsheet membaca bulan lebih dulu; tulis semua tanggal seperti 2024-08-31"
        )
    if isinstance(cell, datetime):
        return _Read(cell, timed=True)
    if isinstance(cell, date):
        return _Read(datetime.combine(cell, time()), timed=False)
    if isinstance(cell, time):
        return _Not("hanya berisi jam; tulis juga tanggalnya")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    return _from_text(cell, doubt) if isinstance(cell, str) else _Not()


def _from_number(cell: float) -> _Read | _Not:
    if cell in _YEARS:
        return _Not("hanya berisi tahun; tulis juga tanggal dan bulannya")
    if not math.isfinite(cell):
        return _Not()
    if int(cell) in _SERIALS:
        seconds = round(cell % 1 * 86400)
        return _Read(_EPOCH + timedelta(days=int(cell), seconds=seconds), timed=True, how=_BY_SERIAL)
    if cell == int(cell) and (found := _COMPACT.fullmatch(str(int(cell)))):
        return _dated(found, None)
    return _Not()


def _from_text(given: str, doubt: Doubt | None) -> _Read | _Not:
    if _ISO.fullmatch(given):
        try:
            return _Read(datetime.fromisoformat(given), timed=len(given) > 10)
        except ValueError:
            pass  # What is wrong with it is found out below.
    plain = " ".join(unicodedata.normalize("NFKC", given).casefold().split())
    if _SERIAL.fullmatch(plain):
        return _from_number(float(plain.replace(",", ".")))
    weekday = _WEEKDAY.match(plain)
    text = plain[weekday.end() :] if weekday else plain
    found = next(filter(None, (notation.fullmatch(text) for notation in _NOTATIONS)), None)
    if found is None:
        return _no_date(text)
    read = _dated(found, doubt)
    if weekday and isinstance(read, _Read) and read.when.weekday() != _WEEKDAYS[weekday["weekday"]]:
        return _Read(read.when, read.timed, _BY_DATE)
    return read


def _dated(found: re.Match[str], doubt: Doubt | None) -> _Read | _Not:
    """The date whose parts a notation found."""
    parts = found.groupdict()
    month = _MONTHS[parts["word"]] if parts.get("word") else int(parts["month"])
    day_, year = int(parts["day"]), _year(parts["year"])
    if year is None:
        return _Not("ditulis dengan tahun dua angka; tulis tahunnya dengan empat angka")
    if found.re is _NUMERIC and (wrong := _other_way_round(day_, month, year, doubt)):
        return wrong
    try:
        when = datetime(year, month, day_)  # noqa: DTZ001 -- the zone comes with the time of day.
    except ValueError:
        return _impossible(month, year)
    how = _BY_SHORT_YEAR if len(parts["year"]) == 2 else ""
    rest = (parts["rest"] or "").strip()
    return _at(when, rest, how) if rest else _Read(when, timed=False, how=how)


def _year(text: str) -> int | None:
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if int(text) < _NEAR else None


def _other_way_round(day_: int, month: int, year: int, doubt: Doubt | None) -> _Not | None:
    if day_ <= 12 < month <= 31:
        return _Not(
            "menulis bulan lebih dulu; tulis tanggal/bulan/tahun",
            f"Mungkin maksudnya {month:02}/{day_:02}/{year}?",
        )
    if doubt is Doubt.TEXTS and day_ <= 12 and month <= 12 and day_ != month:
        return _Not(
            "tidak jelas mana tanggal dan mana bulannya, karena kolom ini juga berisi tanggal yang menulis "
            "bulan lebih dulu; tulis seperti 2024-08-31",
        )
    return None


def _impossible(month: int, year: int) -> _Not:
    if not 1 <= month <= 12:
        return _Not("menyebut bulan yang tidak ada")
    if year not in _YEARS:
        return _Not("tahunnya di luar 1800 sampai 2200")
    return _Not("tidak ada di kalender: bulan itu tidak punya tanggal sebanyak itu")


def _at(when: datetime, rest: str, how: str) -> _Read | _Not:
    """The date at the time of day that stands after it."""
    found = _CLOCK.fullmatch(rest)
    if found is None:
        return _Not("diikuti tulisan lain; tulis tanggalnya saja, yang lain di kolom catatan")
    hour = _hour(int(found["hour"]), found["half"])
    try:
        clock = time(hour, int(found["minute"]), int(found["second"] or 0), tzinfo=_zone(found))
        return _Read(datetime.combine(when.date(), clock), timed=True, how=how)
    except ValueError:
        return _Not("menyebut jam yang tidak ada")


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day. Errors: `ValueError` later, where the clock has no such hour."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return 24
    return hour % 12 + (12 if half == "pm" else 0)


def _zone(found: re.Match[str]) -> tzinfo | None:
    if not found["zone"]:
        return None
    if not found["sign"]:
        return _ZONES[found["zone"]]
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    return timezone(-ahead if found["sign"] == "-" else ahead)


def _no_date(text: str) -> _Not:
    """Why a text is no date; without words where there is nothing particular to say."""
    if _YEAR_ONLY.fullmatch(text):
        return _Not("hanya berisi tahun; tulis juga tanggal dan bulannya")
    if _MONTH_ONLY.fullmatch(text):
        return _Not("hanya berisi bulan dan tahun; tulis juga tanggalnya")
    if _SHORT_YEAR.fullmatch(text):
        return _Not("ditulis dengan tahun dua angka; tulis tahunnya dengan empat angka")
    if _SPAN.fullmatch(text):
        return _Not("berisi lebih dari satu tanggal; tulis satu tanggal saja")
    return _Not()
