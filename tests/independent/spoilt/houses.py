"""The truth: made-up houses inside real villages, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

DEGREES = 4326
METRES = 32749
FROM_THE_BORDER_M = 60.0
"""Houses stand this far inside their village, so that no rounding of a notation carries one across."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village with its kecamatan; `area` in degrees, `inner` without a strip along the border."""

    kode: str
    nama: str
    kecamatan: str
    area: BaseGeometry
    inner: BaseGeometry


@dataclass(frozen=True, slots=True)
class House:
    """What is true of one house. Values are those that the layer stores; lon and lat in degrees."""

    number: int
    village: Village
    lon: float
    lat: float
    located: bool
    nik: str
    no_kk: str
    luas_m2: float
    jumlah_penghuni: int
    atap: int
    lantai: int
    dinding: int
    ventilasi: bool
    status_rumah: str
    status: str
    sumber_bantuan: str | None
    tahun: int | None
    nilai_rp: int | None
    tanggal_data: date

    @property
    def catatan(self) -> str:
        """Names the house in the file; no two houses share it."""
        return f"Rumah contoh {self.number:05}"

    @property
    def alamat(self) -> str:
        """A neighbourhood of no village in particular."""
        return f"RT {self.number % 9 + 1:03} RW {self.number % 4 + 1:03}"


def villages(folder: Path) -> list[Village]:
    """The villages of a folder that holds `desa.geojson` and `kecamatan.geojson`."""
    areas = geopandas.read_file(folder / "desa.geojson")
    districts = geopandas.read_file(folder / "kecamatan.geojson").set_index("kode").nama
    inner = areas.geometry.to_crs(METRES).buffer(-FROM_THE_BORDER_M).to_crs(DEGREES)
    given = zip(areas.kode, areas.nama, areas.kode_kec, areas.geometry, inner, strict=True)
    return [Village(kode, nama, districts[kec], area, inside) for kode, nama, kec, area, inside in given]


def houses(given: Sequence[Village], count: int, seed: int = 20) -> list[House]:
    """So many houses, village after village in turn."""
    dice = random.Random(seed)
    spots = [_spots(village, dice) for village in given]
    return [_house(at + 1, given[at % len(given)], spots[at % len(given)], dice) for at in range(count)]


def _spots(village: Village, dice: random.Random) -> Iterator[tuple[float, float]]:
    """Positions inside a village, to a millionth of a degree."""
    shapely.prepare(village.inner)
    west, south, east, north = village.inner.bounds
    while True:
        spot = round(dice.uniform(west, east), 6), round(dice.uniform(south, north), 6)
        if shapely.contains_xy(village.inner, *spot):
            yield spot


def _house(number: int, village: Village, spots: Iterator[tuple[float, float]], dice: random.Random) -> House:
    lon, lat = next(spots)
    return House(
        number=number,
        village=village,
        lon=lon,
        lat=lat,
        located=dice.random() < 0.94,
        nik=_personal(number, "0101"),
        no_kk=_personal(number, "0202"),
        luas_m2=dice.randrange(24, 241) / 2,
        jumlah_penghuni=dice.randrange(1, 10),
        atap=dice.randrange(1, 6),
        lantai=dice.randrange(1, 6),
        dinding=dice.randrange(1, 6),
        ventilasi=dice.random() < 0.5,
        status_rumah=dice.choice(["milik_sendiri", "sewa", "menumpang", "lainnya"]),
        **_aid(dice),
        tanggal_data=date(2023, 1, 1) + timedelta(days=dice.randrange(700)),
    )


def _aid(dice: random.Random) -> dict[str, Any]:
    status = dice.choice(["usulan", "usulan", "terverifikasi", "disetujui", "dibangun", "selesai", "ditolak"])
    if status not in ("dibangun", "selesai"):
        return {"status": status, "sumber_bantuan": None, "tahun": None, "nilai_rp": None}
    return {
        "status": status,
        "sumber_bantuan": dice.choice(["bsps", "apbd_provinsi", "apbd_kabupaten", "baznas", "dana_desa"]),
        "tahun": dice.randrange(2019, 2025),
        "nilai_rp": dice.choice([10_000_000, 15_000_000, 17_500_000, 20_000_000]),
    }


def _personal(number: int, day: str) -> str:
    """Sixteen digits in the form of a personal number. All are of one birthday, so nobody's."""
    return f"3320{number % 16 + 1:02}{day}00{number // 16 + 1:04}"
