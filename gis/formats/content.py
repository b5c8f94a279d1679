"""What goes into a file: rows as one audience sees them, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from gis.crs import Crs
from gis.database import Row
from gis.language import Language
from gis.layer import Field, Layer, Shape
from gis.privacy import WITHHELD, View


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Rows on their way into a file.

    fields    those that are written, in order
    geometry  whether places are written; a row then has "geom" as WKB bytes (None: it has no place), with the
              eastward axis first
    crs       the reference system of the places
    version   the layer's version, which this audience's rows are of
    taken     when they were read
    sample    whether any row of the layer is sample data: then the file says so
    rows      in portions, each read when it is asked for; a row has its fields, `KEY`, and `ditahan` where
              figures may be withheld
    changed   when what this audience sees of the layer last changed, if that was written down
    record    the layer's record for catalogues (ISO 19115-3), where it is known at which addresses it stands
    """

    view: View
    fields: tuple[Field, ...]
    geometry: bool
    crs: Crs
    language: Language
    version: str
    taken: datetime
    sample: bool
    rows: Iterator[Sequence[Row]]
    changed: datetime | None = None
    record: bytes | None = None

    @property
    def layer(self) -> Layer:
        """The layer whose rows these are."""
        return self.view.layer

    @property
    def dated(self) -> datetime:
        """The time of the data, so that the same version gives the same file; else when they were read."""
        return self.changed or self.taken

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of values: the fields, then `ditahan` where figures may be withheld."""
        return (*(f.name for f in self.fields), *((WITHHELD,) if self.view.withholds else ()))

    @property
    def points(self) -> bool:
        """Whether each place is one point."""
        return self.geometry and self.layer.shape is Shape.POINT
