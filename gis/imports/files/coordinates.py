"""GeoJSON's geometries -> well-known binary, with a sentence for each way in which they can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from gis.imports.files import geometries

_DEEPEST: Final = 8


class GeometryError(Exception):
    """A geometry that cannot be read; the text says why, and ends no sentence."""


def wkb(given: Any, depth: int = 0) -> bytes | None:  # noqa: ANN401 - what JSON holds
    """The well-known binary of a geometry object; None for null. Errors: `GeometryError`."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise GeometryError("'geometry' bukan objek")
    if given.get("type") == "GeometryCollection":
        return _collection(given, depth)
    make = _MAKERS.get(str(given.get("type")))
    if make is None:
        raise GeometryError("jenisnya tidak dikenal")
    coordinates = given.get("coordinates")
    if not isinstance(coordinates, list):
        raise GeometryError("koordinatnya tidak ada")
    return make(coordinates)


def _collection(given: Mapping[str, Any], depth: int) -> bytes:
    parts = given.get("geometries")
    if depth >= _DEEPEST:
        raise GeometryError("kumpulan bersusun terlalu dalam")
    if not isinstance(parts, list):
        raise GeometryError("'geometries' tidak ada")
    made = [wkb(part, depth + 1) for part in parts]
    return geometries.several(7, [part for part in made if part is not None])


def _point(coordinates: list[Any]) -> bytes:
    if not coordinates:
        return geometries.point(float("nan"), float("nan"))
    if len(coordinates) == 2 and {int, float}.issuperset(map(type, coordinates)):
        return geometries.point(*coordinates)
    points, _, z = _points([coordinates])
    return b"\x01" + (1001 if z else 1).to_bytes(4, "little") + points


def _line(coordinates: list[Any]) -> bytes:
    return geometries.line(*_points(coordinates))


def _polygon(coordinates: list[Any]) -> bytes:
    rings = [_points(ring) for ring in coordinates]
    z = _same(z for _, count, z in rings if count)
    return geometries.polygon([(points, count) for points, count, _ in rings], z)


def _same(found: Any) -> bool:  # noqa: ANN401 - any iterable of truth values
    kinds = set(found)
    if len(kinds) > 1:
        raise GeometryError("sebagian titiknya berketinggian dan sebagian tidak")
    return bool(kinds and kinds.pop())


def _points(coordinates: Any) -> tuple[bytes, int, bool]:  # noqa: ANN401 - what JSON holds
    """The bytes of a list of positions, how many, and whether they have heights."""
    if not isinstance(coordinates, list):
        raise GeometryError("koordinatnya bukan daftar")
    if not coordinates:
        return b"", 0, False
    try:
        found = np.array(coordinates)
    except (ValueError, OverflowError):
        raise GeometryError("titik-titiknya tidak sama bentuknya") from None
    if found.dtype.kind not in "iuf":
        raise GeometryError("koordinatnya bukan angka")
    if found.ndim != 2 or found.shape[1] < 2:
        raise GeometryError("titik-titiknya tidak sama bentuknya")
    kept = found[:, :3].astype("<f8", order="C")
    return kept.tobytes(), len(kept), kept.shape[1] == 3


def _several(kind: int, make: Callable[[list[Any]], bytes]) -> Callable[[list[Any]], bytes]:
    def made(coordinates: list[Any]) -> bytes:
        if not all(isinstance(part, list) for part in coordinates):
            raise GeometryError("koordinatnya bukan daftar")
        return geometries.several(kind, [make(part) for part in coordinates])

    return made


_MAKERS: Final[Mapping[str, Callable[[list[Any]], bytes]]] = {
    "Point": _point,
    "LineString": _line,
    "Polygon": _polygon,
    "MultiPoint": _several(4, _point),
    "MultiLineString": _several(5, _line),
    "MultiPolygon": _several(6, _polygon),
}
