"""Layers pelabuhan and prakiraan_ikan: the regency's fishing ports, and a forecast of fishing grounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import shapely
from shapely.geometry import Point

from tools.sample.dice import Dice
from tools.sample.facts import village_named
from tools.sample.places import on_shore, somewhere
from tools.sample.sea import lanes, park_zones
from tools.sample.sheets import ANCHOR, Record, Sheet, Value


@dataclass(frozen=True, slots=True)
class Port:
    """A port: its village and place (degrees), auction hall, clean water, whether it is in operation."""

    nama: str
    desa: str
    lon: float
    lat: float
    tpi: bool
    water: bool
    opened: bool


_PORTS: Final = (
    Port("PP Tubanan", "Tubanan", 110.761, -6.440, tpi=True, water=True, opened=True),
    Port("PP Bandungharjo", "Bandungharjo", 110.872, -6.409, tpi=True, water=False, opened=True),
    Port("PP Bulu", "Bulu", 110.654, -6.592, tpi=True, water=False, opened=False),
    Port("PP Kedungmalang", "Kedungmalang", 110.630, -6.709, tpi=True, water=True, opened=True),
    Port("PP Panggung", "Panggung", 110.636, -6.679, tpi=False, water=False, opened=True),
    Port("PP Karimun Jawa", "Karimunjawa", 110.432, -5.880, tpi=True, water=True, opened=True),
    Port("PP Bondo", "Bondo", 110.709, -6.475, tpi=True, water=False, opened=True),
    Port("PP Ujung Watu", "Ujungwatu", 110.940, -6.411, tpi=True, water=False, opened=True),
    Port("PP Demaan", "Demaan", 110.656, -6.598, tpi=True, water=True, opened=True),
    Port("PP Mlonggo", "Jambu", 110.682, -6.527, tpi=True, water=False, opened=True),
    Port("PP Jobokuto (Ujung Batu)", "Ujungbatu", 110.656, -6.584, tpi=False, water=False, opened=True),
)
"""As a public list of 2017 has them."""

_TODAY: Final = date.fromisoformat(ANCHOR)
_ISSUES: Final = ((-5, -5, -3, 14), (-1, -1, 1, 18), (0, 0, 2, 16), (0, 1, 3, 12))
"""Days from the anchor: issued, valid from, valid to; and how many points."""

_FISH: Final = ("tongkol", "tenggiri", "kembung", "teri", "layang", "selar", "cumi-cumi")
_CLOSED: Final = ("inti", "perlindungan_bahari")


def pelabuhan() -> Sheet:
    """The eleven ports on the sample's coast; quay, depth, fuel and ice are made up."""
    records = [_port(number, port) for number, port in enumerate(_PORTS, start=1)]
    source = "Data contoh Peta Jepara; nama dan tempat: daftar pelabuhan perikanan KKP 2017"
    return Sheet("pelabuhan", records, polygons=False, source=source)


def _port(number: int, port: Port) -> Record:
    dice = Dice("port", port.nama)
    kode = village_named(port.desa).kode
    values: dict[str, Value] = {
        "id": f"pelabuhan-{number:02d}",
        "nama": port.nama,
        "kelas": "ppp" if port.desa == "Karimunjawa" else "ppi",
        "kode": kode,
        "tpi": port.tpi,
        "dermaga_m": dice.whole(20, 180),
        "kedalaman_m": round(dice.between(0.8, 3.2), 1),
        "solar": dice.chance(0.5),
        "es": port.desa == "Karimunjawa",
        "air_bersih": port.water,
        "status": "operasional" if port.opened else "belum_operasional",
    }
    return Record(values, on_shore(kode, port.lon, port.lat))


def prakiraan_ikan() -> Sheet:
    """Points at sea, two miles out or more and in no closed zone: expired, valid, and not yet valid ones."""
    waters = shapely.union_all([lanes()[code] for code in ("jalur_ib", "jalur_ii", "jalur_iii")])
    closed = shapely.union_all([zone.outline for zone in park_zones() if zone.zona in _CLOSED])
    open_sea = waters.difference(closed)
    days = [issue[:3] for issue in _ISSUES for _ in range(issue[3])]
    records = [
        _point(number, day, somewhere(open_sea, Dice("fish place", number)))
        for number, day in enumerate(days, start=1)
    ]
    return Sheet("prakiraan_ikan", records, polygons=False, relative=True)


def _point(number: int, day: tuple[int, int, int], place: Point) -> Record:
    dice = Dice("fish", number)
    issued, start, end = ((_TODAY + timedelta(days=offset)).isoformat() for offset in day)
    values: dict[str, Value] = {
        "id": f"ikan-{number:03d}",
        "terbit": issued,
        "berlaku_mulai": start,
        "berlaku_sampai": end,
        "potensi": dice.weighted({"rendah": 25.0, "sedang": 45.0, "tinggi": 30.0}),
        "jenis_ikan": tuple(dice.some(_FISH, 0.35)) or _FISH[:1],
        "tanggal_data": issued,
    }
    return Record(values, place)
