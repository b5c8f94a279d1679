"""Which decimal mark the ambiguous numbers of a column have, by what is known of their neighbours.

In this order: what the clear cells of the column prove; what the person says; what all columns that prove
anything agree on; the comma that parts the file's columns. Where two marks are proven in one column, only the
person's word decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from gis.imports.values.numbers import UNKNOWN, Convention, Mark, all_usual, proves
from gis.layer import Field, Kind

_POINT: Final = frozenset[Mark]({"."})
_NUMERIC: Final = frozenset({Kind.NUMBER, Kind.INTEGER})


def proven(texts: Collection[str], unit: str | None = None) -> frozenset[Mark]:
    """The decimal marks without which some of the texts would be no number.

    >>> sorted(proven(["12,5", "1.234"])), sorted(proven(["1.234"])), sorted(proven(["12,5", "12.5"]))
    ([','], [], [',', '.'])
    """
    if all_usual(texts):
        return _POINT if any("." in text for text in texts) else frozenset()
    found = frozenset(proves(text, unit) for text in texts)
    return frozenset(mark for mark in found if mark is not None)


def numeric(field: Field) -> bool:
    """Whether a field's cells are numbers, not numbered choices."""
    return field.kind in _NUMERIC and not field.choices


def conventions(
    marks: Mapping[str, frozenset[Mark]], said: Mark | None, delimiter: str | None
) -> Mapping[str, Convention]:
    """The convention of each column, from the marks that each proves.

    >>> conventions({"a": frozenset(","), "b": frozenset()}, None, ";")["b"].mark
    ','
    """
    shared = _shared(marks.values(), said, delimiter)
    return {name: _of_column(own, said, shared) for name, own in marks.items()}


def _of_column(own: frozenset[Mark], said: Mark | None, shared: Convention) -> Convention:
    if len(own) == 1:
        (mark,) = own
        return Convention(mark, "terbukti dari sel lain di kolom ini")
    return shared if not own or said else UNKNOWN


def _shared(all_marks: Iterable[frozenset[Mark]], said: Mark | None, delimiter: str | None) -> Convention:
    """What holds for the columns that prove nothing themselves."""
    if said is not None:
        return Convention(said, f"--decimal {said}")
    marks = frozenset[Mark]().union(*all_marks)
    if len(marks) == 1:
        (mark,) = marks
        return Convention(mark, "seperti kolom lain di berkas ini")
    # A decimal comma would have to stand in quotes in a file whose columns are parted by commas.
    if not marks and delimiter == ",":
        return Convention(".", "berkas dipisah dengan koma", weak=True)
    return UNKNOWN
