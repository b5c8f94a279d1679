"""The words for a field: who sees it, what kind of value it holds, which values there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final, Literal

from gis.language import Language, Words

GEOM: Final = "geom"
"""Stands for the geometry, in `natural_key` and in messages."""


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

    @property
    def dimension(self) -> int:
        """0 for points, 1 for lines, 2 for areas."""
        return list(Shape).index(self)


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
class Choice:
    """One value of a code list, e.g. `Choice(3, Words("tinggi", "high"), color="#bd0026")`.

    `synonyms` are other spellings that files use; `color` draws it where the style is `by` this field.
    """

    value: str | int
    title: Words
    color: str | None = None
    synonyms: tuple[str, ...] = ()


Form = Literal["nik", "kk", "telepon"]
"""Numbers with a form of their own: identity numbers of a person and of a family, and telephone numbers."""


@dataclass(frozen=True, slots=True)
class Coding:
    """Another system's codes for a field's choices, taken for a column that bears one of its headings.

    `means` lists its codes, each with our value; None is "no data": `Coding(("KLS",), ((5, 3), (996, None)))`
    reads 5 as our 3 and leaves 996 empty.
    """

    headings: tuple[str, ...]
    means: tuple[tuple[int, str | int | None], ...]


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
    usual        (least, most) of what is to be expected: a value beyond is loaded and told, not refused
    past         a date or time that may not lie in the future; of a whole number, a year
    pattern      a regular expression the whole text must match
    form         the number is one of a known form, checked when a file is loaded
    personal     never repeated in a message, a log or a report
    headings     other headings that files use for it, compared without case, spaces and punctuation
    codings      other systems' codes for the choices, each known by its own headings
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
    usual: tuple[float, float] | None = None
    past: bool = False
    pattern: str | None = None
    form: Form | None = None
    personal: bool = False
    headings: tuple[str, ...] = ()
    codings: tuple[Coding, ...] = ()
    description: Words | None = None
    refers: str | None = None
    quotient: tuple[str, str] | None = None

    def headed(self, language: Language) -> str:
        """The title over a column: with its unit."""
        return self.title.in_(language) + (f" ({self.unit})" if self.unit else "")

    @property
    def all_headings(self) -> tuple[str, ...]:
        """The other headings that files use for it, those of other systems' codes included."""
        return (*self.headings, *(heading for coding in self.codings for heading in coding.headings))

    def choice(self, value: object) -> Choice | None:
        """The choice with this value, or None.

        >>> Field("a", Kind.INTEGER, Words("A", "A")).choice(None) is None
        True
        """
        return next((choice for choice in self.choices if choice.value == value), None)


DATED: Final = "tanggal_data"
"""The field of the day that a row's data are of."""

ALWAYS: Final = (
    Field("sumber", Kind.TEXT, Words("Sumber", "Source"), access=PUBLIC, headings=("source", "sumber data")),
    Field(
        DATED,
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
