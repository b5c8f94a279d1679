"""The words for what a layer's rows mean: their rules, places, readers, validity and part in the figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """A rule between two fields: `first` may not be greater than `then` (nulls pass)."""

    first: str
    then: str

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.first, self.then)


@dataclass(frozen=True, slots=True)
class OnlyWhen:
    """A rule: `field` may only be filled when `when` holds one of `values`."""

    field: str
    when: str
    values: tuple[str, ...]

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.field, self.when)


@dataclass(frozen=True, slots=True)
class Within:
    """A rule: the sum of `parts` may not be greater than `total` (nulls pass; a missing part counts nothing).

    slack  by how much it may be greater because each figure was rounded, in the total's unit

    Imports hold it. The database does not: figures that were rounded elsewhere may miss it by a little.
    """

    parts: tuple[str, ...]
    total: str
    slack: float = 0.0

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (*self.parts, self.total)


Between = Order | OnlyWhen | Within
"""The rules between fields of one row."""


@dataclass(frozen=True, slots=True)
class ByCode:
    """The place is an area's polygon, named by code: `ByCode("desa")`. No geometry is stored."""

    area: str
    field: str = "kode"

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.field,)


@dataclass(frozen=True, slots=True)
class Inside:
    """The place lies inside the area that `field` names, give or take `tolerance_m` metres.

    A file without the code gets it from the position, and is told so."""

    area: str
    field: str = "kode"
    tolerance_m: float = 100.0

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.field,)


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

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.rows.field if self.rows else None, self.code if self.at else None)


@dataclass(frozen=True, slots=True)
class Validity:
    """The fields between which a row is in force. Dates end at their midnight (WIB).

    A null end, or none where no field holds one, means until further notice: `Validity("berlaku_mulai")` is a
    rule in force since then. A null start, or `start=None`, means always so far."""

    start: str | None
    end: str | None = None

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.start, self.end)


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

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (*(count.field for count in self.counts), self.year)


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative level: its key has this many dotted parts (kabupaten 2, kecamatan 3, desa 4).

    called   what people call the level, the plain word first: such a column of a file holds areas' names, and
             before a name the word says nothing ("Ds. Bulu" is Bulu); compared without case and punctuation
    aliases  other names of an area by its code, where files know it by one:
             (("33.20.12.2012", "Bendanpete"),)
    """

    parts: int
    called: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hazard:
    """Rows are areas of hazard: the fields of the kind and the class (0 to 3, null = no data).

    studies: the layer of the extents that were studied."""

    kind: str
    level: str
    studies: str

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.kind, self.level)


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

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.kind, self.title, self.author, self.year)


@dataclass(frozen=True, slots=True)
class Refuge:
    """Rows are places to flee to: `kinds` lists the hazards they serve, `open` says whether they are in use.

    what: the field that says what kind of place it is."""

    kinds: str
    open: str
    what: str | None = None

    @property
    def named(self) -> tuple[str | None, ...]:
        """The fields this names."""
        return (self.kinds, self.open, self.what)


Meaning = ByCode | Inside | Published | Validity | Totals | Hazard | Study | Refuge | Between
"""The words that name fields of their own layer."""
