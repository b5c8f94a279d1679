"""Which fields of a layer an audience may write, and which deeds it may do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gis import tables
from gis.layer import Field
from gis.layer.meaning import Between
from gis.privacy import View


@dataclass(frozen=True, slots=True)
class Writable:
    """What may be written of a layer.

    fields  those that a client may send
    echoed  those that it sees and may only send back as they are
    place   whether rows have a place of their own
    create  whether rows can be made;  change: whether rows can be changed and deleted
    """

    fields: tuple[Field, ...]
    echoed: tuple[Field, ...]
    place: bool
    create: bool
    change: bool

    @property
    def names(self) -> frozenset[str]:
        """The names of the fields that may be sent."""
        return frozenset(field.name for field in self.fields)


@cache
def writable(view: View) -> Writable:
    """What the view's audience may write.

    Computed fields are only read. So is a field that a rule binds to one that the audience does not see:
    whether a value is refused would tell what the hidden one is. A layer whose rows must have a field that
    the audience does not see takes no new rows from it.
    """
    layer = view.layer
    seen = {field.name for field in view.fields}
    bound = {name for rule in layer.rules if not _named(rule) <= seen for name in _named(rule)}
    mine = tuple(f for f in view.fields if not f.quotient and f.name not in bound)
    echoed = tuple(f for f in view.fields if f not in mine)
    stored = tables.is_stored(layer)
    needed = {f.name for f in layer.fields if f.required}
    whole = needed <= {f.name for f in mine}
    return Writable(mine, echoed, layer.stores_geometry, create=stored and whole, change=stored)


def _named(rule: Between) -> set[str]:
    return {name for name in rule.named if name}
