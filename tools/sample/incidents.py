"""Layer kejadian: incidents of the three years before the anchor, where such things happen. No person.

Every time lies before the anchor's midnight, so that none is in the future on whatever day they are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from shapely.geometry import Point

from tools.sample.dice import Dice
from tools.sample.facts import villages
from tools.sample.hazards.exposed import kind_named, reached
from tools.sample.places import house, somewhere
from tools.sample.sheets import ANCHOR, Record, Sheet, Value

_WIB: Final = timezone(timedelta(hours=7))
_NOW: Final = datetime.fromisoformat(ANCHOR).replace(tzinfo=_WIB)
_DAYS: Final = 3 * 365

_KINDS: Final = {
    "banjir": 62.0, "angin": 60.0, "kebakaran": 48.0, "rob": 44.0, "longsor": 38.0, "kekeringan": 16.0,
    "abrasi": 14.0, "banjir_bandang": 9.0, "karhutla": 8.0, "gempa": 1.0,
}  # fmt: skip

_CAUSES: Final = {
    "banjir": ("Hujan lebat, sungai meluap", "Tanggul jebol", "Saluran tersumbat"),
    "angin": ("Angin kencang saat hujan lebat",),
    "kebakaran": ("Arus pendek listrik", "Tungku dapur", "Belum diketahui"),
    "rob": ("Pasang tinggi", "Pasang tinggi dan gelombang"),
    "longsor": ("Hujan lebat pada lereng curam",),
    "kekeringan": ("Kemarau panjang",),
    "abrasi": ("Gelombang tinggi",),
    "banjir_bandang": ("Hujan lebat di hulu",),
    "karhutla": ("Pembakaran lahan", "Belum diketahui"),
    "gempa": ("Gempa bumi dirasakan",),
}

_WATER_CM: Final = {"banjir": (15, 140), "banjir_bandang": (30, 180), "rob": (10, 80)}
_RP: Final = {
    "rumah_rusak_berat": 45_000_000,
    "rumah_rusak_sedang": 18_000_000,
    "rumah_rusak_ringan": 4_000_000,
    "rumah_terendam": 700_000,
}


@dataclass(frozen=True, slots=True)
class Moments:
    """When an incident began, was reported, and ended (None: goes on)."""

    began: datetime
    reported: datetime
    ended: datetime | None


def kejadian(number: int = 300) -> Sheet:
    """`number` incidents, the oldest first; a tenth in the last week, some of them on the last day."""
    dice = Dice("incidents", number)
    starts = sorted(_start(index, number, dice) for index in range(number))
    records = [_record(index, began) for index, began in enumerate(starts, start=1)]
    return Sheet("kejadian", records, polygons=False, relative=True)


def _start(index: int, number: int, dice: Dice) -> datetime:
    """A moment in the last day (3 %), the last week (7 %) or the three years before."""
    share = index / number
    days = (
        dice.between(0.12, 1)
        if share < 0.03
        else dice.between(1, 7)
        if share < 0.10
        else dice.between(7, _DAYS)
    )
    return (_NOW - timedelta(days=days)).replace(second=0, microsecond=0)


def _record(index: int, began: datetime) -> Record:
    dice = Dice("incident", index, began.isoformat())
    jenis = dice.weighted(_KINDS)
    kode, place = _place(jenis, dice)
    moments = _moments(jenis, began, dice)
    status = _status(moments, dice)
    known = status not in ("laporan", "ditolak")
    values: dict[str, Value] = {
        "id": f"kejadian-{index:04d}",
        "jenis": jenis,
        "waktu_mulai": moments.began.isoformat(timespec="minutes"),
        "waktu_selesai": moments.ended.isoformat(timespec="minutes") if moments.ended else None,
        "waktu_lapor": moments.reported.isoformat(timespec="minutes"),
        "kode": kode,
        "tinggi_air_cm": dice.whole(*_WATER_CM[jenis]) if jenis in _WATER_CM else None,
        "penyebab": dice.pick(_CAUSES[jenis]),
        "tindakan": "Kaji cepat dan penanganan oleh BPBD" if status in ("ditangani", "selesai") else None,
        **_harm(jenis, known, dice),
        "status": status,
        "sumber": "bmkg"
        if jenis == "gempa"
        else dice.weighted({"pusdalops": 60.0, "warga": 30.0, "media": 10.0}),
        "tanggal_data": moments.reported.date().isoformat(),
    }
    return Record(values, None if dice.chance(0.08) else place)


def _place(jenis: str, dice: Dice) -> tuple[str, Point]:
    """A village that this kind of hazard reaches, and a place there."""
    kind = kind_named(jenis)
    areas = reached(kind) if kind else {}
    if not areas:
        village = dice.pick(villages())
        return village.kode, house(village.kode, dice)
    kode = dice.weighted({village: area.area**0.5 for village, area in areas.items()})
    return kode, somewhere(areas[kode], dice)


def _moments(jenis: str, began: datetime, dice: Dice) -> Moments:
    latest = _NOW - timedelta(minutes=1)
    reported = min(began + timedelta(minutes=dice.whole(4, 170)), latest)
    hours = dice.between(20 * 24, 80 * 24) if jenis == "kekeringan" else dice.between(0.7, 44)
    ended = began + timedelta(minutes=int(60 * hours))
    return Moments(began, reported, ended if ended <= latest else None)


def _status(moments: Moments, dice: Dice) -> str:
    """New ones are mostly reports or under way, old ones mostly closed; a few are refused or unverified."""
    if moments.ended is None:
        return dice.weighted({"laporan": 35.0, "terverifikasi": 25.0, "ditangani": 40.0})
    if moments.began > _NOW - timedelta(days=7):
        return dice.weighted({"laporan": 15.0, "terverifikasi": 25.0, "ditangani": 40.0, "selesai": 20.0})
    return dice.weighted({"selesai": 83.0, "terverifikasi": 6.0, "ditolak": 8.0, "laporan": 3.0})


def _harm(jenis: str, known: bool, dice: Dice) -> dict[str, Value]:
    """Counts that agree with one another; nothing is known yet about what is only reported."""
    houses = _houses(jenis, dice)
    people = 4 * sum(houses.values()) + (dice.whole(80, 900) if jenis == "kekeringan" else 0)
    hurt = dice.weighted({0: 85.0, 1: 9.0, 2: 4.0, 3: 2.0}) if jenis not in ("kekeringan", "abrasi") else 0
    dead = 1 if jenis in ("longsor", "banjir_bandang", "kebakaran") and dice.chance(0.05) else 0
    fled = int(people * dice.between(0.05, 0.35)) if people and dice.chance(0.3) else 0
    harm: dict[str, Value] = {
        "meninggal": dead,
        "hilang": 0,
        "luka_berat": hurt // 2,
        "luka_ringan": hurt - hurt // 2,
        "menderita": people + hurt + dead,
        "mengungsi": fled,
        **houses,
        **_facilities(jenis, any(houses.values()), dice),
        "kerugian_rp": sum(_RP[name] * count for name, count in houses.items()),
        "kebutuhan_mendesak": "Air bersih; selimut; paket keluarga" if fled else None,
    }
    return harm if known else dict.fromkeys(harm)


def _houses(jenis: str, dice: Dice) -> dict[str, int]:
    houses = dict.fromkeys(_RP, 0)
    if jenis in _WATER_CM:
        houses["rumah_terendam"] = dice.whole(0, 160) if dice.chance(0.8) else 0
    if jenis in ("angin", "longsor", "kebakaran", "banjir_bandang", "gempa", "abrasi"):
        houses["rumah_rusak_berat"] = dice.whole(0, 3)
        houses["rumah_rusak_sedang"] = dice.whole(0, 6)
    if jenis in ("angin", "gempa", "longsor"):
        houses["rumah_rusak_ringan"] = dice.whole(0, 30)
    return houses


def _facilities(jenis: str, struck: bool, dice: Dice) -> dict[str, int]:
    """Public buildings and works; buildings only where houses were struck too."""
    wet = jenis in ("banjir", "banjir_bandang", "rob")
    return {
        "rusak_pendidikan": int(struck and dice.chance(0.08)),
        "rusak_kesehatan": int(struck and dice.chance(0.02)),
        "rusak_ibadah": int(struck and dice.chance(0.06)),
        "rusak_umum": int(struck and dice.chance(0.05)),
        "rusak_jembatan": int(jenis in ("banjir", "banjir_bandang", "longsor") and dice.chance(0.08)),
        "rusak_jalan_m": dice.whole(5, 120) if jenis == "longsor" and dice.chance(0.5) else 0,
        "rusak_sawah_ha": dice.whole(1, 60) if wet and dice.chance(0.35) else 0,
    }
