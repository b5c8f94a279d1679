"""GPX, which handheld receivers write: waypoints, routes and tracks are a table each, where there are any."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from pyproj import CRS

from gis.crs import STORED
from gis.imports.files import features, geometries, markup
from gis.imports.files.coordinates import GeometryError
from gis.imports.files.limits import Limits
from gis.imports.files.markup import Element
from gis.imports.files.sheet import Sheet
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_MB: Final = 1024**2
_NESTED: Final = frozenset({"rtept", "trkseg", "trkpt"})


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """The waypoints, routes and tracks of a file, those that there are."""
    found: dict[str, list[Element]] = {"wpt": [], "rte": [], "trk": []}
    with file.open("rb") as content:
        pieces = limits.counted(iter(partial(content.read, _MB), b""), file.name)
        markup.visit(
            pieces, file.name, frozenset(found), lambda element, _: found[element.tag].append(element)
        )
    return [
        Table(name, partial(_table, name, found[tag], make), len(found[tag]))
        for name, tag, make in (
            ("waypoints", "wpt", _waypoint),
            ("routes", "rte", _route),
            ("tracks", "trk", _track),
        )
        if found[tag]
    ]


def _table(name: str, elements: Sequence[Element], make: Callable[[Element], bytes], wanted: Wanted) -> Sheet:
    said = features.table(name, [dict(_said(element)) for element in elements], wanted.limits)
    found = features.placed(said, elements, make, CRS.from_epsg(STORED), wanted.limits)
    timed = sum(1 for element in elements for point in _points(element) if point.child("time"))
    notes = (f"Waktu pada {timed:,} titik lintasan tidak dibaca; yang dibaca garisnya.",) if timed else ()
    return replace(found, notes=notes)


def _said(element: Element) -> Iterator[tuple[str, str]]:
    """What a waypoint, route or track says, extensions included; a link by its address."""
    for child in element.children:
        if child.tag == "extensions":
            yield from _leaves(child)
        elif child.tag == "link":
            yield "link", child.attributes.get("href", "")
        elif child.tag not in _NESTED and child.text:
            yield child.tag, child.text


def _leaves(element: Element) -> Iterator[tuple[str, str]]:
    for child in element.children:
        if child.children:
            yield from _leaves(child)
        elif child.text:
            yield child.tag, child.text


def _points(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.tag in {"rtept", "trkpt"}:
            yield child
        elif child.tag == "trkseg":
            yield from _points(child)


def _waypoint(element: Element) -> bytes:
    return geometries.point(*_position(element))


def _route(element: Element) -> bytes:
    return _line(list(_points(element)))


def _track(element: Element) -> bytes:
    parts = [_line(list(_points(child))) for child in element.children if child.tag == "trkseg"]
    return geometries.several(5, parts)


def _line(points: Sequence[Element]) -> bytes:
    positions = np.array([_position(point) for point in points], dtype="<f8")
    return geometries.line(positions.tobytes(), len(points))


def _position(element: Element) -> tuple[float, float]:
    try:
        found = float(element.attributes["lon"]), float(element.attributes["lat"])
    except (KeyError, ValueError):
        raise GeometryError("atribut 'lon' atau 'lat' tidak ada atau bukan angka") from None
    if not all(map(math.isfinite, found)):
        raise GeometryError("koordinatnya bukan angka yang berhingga")
    return found
