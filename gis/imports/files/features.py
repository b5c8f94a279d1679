"""Features -> a sheet: what each says under the names it uses, and its geometry or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pyproj import CRS

from gis.imports.files import geometries
from gis.imports.files.coordinates import GeometryError
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Cell, Column, Sheet

T = TypeVar("T")


def table(name: str, bags: Sequence[Mapping[str, Cell]], limits: Limits) -> Sheet:
    """A sheet without places: a column for every name that occurs, in the order in which they do.

    >>> table("pos", [{"nama": "A"}, {"kode": 1}], Limits()).headings
    ('nama', 'kode')
    """
    headings = list(dict.fromkeys(key for bag in bags for key in bag))
    limits.check_table(len(bags), len(headings))
    columns = [Column(key, [bag.get(key) for bag in bags], at=at) for at, key in enumerate(headings)]
    return Sheet(name, tuple(columns), range(1, len(bags) + 1))


def placed(
    sheet: Sheet, items: Sequence[T], make: Callable[[T], bytes | None], crs: CRS | None, limits: Limits
) -> Sheet:
    """The sheet with a geometry per row, whose well-known binary `make` gives; it raises `GeometryError`."""
    binary: list[bytes | None] = []
    faults: dict[int, str] = {}
    for at, item in enumerate(items):
        try:
            binary.append(make(item))
        except GeometryError as error:
            binary.append(None)
            faults[at] = f"Bentuknya tidak dapat dibaca: {error}."
    found = geometries.read(binary, limits)
    return replace(
        sheet, shapes=found.shapes, crs=crs, unread={**found.unread, **faults}, closable=found.closable
    )
