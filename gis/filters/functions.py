"""The functions a filter may use besides CQL2's own operators: distances and sizes, parts of dates, texts.

What is measured is measured in metres, in the reference system for measuring (`crs.MEASURED`). There is no
function of the present time: answers are kept by version, and no version changes with the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa

from gis import crs
from gis.filters.kinds import GEOMETRIES, INSTANTS, NUMBERS, TEXTS, Type
from gis.language import Words
from gis.validity import ZONE

Column = sa.ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Argument:
    """What a function is given: what it is called, and which types fit."""

    title: Words
    types: frozenset[Type]


@dataclass(frozen=True, slots=True)
class Function:
    """A function: what it is given, what it gives back, and how the database is asked for it.

    measured  its geometries are measured, so they must lie where metres can be
    """

    name: str
    title: Words
    arguments: tuple[Argument, ...]
    returns: Type
    sql: Callable[..., Column]
    measured: bool = False


def metres(geometry: Column) -> Column:
    """A geometry in the reference system for measuring."""
    moved: Column = sa.func.ST_Transform(geometry, sa.literal_column(str(crs.MEASURED)))
    return moved


def local(moment: Column) -> Column:
    """A day as it is, an instant as the time on the regency's clocks."""
    return moment if isinstance(moment.type, sa.Date) else sa.func.timezone(ZONE, moment)


def _part(name: str) -> Callable[[Column], Column]:
    return lambda moment: sa.cast(sa.extract(name, local(moment)), sa.BigInteger())


def _number(name: str) -> Callable[[Column], Column]:
    return lambda given: getattr(sa.func, name)(sa.cast(given, sa.Double()), type_=sa.Double())


def _text(name: str) -> Callable[[Column], Column]:
    return lambda given: getattr(sa.func, name)(given, type_=sa.Text())


def _length(geometry: Column) -> Column:
    there = metres(geometry)
    return sa.func.ST_Length(there, type_=sa.Double()) + sa.func.ST_Perimeter(there, type_=sa.Double())


_GEOMETRY: Final = Argument(Words("Geometri", "Geometry"), GEOMETRIES)
_MOMENT: Final = Argument(Words("Tanggal atau waktu", "Date or time"), INSTANTS)
_NUMBER: Final = Argument(Words("Bilangan", "Number"), NUMBERS)
_TEXT: Final = Argument(Words("Teks", "Text"), TEXTS)

_ALL: Final = (
    Function(
        "distance_m",
        Words("Jarak antara dua geometri, dalam meter", "Distance between two geometries, in metres"),
        (_GEOMETRY, _GEOMETRY),
        Type.NUMBER,
        lambda one, two: sa.func.ST_Distance(metres(one), metres(two), type_=sa.Double()),
        measured=True,
    ),
    Function(
        "area_m2",
        Words("Luas poligon, dalam meter persegi", "Area of a polygon, in square metres"),
        (_GEOMETRY,),
        Type.NUMBER,
        lambda geometry: sa.func.ST_Area(metres(geometry), type_=sa.Double()),
        measured=True,
    ),
    Function(
        "length_m",
        Words(
            "Panjang garis atau keliling poligon, dalam meter",
            "Length of a line or of a polygon's outline, in metres",
        ),
        (_GEOMETRY,),
        Type.NUMBER,
        _length,
        measured=True,
    ),
    Function("year", Words("Tahun (WIB)", "Year (WIB)"), (_MOMENT,), Type.INTEGER, _part("year")),
    Function(
        "month", Words("Bulan, 1–12 (WIB)", "Month, 1–12 (WIB)"), (_MOMENT,), Type.INTEGER, _part("month")
    ),
    Function(
        "day", Words("Tanggal, 1–31 (WIB)", "Day of month (WIB)"), (_MOMENT,), Type.INTEGER, _part("day")
    ),
    Function("abs", Words("Nilai mutlak", "Absolute value"), (_NUMBER,), Type.NUMBER, _number("abs")),
    Function("round", Words("Dibulatkan", "Rounded"), (_NUMBER,), Type.NUMBER, _number("round")),
    Function(
        "floor", Words("Dibulatkan ke bawah", "Rounded down"), (_NUMBER,), Type.NUMBER, _number("floor")
    ),
    Function("ceil", Words("Dibulatkan ke atas", "Rounded up"), (_NUMBER,), Type.NUMBER, _number("ceil")),
    Function("lower", Words("Huruf kecil", "In lower case"), (_TEXT,), Type.TEXT, _text("lower")),
    Function("upper", Words("Huruf besar", "In upper case"), (_TEXT,), Type.TEXT, _text("upper")),
    Function(
        "trim",
        Words("Tanpa spasi di awal dan akhir", "Without spaces around"),
        (_TEXT,),
        Type.TEXT,
        _text("btrim"),
    ),
    Function(
        "length",
        Words("Jumlah karakter", "Number of characters"),
        (_TEXT,),
        Type.INTEGER,
        lambda text: sa.func.char_length(text, type_=sa.BigInteger()),
    ),
)

FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType({each.name: each for each in _ALL})
"""The functions by name."""
