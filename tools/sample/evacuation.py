"""Layer titik_evakuasi: where to flee to, in villages that hazards reach. Named by village, no contacts."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import shapely
from shapely.geometry import Point

from tools.sample.dice import Dice
from tools.sample.facts import Village, villages
from tools.sample.hazards.exposed import reached
from tools.sample.hazards.kinds import KINDS
from tools.sample.places import house
from tools.sample.sheets import Record, Sheet, Value

_WANTED: Final = 120
_SERVED: Final = ("banjir", "banjir_bandang", "rob", "longsor", "tsunami")
_FACILITIES: Final = (
    "toilet",
    "air_bersih",
    "listrik",
    "genset",
    "dapur_umum",
    "mushola",
    "parkir",
    "aksesibel",
)

_PLACES: Final = {
    "titik_kumpul": ("Lapangan Desa", (150, 900), (0, 0)),
    "tes": ("Balai Desa", (60, 260), (1, 2)),
    "tea": ("Gedung Serbaguna", (250, 1200), (1, 3)),
    "pos": ("Kantor Kecamatan", (40, 120), (1, 2)),
}
"""Kind -> what it is, capacity in persons, floors."""


def titik_evakuasi() -> Sheet:
    """One post in each kecamatan, and places in the villages that most kinds of hazard reach."""
    hazards = _hazards_by_village()
    capitals = {village.kode_kec: village for village in reversed(villages())}
    points = [("pos", village) for _, village in sorted(capitals.items())]
    threatened = sorted(
        (v for v in villages() if v.kode in hazards), key=lambda v: (-len(hazards[v.kode]), v.kode)
    )
    for turn in ("titik_kumpul", "tes", "tea"):
        points += [(turn, village) for village in threatened if _fits(turn, village)]
    chosen = sorted(points[:_WANTED], key=lambda point: (point[1].kode, point[0]))
    records = [
        _record(number, kind, village, hazards) for number, (kind, village) in enumerate(chosen, start=1)
    ]
    return Sheet("titik_evakuasi", records, polygons=False)


def _fits(kind: str, village: Village) -> bool:
    return Dice("evacuation", kind, village.kode).chance({"titik_kumpul": 0.55, "tes": 0.4, "tea": 0.2}[kind])


def _hazards_by_village() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        for kode in reached(kind) if kind.jenis in _SERVED else ():
            found[kode].append(kind.jenis)
    return found


def _record(number: int, kind: str, village: Village, hazards: dict[str, list[str]]) -> Record:
    dice = Dice("evacuation", kind, village.kode, "point")
    what, capacity, floors = _PLACES[kind]
    name = village.kecamatan if kind == "pos" else village.nama
    values: dict[str, Value] = {
        "id": f"evakuasi-{number:03d}",
        "nama": f"{what.replace('Desa', 'Kelurahan') if village.jenis == 'kelurahan' else what} {name}",
        "jenis": kind,
        "kapasitas_orang": dice.whole(*capacity) // 10 * 10,
        "lantai": dice.whole(*floors),
        "untuk_bahaya": tuple(hazards.get(village.kode, ())) or _SERVED[:2],
        "fasilitas": tuple(dice.some(_FACILITIES, 0.25 if kind == "titik_kumpul" else 0.65)) or None,
        "kode": village.kode,
        "aktif": dice.chance(0.94),
    }
    return Record(values, _safest(village.kode, dice))


def _safest(kode: str, dice: Dice) -> Point:
    """The first of some places among the village's houses that no served hazard reaches, else the last."""
    danger = [reached(kind)[kode] for kind in KINDS if kind.jenis in _SERVED and kode in reached(kind)]
    place = house(kode, dice)
    for _ in range(25):
        if not shapely.intersects(danger, place).any():
            break
        place = house(kode, dice)
    return place
