"""Which column of a file is which field: by the declaration's headings, or as the person says.

Headings are compared without case, accents, spaces and punctuation. A column that belongs to no field is left
out, and is named among the notes.

Errors: `HeadingError` when a column the layer needs is missing or two columns claim one field; `BadRequest`
when `renamed` names a column or field that does not exist.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gis.errors import BadRequest, HeadingError, UnknownName
from gis.imports.files.sheet import Column, Sheet
from gis.imports.places import gazetteer
from gis.imports.places.gazetteer import Tellable
from gis.imports.places.roles import LAT, LON, PLACES, WKT
from gis.imports.spelling import fold
from gis.layer import ByCode, Field, Inside, Layer


@dataclass(frozen=True, eq=False, slots=True)
class Headed:
    """A sheet whose columns are understood.

    fields   the column of each field that the file brings
    places   the columns that hold places, by `lon`, `lat`, `wkt`; empty where the format has geometries
    ignored  headings of columns that are not loaded
    named    the columns that hold names of areas, by the areas' layer; they may be a field's own too
    told     the fields that are filled from names of areas where their own cell is empty or missing
    """

    sheet: Sheet
    fields: Mapping[str, Column]
    places: Mapping[str, Column]
    ignored: tuple[str, ...]
    named: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    @property
    def has_shapes(self) -> bool:
        """Whether rows can have a geometry."""
        return self.sheet.shapes is not None or bool(self.places)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say about the columns."""
        if not self.ignored:
            return ()
        return (f"Kolom yang tidak dimuat: {', '.join(self.ignored)}.",)


def match(layer: Layer, sheet: Sheet, renamed: Mapping[str, str], areas: Tellable | None = None) -> Headed:
    """The sheet's columns by field. `renamed`: the file's heading -> our field, or "" to leave one out.

    `areas`: the levels of areas that a column may name, also by `renamed`.
    """
    areas = areas or Tellable()
    wanted = {f.name: f for f in layer.fields if not f.quotient}
    levels = {level.name for level in areas.levels}
    said = _said(sheet, renamed, (*wanted, *PLACES, *levels))
    fields: dict[str, Column] = {}
    places: dict[str, Column] = {}
    ignored: list[str] = []
    spellings = _spellings(wanted.values())
    for column in sheet.columns:
        place = _place_of(column, said) if sheet.shapes is None and layer.stores_geometry else None
        name = said.get(column.heading, spellings.get(fold(column.heading)))
        if name in wanted:
            _claim(fields, str(name), column)
        elif place:
            _claim(places, place, column)
        else:
            ignored.append(column.heading)
    named = _named(layer, sheet, fields, said, areas)
    told = frozenset(name for name, level in areas.fields.items() if level in named)
    headed = Headed(sheet, fields, places, tuple(ignored), named, told)
    _check_needed(layer, headed)
    return headed


def _said(sheet: Sheet, renamed: Mapping[str, str], ours: Iterable[str]) -> dict[str, str]:
    """What the person says about columns, by the file's exact headings."""
    known = set(ours)
    by_spelling = {fold(heading): heading for heading in sheet.headings}
    said: dict[str, str] = {}
    for theirs, own in renamed.items():
        heading = theirs if theirs in sheet.headings else by_spelling.get(fold(theirs))
        if heading is None:
            raise UnknownName("column", theirs, sheet.headings)
        if own and own not in known:
            raise UnknownName("field", own, known)
        if own and own in said.values():
            raise BadRequest(f"Dua kolom diberikan untuk '{own}' dengan --map; beri satu saja.")
        said[heading] = own
    return said


def _named(
    layer: Layer, sheet: Sheet, fields: Mapping[str, Column], said: Mapping[str, str], areas: Tellable
) -> dict[str, tuple[Column, ...]]:
    """The columns that hold names of areas: of no field, or of one that is titled so."""
    titles = {column.heading: fold(layer.field(name).title.id) for name, column in fields.items()}
    found: dict[str, tuple[Column, ...]] = {}
    for level in areas.levels:
        spelled = gazetteer.headings(level)
        columns = tuple(
            column
            for column in sheet.columns
            if said.get(column.heading) == level.name
            or (column.heading not in said and fold(column.heading) in spelled)
            or titles.get(column.heading) in spelled
        )
        if columns:
            found[level.name] = columns
    return found


def _spellings(fields: Iterable[Field]) -> dict[str, str]:
    """Folded heading -> field. A field's own name wins over another field's synonym."""
    found: dict[str, str] = {}
    listed = list(fields)
    for f in listed:
        for text in (*f.headings, f.title.id, f.title.en):
            found.setdefault(fold(text), f.name)
    found.update({fold(f.name): f.name for f in listed})
    return found


def _place_of(column: Column, said: Mapping[str, str]) -> str | None:
    if column.heading in said:
        return said[column.heading] if said[column.heading] in PLACES else None
    spelled = fold(column.heading)
    return next((role for role, texts in PLACES.items() if spelled in {fold(text) for text in texts}), None)


def _claim(claimed: dict[str, Column], name: str, column: Column) -> None:
    if name in claimed:
        raise HeadingError(
            f"Kolom '{claimed[name].heading}' dan '{column.heading}' sama-sama berarti '{name}'. "
            f"Hapus satu, atau lepaskan satu dengan --map '{claimed[name].heading}='."
        )
    claimed[name] = column


def _check_needed(layer: Layer, headed: Headed) -> None:
    filled = layer.place.field if isinstance(layer.place, Inside) and headed.has_shapes else None
    for f in layer.fields:
        derived = (
            f.name == filled or f.name in headed.told or (f.name == layer.key and bool(layer.natural_key))
        )
        if f.required and not derived and f.name not in headed.fields:
            raise HeadingError(_missing(f, headed))
    if isinstance(layer.place, ByCode) and layer.place.field not in {*headed.fields, *headed.told}:
        raise HeadingError(_missing(layer.field(layer.place.field), headed))
    if layer.stores_geometry and layer.geometry_required and not _complete(headed):
        raise HeadingError(
            "Berkas tidak berisi lokasi: perlu kolom lon dan lat (derajat), kolom wkt, "
            "atau berkas peta seperti GeoPackage."
        )
    if headed.places and not _complete(headed):
        lacking = LAT if LON in headed.places else LON
        raise HeadingError(
            f"Ada kolom '{next(iter(headed.places.values())).heading}' tetapi tidak ada kolom '{lacking}'."
        )


def _complete(headed: Headed) -> bool:
    return headed.sheet.shapes is not None or WKT in headed.places or {LON, LAT} <= headed.places.keys()


def _missing(f: Field, headed: Headed) -> str:
    if not headed.ignored:
        return f"Kolom '{f.name}' ({f.title.id}) tidak ada di berkas."
    near = difflib.get_close_matches(f.name, headed.ignored, n=1, cutoff=0.5) or headed.ignored[:1]
    return (
        f"Kolom '{f.name}' ({f.title.id}) tidak ada di berkas. "
        f"Bila itu salah satu dari {', '.join(headed.ignored)}: beri misalnya --map '{near[0]}={f.name}'."
    )
