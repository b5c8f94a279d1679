"""Layers kabupaten, kecamatan, desa and daratan: the base."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Final

import shapely
from shapely.geometry import MultiPolygon

from tools.sample.facts import Village, villages
from tools.sample.shapes import multi
from tools.sample.sheets import Record, Sheet, Value
from tools.sample.tiling import tiling

_DATED: Final = "2025-04-25"
_SOURCE: Final = "Data contoh Peta Jepara; kode, nama, luas: Kepmendagri 300.2.2-2138/2025 (cahyadsn/wilayah)"
_COAST: Final = "GSHHG resolusi penuh (LGPL)"


def desa() -> Sheet:
    """The 195 villages. `luas_km2` is the stated area, near that of the drawn outline."""
    return _base("desa", [_village(village) for village in villages()])


def kecamatan() -> Sheet:
    """The 16 kecamatan: unions of their villages."""
    names = {village.kode_kec: village.kecamatan for village in villages()}
    return _base("kecamatan", [_union(kode, names[kode], _of(kode)) for kode in sorted(names)])


def kabupaten() -> Sheet:
    """The regency: the union of all villages."""
    return _base("kabupaten", [_union("33.20", "Jepara", villages())])


def daratan() -> Sheet:
    """The land of the surroundings, whose coast is the villages' coast."""
    pieces = tiling().land
    records = [
        Record({"id": f"daratan-{number:03d}", "nama": name}, MultiPolygon([outline]))
        for number, (name, outline) in enumerate(pieces, start=1)
    ]
    return Sheet("daratan", records, polygons=True, source=_COAST, dated="2017-06-15")


def _base(layer: str, records: list[Record]) -> Sheet:
    return Sheet(layer, records, polygons=True, source=_SOURCE, dated=_DATED)


def _of(kode_kec: str) -> list[Village]:
    return [village for village in villages() if village.kode_kec == kode_kec]


def _village(village: Village) -> Record:
    values: dict[str, Value] = {
        "kode": village.kode,
        "nama": village.nama,
        "jenis": village.jenis,
        "kode_kec": village.kode_kec,
        "luas_km2": village.luas_km2,
    }
    return Record(values, tiling().desa[village.kode])


def _union(kode: str, name: str, parts: Iterable[Village]) -> Record:
    members = list(parts)
    outline = shapely.coverage_union_all([tiling().desa[village.kode] for village in members])
    area = round(fsum(village.luas_km2 for village in members), 4)
    return Record({"kode": kode, "nama": name, "luas_km2": area}, multi(outline))
