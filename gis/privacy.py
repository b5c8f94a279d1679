"""Who sees what of a layer: what every reader asks before it asks anything else.

The wall itself stands in the database: each audience's role can read only its own schema, and that schema
holds only what the declarations allow (`gis.tables`). This module names the columns; if it named too many,
the database would answer with an error and not with data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from gis import columns
from gis.errors import Missing
from gis.language import Language
from gis.layer import Audience, ByCode, Field, Layer

SCHEMAS: Final = {Audience.PUBLIC: "public_", Audience.STAFF: "staff", Audience.RESTRICTED: "restricted"}
"""The schema each audience reads. (`public` itself is PostgreSQL's and PostGIS's own.)"""

WITHHELD: Final = "ditahan"
"""The column that says, in a totals layer as the public reads it, that the row's figures are withheld."""

KEY: Final = "feature_key"
"""The column of an answer that names a row, whichever fields are asked for."""


@dataclass(frozen=True, eq=False)
class View:
    """What one audience sees of one layer: the relation to select from, and the fields in it.

    `table.c` has a column per field, `geom` (EPSG:4326), `geom_tile` (EPSG:3857) and, where figures may be
    withheld, `ditahan`. Compared by identity: there is one View per layer and audience.
    """

    layer: Layer
    audience: Audience
    fields: tuple[Field, ...]
    table: sa.Table

    @property
    def key(self) -> sa.Column[Any]:
        """The column that names a row."""
        return self.table.c[self.layer.key]

    @property
    def geom(self) -> sa.Column[Any]:
        """The place, in EPSG:4326."""
        return self.table.c.geom

    @property
    def withholds(self) -> bool:
        """Whether rows may have figures withheld."""
        return WITHHELD in self.table.c

    def field(self, name: str) -> Field | None:
        """The visible field of this name; None for a hidden one, exactly as for one that does not exist."""
        return next((f for f in self.fields if f.name == name), None)

    @property
    def times(self) -> tuple[Field | None, Field | None]:
        """The visible fields that say from when and until when a row stands; the same one twice for a moment,
        and None where the layer says nothing of time or the audience does not see it."""
        validity, moment = self.layer.validity, self.layer.moment
        start, end = (validity.start, validity.end) if validity else (moment, moment)
        return (self.field(start) if start else None), (self.field(end) if end else None)

    def called(self, key: object, values: Mapping[str, Any], language: Language) -> str:
        """What a row is called: the words of its label where it has one, else its key."""
        label = self.field(self.layer.label) if self.layer.label else None
        value = values.get(label.name) if label else None
        choice = label.choice(value) if label else None
        return choice.title.in_(language) if choice else str(value or key)


@cache
def visible(layer: Layer, audience: Audience) -> View:
    """What `audience` sees of `layer`. Errors: `NotFound` where it may not know the layer at all."""
    if not layer.access.seen_by(audience):
        raise Missing("layer", layer.name)
    fields = layer.visible_fields(audience)
    named = columns.plain(layer, fields)
    if withholds(layer, audience):
        named.append(sa.Column(WITHHELD, sa.Boolean()))
    table = sa.Table(layer.name, sa.MetaData(), *named, schema=SCHEMAS[audience])
    return View(layer, audience, fields, table)


def withholds(layer: Layer, audience: Audience) -> bool:
    """Whether small counts are withheld from `audience` in this layer."""
    return layer.totals is not None and audience is Audience.PUBLIC


def is_published(layer: Layer, audience: Audience) -> bool:
    """Whether `audience` reads a published table instead of the stored rows.

    A view can hide columns. Other rows, another geometry or totals need a table of their own, so that the
    spatial index works and neither plans nor counts speak of what is hidden.
    """
    if layer.totals or isinstance(layer.place, ByCode):
        return True
    return layer.published is not None and audience is Audience.PUBLIC


def published_name(layer: Layer, audience: Audience) -> str:
    """The name of the published table, e.g. "public_kejadian"."""
    return f"{audience.value}_{layer.name}"


def audiences(layer: Layer) -> tuple[Audience, ...]:
    """The audiences for whom the layer exists."""
    return tuple(audience for audience in Audience if layer.access.seen_by(audience))
