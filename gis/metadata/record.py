"""Everything worth knowing of a layer before using it: one record, from its declaration and its facts.

What nobody has said is None, and the documents made of a record then say that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gis import crs
from gis.asking import Span
from gis.crs import Crs, Sides
from gis.facts import Facts
from gis.language import LANGUAGES
from gis.layer import (
    PUBLISHER,
    SYSTEMS,
    UNDECIDED,
    Access,
    Agency,
    Audience,
    Field,
    Frequency,
    Layer,
    Licence,
    Only,
    Shape,
    Source,
    Topic,
    Words,
    agency,
    licence,
)
from gis.privacy import View

UNKNOWN: Final = Source("", UNDECIDED, Words("Tidak diketahui", "Not known"))
"""What is known of a layer that names no source."""

ACCESS: Final = {
    Access.PUBLIC: Words("Terbuka untuk umum", "Open to anyone"),
    Access.STAFF: Words("Untuk petugas", "For officers"),
    Access.RESTRICTED: Words("Untuk petugas yang ditunjuk", "For officers named"),
}
"""Who may read a layer, in words."""

SAMPLE: Final = Words(
    "Memuat data contoh, yang dibuat untuk mencoba layanan ini dan bukan data resmi.",
    "Holds sample data, which were made for trying this service and are not official.",
)
"""What is said of a layer that holds any row of sample data."""


@dataclass(frozen=True, slots=True)
class Record:
    """The metadata of a layer as one audience sees it.

    owner     the agency that answers for it, and the office to ask;  publisher: who publishes it
    source    where the data come from;  rhythm, frequency: how often they are renewed
    scale     the denominator it was mapped at;  accuracy, lineage, gaps: None where nobody said
    dated     the oldest and newest date of the data;  changed: when what is seen here last changed
    bounds    west, south, east, north in degrees;  span: from when until when
    withheld  what the audience does not get to see as it is, and in which form it is shown instead
    """

    name: str
    title: Words
    abstract: Words
    system: Words
    owner: Agency
    publisher: Agency
    topic: Topic | None
    keywords: tuple[Words, ...]
    source: str
    licence: Licence
    rhythm: Words
    frequency: Frequency
    access: Access
    shape: Shape
    crs: tuple[Crs, ...]
    fields: tuple[Field, ...]
    rows: int
    sample: bool
    scale: int | None = None
    accuracy: Words | None = None
    lineage: Words | None = None
    gaps: Words | None = None
    bounds: Sides | None = None
    span: Span | None = None
    dated: tuple[date, date] | None = None
    changed: datetime | None = None
    withheld: tuple[Words, ...] = ()

    @property
    def about(self) -> Words:
        """The abstract; where any row is a sample it says so."""
        said = self.abstract
        return Words(f"{said.id} {SAMPLE.id}", f"{said.en} {SAMPLE.en}") if self.sample else said


def record(view: View, facts: Facts) -> Record:
    """The record of a layer as an audience sees it."""
    layer, said = view.layer, view.layer.source or UNKNOWN
    return Record(
        name=layer.name,
        title=layer.title,
        abstract=layer.description,
        system=SYSTEMS[layer.system],
        owner=agency(layer.owner),
        publisher=PUBLISHER,
        topic=layer.topic,
        keywords=layer.keywords,
        source=said.name or layer.owner,
        licence=licence(said.licence),
        rhythm=said.rhythm,
        frequency=said.frequency,
        access=layer.access,
        shape=layer.shape,
        crs=tuple(crs.OFFERED.values()),
        fields=view.fields,
        rows=facts.rows,
        sample=facts.sample,
        scale=said.scale,
        accuracy=said.accuracy,
        lineage=said.lineage,
        gaps=said.gaps,
        bounds=facts.bounds,
        span=facts.span,
        dated=facts.dated,
        changed=facts.changed,
        withheld=tuple(_withheld(view)),
    )


def _withheld(view: View) -> Iterator[Words]:
    """What is held back from this audience by design. A hidden field is not named: it does not exist here."""
    layer = view.layer
    if view.withholds and layer.totals:
        most = layer.totals.least - 1
        yield Words(
            f"Angka 1 sampai {most} disamarkan, begitu pula angka lain yang dapat membukanya.",
            f"Figures from 1 to {most} are withheld, and with them those that would give them away.",
        )
    if view.audience is Audience.PUBLIC and layer.published:
        yield from _published(view, layer)


def _published(view: View, layer: Layer) -> Iterator[Words]:
    said = layer.published
    if said and said.rows and (by := view.field(said.rows.field)):
        kept = [each for each in by.choices if _is_kept(said.rows, each.value)]
        listed_id, listed_en = (
            ", ".join(each.title.in_(language) for each in kept) for language in LANGUAGES
        )
        yield Words(
            f"Hanya baris dengan {by.title.id}: {listed_id}.", f"Only rows with {by.title.en}: {listed_en}."
        )
    if said and said.at:
        yield Words(
            "Letak ditunjukkan oleh satu titik di dalam wilayahnya, bukan letak yang sebenarnya.",
            "Places are shown as a point inside their area, not where they really are.",
        )
    if said and said.while_valid:
        yield Words("Hanya tampil selama berlaku.", "Shown only while valid.")


def _is_kept(only: Only, value: str | int) -> bool:
    return (value in only.values) is not only.but
