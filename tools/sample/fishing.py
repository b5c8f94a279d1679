"""Layers pelabuhan and prakiraan_ikan: the regency's fishing ports, and a forecast of fishing grounds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import shapely
from shapely.geometry import Point

from tools.sample.dice import Dice
from tools.sample.facts import village_named
from tools.sample.places import on_shore, somewhere
from tools.sample.sea import lanes, park_zones
from tools.sample.sheets import ANCHOR, Record, Sheet, Value

_PORTS: Final[tuple[tuple[str, str, float, float, bool, bool, bool], ...]] = (
    ("PP Tubanan", "Tubanan", 110.761, -6.440, True, True, True),
    ("PP Bandungharjo", "Bandungharjo", 110.872, -6.409, True, False, True),
    ("PP Bulu", "Bulu", 110.654, -6.592, True, False, False),
    ("PP Kedungmalang", "Kedungmalang", 110.630, -6.709, True, True, True),
    ("PP Panggung", "Panggung", 110.636, -6.679, False, False, True),
    ("PP Karimun Jawa", "Karimunjawa", 110.432, -5.880, True, True, True),
    ("PP Bondo", "Bondo", 110.709, -6.475, True, False, True),
    ("PP Ujung Watu", "Ujungwatu", 110.940, -6.411, True, False, True),
    ("PP Demaan", "Demaan", 110.656, -6.598, True, True, True),
    ("PP Mlonggo", "Jambu", 110.682, -6.527, True, False, True),
    ("PP Jobokuto (Ujung Batu)", "Ujungbatu", 110.656, -6.584, False, False, True),
)
"""Name, village, lon, lat, auction hall, clean water, in operation: a public list of 2017."""

_TODAY: Final = date.fromisoformat(ANCHOR)
_ISSUES: Final = ((-5, -5, -3, 14), (-1, -1, 1, 18), (0, 0, 2, 16), (0, 1, 3, 12))
"""Days from the anchor: issued, valid from, valid to; and how many points."""

_FISH: Final = ("tongkol", "tenggiri", "kembung", "teri", "layang", "selar", "cumi-cumi")
_CLOSED: Final = ("inti", "perlindungan_bahari")


def pelabuhan() -> Sheet:
    """The eleven ports on the sample's coast; quay, depth, fuel and ice are made up."""
    records = [_port(number, *port) for number, port in enumerate(_PORTS, start=1)]
    source = "Data contoh Peta Jepara; nama dan tempat: daftar pelabuhan perikanan KKP 2017"
    return Sheet("pelabuhan", records, polygons=False, source=source)


def _port(  # noqa: PLR0913, PLR0917: one argument per column of the table above
    number: int, nama: str, desa: str, lon: float, lat: float, tpi: bool, water: bool, open_: bool
) -> Record:
    dice = Dice("port", nama)
    kode = village_named(desa).kode
    values: dict[str, Value] = {
        "id": f"pelabuhan-{number:02d}",
        "nama": nama,
        "kelas": "ppp" if desa == "Karimunjawa" else "ppi",
        "kode": kode,
        "tpi": tpi,
        "dermaga_m": dice.whole(20, 180),
        "kedalaman_m": round(dice.between(0.8, 3.2), 1),
        "solar": dice.chance(0.5),
        "es": desa == "Karimunjawa",
        "air_bersih": water,
        "status": "operasional" if open_ else "belum_operasional",
    }
    return Record(values, on_shore(kode, lon, lat))


def prakiraan_ikan() -> Sheet:
    """Points at sea, two miles out or more and in no closed zone: expired, valid, and not yet valid ones."""
    waters = shapely.union_all([lanes()[code] for code in ("jalur_ib", "jalur_ii", "jalur_iii")])
    closed = shapely.union_all([zone.outline for zone in park_zones() if zone.zona in _CLOSED])
    open_sea = waters.difference(closed)
    days = [issue[:3] for issue in _ISSUES for _ in range(issue[3])]
    records = [
        _point(number, day, somewhere(open_sea, Dice("fish place", number))) for number, day in enumerate(days, start=1)
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
