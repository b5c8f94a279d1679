"""The facts that the makers build on, read from the files beside this package (terms: facts/LICENSES.md)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from shapely.geometry import Polygon

FACTS: Final = Path(__file__).parent / "facts"


@dataclass(frozen=True, slots=True)
class Village:
    """A village's code, names, stated area and centre (degrees)."""

    kode: str
    nama: str
    jenis: str
    kode_kec: str
    kecamatan: str
    luas_km2: float
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Island:
    """An island's place (degrees), stated area (None: not stated) and the village it is drawn with."""

    nama: str
    kode_desa: str
    luas_km2: float | None
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Land:
    """One piece of land as GSHHG draws it, in degrees."""

    gshhg: str
    outline: Polygon


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def villages() -> tuple[Village, ...]:
    """The 195 villages in the order of their codes."""
    return tuple(
        Village(
            row["kode"], row["nama"], row["jenis"], row["kode_kec"], row["kecamatan"],
            float(row["luas_km2"]), float(row["lon"]), float(row["lat"]),
        )
        for row in _rows("desa.csv")
    )  # fmt: skip


@cache
def village_named(nama: str, kecamatan: str | None = None) -> Village:
    """The village of this name; `KeyError` if there is none. Names are unique inside the regency today."""
    for village in villages():
        if village.nama == nama and kecamatan in (None, village.kecamatan):
            return village
    raise KeyError(nama)


@cache
def islands() -> tuple[Island, ...]:
    """The 32 islands of the regency."""
    return tuple(
        Island(
            row["nama"], row["kode_desa"], float(row["luas_km2"]) if row["luas_km2"] else None,
            float(row["lon"]), float(row["lat"]),
        )
        for row in _rows("pulau.csv")
    )  # fmt: skip


@cache
def dms_codes() -> tuple[str, ...]:
    """The codes of the 32 villages named as waste-independent."""
    return tuple(row["kode"] for row in _rows("dms.csv"))


@cache
def coast() -> tuple[Land, ...]:
    """The land around the regency, the mainland of Java first."""
    collection = json.loads((FACTS / "pesisir.geojson").read_text(encoding="utf-8"))
    return tuple(
        Land(item["properties"]["gshhg"], Polygon(*item["geometry"]["coordinates"]))
        for item in collection["features"]
    )
