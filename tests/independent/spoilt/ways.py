"""The ways in which a row goes wrong, each with the columns of which the report must name one.

They follow the text of what was promised (missing, wrong type, out of range, not in the list, two meanings,
personal numbers, places) and the declaration of the layer (required, above 0, at least 2015, sixteen digits).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pyproj
import shapely

from tests.independent.spoilt.houses import DEGREES, METRES, House
from tests.independent.spoilt.writing import Formula, Row, position


@dataclass(frozen=True, slots=True)
class Scene:
    """What a way may draw from: chance, and the other houses."""

    dice: random.Random
    houses: Sequence[House]


Spoil = Callable[[House, Scene], Row]
Done = tuple[Spoil, tuple[str, ...], frozenset[str]]
"""What is done, the columns that may be named, the columns that are touched."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to spoil a row.

    spoil    the cells that are put in place of the good ones
    columns  the report must name one of these for the row
    touches  no other way that touches one of these is used in the same row
    fits     whether it can be done to this house
    mending  the word by which the proposed mending is accepted; None where nothing can be proposed
    says     words of which the message must hold each, of this house
    """

    name: str
    spoil: Spoil
    columns: tuple[str, ...]
    touches: frozenset[str]
    fits: Callable[[House], bool] = lambda _: True
    mending: str | None = None
    says: Callable[[House], tuple[str, ...]] = lambda _: ()


PLACE: Final = frozenset({"kode", "desa", "kecamatan", "lintang", "bujur"})
"""Village and position are checked against each other: one row gets one wrong thing among them."""

_NOWHERE: Final[Row] = {"lintang": None, "bujur": None}
_OUTSIDE: Final = ((-6.8945, 110.6396), (-6.8048, 110.8405), (-6.9932, 110.4203))
"""Demak, Kudus, Semarang: near, and not in the regency."""
_TWINS: Final = {
    "Sukodono": ("Sukozono", "Sukosono"),
    "Sukosono": ("Sukozono", "Sukodono"),
    "Panggang": ("Panggeng", "Panggung"),
    "Panggung": ("Panggeng", "Panggang"),
    "Ujungbatu": ("Ujungmatu", "Ujungwatu"),
    "Ujungwatu": ("Ujungmatu", "Ujungbatu"),
}
"""Villages one letter apart: the spelling that is as near to one as to the other, and the other's name."""

_utm = pyproj.Transformer.from_crs(DEGREES, METRES, always_xy=True)


def _cell(
    column: str, *values: str | float | Formula | None
) -> tuple[Spoil, tuple[str, ...], frozenset[str]]:
    """Spoils one cell with one of these values."""

    def spoil(_house: House, scene: Scene) -> Row:
        return {column: scene.dice.choice(values)}

    return spoil, (column,), frozenset({column})


def _nik(change: Callable[[str], str | int]) -> Done:
    return lambda house, _: {"nik": change(house.nik)}, ("nik",), frozenset({"nik"})


def _swapped(house: House, _scene: Scene) -> Row:
    return {"lintang": house.lon, "bujur": house.lat}


def _without_minus(house: House, _scene: Scene) -> Row:
    return {"lintang": -house.lat, "bujur": house.lon}


def _without_point(house: House, _scene: Scene) -> Row:
    return {"lintang": round(house.lat * 1e6), "bujur": round(house.lon * 1e6)}


def _outside(_house: House, scene: Scene) -> Row:
    lat, lon = scene.dice.choice(_OUTSIDE)
    return {"lintang": lat, "bujur": lon}


def _elsewhere(house: House, scene: Scene) -> Row:
    """The position of another house, at least a kilometre and a half from the village that the row names."""
    while True:
        other = scene.dice.choice(scene.houses)
        if house.village.area.distance(shapely.Point(other.lon, other.lat)) > 0.014:
            return {"lintang": other.lat, "bujur": other.lon}


def _half(house: House, scene: Scene) -> Row:
    missing = scene.dice.choice(["lintang", "bujur"])
    lat, lon = position(house, scene.dice)
    return {"lintang": lat, "bujur": lon} | {missing: None}


def _metres(house: House, _scene: Scene) -> Row:
    east, north = _utm.transform(house.lon, house.lat)
    return {"lintang": round(north, 1), "bujur": round(east, 1)}


def _unknown_code(house: House, _scene: Scene) -> Row:
    return {"kode": f"{house.village.kode[:9]}2999", "desa": None, "kecamatan": None, **_NOWHERE}


def _misspelt(house: House, _scene: Scene) -> Row:
    """A letter in the middle is dropped; nothing else is in the row to tell the village."""
    name = house.village.nama
    middle = len(name) // 2
    wrong = name[:middle] + name[middle + 1 :]
    return {"kode": None, "desa": wrong, "kecamatan": house.village.kecamatan, **_NOWHERE}


def _misspellable(house: House) -> bool:
    name = house.village.nama
    return len(name) >= 9 and " " not in name and name not in _TWINS


def _between(house: House, _scene: Scene) -> Row:
    return {"kode": None, "desa": _TWINS[house.village.nama][0], "kecamatan": None, **_NOWHERE}


def _other_district(house: House, scene: Scene) -> Row:
    districts = sorted({other.village.kecamatan for other in scene.houses} - {house.village.kecamatan})
    wrong = scene.dice.choice(districts)
    return {"kode": None, "desa": house.village.nama, "kecamatan": wrong, **_NOWHERE}


def _other_code(house: House, scene: Scene) -> Row:
    other = next(h.village for h in scene.houses if h.village.kode[:8] != house.village.kode[:8])
    return {"kode": other.kode, "desa": house.village.nama, "kecamatan": house.village.kecamatan, **_NOWHERE}


_POSITION: Final = ("lintang", "bujur")
_VILLAGE: Final = ("kode", "desa", "kecamatan")
_NO_VILLAGE: Final[Row] = {"kode": None, "desa": None, "kecamatan": None}

WAYS: Final = (
    Way("status kosong", *_cell("status", None)),
    Way("status di luar daftar", *_cell("status", "dirapatkan", "tidak tahu", "proses di kantor")),
    Way("keadaan di luar daftar", *_cell("atap", 9, 0, "bocor")),
    Way("jumlah dengan kata", *_cell("penghuni", "empat", "banyak", "?")),
    Way("jumlah pecahan", *_cell("penghuni", 3.5, "2,5")),
    Way("jumlah nol", *_cell("penghuni", 0, "0")),
    Way("luas minus", *_cell("luas", -36, "-42,5")),
    Way("luas bermakna dua", *_cell("luas", "1.250", "1.125")),
    Way("rumus galat", *_cell("luas", Formula("=1/0", "#DIV/0!"), Formula("=NA()", "#N/A"))),
    Way("tahun di luar batas", *_cell("tahun", 1998, 2014, 20210)),
    Way("nilai minus", *_cell("nilai", -17_500_000, "-20.000.000")),
    Way("bukan ya atau tidak", *_cell("ventilasi", "mungkin", "5")),
    Way("tanggal mustahil", *_cell("tanggal", "31/02/2024", "30 Februari 2024", "2024-13-05")),
    Way("tanggal dengan kata", *_cell("tanggal", "akhir tahun lalu", "segera")),
    Way("NIK kosong", *_nik(lambda _: "")),
    Way("NIK kurang angka", *_nik(lambda nik: nik[:15])),
    Way("NIK berhuruf", *_nik(lambda nik: nik.replace("0", "O", 1))),
    Way(
        "NIK dibulatkan Excel",
        *_nik(lambda nik: int(nik[:15]) * 10),
        fits=lambda house: not house.nik.endswith("0"),
    ),
    Way("NIK ganda", *_nik(lambda nik: nik)),
    Way("KK kurang angka", lambda house, _: {"kk": house.no_kk[:14]}, ("kk",), frozenset({"kk"})),
    Way("tertukar", _swapped, _POSITION, PLACE, mending="swapped"),
    Way("minus hilang", _without_minus, ("lintang",), PLACE, mending="minus"),
    Way("koma hilang", _without_point, _POSITION, PLACE, mending="decimal"),
    Way("nol nol", lambda *_: {"lintang": 0, "bujur": 0}, _POSITION, PLACE),
    Way("di luar kabupaten", _outside, _POSITION, PLACE),
    Way("di luar desanya", _elsewhere, (*_POSITION, *_VILLAGE), PLACE),
    Way("setengah koordinat", _half, _POSITION, PLACE),
    Way(
        "menit lewat 60",
        lambda house, _: {"lintang": "6°75'12\" LS", "bujur": house.lon},
        ("lintang",),
        PLACE,
    ),
    Way("meter, bukan derajat", _metres, _POSITION, PLACE),
    Way("kode desa asing", _unknown_code, ("kode",), PLACE),
    Way(
        "desa salah eja",
        _misspelt,
        ("desa",),
        PLACE,
        fits=_misspellable,
        mending="name",
        says=lambda house: (house.village.nama,),
    ),
    Way(
        "ejaan di antara dua desa",
        _between,
        ("desa",),
        PLACE,
        fits=lambda house: house.village.nama in _TWINS,
        says=lambda house: (house.village.nama, _TWINS[house.village.nama][1]),
    ),
    Way("desa di kecamatan lain", _other_district, ("desa", "kecamatan"), PLACE),
    Way("kode melawan nama", _other_code, _VILLAGE, PLACE),
    Way("tanpa desa dan tempat", lambda *_: {**_NO_VILLAGE, **_NOWHERE}, _VILLAGE, PLACE),
)

TWICE: Final = "NIK ganda"
"""The way that takes two rows: the second bears the number of the first, so neither can be believed."""
