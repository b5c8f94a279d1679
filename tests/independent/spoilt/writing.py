"""How houses are written down: columns with two lines of headings, and the notations of the field."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.independent.spoilt.houses import House


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is calculated, and what the spreadsheet last showed in it."""

    text: str
    value: int | float | str


Cell = str | int | float | bool | date | Formula | None
Row = dict[str, Cell]
"""The cells of a row by the names of COLUMNS."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: one heading over two lines, or a group's heading above its own."""

    name: str
    heading: str
    group: str | None = None


COLUMNS: Final = (
    Column("no", "No"),
    Column("nik", "NIK"),
    Column("kk", "No. KK"),
    Column("alamat", "Alamat Rumah"),
    Column("kode", "Kode Desa", "Wilayah"),
    Column("desa", "Desa/Kelurahan", "Wilayah"),
    Column("kecamatan", "Kecamatan", "Wilayah"),
    Column("lintang", "Lintang", "Koordinat"),
    Column("bujur", "Bujur", "Koordinat"),
    Column("luas", "Luas Bangunan"),
    Column("penghuni", "Jumlah Penghuni"),
    Column("atap", "Atap", "Kondisi"),
    Column("lantai", "Lantai", "Kondisi"),
    Column("dinding", "Dinding", "Kondisi"),
    Column("ventilasi", "Ventilasi"),
    Column("milik", "Rumah", "Status Kepemilikan"),
    Column("status", "Status Penanganan"),
    Column("sumber", "Sumber Dana", "Bantuan"),
    Column("tahun", "Tahun", "Bantuan"),
    Column("nilai", "Nilai (Rp)", "Bantuan"),
    Column("tanggal", "Tanggal Data"),
    Column("catatan", "Keterangan"),
)

MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_GRADES: Final = ("Layak", "Menuju layak", "AGAK LAYAK", "kurang layak", "Tidak Layak")
_STATUS: Final[Mapping[str, tuple[str, ...]]] = {
    "usulan": ("Usulan", "usulan", "diusulkan", "Proposed"),
    "terverifikasi": ("Terverifikasi", "TERVERIFIKASI", "verifikasi"),
    "disetujui": ("Disetujui", "approved"),
    "dibangun": ("Sedang dibangun", "dibangun", "pembangunan"),
    "selesai": ("Selesai", "tertangani"),
    "ditolak": ("Ditolak", "ditolak"),
}
_TENURE: Final[Mapping[str, tuple[str, ...]]] = {
    "milik_sendiri": ("Milik sendiri", "milik_sendiri", "Hak Milik"),
    "sewa": ("Sewa", "kontrak"),
    "menumpang": ("Menumpang", "numpang"),
    "lainnya": ("Lainnya", "lain-lain"),
}
_AID: Final[Mapping[str, tuple[str, ...]]] = {
    "bsps": ("BSPS", "APBN"),
    "apbd_provinsi": ("APBD Provinsi", "apbd_provinsi"),
    "apbd_kabupaten": ("APBD kabupaten", "APBD"),
    "baznas": ("Baznas", "BAZNAS"),
    "dana_desa": ("Dana Desa", "Village fund"),
}


def written(house: House, dice: random.Random) -> Row:
    """One house as one of many hands would write it; the meaning is the same in every notation."""
    lat, lon = position(house, dice) if house.located else (None, None)
    return {
        "no": house.number,
        "nik": house.nik,
        "kk": house.no_kk,
        "alamat": house.alamat,
        **village(house, dice),
        "lintang": lat,
        "bujur": lon,
        "luas": area(house.luas_m2, dice),
        "penghuni": _one((house.jumlah_penghuni, str(house.jumlah_penghuni)), dice),
        "atap": grade(house.atap, dice),
        "lantai": grade(house.lantai, dice),
        "dinding": grade(house.dinding, dice),
        "ventilasi": _one(("Ya", "YA", True) if house.ventilasi else ("Tidak", "TIDAK", False), dice),
        "milik": dice.choice(_TENURE[house.status_rumah]),
        "status": dice.choice(_STATUS[house.status]),
        "sumber": dice.choice(_AID[house.sumber_bantuan]) if house.sumber_bantuan else None,
        "tahun": house.tahun,
        "nilai": rupiah(house.nilai_rp, dice) if house.nilai_rp else None,
        "tanggal": day(house.tanggal_data, dice),
        "catatan": house.catatan,
    }


def village(house: House, dice: random.Random) -> Row:
    """The village by code, by name and kecamatan, or by both."""
    place = house.village
    code = dice.choice([place.kode, place.kode, place.kode.replace(".", "")])
    spelt = dice.choice(_SPELLINGS)
    by = dice.choice(["code", "both", "name"])
    return {
        "kode": code if by != "name" else None,
        "desa": spelt(place.nama) if by != "code" else None,
        "kecamatan": spelt(place.kecamatan) if by != "code" else None,
    }


def _joined(name: str) -> str:
    return name.replace(" ", "")


_SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (str, str.upper, str.lower, _joined)


def position(house: House, dice: random.Random) -> tuple[Cell, Cell]:
    """Latitude and longitude: mostly decimal degrees, some with a comma, some in minutes and seconds."""
    notation = dice.choices([_decimal, _comma, _signs, _blanks], [70, 12, 12, 6])[0]
    return notation(house.lat, "LS"), notation(house.lon, "BT")


def _decimal(degrees: float, _letters: str) -> Cell:
    return degrees


def _comma(degrees: float, _letters: str) -> Cell:
    return f"{degrees:.6f}".replace(".", ",")


def _signs(degrees: float, letters: str) -> Cell:
    whole, minutes, seconds = sexagesimal(degrees)
    return f"{whole}°{minutes:02}'{seconds:05.2f}\" {letters}".replace(".", ",")


def _blanks(degrees: float, letters: str) -> Cell:
    whole, minutes, seconds = sexagesimal(degrees)
    return f"{whole} {minutes} {seconds:.2f} {'S' if letters == 'LS' else 'E'}"


def sexagesimal(degrees: float) -> tuple[int, int, float]:
    """Degrees, minutes and seconds (to a hundredth, 0.3 m) without the sign."""
    hundredths = round(abs(degrees) * 360_000)
    whole, rest = divmod(hundredths, 360_000)
    minutes, left = divmod(rest, 6_000)
    return whole, minutes, left / 100


def area(square_metres: float, dice: random.Random) -> Cell:
    """A floor area as a number, as Indonesian text, seldom as English text or as a formula."""
    text = f"{square_metres:g}"
    halves = Formula(f"={2 * square_metres:g}/2", square_metres)
    return _one((square_metres, text.replace(".", ","), text, halves), dice, (60, 25, 10, 5))


def rupiah(amount: int, dice: random.Random) -> Cell:
    """An amount as a number or as text, in thousands by points or by commas."""
    english = f"{amount:,}"
    return _one((amount, english.replace(",", "."), english), dice, (70, 20, 10))


def grade(value: int, dice: random.Random) -> Cell:
    """A condition by its code or by its word."""
    return _one((value, _GRADES[value - 1]), dice)


def day(value: date, dice: random.Random) -> Cell:
    """A date as the spreadsheet's own, or as one of three kinds of text."""
    slashes = f"{value.day:02}/{value.month:02}/{value.year}"
    words = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return _one((value, slashes, words, value.isoformat()), dice, (50, 20, 20, 10))


def _one(cells: Sequence[Cell], dice: random.Random, weights: Sequence[int] | None = None) -> Cell:
    return dice.choices(cells, weights)[0]
