"""The words a layer is declared with.

A layer is one frozen value. Tables, views, checks, import, API, tiles, style, legend and notebook follow
from it; nothing else in the code knows a layer by name. A field or a layer that says nothing about access
is sealed: it is stored and served to nobody, so forgetting is safe.

    LAYER = Layer(
        name="sumur",
        system="base",
        owner="Dinas PUPR",
        title=Words("Sumur", "Wells"),
        description=Words("Sumur umum.", "Public wells."),
        shape=Shape.POINT,
        access=PUBLIC,
        fields=(
            Field("nama", Kind.TEXT, Words("Nama", "Name"), access=PUBLIC, required=True),
            Field("dalam_m", Kind.NUMBER, Words("Kedalaman", "Depth"), access=PUBLIC, unit="m", least=0),
        ),
        natural_key=("nama",),
        style=Dot("#1f78b4", letter="S"),
    )

Errors: every contradiction is a `DeclarationError` that names the layer, the field and what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Final, Literal

from gis.errors import DeclarationError

GEOM: Final = "geom"
"""Stands for the geometry, in `natural_key` and in messages."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,47}")
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")


class Audience(StrEnum):
    """Who is reading. Each is a login role of the database with a schema of its own."""

    PUBLIC = "public"
    STAFF = "staff"
    RESTRICTED = "restricted"


class Access(IntEnum):
    """Who may see a layer or a field. `SEALED` is nobody, and what silence means."""

    PUBLIC = 0
    STAFF = 1
    RESTRICTED = 2
    SEALED = 3

    def seen_by(self, audience: Audience) -> bool:
        """Whether `audience` may see what is marked so.

        >>> Access.STAFF.seen_by(Audience.PUBLIC), Access.SEALED.seen_by(Audience.RESTRICTED)
        (False, False)
        """
        return self <= Access[audience.name]


PUBLIC: Final = Access.PUBLIC
STAFF: Final = Access.STAFF
RESTRICTED: Final = Access.RESTRICTED
SEALED: Final = Access.SEALED


class Shape(StrEnum):
    """The kind of geometry. Lines and polygons are stored as their multi- form, in EPSG:4326."""

    POINT = "point"
    LINE = "line"
    POLYGON = "polygon"


class Kind(StrEnum):
    """The type of a field's value. `TIME` is an instant with offset, `LIST` a list of texts."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Indonesian and English."""

    id: str
    en: str

    def in_(self, language: str) -> str:
        """The words in `language` ("en", else Indonesian)."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a code list, e.g. `Choice(3, Words("tinggi", "high"), color="#bd0026")`.

    `synonyms` are other spellings that files use; `color` draws it where the style is `by` this field.
    """

    value: str | int
    title: Words
    color: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    name         e.g. "kapasitas_orang": lower case, digits and underscores
    access       who sees it; sealed if not said
    unit         e.g. "m", "orang", "t/tahun" (shown after the value)
    required     a row without it is refused
    choices      the code list; `choices_of="bahaya.jenis"` takes another field's list instead of repeating it
    open         other values than the choices are allowed
    least, most  bounds, both inclusive;  above: an exclusive lower bound
    past         a date or time that may not lie in the future
    pattern      a regular expression the whole text must match
    personal     never repeated in a message, a log or a report
    headings     other headings that files use for it, compared without case, spaces and punctuation
    refers       the layer whose key this is, e.g. "desa"
    quotient     computed by the database as first / second, null where the second is 0 or null
    """

    name: str
    kind: Kind
    title: Words
    access: Access = SEALED
    unit: str | None = None
    required: bool = False
    choices: tuple[Choice, ...] = ()
    choices_of: str | None = None
    open: bool = False
    least: float | None = None
    most: float | None = None
    above: float | None = None
    past: bool = False
    pattern: str | None = None
    personal: bool = False
    headings: tuple[str, ...] = ()
    description: Words | None = None
    refers: str | None = None
    quotient: tuple[str, str] | None = None

    def choice(self, value: object) -> Choice | None:
        """The choice with this value, or None.

        >>> Field("a", Kind.INTEGER, Words("A", "A")).choice(None) is None
        True
        """
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True, slots=True)
class Order:
    """A rule between two fields: `first` may not be greater than `then` (nulls pass)."""

    first: str
    then: str


@dataclass(frozen=True, slots=True)
class OnlyWhen:
    """A rule: `field` may only be filled when `when` holds one of `values`."""

    field: str
    when: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ByCode:
    """The place is an area's polygon, named by code: `ByCode("desa", field="kode")`. No geometry is stored."""

    area: str
    field: str = "kode"


@dataclass(frozen=True, slots=True)
class Inside:
    """The place lies inside the area that `field` names, give or take `tolerance_m` metres.

    A file without the code gets it from the position, and is told so."""

    area: str
    field: str = "kode"
    tolerance_m: float = 100.0


@dataclass(frozen=True, slots=True)
class Only:
    """Rows whose `field` is one of `values`; with `but=True`, those whose field is none of them."""

    field: str
    values: tuple[str, ...]
    but: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What the public reads instead of the rows themselves: a table of its own, kept by the database.

    rows         which rows; all if not said
    at           the area layer at whose inner point (ST_PointOnSurface) a row is shown, by its code in `code`
    while_valid  only between the layer's validity dates
    """

    rows: Only | None = None
    at: str | None = None
    code: str = "kode"
    while_valid: bool = False


@dataclass(frozen=True, slots=True)
class Validity:
    """The two fields between which a row is in force. Dates end at their midnight (WIB).

    A null end means no end; a null start, or `start=None` where no field holds one, means always so far."""

    start: str | None
    end: str


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of a totals layer: the field it fills and the rows it counts."""

    field: str
    rows: Only


@dataclass(frozen=True, slots=True)
class Totals:
    """A layer of counts of another layer, one row per area, derived by the database.

    of, by    the counted layer and the area layer, joined by the area's key in `code`
    within    the area level for whose known totals further rows are withheld, so none can be computed
    counts    the figures
    least     counts from 1 to least - 1 are withheld from the public (the row then says `ditahan`)
    year      the field that takes the year of the newest data of the whole counted layer
    """

    of: str
    by: str
    within: str
    counts: tuple[Count, ...]
    least: int = 5
    code: str = "kode"
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative level: its key has this many dotted parts (kabupaten 2, kecamatan 3, desa 4)."""

    parts: int


@dataclass(frozen=True, slots=True)
class Hazard:
    """Rows are areas of hazard: which fields hold the kind, the class (0 to 3, null = no data) and the study."""

    kind: str
    level: str
    studies: str


@dataclass(frozen=True, slots=True)
class Study:
    """Rows are the extents that were studied for one kind of hazard; outside all of them is "no data".

    title, author and year are the fields that name the study beside a figure taken from it."""

    kind: str
    title: str | None = None
    author: str | None = None
    year: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that name the study, those that are declared."""
        return tuple(name for name in (self.title, self.author, self.year) if name)


@dataclass(frozen=True, slots=True)
class Refuge:
    """Rows are places to flee to: `kinds` lists the hazards they serve, `open` says whether they are in use.

    what: the field that says what kind of place it is."""

    kinds: str
    open: str
    what: str | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """An area's paint. `by` is the field whose choices carry the colours; null is drawn as a hatch."""

    color: str
    by: str | None = None
    opacity: float = 0.5
    outline: str | None = None
    width: float = 0.8
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point's paint: a circle with a letter, so that colour alone never tells. `by` as in `Fill`."""

    color: str
    letter: str = ""
    by: str | None = None
    radius: float = 6.0


@dataclass(frozen=True, slots=True)
class Ramp:
    """Areas coloured by a number: `steps` are (from, colour), rising; below the first is uncoloured."""

    field: str
    steps: tuple[tuple[float, str], ...]
    opacity: float = 0.75


Style = Fill | Dot | Ramp


@dataclass(frozen=True, slots=True)
class Zooms:
    """The zoom levels at which tiles are made; beyond `last` the map enlarges the last one."""

    first: int = 6
    last: int = 14


@dataclass(frozen=True, slots=True)
class Source:
    """Where the layer comes from, said with every figure taken from it."""

    name: str
    licence: str
    rhythm: Words
    scale: int | None = None
    lineage: Words | None = None


ALWAYS: Final = (
    Field("sumber", Kind.TEXT, Words("Sumber", "Source"), access=PUBLIC, headings=("source", "sumber data")),
    Field(
        "tanggal_data",
        Kind.DATE,
        Words("Tanggal data", "Date of the data"),
        access=PUBLIC,
        headings=("tgl data", "data date"),
    ),
    Field("contoh", Kind.BOOLEAN, Words("Data contoh", "Sample data"), access=PUBLIC, headings=("sample",)),
    Field(
        "catatan",
        Kind.TEXT,
        Words("Catatan", "Notes"),
        access=STAFF,
        headings=("keterangan", "remark", "notes"),
    ),
)
"""The fields every layer carries."""

SYSTEMS: Final[Mapping[str, Words]] = {
    "base": Words("Peta dasar", "Base map"),
    "SIYAB": Words("SIYAB: kebencanaan", "SIYAB: disasters"),
    "SIM RTLH": Words("SIM RTLH: rumah tidak layak huni", "SIM RTLH: unfit houses"),
    "DMS": Words("DMS: desa mandiri sampah", "DMS: waste-independent villages"),
    "NINJA": Words("NINJA: nelayan", "NINJA: fishing"),
    "TIC": Words("TIC: pariwisata", "TIC: tourism"),
}
"""The regency's systems, in the order in which the map lists them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Layer:
    """A layer, whole. Compared and hashed by identity, so that what is compiled from it can be kept.

    name         the collection's id and the table's name, e.g. "bahaya"
    system       one of SYSTEMS;  owner: the agency that answers for it
    key          the field that names a row; `id` is added where it is not among the fields
    natural_key  the fields (and GEOM) that name a row in a file without keys; empty: such a file is refused
    place        None: a geometry of its own; `ByCode`: an area's; `Inside`: its own, inside a named area
    published    what the public reads instead of rows;  totals: this layer is derived counts
    validity     between which dates a row is in force
    label        the field that names a feature to a person;  search: the fields that are searched
    choose       the field by which the map shows one kind at a time
    on           drawn at first view;  order: drawing order, low is below
    pictured     False: part of the map's background, without switch or popup
    """

    name: str
    system: str
    owner: str
    title: Words
    description: Words
    shape: Shape
    fields: tuple[Field, ...]
    access: Access = SEALED
    key: str = "id"
    natural_key: tuple[str, ...] = ()
    place: ByCode | Inside | None = None
    geometry_required: bool = True
    rules: tuple[Order | OnlyWhen, ...] = ()
    published: Published | None = None
    totals: Totals | None = None
    validity: Validity | None = None
    area: Area | None = None
    hazard: Hazard | None = None
    study: Study | None = None
    refuge: Refuge | None = None
    source: Source | None = None
    style: Style = field(default_factory=lambda: Fill("#888888"))
    zooms: Zooms = field(default_factory=Zooms)
    label: str | None = None
    search: tuple[str, ...] = ()
    choose: str | None = None
    on: bool = False
    order: int = 50
    pictured: bool = True
    headings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", _completed(self))
        _check_names(self)
        _check_references(self)
        _check_style(self)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field_.name: field_ for field_ in self.fields}

    def field(self, name: str) -> Field:
        """The field of this name; `DeclarationError` if there is none."""
        try:
            return self.by_name[name]
        except KeyError:
            raise _wrong(self, f"there is no field '{name}'") from None

    @property
    def key_field(self) -> Field:
        """The field that names a row."""
        return self.field(self.key)

    @property
    def stores_geometry(self) -> bool:
        """Whether rows bring a geometry of their own."""
        return not isinstance(self.place, ByCode) and self.totals is None

    @property
    def sources(self) -> tuple[str, ...]:
        """The other layers this one's readable tables are made from, e.g. ("desa",) for places by code."""
        named: list[str] = []
        if isinstance(self.place, ByCode):
            named.append(self.place.area)
        if self.published and self.published.at:
            named.append(self.published.at)
        if self.totals:
            named += [self.totals.of, self.totals.by]
        return tuple(dict.fromkeys(named))

    def access_of(self, name: str) -> Access:
        """Who may see a field of this layer: never more people than may see the layer."""
        return max(self.access, self.field(name).access)

    def visible_fields(self, audience: Audience) -> tuple[Field, ...]:
        """The fields `audience` may see, in order; none if it may not see the layer."""
        return tuple(f for f in self.fields if self.access_of(f.name).seen_by(audience))


def resolve(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The layers with every `choices_of` filled from the list it names, checked against one another.

    Errors: `DeclarationError` for a name given twice, a reference to a missing layer, field or list.
    """
    given = tuple(layers)
    by_name = {layer.name: layer for layer in given}
    if len(by_name) < len(given):
        twice = sorted({x.name for x in given if sum(y.name == x.name for y in given) > 1})
        raise DeclarationError(f"Layers declared more than once: {', '.join(twice)}.")
    resolved = tuple(_with_choices(layer, by_name) for layer in given)
    for layer in resolved:
        _check_neighbours(layer, by_name)
    return resolved


def _with_choices(layer: Layer, by_name: Mapping[str, Layer]) -> Layer:
    if not any(f.choices_of for f in layer.fields):
        return layer
    filled = tuple(
        replace(f, choices=_borrowed(layer, f, by_name)) if f.choices_of else f for f in layer.fields
    )
    return replace(layer, fields=filled)


def _borrowed(layer: Layer, borrower: Field, by_name: Mapping[str, Layer]) -> tuple[Choice, ...]:
    owner, _, name = (borrower.choices_of or "").partition(".")
    lender = by_name.get(owner)
    choices = lender.by_name[name].choices if lender and name in lender.by_name else ()
    if not choices:
        raise _wrong(
            layer, f"field '{borrower.name}': choices_of='{borrower.choices_of}' names no list (layer.field)"
        )
    return choices


def _check_neighbours(layer: Layer, by_name: Mapping[str, Layer]) -> None:
    wanted: list[tuple[str, str]] = [("a source", name) for name in layer.sources]
    wanted += [(f"field '{f.name}'", f.refers) for f in layer.fields if f.refers]
    if isinstance(layer.place, Inside):
        wanted.append(("place", layer.place.area))
    if layer.hazard:
        wanted.append(("hazard.studies", layer.hazard.studies))
    if layer.totals:
        wanted.append(("totals.within", layer.totals.within))
    for said_by, name in wanted:
        if name not in by_name:
            raise _wrong(layer, f"{said_by} refers to the layer '{name}', which is not declared")


def _completed(layer: Layer) -> tuple[Field, ...]:
    names = {f.name for f in layer.fields}
    key = (
        ()
        if layer.key in names
        else (Field(layer.key, Kind.TEXT, Words("ID", "ID"), access=layer.access, required=True),)
    )
    always = tuple(f for f in ALWAYS if f.name not in names)
    return (*key, *layer.fields, *always)


def _wrong(layer: Layer, message: str) -> DeclarationError:
    return DeclarationError(f"Layer '{layer.name}': {message}.")


def _check_names(layer: Layer) -> None:
    if not _NAME.fullmatch(layer.name):
        raise _wrong(
            layer,
            "a name has lower-case letters, digits and underscores, at most 48, and starts with a letter",
        )
    if layer.system not in SYSTEMS:
        raise _wrong(layer, f"system '{layer.system}' is none of {', '.join(SYSTEMS)}")
    names = [f.name for f in layer.fields]
    if len(set(names)) < len(names):
        raise _wrong(
            layer, f"fields declared twice: {', '.join(sorted({n for n in names if names.count(n) > 1}))}"
        )
    for f in layer.fields:
        _check_field(layer, f)


def _check_field(layer: Layer, f: Field) -> None:
    if not _NAME.fullmatch(f.name) or f.name in RESERVED:
        raise _wrong(layer, f"'{f.name}' cannot be a field's name")
    if f.choices and f.kind not in (Kind.TEXT, Kind.INTEGER, Kind.LIST):
        raise _wrong(layer, f"field '{f.name}': only text, integer and list fields have choices")
    if (f.least, f.most, f.above) != (None, None, None) and f.kind not in (Kind.INTEGER, Kind.NUMBER):
        raise _wrong(layer, f"field '{f.name}': only numbers have bounds")
    if f.past and f.kind not in (Kind.DATE, Kind.TIME):
        raise _wrong(layer, f"field '{f.name}': only dates and times can lie in the past")
    for choice in f.choices:
        if choice.color and not _COLOR.fullmatch(choice.color):
            raise _wrong(layer, f"field '{f.name}': '{choice.color}' is no colour such as #1a9641")


RESERVED: Final = frozenset(
    {
        GEOM,
        "geom_tile",
        "batch",
        "changed_at",
        "ditahan",
        "bbox",
        "limit",
        "datetime",
        "f",
        "crs",
        "properties",
        "sortby",
        "q",
        "filter",
        "lang",
        "after",
        "skipgeometry",
    }
)
"""Names that are columns or parameters of their own, so no field may have them."""


def _check_references(layer: Layer) -> None:
    names: list[str] = [name for name in layer.natural_key if name != GEOM]
    names += [layer.key, *layer.search]
    names += [name for name in (layer.label, layer.choose) if name]
    for rule in layer.rules:
        names += [rule.first, rule.then] if isinstance(rule, Order) else [rule.field, rule.when]
    if isinstance(layer.place, ByCode | Inside):
        names.append(layer.place.field)
    if layer.published:
        names += [layer.published.rows.field] if layer.published.rows else []
        names += [layer.published.code] if layer.published.at else []
    if layer.validity:
        names += [name for name in (layer.validity.start, layer.validity.end) if name]
    if layer.hazard:
        names += [layer.hazard.kind, layer.hazard.level]
    if layer.study:
        names += [layer.study.kind, *layer.study.names]
    if layer.refuge:
        names += [layer.refuge.kinds, layer.refuge.open]
        names += [layer.refuge.what] if layer.refuge.what else []
    if layer.totals:
        names += [count.field for count in layer.totals.counts]
    for f in layer.fields:
        names += list(f.quotient or ())
    for name in names:
        layer.field(name)
    if layer.published and layer.published.while_valid and not layer.validity:
        raise _wrong(layer, "published while valid, but it declares no validity")


def _check_style(layer: Layer) -> None:
    style = layer.style
    if isinstance(style, Ramp):
        layer.field(style.field)
        starts = [start for start, _ in style.steps]
        if starts != sorted(starts) or not starts:
            raise _wrong(layer, "a ramp needs steps that rise")
        return
    if isinstance(style, Dot) != (layer.shape is Shape.POINT):
        raise _wrong(layer, f"a {layer.shape} layer cannot be painted as {type(style).__name__}")
    if style.by and not layer.field(style.by).choices and not layer.field(style.by).choices_of:
        raise _wrong(layer, f"painted by '{style.by}', which has no choices")


def layers_for(layers: Sequence[Layer], audience: Audience) -> tuple[Layer, ...]:
    """The layers that exist for `audience`, in their order.

    >>> layers_for((), Audience.PUBLIC)
    ()
    """
    return tuple(layer for layer in layers if layer.access.seen_by(audience))


Language = Literal["id", "en"]
