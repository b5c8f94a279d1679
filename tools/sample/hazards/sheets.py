"""Layers kajian and bahaya: the studies and their areas."""

from __future__ import annotations

from math import fsum, sqrt
from typing import Final

from tools.sample.dice import Dice
from tools.sample.hazards.kinds import KINDS, Kind
from tools.sample.hazards.zones import Zone, mapped
from tools.sample.plane import metres
from tools.sample.sheets import Record, Sheet, Value

_SINCE: Final = "2025-01-01"
_UNTIL: Final = "2028-12-31"
_SOURCE: Final = "Data contoh, bukan hasil kajian"


def kajian(areas: int | None = None) -> Sheet:
    """One study per kind of hazard, with the extent it covers (`areas` as for `bahaya`)."""
    piece = _piece(areas) if areas else None
    records = [Record(_study(kind), mapped(kind, piece).studied) for kind in KINDS]
    return Sheet("kajian", records, polygons=True, relative=True, source=_SOURCE)


def bahaya(areas: int | None = None) -> Sheet:
    """The hazard areas: as they come, or cut into about `areas` pieces for trials of size."""
    piece = _piece(areas) if areas else None
    records = [
        Record(_area(kind, number, zone), zone.outline)
        for kind in KINDS
        for number, zone in enumerate(mapped(kind, piece).zones, start=1)
    ]
    return Sheet("bahaya", records, polygons=True, relative=True, source=_SOURCE)


def _piece(areas: int) -> float:
    """How many metres across pieces are, if all zones together give `areas` of them."""
    whole = fsum(metres(zone.outline).area for kind in KINDS for zone in mapped(kind).zones)
    # Contours cut the pieces once more: on trial about 1.6 times as many come out as the lines alone give.
    return 1.27 * sqrt(whole / areas)


def _study(kind: Kind) -> dict[str, Value]:
    return {
        "id": _study_id(kind),
        "jenis": kind.jenis,
        "judul": kind.judul,
        "penyusun": "BPBD Kabupaten Jepara (contoh)",
        "tahun": kind.tahun,
        "skala": kind.skala,
        "metode": kind.metode,
        "kala_ulang_th": kind.years,
        "berlaku_sampai": _UNTIL,
    }


def _study_id(kind: Kind) -> str:
    return f"kajian-{kind.jenis.replace('_', '-')}"


def _area(kind: Kind, number: int, zone: Zone) -> dict[str, Value]:
    depths = _depths(kind, zone, Dice("depth", kind.jenis, number))
    return {
        "id": f"bahaya-{kind.jenis.replace('_', '-')}-{number:04d}",
        "kajian": _study_id(kind),
        "jenis": kind.jenis,
        "kelas": zone.kelas,
        "indeks": zone.indeks,
        "kedalaman_min_m": depths[0],
        "kedalaman_max_m": depths[1],
        "berlaku_mulai": _SINCE,
        "berlaku_sampai": _UNTIL,
    }


def _depths(kind: Kind, zone: Zone, dice: Dice) -> tuple[float | None, float | None]:
    """Least and greatest depth of an area, inside its class: a depth on a limit is medium."""
    if kind.depths is None or zone.kelas is None:
        return None, None
    if zone.kelas == 0:
        return 0.0, 0.0
    low, medium, most = kind.depths
    ends = {1: (0.05, low - 0.01), 2: (low, medium), 3: (medium + 0.01, most)}[zone.kelas]
    middle = dice.between(0.3, 0.7) * (ends[1] - ends[0]) + ends[0]
    return round(dice.between(ends[0], middle), 2), round(dice.between(middle, ends[1]), 2)
