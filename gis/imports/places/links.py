"""Links to a place on a web map -> longitude and latitude. Nothing is asked of the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from gis.imports.places import notation
from gis.imports.places.notation import Angle
from gis.imports.places.roles import LAT
from gis.imports.values.cells import Fault

_LINK: Final = re.compile(r"(?i)(?:[a-z][a-z0-9+.-]*://|geo:|www\.|(?:maps|goo|g)\.\w)")
_SHORT: Final = re.compile(
    r"(?i)(?:https?://)?(?:www\.)?(?:maps\.app\.goo\.gl|goo\.gl|g\.co|bit\.ly|s\.id|tinyurl\.com|t\.co"
    r"|share\.google|waze\.com/ul/h\w+$)(?:/|$)"
)

_NUMBER: Final = r"([+-]?\d{1,3}(?:\.\d+)?)"
_PIN: Final = re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}")
_PATH: Final = re.compile(r"/(?:place|search|dir)/([^@?#]+)")
_VIEWS: Final = (
    re.compile(rf"/@{_NUMBER},{_NUMBER}"),
    re.compile(rf"#(?:.*&)?map=[\d.]+/{_NUMBER}/{_NUMBER}"),
)
_GEO: Final = re.compile(rf"(?i)geo:{_NUMBER},{_NUMBER}")
_NAMING: Final = ("q", "query", "ll", "destination", "daddr", "coordinate", "center", "sll", "cp")
"""Parts of a link's query that name a point, the surest first; `center` and `sll` only where it is viewed."""

_LONGEST: Final = 2000

_NO_POINT: Final = Fault(
    "place", "adalah tautan tanpa titik; buka tautannya, klik tempatnya, lalu salin tautan atau angkanya"
)
_TOO_SHORT: Final = Fault(
    "place",
    "adalah tautan pendek yang tidak memuat titiknya; buka di peramban, lalu salin tautan panjang dari "
    "baris alamatnya",
)
_SEVERAL: Final = Fault("place", "adalah tautan yang memuat beberapa titik; tulis titik yang dimaksud saja")


@dataclass(frozen=True, slots=True)
class Linked:
    """Where a link points to; `viewed`: it tells only the middle of the map that was looked at."""

    lon: Angle
    lat: Angle
    viewed: bool = False


def is_link(text: str) -> bool:
    """Whether a text is a link rather than coordinates.

    >>> is_link("https://www.google.com/maps/@-6.58,110.67,17z"), is_link("geo:-6.58,110.67"), is_link("6,1")
    (True, True, False)
    """
    return bool(_LINK.match(text.strip()))


def read(text: str) -> Linked | Fault:
    """Where a link points to: its pin, else the point it searches for, else the middle of its map.

    >>> read("geo:-6.58,110.67").lat.value, read("https://osm.org/#map=17/-6.58/110.67").viewed
    (-6.58, True)
    """
    link = text.strip()
    if len(link) > _LONGEST:
        return _NO_POINT
    if _SHORT.match(link):
        return _TOO_SHORT
    for found in (set(_pins(link)), set(_named(link))):
        if len(found) > 1:
            return _SEVERAL
        if found:
            return found.pop()
    viewed = next((match for pattern in _VIEWS if (match := pattern.search(link))), None)
    return _NO_POINT if viewed is None else _linked(viewed[1], viewed[2], viewed=True)


def _pins(link: str) -> Iterator[Linked]:
    for lat, lon in [*_PIN.findall(link), *_GEO.findall(link[: link.find("?")] if "?" in link else link)]:
        # A geo link may stand at 0,0 and name the point in its query.
        if float(lat) or float(lon):
            yield _linked(lat, lon)


def _named(link: str) -> Iterator[Linked]:
    """The points that a link's query or path spells out."""
    asked = dict(parse_qsl(link.partition("?")[2].partition("#")[0]))
    if {"mlat", "mlon"} <= asked.keys():
        yield from _spelled(f"{asked['mlat']},{asked['mlon']}")
        return
    for name in _NAMING:
        found = list(_spelled(asked.get(name, "")))
        if found:
            yield found[0]
            return
    for path in _PATH.findall(link):
        for part in path.split("/"):
            yield from _spelled(unquote_plus(part))


def _spelled(text: str) -> Iterator[Linked]:
    """The point of a text of coordinates, latitude first; none where the text is something else."""
    given = re.sub(r"^loc:|\(.*\)$", "", text.strip()).replace("~", ",")
    found = notation.pair(given, LAT) if re.search(r"\d", given) else None
    if isinstance(found, tuple):
        yield Linked(*found)


def _linked(lat: str, lon: str, *, viewed: bool = False) -> Linked:
    found = notation.pair(f"{lat},{lon}", LAT)
    if isinstance(found, Fault):
        raise TypeError(found.message)
    return Linked(*found, viewed)
