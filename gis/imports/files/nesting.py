"""How deep geometries hold others, found without going down: GEOS calls itself at every step down, and a file
that nests a hundred thousand of them would end the whole process.

What is not written as the standards say is not followed further: GEOS would read it in a way of its own.
"""

from __future__ import annotations

import struct
from typing import Final

_DEEPEST: Final = 200

HARMLESS: Final = 9 * _DEEPEST
"""So many bytes cannot go too deep, whatever they say."""

TOO_DEEP: Final = "kumpulan bersusun terlalu dalam"
BROKEN: Final = "isinya rusak atau terpotong"

_POINT, _LINE, _POLYGON, _ARC = 1, 2, 3, 8
_HOLDERS: Final = frozenset({4, 5, 6, 7, 9, 10, 11, 12, 15, 16})
"""The types that hold geometries: all but points, lines, polygons, arcs and triangles."""

_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000
_REST: Final = 0x1FFF0000
_OPENING: Final = "([{"
_CLOSING: Final = ")]}"


def of_binary(wkb: bytes) -> str | None:
    """Why well-known binary cannot be given to GEOS; None where it can, if only to be found broken.

    >>> of_binary(bytes.fromhex("01070000000100000001040000000000000"+"0"))
    >>> of_binary(bytes.fromhex("0107000000" + "01000000") * 300)
    'kumpulan bersusun terlalu dalam'
    """
    if len(wkb) <= HARMLESS:
        return None
    try:
        return TOO_DEEP if _too_deep(wkb) else None
    except struct.error:
        return None  # It ends before it goes too deep, and GEOS finds the same.
    except ValueError:
        return BROKEN


def of_text(text: str) -> str | None:
    """Why well-known text or GeoJSON cannot be given to GEOS.

    >>> of_text("POINT (110 -6)"), of_text("COMPOUNDCURVE(" * 300)
    (None, 'kumpulan bersusun terlalu dalam')
    """
    if sum(map(text.count, _OPENING)) <= _DEEPEST:
        return None
    deep = 0
    for each in text:
        if each in _OPENING:
            deep += 1
            if deep > _DEEPEST:
                return TOO_DEEP
        elif each in _CLOSING:
            deep -= 1
    return None


def _too_deep(wkb: bytes) -> bool:
    """Whether there is a geometry within too many others. Errors: as `_head`."""
    at = 0
    awaited = [1]  # How many geometries are still to come in each of those that are open.
    while any(awaited):
        if not awaited[-1]:
            awaited.pop()
            continue
        awaited[-1] -= 1
        kind, size, order, at = _head(wkb, at)
        if kind in _HOLDERS:
            awaited.append(struct.unpack_from(f"{order}I", wkb, at)[0])
            at += 4
            if len(awaited) > _DEEPEST:
                return True
        elif any(awaited):
            at = _behind(wkb, at, kind, size, order)
    return False


def _head(wkb: bytes, at: int) -> tuple[int, int, str, int]:
    """What begins here: its type, the bytes of one of its points, its byte order, and where its content is.

    Errors: `struct.error` at the end of the bytes, `ValueError` for what no standard knows.
    """
    order = {0: ">", 1: "<"}.get(struct.unpack_from("B", wkb, at)[0])
    if order is None:
        raise ValueError(at)
    said = struct.unpack_from(f"{order}I", wkb, at + 1)[0]
    dimensions, kind = divmod(said & 0xFFFF, 1000)
    if said & _REST or dimensions > 3:
        raise ValueError(said)
    z, m = bool(said & _Z) or dimensions in (1, 3), bool(said & _M) or dimensions in (2, 3)
    return kind, 8 * (2 + z + m), order, at + (9 if said & _SRID else 5)


def _behind(wkb: bytes, at: int, kind: int, size: int, order: str) -> int:
    """Where a point, a line or a polygon ends. Errors: `struct.error`, `ValueError`."""
    if kind == _POINT:
        return at + size
    if kind not in (_LINE, _POLYGON, _ARC):
        raise ValueError(kind)
    number = struct.unpack_from(f"{order}I", wkb, at)[0]
    at += 4
    if kind != _POLYGON:
        return int(at + number * size)
    for _ in range(number):
        at += 4 + struct.unpack_from(f"{order}I", wkb, at)[0] * size
    return at
