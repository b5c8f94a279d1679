"""What the person says about places, where the file leaves it open."""

from __future__ import annotations

from dataclasses import dataclass

from gis.imports.mending import Mending


@dataclass(frozen=True, slots=True)
class Said:
    """crs: the reference system, such as "EPSG:32749";  accept: the mendings that are accepted."""

    crs: str | None = None
    accept: frozenset[Mending] = frozenset()
