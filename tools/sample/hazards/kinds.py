"""Each kind of hazard: where it was studied, and how strong it is at any place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.sample.hazards.terrain import Terrain
from tools.sample.plane import Floats

Strength = Callable[[Terrain], Floats]
"""The hazard index at each place of a terrain: 0 to 1, below `Kind.least` not a hazard area."""

_ALL: Final = (
    "Kedung", "Pecangaan", "Welahan", "Mayong", "Batealit", "Jepara", "Mlonggo", "Bangsri", "Keling",
    "Karimunjawa", "Tahunan", "Nalumsari", "Kalinyamatan", "Kembang", "Pakis Aji", "Donorojo",
)  # fmt: skip
_SLOPES: Final = ("Mayong", "Batealit", "Bangsri", "Keling", "Nalumsari", "Kembang", "Pakis Aji", "Donorojo")
_ROB: Final = ("Kedung", "Tahunan", "Jepara", "Mlonggo", "Bangsri", "Kembang", "Keling")
_COAST: Final = (*_ROB, "Donorojo", "Karimunjawa")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of hazard in the sample.

    studied      the kecamatan that the study covers; with `above_m`, only villages whose centre lies higher
    strength     the index at each place
    least        from which index a place is exposed at all
    none_from    from which index it lies in an area of class 0 ("none"); None: there are no such areas
    depths       upper ends (m) of the low and medium class, and the greatest depth; None: no depths
    years        return period;  unknown: places (lon, lat, metres) mapped as "no data" inside the study
    """

    jenis: str
    judul: str
    metode: str
    tahun: int
    skala: int
    studied: tuple[str, ...]
    strength: Strength
    least: float = 0.12
    none_from: float | None = None
    above_m: float | None = None
    depths: tuple[float, float, float] | None = None
    years: int | None = None
    unknown: tuple[tuple[float, float, float], ...] = ()


def _bounded(values: Floats) -> Floats:
    return np.clip(values, 0.0, 1.0)


def _banjir(t: Terrain) -> Floats:
    plain = 0.75 * t.near(110.655, -6.70, 7000) + 0.8 * t.near(110.735, -6.76, 7500)
    belt = (130.0 + 820.0 * t.lowland**3 * (0.35 + plain)) * (1.0 + 0.5 * t.rough(2100, 11))
    near = np.exp(-((t.river / belt) ** 1.4))
    return _bounded(near * t.lowland * (0.52 + 0.5 * plain) * (1.0 + 0.5 * t.rough(2900, 13)))


def _banjir_bandang(t: Terrain) -> Floats:
    steep = np.exp(-(((t.height - 260.0) / 230.0) ** 2))
    return _bounded(np.exp(-((t.river / 330.0) ** 1.5)) * steep * (1.0 + 0.5 * t.rough(1900, 21)))


def _rob(t: Terrain) -> Floats:
    flat = (
        t.near(110.635, -6.69, 6500)
        + 0.55 * t.near(110.655, -6.585, 2600)
        + 0.35 * t.near(110.69, -6.50, 2600)
    )
    reach = (260.0 + 2300.0 * flat) * (1.0 + 0.5 * t.rough(1700, 31))
    return _bounded(
        0.92 + 0.22 * t.rough(3100, 33) - np.maximum(t.inland, 0.0) / reach - 0.25 * (t.height > 24)
    )


def _longsor(t: Terrain) -> Floats:
    return _bounded((t.slope - 2.5) / 19.0 + 0.16 * t.rough(1500, 41)) * _bounded(t.height / 160.0)


def _abrasi(t: Terrain) -> Floats:
    named = ((110.705, -6.465), (110.79, -6.425), (110.83, -6.415), (110.865, -6.405), (110.67, -6.51))
    open_sea = sum((t.near(lon, lat, 1900) for lon, lat in named), start=np.zeros(len(t.points)))
    strength = 0.36 + 0.5 * t.rough(3400, 51) + 0.45 * open_sea
    return _bounded(strength) * _bounded(1.25 - np.maximum(t.inland, 0.0) / 420.0)


def _angin(t: Terrain) -> Floats:
    struck = 0.65 * t.near(110.69, -6.625, 4200) + 0.55 * t.near(110.45, -5.84, 7000)
    return _bounded(0.26 + 0.42 * t.rough(6000, 61) + struck * (1.0 + 0.9 * t.rough(3500, 62)))


def _kekeringan(t: Terrain) -> Floats:
    dry = (
        0.55 * t.near(110.93, -6.45, 6500)
        + 0.4 * t.near(110.81, -6.46, 5000)
        + 0.45 * t.near(110.65, -6.67, 4200)
    )
    return _bounded(0.24 + 0.40 * t.rough(5200, 71) + dry - 0.12 * np.exp(-t.river / 500.0))


def _karhutla(t: Terrain) -> Floats:
    forest = _bounded((t.height - 90.0) / 420.0)
    return _bounded(forest * (0.75 + 0.5 * t.rough(2300, 81)))


def _tsunami(t: Terrain) -> Floats:
    reach = (700.0 + 420.0 * t.rough(2800, 91)) * (0.45 + t.lowland)
    return _bounded(
        0.80 + 0.25 * t.rough(5100, 92) - np.maximum(t.inland, 0.0) / reach - 0.35 * (t.height > 24)
    )


def _gempa(t: Terrain) -> Floats:
    soft = 0.13 * t.lowland + 0.14 * t.near(110.70, -6.74, 9000)
    return _bounded(0.15 + soft + 0.08 * t.rough(9000, 95))


_FLOOD: Final = (0.75, 1.50, 2.50)

KINDS: Final = (
    Kind(
        "banjir", "Kajian bahaya banjir", "Genangan menurut jarak sungai dan ketinggian", 2023, 25_000,
        tuple(name for name in _ALL if name not in ("Karimunjawa", "Keling", "Donorojo", "Kembang")),
        _banjir, least=0.14, none_from=0.06, depths=_FLOOD, years=25,
        unknown=((110.752, -6.775, 900.0), (110.70, -6.60, 700.0)),
    ),
    Kind(
        "banjir_bandang", "Kajian bahaya banjir bandang", "Alur sungai di lereng curam", 2022, 25_000,
        tuple(name for name in _SLOPES if name != "Donorojo"), _banjir_bandang, depths=_FLOOD, years=50,
    ),
    Kind(
        "rob", "Kajian bahaya banjir rob", "Ketinggian muka air pasang dan jarak pantai", 2024, 25_000,
        _ROB, _rob, depths=_FLOOD, years=10, unknown=((110.668, -6.512, 900.0),),
    ),
    Kind(
        "longsor", "Kajian bahaya tanah longsor", "Kemiringan lereng", 2023, 25_000,
        _SLOPES, _longsor, least=0.18, none_from=0.12, above_m=25.0, unknown=((110.868, -6.632, 1100.0),),
    ),
    Kind(
        "abrasi", "Kajian bahaya gelombang ekstrem dan abrasi", "Perka BNPB 2/2012", 2022, 25_000,
        _COAST, _abrasi, least=0.15,
    ),
    Kind("angin", "Kajian bahaya cuaca ekstrem", "Perka BNPB 2/2012", 2021, 50_000, _ALL, _angin, least=0.2),
    Kind(
        "kekeringan", "Kajian bahaya kekeringan", "Lima kelas dilipat menjadi tiga", 2021, 50_000,
        tuple(name for name in _ALL if name != "Karimunjawa"), _kekeringan, least=0.2,
        unknown=((110.80, -6.70, 1400.0),),
    ),
    Kind(
        "karhutla", "Kajian bahaya kebakaran hutan dan lahan", "Tutupan lahan dan ketinggian", 2021, 50_000,
        (*_SLOPES, "Karimunjawa"),
        _karhutla,
    ),
    Kind(
        "tsunami", "Kajian bahaya tsunami", "Jarak pantai dan ketinggian", 2022, 50_000,
        _COAST, _tsunami, depths=(1.0, 3.0, 4.5), years=500,
    ),
    Kind(
        "gempa", "Kajian bahaya gempa bumi", "Guncangan menurut jenis tanah", 2022, 100_000,
        _ALL, _gempa, years=500,
    ),
)  # fmt: skip
"""One study per kind of hazard. Some cover part of the regency only: elsewhere there is no data."""
