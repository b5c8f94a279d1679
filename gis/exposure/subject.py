"""What an Ask is about: its names, found among the layers and choices that its audience sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gis import areas
from gis.errors import BadValue, Missing, UnknownName
from gis.exposure.ask import Ask, Rule
from gis.hazards import HazardView, hazards
from gis.layer import Audience, Choice, Layer, Shape, Words
from gis.privacy import View, visible

Layers = Mapping[str, Layer]

AFFECTED_FROM: Final = 2
"""Where nobody says which classes count as affected, those from medium up do."""


@dataclass(frozen=True, eq=False)
class Subject:
    """An Ask whose names have been found among what its audience sees.

    villages  the finest areas, in which objects are placed;  by: the level that is counted
    counted   the classes that count as affected
    """

    hazard: HazardView
    kind: str
    exposed: View
    villages: View
    by: View
    counted: tuple[Choice, ...]
    rule: Rule

    @property
    def views(self) -> tuple[View, ...]:
        """Every View that takes part, each once."""
        named = (self.hazard.areas, self.hazard.studies, self.exposed, self.villages, self.by)
        return tuple(dict.fromkeys(named))


_COUNTABLE: Final = Words(
    "lapisan titik atau wilayah; garis diukur, tidak dihitung",
    "a layer of points or areas; lines are measured, not counted",
)


def subject(layers: Layers, audience: Audience, ask: Ask) -> Subject:
    """The Views and choices an Ask names. Errors as in `summary`."""
    exposed = _layer(layers, audience, ask.exposed)
    if exposed.layer.shape is Shape.LINE:
        raise BadValue("exposed", ask.exposed, _COUNTABLE)
    hazard = _hazard(layers, audience, ask.hazard)
    return Subject(
        hazard=hazard,
        kind=_kind(hazard, ask.kind),
        exposed=exposed,
        villages=areas.level(layers, audience, None),
        by=areas.level(layers, audience, ask.by),
        counted=_counted(hazard, ask.classes),
        rule=ask.rule,
    )


def _layer(layers: Layers, audience: Audience, name: str) -> View:
    if name not in layers:
        raise Missing("layer", name)
    return visible(layers[name], audience)


def _hazard(layers: Layers, audience: Audience, name: str) -> HazardView:
    known = hazards(layers, audience)
    _layer(layers, audience, name)
    if name not in known:
        raise UnknownName("hazard layer", name, known)
    return known[name]


def _kind(hazard: HazardView, kind: str | None) -> str:
    known = [str(choice.value) for choice in hazard.kinds]
    if kind is None and len(known) == 1:
        return known[0]
    if kind is None:
        listed = ", ".join(known)
        expected = Words(
            f"satu jenis bahaya, sebab jenis tidak pernah digabung: {listed}",
            f"one kind of hazard, as kinds are never merged: {listed}",
        )
        raise BadValue("jenis", "", expected)
    if kind not in known:
        raise UnknownName("jenis", kind, known)
    return kind


def _counted(hazard: HazardView, names: tuple[str, ...] | None) -> tuple[Choice, ...]:
    if names is None:
        return tuple(choice for choice in hazard.classes if int(choice.value) >= AFFECTED_FROM)
    known = {choice.title.id: choice for choice in hazard.classes}
    for name in names:
        if name not in known:
            raise UnknownName("class", name, known)
    return tuple(choice for name, choice in known.items() if name in names)
