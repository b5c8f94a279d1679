"""The key of a new row: the one that is sent, one from its natural key as a load gives it, or a new one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final

from gis.database import Session
from gis.imports import keys, rows
from gis.imports.draft import Draft
from gis.layer import GEOM, Layer
from gis.privacy import View
from gis.problems import Problem

_NO_KEY: Final = "{} kosong, dan baris ini tidak dapat dikenali tanpanya."


def named(session: Session, view: View, layers: Mapping[str, Layer], draft: Draft) -> Draft:
    """The draft of a new row with its key, or with a problem where none can be given."""
    layer = view.layer
    if draft.column(layer.key)[0] is not None or draft.bad:
        return draft
    if _told(view, draft):
        return keys.name_rows(draft, lambda: keys.stored_names(session, layer))
    if _means_something(layer, layers):
        title = layer.key_field.title.id
        return draft.saying([Problem(draft.numbers[0], layer.key, "required", _NO_KEY.format(title))])
    return draft.with_values(**{layer.key: [f"{layer.name}-{uuid.uuid4().hex[:16]}"]})


def _told(view: View, draft: Draft) -> bool:
    """Whether any part of the natural key is there, and the audience may see all of them."""
    parts = draft.layer.natural_key
    found = [draft.shapes if name == GEOM else draft.column(name) for name in parts]
    seen = all(name == GEOM or view.field(name) for name in parts)
    return seen and any(column is not None and column[0] is not None for column in found)


def _means_something(layer: Layer, layers: Mapping[str, Layer]) -> bool:
    """Whether a key says more than which row it is: a code, or the name of a row of another layer."""
    key = layer.key_field
    return bool(key.pattern or key.choices) or key.name in {
        *rows.area_codes(layer, layers),
        *rows.references(layer),
    }
