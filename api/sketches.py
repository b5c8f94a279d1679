"""The small maps of pages: of a whole collection, of a page of features, of one feature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from api.visit import Visit
from gis.areas import levels
from gis.crs import DEFAULT, Crs
from gis.errors import NotFound
from gis.facts import current
from gis.features import Feature
from gis.layer import Choice
from gis.privacy import View
from gis.sketch import Shape, Sketch, shape_of, sketch

_TOGETHER: Final = 0.3
_ALONE: Final = 0.12
"""Degrees from west to east that are shown at least: of features together, and around one."""


def drawn_from(visit: Visit, view: View) -> tuple[View, ...]:
    """The views that an answer about `view` is made from: a page shows it on the regency's land."""
    land = _land(visit) if visit.said.html else None
    return (view,) if land in (None, view) else (view, land)


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
    return sketch(view.layer, view.audience, shapes, await _ground(visit), least)


async def _ground(visit: Visit) -> tuple[Shape, ...]:
    land = _land(visit)
    if land is None:
        return ()
    versions = await current(visit.reader, (land,))
    return await visit.service.shapes.of(visit.reader, land, versions[land.layer.name])


def _land(visit: Visit) -> View | None:
    """The widest administrative area; none where areas are not offered."""
    try:
        return levels(visit.offer.layers, visit.offer.audience)[0]
    except NotFound:
        return None


def _first_kind(view: View, present: Sequence[str]) -> Choice | None:
    """The kind that the map shows first: never one without data while another has some."""
    choose = view.field(view.layer.choose) if view.layer.choose else None
    return next((choice for choice in choose.choices if choice.value in present), None) if choose else None
