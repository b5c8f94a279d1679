"""The text of an order -> the fields by which rows go."""

from __future__ import annotations

from gis.asking.question import Sort
from gis.errors import UnknownName
from gis.layer import Field, Kind
from gis.privacy import View


def sortable(view: View) -> tuple[Field, ...]:
    """The fields by which an audience may sort: those it sees, except lists, which have no order."""
    return tuple(f for f in view.fields if f.kind is not Kind.LIST)


def order(view: View, text: str) -> tuple[Sort, ...]:
    """The order in `text`: fields with commas between them, each with `+` or `-` before it, or nothing.

    A `+` that was not escaped in an address arrives as a space. A field named again decides nothing more.
    Errors: `UnknownName` for a field that is not there, is hidden, or has no order.
    """
    allowed = {f.name for f in sortable(view)}
    found: dict[str, Sort] = {}
    for part in text.split(","):
        name = part[1:] if part[:1] in ("+", "-", " ") else part
        if name not in allowed:
            raise UnknownName("property", name, allowed)
        found.setdefault(name, Sort(name, falling=part.startswith("-")))
    return tuple(found.values())
