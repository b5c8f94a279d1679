"""What hazard layers and studies say of a place: one rule for every question asked of them.

Everything that is found at a place has a rank, and the greatest rank decides:

    nothing found                       null     no data
    the extent of a study                  0     not exposed
    an area whose class is not known       1     no data
    an area of class k (1 and above)   k + 1     exposed, class k

So a known danger always shows, even outside every study; an unknown class is never passed off as safe, even
beside class 0; and class 0 by itself says nothing that the study's extent does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from gis.layer import Audience, Choice, Layer, layers_for
from gis.privacy import View, visible
from gis.validity import in_force

STUDIED: Final = 0
UNKNOWN: Final = 1

Columns = sa.ColumnCollection[str, Any]


class Status(StrEnum):
    """What can be said of a place for one kind of hazard."""

    EXPOSED = "terpapar"
    NOT_EXPOSED = "tidak_terpapar"
    NO_DATA = "tidak_ada_data"


def status(found: int | None) -> Status:
    """The status of a verdict.

    >>> status(3).value, status(0).value, status(None).value
    ('terpapar', 'tidak_terpapar', 'tidak_ada_data')
    """
    if found is None:
        return Status.NO_DATA
    return Status.EXPOSED if found > 0 else Status.NOT_EXPOSED


@dataclass(frozen=True, eq=False)
class HazardView:
    """A hazard layer as one audience sees it, with the names of its columns and its studies.

    areas, studies  the Views;  kind, level: fields of `areas`;  studied: the kind's field in `studies`
    study           the field of `areas` that names the study, if there is one
    """

    areas: View
    studies: View
    kind: str
    level: str
    studied: str
    study: str | None

    @property
    def kinds(self) -> tuple[Choice, ...]:
        """The kinds of hazard, in the order of the code list."""
        return self.areas.layer.field(self.kind).choices

    @property
    def levels(self) -> tuple[Choice, ...]:
        """The classes of the code list."""
        return self.areas.layer.field(self.level).choices

    @property
    def classes(self) -> tuple[Choice, ...]:
        """The classes that are a danger: low, medium, high; not "none"."""
        return tuple(choice for choice in self.levels if int(choice.value) > 0)


def hazards(layers: Mapping[str, Layer], audience: Audience) -> dict[str, HazardView]:
    """The hazard layers this audience may ask about, by name: those whose kind, class and studies it sees."""
    seen = layers_for(tuple(layers.values()), audience)
    found = (_hazard(layer, layers, audience) for layer in seen if layer.hazard)
    return {hazard.areas.layer.name: hazard for hazard in found if hazard}


def _hazard(layer: Layer, layers: Mapping[str, Layer], audience: Audience) -> HazardView | None:
    said = layer.hazard
    extents = layers[said.studies] if said else None
    if not said or not extents or not extents.study or not extents.access.seen_by(audience):
        return None
    areas, studies = visible(layer, audience), visible(extents, audience)
    if not (areas.field(said.kind) and areas.field(said.level) and studies.field(extents.study.kind)):
        return None
    study = next((f.name for f in areas.fields if f.refers == extents.name), None)
    return HazardView(areas, studies, said.kind, said.level, extents.study.kind, study)


def rank_of_area(hazard: HazardView, columns: Columns) -> sa.ColumnElement[Any]:
    """The rank of a hazard area, by its class."""
    level = columns[hazard.level]
    return sa.case((level.is_(None), UNKNOWN), else_=level + 1)


def speaking(hazard: HazardView, columns: Columns) -> sa.ColumnElement[bool]:
    """Hazard areas that decide something: in force, and not of class 0."""
    return sa.and_(in_force(hazard.areas.layer, columns), columns[hazard.level].is_distinct_from(0))


def verdict(rank: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """From the greatest rank at a place to its class: 1 and above, 0 for not exposed, null for no data."""
    return sa.case((rank == STUDIED, 0), (rank > UNKNOWN, rank - 1))
