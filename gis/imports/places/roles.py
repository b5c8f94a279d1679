"""What columns say about places in files without geometries of their own, and which of them are taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from gis.errors import HeadingError
from gis.imports.files.sheet import Column
from gis.imports.spelling import fold

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


def role_of(column: Column) -> str | None:
    """What a column says about places by its heading: by all its lines, without brackets, by its lower lines.

    >>> role_of(Column("Koordinat X (m)", [])), role_of(Column("Titik Lintang", [], ("Titik", "Lintang")))
    ('lon', 'lat')
    """
    return next((_SPELLED[text] for text in _readings(column) if text in _SPELLED), None)


def _readings(column: Column) -> Iterator[str]:
    lines = column.parts or (column.heading,)
    for spelled in (column.heading, *(" ".join(lines[at:]) for at in range(len(lines)))):
        yield fold(_marked(spelled))
        yield fold(re.sub(r"[(\[].*?[)\]]", " ", spelled))


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


def settled(
    columns: Sequence[Column], said: Mapping[str, str]
) -> tuple[dict[str, Column], tuple[Column, ...]]:
    """The columns that hold the place, by role, and those that do not; `said`: heading -> role, by a person.

    One way of saying a place is taken, the surest; columns that say it again are left over. What is not
    enough for a place is given as it is.

    Errors: `HeadingError` where two columns claim one role of the way that is taken.
    """
    claims: dict[str, list[Column]] = {}
    for column, role in _claimed(columns, said):
        claims.setdefault(role, []).append(column)
    taken = _taken(claims, frozenset(said.values()))
    places = {role: _only(role, claims[role]) for role in taken}
    held = {id(column) for column in places.values()}
    return places, tuple(column for column in columns if id(column) not in held)


def _claimed(columns: Sequence[Column], said: Mapping[str, str]) -> Iterator[tuple[Column, str]]:
    together = {fold(column.heading) for column in columns} >= _COMPANY
    for column in columns:
        if column.heading in said:
            role = said[column.heading]
            if role in PLACES:
                yield column, role
            continue
        found = role_of(column)
        if found and (together or fold(column.heading) not in _SHORT):
            yield column, found


def _taken(claims: Mapping[str, object], said: Set[str]) -> Iterable[str]:
    """The roles of the way that is taken: the one a person names, else the first in the order of ways."""
    whole = [kind for kind in _KINDS if claims.keys() >= set(kind)]
    if not whole:
        return [role for role in (LON, LAT) if role in claims]
    kind = next((kind for kind in whole if said & set(kind)), whole[0])
    if LON not in kind:
        return kind
    further = (part[axis] for part in (MINUTES, SECONDS, DIRECTION) for axis in (LON, LAT))
    return (*kind, *(role for role in further if role in claims))


def _only(role: str, columns: Sequence[Column]) -> Column:
    if len(columns) > 1:
        one, two = columns[0].heading, columns[1].heading
        raise HeadingError(
            f"Kolom '{one}' dan '{two}' sama-sama berarti '{role}'. "
            f"Hapus satu, atau lepaskan satu dengan --map '{one}='."
        )
    return columns[0]


def complete(places: Mapping[str, Column]) -> bool:
    """Whether these columns make a place."""
    return any(places.keys() >= set(kind) for kind in _KINDS)
