"""What a person chooses for a file: as a record, and from the words typed into a command or a form.

`option` is what the words were typed into: "--map", "map".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final, Self

from gis.errors import UnfitChoice, UnknownChoice
from gis.imports.mending import Mending
from gis.imports.values.numbers import Mark
from gis.language import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person says of a file and its rows.

    keep_good  the good rows are loaded and the bad ones written to a file
    accept     the mendings a person accepts; what is mended is told
    replace    rows the file does not have are deleted
    renamed    the file's heading -> our field, or "" to leave a column out; kept for files of the same shape
    forget     what is kept of `renamed` from such files is not used
    crs, sheet, heading  the reference system, the table and the line of headings, where the file leaves
               them open
    decimal    the decimal mark of numbers that could have either ("1.234"), where the file proves none
    source, date_of_data  for rows that do not say their own

    >>> Choices.of({"heading": 0, "accept": ["minus"]}).as_json()
    {'heading': 0, 'accept': ['minus']}
    """

    sheet: str | None = None
    heading: int | None = None
    crs: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    accept: frozenset[Mending] = frozenset()
    decimal: Mark | None = None
    replace: bool = False
    forget: bool = False
    keep_good: bool = False
    source: str | None = None
    date_of_data: date | None = None

    def chosen(self) -> dict[str, Any]:
        """The choices that differ from the defaults; a line of headings numbered 0 does."""
        given = {each.name: getattr(self, each.name) for each in fields(Choices)}
        return {name: value for name, value in given.items() if value != getattr(_NONE, name)}

    def as_json(self) -> dict[str, Any]:
        """What differs from the defaults, for tables and for programs."""
        said = self.chosen()
        if self.renamed:
            said["renamed"] = dict(self.renamed)
        if self.accept:
            said["accept"] = sorted(map(str, self.accept))
        if self.date_of_data:
            said["date_of_data"] = self.date_of_data.isoformat()
        return said

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """The choices written down by `as_json`."""
        given = dict(said)
        if "accept" in given:
            given["accept"] = frozenset(map(Mending, given["accept"]))
        if "date_of_data" in given:
            given["date_of_data"] = date.fromisoformat(given["date_of_data"])
        return cls(**given)


_NONE: Final = Choices()

_A_MEANING: Final = Words(
    "kolom berkas, tanda sama dengan, lalu nama kolom kita, misalnya Nama Desa=nama",
    "the file's column, an equals sign, then the name of our field, such as Nama Desa=nama",
)
_A_MARK: Final = Words("koma (,) atau titik (.)", "a comma (,) or a point (.)")
_MENDING: Final = Words("perbaikan", "mending")


def mapping(option: str, text: str) -> tuple[str, str]:
    """A heading of the file and the field it is. A heading may hold an equals sign; a field's name may not.

    Errors: `UnfitChoice`.

    >>> mapping("--map", "Nama Desa = nama"), mapping("--map", "a=b=c"), mapping("--map", "Foto=")
    (('Nama Desa', 'nama'), ('a=b', 'c'), ('Foto', ''))
    """
    theirs, sign, ours = text.rpartition("=")
    if not sign or not theirs.strip():
        raise UnfitChoice(option, text, _A_MEANING)
    return theirs.strip(), ours.strip()


def mark(option: str, text: str) -> Mark:
    """A decimal mark. Errors: `UnfitChoice`."""
    marks: dict[str, Mark] = {",": ",", ".": "."}
    if text not in marks:
        raise UnfitChoice(option, text, _A_MARK)
    return marks[text]


def mending(text: str) -> Mending:
    """A mending by its word. Errors: `UnknownChoice`."""
    known = [str(one) for one in Mending]
    if text not in known:
        raise UnknownChoice(_MENDING, text, known)
    return Mending(text)
