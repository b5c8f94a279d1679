"""What columns say about places in files without geometries of their own, and which of them are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from gis.imports.files.sheet import Column
from gis.imports.spelling import fold
from gis.imports.vocabulary import bare

LON: Final = "lon"
LAT: Final = "lat"
WKT: Final = "wkt"
GEOJSON: Final = "geojson"
PAIR: Final = "koordinat"
LINK: Final = "tautan"
MINUTES: Final = {LON: "lon_menit", LAT: "lat_menit"}
SECONDS: Final = {LON: "lon_detik", LAT: "lat_detik"}
DIRECTION: Final = {LON: "lon_arah", LAT: "lat_arah"}

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    LON: (
        *("lon", "long", "longitude", "lng", "bujur", "x", "easting", "koordinat x", "bt", "bujur timur"),
        *("garis bujur", "titik x", "utm x", "x utm", "derajat bujur", "bujur derajat", "bt derajat", "db"),
        *("x coord", "xcoord", "coord x", "point x", "posisi bujur", "titik bujur", "longtitude", "longitud"),
    ),
    LAT: (
        *("lat", "latitude", "lintang", "y", "northing", "koordinat y", "ls", "lintang selatan"),
        *("garis lintang", "titik y", "utm y", "y utm", "derajat lintang", "lintang derajat", "ls derajat"),
        *("y coord", "ycoord", "coord y", "point y", "posisi lintang", "titik lintang", "latitud", "dl"),
    ),
    WKT: ("wkt", "geom", "geometry", "geometri", "the_geom", "wkt_geom"),
    GEOJSON: ("geojson", "geo json", "geometri geojson", "geom json"),
    PAIR: (
        *("koordinat", "titik koordinat", "koordinat lokasi", "lokasi koordinat", "koordinat gps", "gps"),
        *("titik gps", "coordinate", "coordinates", "lat long", "lat lon", "lat lng", "long lat", "lon lat"),
        *("lintang bujur", "bujur lintang", "lintang dan bujur", "latitude longitude", "longitude latitude"),
        *("koordinat lintang bujur", "koordinat lat long", "titik koordinat lat long", "koordinat xy", "xy"),
        *("geotag", "geotagging", "latlong", "ls bt", "bt ls", "titik lokasi", "posisi gps"),
    ),
    LINK: (
        *("link maps", "link google maps", "google maps", "google map", "gmaps", "link gmaps", "link peta"),
        *("tautan peta", "link lokasi", "link koordinat", "url maps", "url peta", "maps", "share lokasi"),
        *("shareloc", "share location", "link google map", "titik maps", "maps url", "tautan google maps"),
    ),
    MINUTES[LAT]: ("menit lintang", "lintang menit", "ls menit", "lat min", "latitude minutes", "ml"),
    SECONDS[LAT]: ("detik lintang", "lintang detik", "ls detik", "lat sec", "latitude seconds", "sl"),
    DIRECTION[LAT]: ("arah lintang", "lintang arah", "ls lu", "lu ls", "lat dir", "n s", "l"),
    MINUTES[LON]: ("menit bujur", "bujur menit", "bt menit", "lon min", "longitude minutes", "mb"),
    SECONDS[LON]: ("detik bujur", "bujur detik", "bt detik", "lon sec", "longitude seconds", "sb"),
    DIRECTION[LON]: ("arah bujur", "bujur arah", "bt bb", "bb bt", "lon dir", "e w", "b"),
}
"""How files without geometries of their own head the columns that hold places: roles, also for `--map`."""

_SHORT: Final = frozenset({"dl", "ml", "sl", "l", "db", "mb", "sb", "b"})
"""Headings that mean a part of a coordinate only in each other's company."""

_COMPANY: Final = frozenset({"dl", "ml", "db", "mb"})

_KINDS: Final = ((WKT,), (GEOJSON,), (LON, LAT), (PAIR,), (LINK,))
"""The ways to say a place, the one that is taken first standing first, by the columns each needs."""

_MARKS: Final = (
    *((mark, " derajat ") for mark in "°º"),
    *((mark, " detik ") for mark in ("''", '"', "″", "”")),
    *((mark, " menit ") for mark in "'′’"),
)
"""What stands for a unit in a heading; two single marks before one."""

_SPELLED: Final = {fold(text): role for role, texts in PLACES.items() for text in texts}

_SIDES: Final = (
    ("S", r"\bl\.?s\b|lintang selatan|\bsouth\b"),
    ("N", r"\bl\.?u\b|lintang utara|\bnorth\b"),
    ("E", r"\bb\.?t\b|bujur timur|\beast\b"),
    ("W", r"\bb\.?b\b|bujur barat|\bwest\b"),
)


def spelled(text: str, others: Iterable[str] = ()) -> str | None:
    """What a heading, or a line of one, says about places; what stands in brackets need not be said.

    `others`: all headings, in whose company short ones such as "dl" and "b" mean parts of coordinates.

    >>> spelled("Koordinat X (m)"), spelled("Lintang (°)"), spelled("Titik Koordinat Lintang"), spelled("")
    ('lon', 'lat', 'lat', None)
    """
    if fold(text) in _SHORT and not {fold(other) for other in others} >= _COMPANY:
        return None
    plain = bare(text)
    inner = re.sub(r"(?i)^\W*(titik|koordinat|posisi|lokasi)\W+((koordinat|gps)\W+)?", "", plain)
    tries = (fold(_marked(each)) for each in (text, plain, inner))
    return next((_SPELLED[each] for each in tries if each in _SPELLED), None)


def _marked(heading: str) -> str:
    """The heading with the marks of degrees, minutes and seconds in words."""
    for mark, word in _MARKS:
        heading = heading.replace(mark, word)
    return heading


def side(column: Column) -> str | None:
    """The one direction that a heading names: "S" for "Lintang Selatan" or "LS"; None for "LS/LU".

    >>> side(Column("Koordinat LS", [])), side(Column("LS/LU", [])), side(Column("Lintang", []))
    ('S', None, None)
    """
    found = [letter for letter, pattern in _SIDES if re.search(pattern, column.heading.lower())]
    return found[0] if len(found) == 1 else None


def first_axis(column: Column) -> str | None:
    """Which axis a heading of a pair names first; None where it names none.

    >>> first_axis(Column("Lat/Long", [])), first_axis(Column("Bujur, Lintang", []))
    ('lat', 'lon')
    """
    found = re.search(r"(lat|lintang|\bls\b|\by\b)|(lon|lng|bujur|\bbt\b|\bx)", column.heading.lower())
    return None if found is None else LAT if found[1] else LON


def settled(claimed: Mapping[str, Column], said: AbstractSet[str]) -> dict[str, Column]:
    """The columns the place is taken from, by role; `said`: the roles that a person has given.

    One way of saying a place is taken: the one the person names, else the surest; columns that say it again
    are left out. What is not enough for a place is given as it is.
    """
    whole = [kind for kind in _KINDS if claimed.keys() >= set(kind)]
    if not whole:
        return {role: claimed[role] for role in (LON, LAT) if role in claimed}
    kind = next((kind for kind in whole if said & set(kind)), whole[0])
    further = [part[axis] for part in (MINUTES, SECONDS, DIRECTION) for axis in kind if axis in part]
    return {role: claimed[role] for role in (*kind, *further) if role in claimed}


def complete(places: Mapping[str, Column]) -> bool:
    """Whether these columns make a place."""
    return any(places.keys() >= set(kind) for kind in _KINDS)
