"""Which column of a file is which field: by the declaration's headings, or as the person says.

Headings are compared without case, accents, spaces, punctuation and units in brackets: the whole heading
first; of a heading that takes several lines then its lowest line, then an upper line that stands over this
column alone, and that is told. What is only spelled nearly like a heading is proposed, and never taken. A
column that belongs to no field is left out, and is named among the notes.

Errors: `HeadingError` when a column the layer needs is missing or two columns claim one field; `BadRequest`
when `renamed` names a column or field that does not exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from gis.errors import BadRequest, HeadingError, UnknownChoice
from gis.imports.files.sheet import Column, Sheet, blank, letters
from gis.imports.places import gazetteer
from gis.imports.places.gazetteer import Tellable
from gis.imports.places.roles import LAT, LON, PLACES, complete, settled, spelled
from gis.imports.proposals import proposals
from gis.imports.spelling import fold
from gis.imports.vocabulary import Vocabulary, mentioned, unit_of, vocabulary
from gis.language import Words
from gis.layer import ByCode, Field, Inside, Layer
from gis.problems import Proposal

_LONGEST: Final = 250
"""Letters of a heading that may be known, at most."""


class By(IntEnum):
    """By what a column was recognised, the surest first."""

    PERSON = 0
    HEADING = 1
    PART = 2


@dataclass(frozen=True, eq=False, slots=True)
class Headed:
    """A sheet whose columns are understood.

    fields     the column of each field that the file brings
    places     the columns that hold places, by `lon`, `lat`, `wkt`; empty where the format has geometries
    ignored    headings of columns that are not loaded
    named      the columns that hold names of areas, by the areas' layer; they may be a field's own too
    told       the fields that are filled from names of areas where their own cell is empty or missing
    proposals  which of the columns that are not loaded may be meant for what the file lacks
    remarks    what else to say about the columns, in sentences
    recognised  whether any column was recognised by itself, and not only because a person named it
    """

    sheet: Sheet
    fields: Mapping[str, Column]
    places: Mapping[str, Column]
    ignored: tuple[str, ...]
    named: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()
    recognised: bool = True

    @property
    def has_shapes(self) -> bool:
        """Whether rows can have a geometry."""
        return self.sheet.shapes is not None or bool(self.places)

    @property
    def left(self) -> tuple[str, ...]:
        """The columns that are not loaded, for a sentence. Where none is recognised the line of headings may
        be a row of data: then they are called by their letters."""
        if self.sheet.grid is None or self.recognised:
            return tuple(map(mentioned, self.ignored))
        used = {column.at for column in (*self.fields.values(), *self.places.values())}
        return tuple(letters(one.at) for one in self.sheet.columns if one.heading and one.at not in used)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say about the columns."""
        left = (f"Kolom yang tidak dimuat: {', '.join(self.left)}.",) if self.ignored else ()
        return (*self.remarks, *left)


@dataclass(frozen=True, eq=False, slots=True)
class _Claim:
    """A column that says it is a field, or holds a place."""

    name: str
    column: Column
    by: By


def match(layer: Layer, sheet: Sheet, renamed: Mapping[str, str], areas: Tellable | None = None) -> Headed:
    """The sheet's columns by field. `renamed`: the file's heading -> our field, or "" to leave one out; a
    column of a spreadsheet may also be named by its letters.

    `areas`: the levels of areas that a column may name, also by `renamed`.
    """
    areas = areas or Tellable()
    words = vocabulary(layer)
    known = {f.name for f in words.fields.values()}
    said = _said(sheet, renamed, {*known, *PLACES, *(level.name for level in areas.levels)})
    meanings = _meanings(words, said, PLACES if sheet.shapes is None and layer.stores_geometry else ())
    held = _held(sheet, [claim for column in sheet.columns for claim in meanings(sheet, column)])
    fields = {name: claim.column for name, claim in held.items() if name in known}
    by_person = {name for name, claim in held.items() if claim.by is By.PERSON}
    places = settled({name: claim.column for name, claim in held.items() if name not in known}, by_person)
    named = _named(layer, sheet, fields, said, areas)
    told = frozenset(name for name, level in areas.fields.items() if level in named)
    used = {*fields.values(), *places.values(), *(column for columns in named.values() for column in columns)}
    left = [column for column in sheet.columns if column not in used]
    ignored = tuple(column.heading for column in left if column.heading)
    headed = Headed(sheet, _lettered(fields), _lettered(places), ignored, named, told)
    headed = replace(
        headed,
        proposals=_proposals(layer, words, headed, [column for column in left if column not in said]),
        remarks=(
            *_by_part(claim for claim in held.values() if claim.column in used),
            *_untitled(left),
            *_in_other_units(words, left),
        ),
        recognised=bool(named) or any(claim.by is not By.PERSON for claim in held.values()),
    )
    _check_needed(layer, headed)
    return headed


def _said(sheet: Sheet, renamed: Mapping[str, str], known: Collection[str]) -> dict[Column, str]:
    """What the person says about columns."""
    said: dict[Column, str] = {}
    for theirs, own in renamed.items():
        column = _called(sheet, theirs)
        if own and own not in known:
            raise UnknownChoice(Words("kolom", "field"), own, known)
        if own and own in said.values():
            raise BadRequest(f"Dua kolom diberikan untuk '{own}' dengan --map; beri satu saja.")
        said[column] = own
    return said


def _called(sheet: Sheet, theirs: str) -> Column:
    """The column a person means: headed exactly so, else without case and spaces, else by its letters."""
    tries: tuple[Callable[[Column], bool], ...] = (
        lambda column: column.heading == theirs,
        lambda column: bool(fold(theirs)) and fold(column.heading) == fold(theirs),
        lambda column: sheet.grid is not None and letters(column.at) == theirs.strip().upper(),
    )
    for fits in tries:
        found = [column for column in sheet.columns if fits(column)]
        if len(found) > 1:
            raise HeadingError(
                f"Judul '{theirs}' ada pada {len(found)} kolom: {', '.join(map(_where, found))}. "
                "Sebutkan huruf kolomnya di --map, atau bedakan judulnya."
            )
        if found:
            return found[0]
    headings = [mentioned(each) for each in sheet.headings if each]
    raise UnknownChoice(Words("kolom di berkas", "column in the file"), theirs, headings)


def _meanings(
    words: Vocabulary, said: Mapping[Column, str], roles: Collection[str]
) -> Callable[[Sheet, Column], Iterator[_Claim]]:
    """What a column claims to be: what the person says, else what its heading says, else a line of it."""

    def meant(sheet: Sheet, column: Column) -> Iterator[_Claim]:
        if column in said:
            if said[column] in roles or any(f.name == said[column] for f in words.fields.values()):
                yield _Claim(said[column], column, By.PERSON)
            return
        for by, text in _texts(sheet, column):
            if len(text) > _LONGEST:  # Spaces and dots do not count, and every message would repeat them.
                continue
            found = words.field(text)
            name = found.name if found else spelled(text, sheet.headings) if roles else None
            if name:
                yield _Claim(name, column, by)
                return

    return meant


def _texts(sheet: Sheet, column: Column) -> Iterator[tuple[By, str]]:
    """What a column may be recognised by: the whole heading, its lowest line, then those over it alone."""
    yield By.HEADING, column.heading
    if column.parts:
        *upper, lowest = column.parts
        yield By.PART, lowest
        for text in reversed(upper):
            if sum(text in other.parts for other in sheet.columns) == 1:
                yield By.PART, text


def _held(sheet: Sheet, claims: Iterable[_Claim]) -> dict[str, _Claim]:
    """Who holds what; the surest claim wins, and two that are equally sure are refused, unless they say the
    same in every row, as the name that KML shows and the field it was taken from."""
    by_name: defaultdict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        by_name[claim.name].append(claim)
    held: dict[str, _Claim] = {}
    for name, rivals in by_name.items():
        surest = min(claim.by for claim in rivals)
        first, *others = [claim for claim in rivals if claim.by == surest]
        if rival := next((each for each in others if each.column.cells != first.column.cells), None):
            raise HeadingError(_contested(sheet, name, first.column, rival.column))
        held[name] = first
    return held


def _contested(sheet: Sheet, name: str, one: Column, other: Column) -> str:
    both = f"Kolom {_where(one, sheet)} dan {_where(other, sheet)} sama-sama berarti '{name}'. "
    theirs = letters(one.at) if one.heading == other.heading and sheet.grid else one.heading
    return f"{both}Hapus satu, atau lepaskan satu dengan --map '{theirs}='."


def _where(column: Column, sheet: Sheet | None = None) -> str:
    """A column for a sentence: its heading, and its letters where the person sees some."""
    lettered = f" ({letters(column.at)})" if sheet is None or sheet.grid else ""
    return f"'{mentioned(column.heading)}'{lettered}"


def _lettered(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns, those without heading called by their letters."""
    return {
        name: column if column.heading else replace(column, heading=letters(column.at))
        for name, column in columns.items()
    }


def _named(
    layer: Layer, sheet: Sheet, fields: Mapping[str, Column], said: Mapping[Column, str], areas: Tellable
) -> dict[str, tuple[Column, ...]]:
    """The columns that hold names of areas: of no field, or of one that is titled so."""
    titles = {column: fold(layer.field(name).title.id) for name, column in fields.items()}
    found: dict[str, tuple[Column, ...]] = {}
    for level in areas.levels:
        spelled = gazetteer.headings(level)
        columns = tuple(
            column
            for column in sheet.columns
            if said.get(column) == level.name
            or (column not in said and fold(column.heading) in spelled)
            or (column not in said and column not in titles and _lowest(column) in spelled)
            or titles.get(column) in spelled
        )
        if columns:
            found[level.name] = columns
    return found


def _lowest(column: Column) -> str | None:
    """The lowest line of a heading that takes several, folded: "Desa" below "Wilayah"."""
    return fold(column.parts[-1]) if column.parts else None


def _by_part(held: Iterable[_Claim]) -> Iterator[str]:
    """Which columns were recognised by a line of their headings only."""
    read = [f"'{mentioned(claim.column.heading)}' = {claim.name}" for claim in held if claim.by is By.PART]
    if read:
        yield f"Kolom yang dikenali dari sebagian judulnya: {', '.join(read)}."


def _untitled(left: Iterable[Column]) -> Iterator[str]:
    for column in left:
        filled = sum(not blank(cell) for cell in column.cells)
        if not column.heading and filled:
            called = letters(column.at)
            yield (
                f"Kolom {called} tanpa judul ({filled} sel terisi) tidak dimuat; "
                f"bila perlu beri --map '{called}=...'."
            )


def _in_other_units(words: Vocabulary, left: Iterable[Column]) -> Iterator[str]:
    for column in left:
        f = words.in_another_unit(column.heading)
        if f:
            yield (
                f"Kolom '{column.heading}' tidak dimuat sebagai '{f.name}': satuannya "
                f"{unit_of(column.heading)}, padahal '{f.name}' dalam {f.unit}. Ubah angkanya lebih dahulu."
            )


def _proposals(
    layer: Layer, words: Vocabulary, headed: Headed, left: Iterable[Column]
) -> tuple[Proposal, ...]:
    """What the columns that are left may be meant for."""
    lacking: dict[str, tuple[str, ...]] = {
        f.name: (f.name, *f.all_headings, f.title.id, f.title.en)
        for f in words.fields.values()
        if f.name not in headed.fields
    }
    if layer.stores_geometry and not _complete(headed):
        lacking |= {role: texts for role, texts in PLACES.items() if role not in headed.places}
    headings = Counter(column.heading for column in left)
    return proposals(
        [
            (column.heading, *column.parts)
            for column in left
            if column.heading and headings[column.heading] == 1 and not words.in_another_unit(column.heading)
        ],
        lacking,
    )


def _check_needed(layer: Layer, headed: Headed) -> None:
    lacking = list(_lacking(layer, headed))
    if lacking:
        about = {f.name for f in lacking}
        proposed = any(one.ours in about for one in headed.proposals)
        raise HeadingError(_missing(lacking, headed, proposed=proposed), headed.proposals)
    if layer.stores_geometry and layer.geometry_required and not _complete(headed):
        raise HeadingError(
            "Berkas tidak berisi lokasi: perlu kolom lon dan lat, kolom koordinat ('-6.5867, 110.6712'), "
            "kolom tautan peta, wkt atau geojson, atau berkas peta seperti GeoPackage.",
            headed.proposals,
        )
    if headed.places and not _complete(headed):
        lone = LAT if LON in headed.places else LON
        raise HeadingError(
            f"Ada kolom '{next(iter(headed.places.values())).heading}' tetapi tidak ada kolom '{lone}'.",
            headed.proposals,
        )


def _lacking(layer: Layer, headed: Headed) -> Iterator[Field]:
    """The fields that the file must bring and does not."""
    filled = layer.place.field if isinstance(layer.place, Inside) and headed.has_shapes else None
    coded = layer.place.field if isinstance(layer.place, ByCode) else None
    for f in layer.fields:
        derived = f.name in {filled, *headed.told} or (f.name == layer.key and bool(layer.natural_key))
        needed = (f.required and not derived) or (f.name == coded and f.name not in headed.told)
        if needed and f.name not in headed.fields:
            yield f


def _complete(headed: Headed) -> bool:
    return headed.sheet.shapes is not None or complete(headed.places)


def _missing(lacking: list[Field], headed: Headed, *, proposed: bool) -> str:
    """What is missing, and what to do about it; proposals are told beside the error."""
    names = ", ".join(f"'{f.name}' ({f.title.id})" for f in lacking)
    advice = () if proposed else _to_say(lacking[0], headed)
    return " ".join([f"Kolom {names} tidak ada di berkas.", *advice, *headed.remarks])


def _to_say(lacking: Field, headed: Headed) -> Iterator[str]:
    """What a person may say where no column is spelled like what is missing."""
    if not headed.recognised and headed.sheet.grid:
        yield (
            "Tidak satu judul pun dikenali. Bila berkas ini tanpa judul, beri --heading 0; bila judulnya di "
            "baris lain, beri --heading dengan nomor barisnya; bila judulnya memang lain, sebutkan isi kolom "
            f"menurut hurufnya, misalnya --map A={lacking.name}."
        )
    elif headed.left:
        yield (
            f"Bila itu salah satu dari {', '.join(headed.left)}: "
            f"beri misalnya --map '{headed.left[0]}={lacking.name}'."
        )
