"""A layer with one field of each kind, and sheets to read into it."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from gis.imports.draft import Draft
from gis.imports.files.sheet import Column, Sheet
from gis.imports.headings import match
from gis.imports.rows import Terms, clean
from gis.layer import (
    PUBLIC,
    STAFF,
    Choice,
    Dot,
    Field,
    Inside,
    Kind,
    Layer,
    OnlyWhen,
    Order,
    Shape,
    Words,
)
from gis.validity import WIB

NOW = datetime(2026, 5, 4, 12, tzinfo=WIB)


def field(name: str, kind: Kind = Kind.TEXT, **more) -> Field:
    return Field(
        name, kind, Words(name.capitalize(), f"{name} (en)"), access=more.pop("access", PUBLIC), **more
    )


KIND = field(
    "jenis",
    choices=(
        Choice("bor", Words("Sumur bor", "Drilled well"), synonyms=("artesis",)),
        Choice("gali", Words("Gali", "Dug")),
    ),
)
GRADE = field(
    "kelas", Kind.INTEGER, choices=(Choice(1, Words("rendah", "low")), Choice(10, Words("tinggi", "high")))
)

WELL = Layer(
    name="sumur",
    system="base",
    owner="Dinas PUPR",
    title=Words("Sumur", "Wells"),
    description=Words("Sumur umum.", "Public wells."),
    shape=Shape.POINT,
    access=PUBLIC,
    natural_key=("nama", "kode"),
    place=Inside("desa"),
    geometry_required=False,
    fields=(
        field("nama", required=True, headings=("nama_sumur",)),
        KIND,
        GRADE,
        field("kode", required=True),
        field("dalam_m", Kind.NUMBER, least=0, most=300),
        field("debit", Kind.NUMBER, above=0),
        field("dibuat", Kind.DATE, past=True),
        field("ditutup", Kind.DATE),
        field("nik", pattern=r"\d{4}", access=STAFF, personal=True),
        field("alasan_tutup"),
        field("pakai", Kind.LIST, open=True, choices=(Choice("minum", Words("Minum", "Drinking")),)),
    ),
    rules=(Order("dibuat", "ditutup"), OnlyWhen("alasan_tutup", "jenis", ("gali",))),
    style=Dot("#1f78b4", letter="S"),
)


def sheet(columns: dict[str, list], shapes=None, first: int = 2, crs=None) -> Sheet:
    """A sheet of these columns; its rows are numbered from `first`."""
    count = len(next(iter(columns.values())))
    held = None if shapes is None else np.array(shapes, dtype=object)
    listed = tuple(Column(heading, cells) for heading, cells in columns.items())
    return Sheet("Sheet1", listed, range(first, first + count), shapes=held, crs=crs)


def draft(columns: dict[str, list], layer: Layer = WELL, **terms) -> Draft:
    """The cleaned rows of these columns; with empty places if the layer wants any."""
    given = sheet(columns, shapes=[None] * len(next(iter(columns.values()))))
    return clean(match(layer, given, {}), layer, Terms(now=terms.pop("now", NOW), **terms))


def rules(found: Draft) -> list[tuple[int, str | None, str]]:
    """The problems as (row, column, rule)."""
    return [(problem.row, problem.column, problem.rule) for problem in found.problems]
