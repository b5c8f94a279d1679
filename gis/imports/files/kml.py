"""KML and KMZ: placemarks with all that they say; the folders they lie in are the tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from pyproj import CRS

from gis.crs import STORED
from gis.imports.files import features, geometries, markup
from gis.imports.files.archives import archive
from gis.imports.files.coordinates import GeometryError
from gis.imports.files.limits import Limits
from gis.imports.files.markup import Element
from gis.imports.files.sheet import Sheet
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_MB: Final = 1024**2
_WANTED: Final = frozenset({"Placemark", "name", "NetworkLink", "GroundOverlay", "ScreenOverlay", "Schema"})
_HOLDERS: Final = frozenset({"Folder", "Document"})
_PLAIN: Final = ("name", "description", "address", "phoneNumber", "snippet")
"""What a placemark may say beside its data."""


@dataclass(eq=False, slots=True)
class _Folder:
    """A folder or document while it is read."""

    name: str | None = None
    placemarks: list[Element] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class _File:
    """What is found in one file: its folders in their order, and what is in it and is not read."""

    folders: dict[int, _Folder] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    holders: list[Element] = field(default_factory=list)

    def see(self, element: Element, above: list[Element]) -> None:
        """Takes one element that was wanted."""
        around = next((one for one in reversed(above) if one.tag in _HOLDERS), None)
        if around is not None and around not in self.holders[-1:]:
            self.holders.append(around)  # Kept, so that no other element gets its identity.
        folder = self.folders.setdefault(id(around) if around else 0, _Folder())
        if element.tag == "Placemark":
            folder.placemarks.append(element)
        elif element.tag == "name":
            if above and above[-1] is around:
                folder.name = folder.name or element.text
        elif element.tag != "Schema":
            self.unread[element.tag] = self.unread.get(element.tag, 0) + 1


def tables(file: Path, limits: Limits) -> Sequence[Table]:
    """The folders of a KML file that hold placemarks."""
    with file.open("rb") as content:
        pieces = limits.counted(iter(partial(content.read, _MB), b""), file.name)
        return _tables(pieces, file.name, file.stem)


def zipped(file: Path, limits: Limits) -> Sequence[Table]:
    """The same of every KML file in a KMZ."""
    found: list[Table] = []
    with archive(file, limits) as opened:
        members = [name for name in opened.names if name.lower().endswith(".kml")]
        for name in members:
            stem = file.stem if len(members) == 1 else PurePosixPath(name).stem
            found += _tables(limits.counted(opened.pieces(name), file.name), file.name, stem)
    return found


def _tables(pieces: Iterable[bytes], name: str, stem: str) -> list[Table]:
    found = _File()
    markup.visit(pieces, name, _WANTED, found.see)
    notes = tuple(f"{count} {tag} di '{name}' tidak dibaca." for tag, count in sorted(found.unread.items()))
    filled = [folder for folder in found.folders.values() if folder.placemarks]
    called = [folder.name or stem for folder in filled]
    return [
        Table(title, partial(_table, title, folder.placemarks, notes), len(folder.placemarks))
        for title, folder in zip(_distinct(called), filled, strict=True)
    ]


def _distinct(names: Sequence[str]) -> list[str]:
    """Names of which none is there twice: the second "Pos" is "Pos (2)"."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _table(name: str, placemarks: Sequence[Element], notes: tuple[str, ...], wanted: Wanted) -> Sheet:
    said = features.table(name, [_said(placemark) for placemark in placemarks], wanted.limits)
    found = features.placed(said, placemarks, _wkb, CRS.from_epsg(STORED), wanted.limits)
    return replace(found, notes=notes)


def _said(placemark: Element) -> Mapping[str, str | None]:
    """All that a placemark says: its own words, its times, and its data under the names they have."""
    bag: dict[str, str | None] = {}
    own = [(tag, placemark.said(tag)) for tag in _PLAIN]
    for heading, value in (
        *((tag, text) for tag, text in own if text),
        *_times(placemark),
        *_data(placemark),
    ):
        free = heading
        number = 2
        while free in bag and bag[free] != value:  # A second value of one name is kept beside the first.
            free = f"{heading} ({number})"
            number += 1
        bag[free] = value
    return bag


def _times(placemark: Element) -> Iterator[tuple[str, str]]:
    for holder in ("TimeStamp", "TimeSpan"):
        for part in found.children if (found := placemark.child(holder)) else ():
            if part.text:
                yield part.tag, part.text


def _data(placemark: Element) -> Iterator[tuple[str, str | None]]:
    extended = placemark.child("ExtendedData")
    for part in extended.children if extended else ():
        if part.tag == "Data":
            yield part.attributes.get("name", "Data"), part.said("value")
        elif part.tag == "SchemaData":
            for one in part.children:
                yield one.attributes.get("name", one.tag), one.text or None
        else:
            yield part.tag, part.text or None


def _wkb(placemark: Element) -> bytes | None:
    for part in placemark.children:
        if (make := _MAKERS.get(part.tag)) is not None:
            return make(part)
        if part.tag == "Model":
            raise GeometryError("model tiga dimensi tidak dibaca")
    return None


def _point(element: Element) -> bytes:
    positions = _positions(element)
    if len(positions) != 1:
        raise GeometryError("titiknya harus satu")
    return geometries.point(*positions[0])


def _line(element: Element) -> bytes:
    positions = _positions(element)
    return geometries.line(positions.tobytes(), len(positions))


def _polygon(element: Element) -> bytes:
    rings = []
    for side in ("outerBoundaryIs", "innerBoundaryIs"):
        for boundary in (child for child in element.children if child.tag == side):
            positions = _positions(boundary.child("LinearRing") or boundary)
            rings.append((positions.tobytes(), len(positions)))
    if not rings:
        raise GeometryError("batas luarnya tidak ada")
    return geometries.polygon(rings)


def _several(element: Element) -> bytes:
    """A geometry of several; where all are of one kind it is a multi-geometry of that kind."""
    parts = [(child.tag, make(child)) for child in element.children if (make := _MAKERS.get(child.tag))]
    kinds = {tag for tag, _ in parts}
    alone = next(iter(kinds)) if len(kinds) == 1 else ""
    return geometries.several(_MULTI.get(alone, 7), [part for _, part in parts])


def _track(element: Element) -> bytes:
    texts = [child.text for child in element.children if child.tag == "coord"]
    positions = _array([text.split() for text in texts])
    return geometries.line(positions.tobytes(), len(positions))


def _positions(element: Element) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    text = element.said("coordinates")
    return _array([one.split(",") for one in (text or "").split()])


def _array(positions: Sequence[Sequence[str]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Longitude and latitude of each position; heights are mostly zeros that nobody measured."""
    try:
        found = np.array([(float(one[0]), float(one[1])) for one in positions], dtype="<f8").reshape(-1, 2)
    except (ValueError, IndexError):
        raise GeometryError("koordinatnya harus 'bujur,lintang'") from None
    if not all(map(math.isfinite, found.ravel().tolist())):
        raise GeometryError("koordinatnya bukan angka yang berhingga")
    return found


_MULTI: Final = {"Point": 4, "LineString": 5, "LinearRing": 5, "Track": 5, "Polygon": 6}
_MAKERS: Final = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _line,
    "Polygon": _polygon,
    "MultiGeometry": _several,
    "Track": _track,
    "MultiTrack": _several,
}
