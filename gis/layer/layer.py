"""Layer: one frozen value that says everything about a layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gis.language import Words
from gis.layer import checks
from gis.layer.meaning import (
    Area,
    Between,
    ByCode,
    Hazard,
    Inside,
    Meaning,
    Published,
    Refuge,
    Study,
    Totals,
    Validity,
)
from gis.layer.paint import Fill, Style, Zooms
from gis.layer.provenance import Source, Topic
from gis.layer.words import ALWAYS, SEALED, Access, Audience, Field, Kind, Shape


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
    moment       the field of the date or time at which a row happened, where it has no validity
    label        the field that names a feature to a person;  search: the fields that are searched
    choose       the field by which the map shows one kind at a time
    on           drawn at first view;  order: drawing order, low is below
    topic        what it is about, by ISO's categories;  keywords: further words by which it is found
    headings     other names of the layer's sheet or table in files
    pictured     False: part of the map's background, without switch or popup
    anywhere     rows may lie far from the regency; otherwise such a row is taken for a mistake
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
    rules: tuple[Between, ...] = ()
    published: Published | None = None
    totals: Totals | None = None
    validity: Validity | None = None
    moment: str | None = None
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
    anywhere: bool = False
    headings: tuple[str, ...] = ()
    topic: Topic | None = None
    keywords: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", _completed(self))
        checks.check(self)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field_.name: field_ for field_ in self.fields}

    def field(self, name: str) -> Field:
        """The field of this name; `DeclarationError` if there is none."""
        try:
            return self.by_name[name]
        except KeyError:
            raise checks.wrong(self, f"there is no field '{name}'") from None

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """The words said of what the rows mean, those that are said."""
        said = (self.place, self.published, self.validity, self.totals, self.hazard, self.study, self.refuge)
        return (*(word for word in said if word is not None), *self.rules)

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


def _completed(layer: Layer) -> tuple[Field, ...]:
    names = {f.name for f in layer.fields}
    key = (
        ()
        if layer.key in names
        else (Field(layer.key, Kind.TEXT, Words("ID", "ID"), access=layer.access, required=True),)
    )
    always = tuple(f for f in ALWAYS if f.name not in names)
    return (*key, *layer.fields, *always)
