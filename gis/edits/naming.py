"""The key of a new row: the one that is sent, or one from the row's natural key as a load would give it."""

from __future__ import annotations

from typing import Final

from gis.database import Session
from gis.errors import Problem
from gis.imports import keys
from gis.imports.draft import Draft
from gis.layer import GEOM
from gis.privacy import View

_NO_KEY: Final = "{} kosong, dan baris ini tidak dapat dikenali tanpanya."


def named(session: Session, view: View, draft: Draft) -> Draft:
    """The draft of a new row with its key, or with a problem where none can be given.

    Where the natural key holds what the audience does not see, it cannot be sent; the key is drawn by lot.
    """
    layer = view.layer
    if draft.column(layer.key)[0] is not None or draft.bad:
        return draft
    parts = [name for name in layer.natural_key if name != GEOM]
    if any(view.field(name) is None for name in parts):
        return draft.with_values(**{layer.key: [keys.derived(layer, "", frozenset())]})
    if not _told(draft):
        title = layer.key_field.title.id
        return draft.saying([Problem(draft.numbers[0], layer.key, "required", _NO_KEY.format(title))])
    return keys.name_rows(draft, lambda: keys.stored_names(session, layer))


def _told(draft: Draft) -> bool:
    """Whether any part of the natural key is there."""
    found = [draft.shapes if name == GEOM else draft.column(name) for name in draft.layer.natural_key]
    return any(column is not None and column[0] is not None for column in found)
