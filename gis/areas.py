"""The administrative levels, found by their declarations, and the codes that name an area of each.

kabupaten 33.20   kecamatan 33.20.01   desa 33.20.01.2001
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from gis.errors import NotFound, UnknownName
from gis.layer import Audience, Layer, Words, layers_for
from gis.privacy import View, visible
from gis.publishing import code_parts


def levels(layers: Mapping[str, Layer], audience: Audience) -> tuple[View, ...]:
    """The levels this audience sees, the widest first: kabupaten, kecamatan, desa.

    Errors: `NotFound` if there is none, for then nothing can be counted by area.
    """
    seen = [layer for layer in layers_for(tuple(layers.values()), audience) if layer.area]
    if not seen:
        raise NotFound(
            Words("Tidak ada wilayah administrasi di sini.", "There are no administrative areas here.")
        )
    return tuple(visible(layer, audience) for layer in sorted(seen, key=_parts))


def level(layers: Mapping[str, Layer], audience: Audience, name: str | None) -> View:
    """The level of this name; the finest if none is named. Errors: `UnknownName`."""
    known = {view.layer.name: view for view in levels(layers, audience)}
    if name is None:
        return list(known.values())[-1]
    if name not in known:
        raise UnknownName("area level", name, known)
    return known[name]


def code_at(code: sa.ColumnElement[Any], layer: Layer) -> sa.ColumnElement[str]:
    """The code of the area of level `layer` that the area `code` lies in; null for null."""
    return sa.func.array_to_string(code_parts(code, layer), ".", type_=sa.Text())


def name_of(view: View, columns: sa.ColumnCollection[str, Any]) -> sa.ColumnElement[Any]:
    """The column that names an area to a person: its label, else its key."""
    label = view.layer.label
    name = label if label and view.field(label) else view.layer.key
    column: sa.ColumnElement[Any] = columns[name]
    return column


def _parts(layer: Layer) -> int:
    return layer.area.parts if layer.area else 0
