"""Layer jalur_tangkap: fishing lanes by distance from the coast, and zones of the Karimunjawa park."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from tools.sample.faces import faces_between
from tools.sample.plane import degrees, metres
from tools.sample.shapes import multi
from tools.sample.sheets import Record, Sheet, Value
from tools.sample.tiling import tiling

MILE_M: Final = 1852.0

WATERS: Final = Polygon(
    (
        (110.0, -5.5), (111.1, -5.5), (111.1, -6.2), (110.985, -6.4), (110.97, -6.6), (110.62, -6.8),
        (110.6, -6.72), (110.3, -6.5), (110.0, -6.35),
    )
)  # fmt: skip
"""Lon and lat of the sea that the sample shows as the regency's; the coast cuts off its landward part."""

PARK: Final = box(110.10, -5.917, 110.625, -5.678)
"""The Karimunjawa national park, roughly."""

_LANES: Final[tuple[tuple[str, str, float, float | None], ...]] = (
    ("jalur_ia", "Jalur IA", 0.0, 2.0),
    ("jalur_ib", "Jalur IB", 2.0, 4.0),
    ("jalur_ii", "Jalur II", 4.0, 12.0),
    ("jalur_iii", "Jalur III", 12.0, None),
)
"""Code, name, least and greatest distance from the coast in nautical miles (None: no end)."""

_ZONES: Final = (
    ("inti", "Zona inti Pulau Kumbang", "Pulau Kumbang", 900.0),
    ("inti", "Zona inti Taka Menyawakan", "Pulau Menyawakan", 700.0),
    ("perlindungan_bahari", "Perlindungan bahari Geleang dan Burung", "Pulau Geleang|Pulau Burung", 1000.0),
    ("perlindungan_bahari", "Perlindungan bahari Sintok", "Pulau Sintok", 900.0),
    (
        "pemanfaatan_wisata_bahari",
        "Wisata bahari Menjangan",
        "Pulau Menjangan Besar|Pulau Menjangan Kecil",
        800.0,
    ),
    ("pemanfaatan_wisata_bahari", "Wisata bahari Cemoro", "Pulau Cemoro Besar|Pulau Cemoro Kecil", 800.0),
    ("budidaya_bahari", "Budidaya bahari Kemujan", "Pulau Kemujan", 700.0),
    ("budidaya_bahari", "Budidaya bahari Parang", "Pulau Parang", 800.0),
    ("budidaya_bahari", "Budidaya bahari Nyamuk", "Pulau Nyamuk", 700.0),
    ("rehabilitasi", "Rehabilitasi Karimunjawa", "Pulau Karimunjawa", 600.0),
    ("tradisional_perikanan", "Tradisional perikanan Karimunjawa", "", 0.0),
)
"""Zone, name, islands around which it lies, and how far (m). A place goes to the first that reaches it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the park: its code, name, and outline in degrees."""

    zona: str
    nama: str
    outline: MultiPolygon


def jalur_tangkap() -> Sheet:
    """The four lanes, then the park's zones."""
    records = [_lane(*lane) for lane in _LANES]
    records += [_zone(number, zone) for number, zone in enumerate(park_zones(), start=1)]
    return Sheet("jalur_tangkap", records, polygons=True)


@cache
def lanes() -> dict[str, MultiPolygon]:
    """The lanes' outlines in degrees by code: sea only, sharing their borders."""
    land = _land()
    limits = [metres(land).buffer(end * MILE_M, quad_segs=32).simplify(4) for _, _, _, end in _LANES if end]
    lines: list[BaseGeometry] = [
        WATERS.exterior,
        land.boundary,
        *(degrees(limit).boundary for limit in limits),
    ]
    faces = faces_between(lines, WATERS.difference(land))
    inside = [metres(face.representative_point()) for face in faces.polygons]
    labels = [sum(not limit.contains(place) for limit in limits) for place in inside]
    return {
        code: multi(faces.joined([face for face, label in enumerate(labels) if label == number]))
        for number, (code, *_) in enumerate(_LANES)
    }


@cache
def park_zones() -> tuple[Zone, ...]:
    """The zones of the park's sea: around islands, and the rest for traditional fishing."""
    land = _land()
    reaches = [_reach(islands, away) for _, _, islands, away in _ZONES]
    faces = faces_between(
        [PARK.exterior, land.boundary, *(reach.boundary for reach in reaches)], PARK.difference(land)
    )
    inside = [face.representative_point() for face in faces.polygons]
    labels = [
        next(number for number, reach in enumerate(reaches) if reach.contains(place)) for place in inside
    ]
    return tuple(
        Zone(zona, nama, multi(faces.joined([face for face, label in enumerate(labels) if label == number])))
        for number, (zona, nama, _, _) in enumerate(_ZONES)
    )


def _reach(islands: str, away: float) -> BaseGeometry:
    """The sea (degrees) within `away` metres of the named islands; without names the whole park."""
    if not islands:
        return PARK
    named = [metres(outline) for name, outline in tiling().land if name in islands.split("|")]
    return degrees(shapely.union_all(named).buffer(away, quad_segs=3)).intersection(PARK)


@cache
def _land() -> BaseGeometry:
    return shapely.union_all([outline for _, outline in tiling().land])


def _lane(code: str, name: str, least: float, most: float | None) -> Record:
    values: dict[str, Value] = {
        "id": code.replace("_", "-"),
        "jenis": code,
        "nama": name,
        "zona": None,
        "jarak_min_mil": least,
        "jarak_maks_mil": most,
        "dasar_hukum": "Permen KP 18/2021",
        "berlaku_mulai": "2021-07-01",
    }
    return Record(values, lanes()[code])


def _zone(number: int, zone: Zone) -> Record:
    values: dict[str, Value] = {
        "id": f"zona-taman-{number:02d}",
        "jenis": "zona_taman",
        "nama": zone.nama,
        "zona": zone.zona,
        "jarak_min_mil": None,
        "jarak_maks_mil": None,
        "dasar_hukum": "Zonasi Taman Nasional Karimunjawa 2012 (batas contoh)",
        "berlaku_mulai": "2012-03-06",
    }
    return Record(values, zone.outline)
