"""What can be told of any point to one audience: the Views, found by their declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gis import areas
from gis.hazards import HazardView, hazards
from gis.layer import Audience, Layer, Refuge, Shape, layers_for
from gis.privacy import View, visible

Layers = Mapping[str, Layer]


@dataclass(frozen=True, eq=False)
class RefugeView:
    """A layer of places to flee to, and the words it is declared with."""

    view: View
    refuge: Refuge


@dataclass(frozen=True, eq=False)
class Subject:
    """levels: those that are named, the widest first; without the widest of all, which tells nothing."""

    villages: View
    levels: tuple[View, ...]
    hazards: tuple[HazardView, ...]
    refuges: tuple[RefugeView, ...]

    @property
    def views(self) -> tuple[View, ...]:
        """Every View that takes part, each once."""
        of_hazards = [view for hazard in self.hazards for view in (hazard.areas, hazard.studies)]
        named = (*self.levels, self.villages, *of_hazards, *(refuge.view for refuge in self.refuges))
        return tuple(dict.fromkeys(named))


def subject(layers: Layers, audience: Audience) -> Subject:
    """The Views an answer is made from. Errors: `NotFound` where there are no areas at all."""
    levels = areas.levels(layers, audience)
    return Subject(
        villages=levels[-1],
        levels=levels[1:] or levels,
        hazards=tuple(hazards(layers, audience).values()),
        refuges=tuple(_refuges(layers, audience)),
    )


def _refuges(layers: Layers, audience: Audience) -> list[RefugeView]:
    seen = layers_for(tuple(layers.values()), audience)
    points = (layer for layer in seen if layer.shape is Shape.POINT)
    found = [(visible(layer, audience), layer.refuge) for layer in points if layer.refuge]
    return [RefugeView(view, refuge) for view, refuge in found if view.field(refuge.open)]
