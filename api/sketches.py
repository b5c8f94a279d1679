"""The small maps of pages: of a whole collection, of a page of features, of one feature."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from api.visit import Visit
from gis.areas import levels
from gis.crs import DEFAULT, Crs
from gis.errors import NotFound
from gis.facts import current
from gis.features import Feature
from gis.layer import Choice
from gis.privacy import View
from gis.sketch import FINE, Ground, Shape, Sketch, shape_of, sketch

_TOGETHER: Final = 0.3
_ALONE: Final = 0.12
"""Degrees from west to east that are shown at least: of features together, and around one."""


def drawn_from(visit: Visit, view: View) -> tuple[View, ...]:
    """The views that an answer about `view` is made from: a page shows it on the regency's land."""
    return tuple(dict.fromkeys((view, *ground(visit))))


def ground(visit: Visit) -> tuple[View, ...]:
    """The views that the land below a page's map is made from; none where no page is wanted."""
    return (*_around(visit), *_land(visit)) if visit.said.html else ()


async def of_collection(visit: Visit, view: View) -> tuple[Sketch | None, Choice | None]:
    """The rows in force; where kinds are shown one at a time, of one kind, and which that is."""
    if not visit.said.html:
        return None, None
    versions = await current(visit.reader, (view,))
    facts = (await visit.service.facts.of(visit.reader, (view,), versions))[view.layer.name]
    kind = _first_kind(view, facts.kinds)
    value = str(kind.value) if kind else None
    shapes = await visit.service.shapes.of(visit.reader, view, versions[view.layer.name], value)
    return await _sketch(visit, view, shapes, _TOGETHER), kind


async def of_features(
    visit: Visit, view: View, features: Sequence[Feature], system: Crs = DEFAULT
) -> Sketch | None:
    """These features; none where their places were asked for in another system than degrees."""
    if not visit.said.html or system != DEFAULT:
        return None
    found = (shape_of(view, each.values, each.geometry) for each in features)
    return await _sketch(
        visit, view, [shape for shape in found if shape], _ALONE if len(features) == 1 else _TOGETHER
    )


async def _sketch(visit: Visit, view: View, shapes: Sequence[Shape], least: float) -> Sketch | None:
    below = Ground(await _fine(visit, _around(visit)), await _fine(visit, _land(visit)))
    return sketch(view.layer, view.audience, shapes, below, least)


async def _fine(visit: Visit, views: Sequence[View]) -> list[Shape]:
    versions = await current(visit.reader, views)
    known = visit.service.shapes
    found = [await known.of(visit.reader, each, versions[each.layer.name], None, FINE) for each in views]
    return list(chain.from_iterable(found))


def _around(visit: Visit) -> tuple[View, ...]:
    """The map's background: the land of the neighbours too."""
    return tuple(view for view in visit.offer.views.values() if not view.layer.pictured)


def _land(visit: Visit) -> tuple[View, ...]:
    """The widest administrative area; nothing where areas are not offered."""
    try:
        return levels(visit.offer.layers, visit.offer.audience)[:1]
    except NotFound:
        return ()


def _first_kind(view: View, present: Sequence[str]) -> Choice | None:
    """The kind that the map shows first: never one without data while another has some."""
    choose = view.field(view.layer.choose) if view.layer.choose else None
    return next((choice for choice in choose.choices if choice.value in present), None) if choose else None
