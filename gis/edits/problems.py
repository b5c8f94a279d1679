"""What is wrong with an edit, by field, in both languages.

The rules are an import's, and so are the Indonesian sentences. In English a rule has one sentence of its own,
which never repeats a value. What an import proposes to accept by an option cannot be accepted here, and is
not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from gis.errors import RefusedData
from gis.language import Words
from gis.layer import GEOM, Layer
from gis.problems import Problem

PLACE: Final = "geometry"
"""What the place of a feature is called in GeoJSON."""

_OPTION: Final = re.compile(r"--[a-z]")
_SENTENCE: Final = re.compile(r"(?<=[.?]) +")

_PLACED: Final = Words("Lokasinya tidak dapat diterima.", "This place cannot be taken.")
_OTHER: Final = Words("tidak dapat diterima", "cannot be taken")

_LISTED: Final = 100
"""Problems that are told one by one at most."""

RULES: Final = {
    "above": "has to be greater than the least value allowed",
    "ambiguous": "can be read in more than one way",
    "boolean": "has to be true or false",
    "choices": "is not one of the values that are allowed",
    "coarse": "is the stand-in that the public sees, not the place that is stored",
    "code": "is no area code",
    "crs": "lies outside the regency: the numbers look like those of another reference system",
    "date": "has to be a date such as 2024-08-31",
    "duplicate": "stands in another row already",
    "decimal": "lies outside the regency: perhaps a decimal point is missing",
    "echo": "is given by the service: leave it out, or send it back as it was",
    "form": "does not have the form of such a number",
    "inside": "lies outside the area that the row names",
    "integer": "has to be a whole number",
    "key": "does not name one row",
    "least": "is less than the least value allowed",
    "list": "has to be a list of texts",
    "long": "is too long",
    "minus": "lies outside the regency: perhaps the latitude lacks its minus",
    "most": "is more than the greatest value allowed",
    "nothing": "says that nothing is known: send null",
    "number": "has to be a number",
    "only_when": "may only be given for some values of another field",
    "order": "is out of order with another field",
    "past": "lies in the future",
    "pattern": "does not have the form that is asked for",
    "place": "is no place that can be read",
    "range": "lies outside the regency",
    "refers": "names a row that does not exist",
    "required": "must not be empty",
    "shape": "is not of the kind of geometry that this collection holds",
    "swapped": "lies outside the regency: perhaps longitude and latitude are swapped",
    "text": "holds characters that cannot be stored",
    "time": "has to be a time with its zone, such as 2024-08-31T14:30:00+07:00",
    "type": "is not of the type that the schema says",
    "unclosed": "has a ring that is not closed",
    "unknown": "is no property of this collection",
    "valid": "is not a valid geometry",
    "within": "is less than the sum of its parts",
    "zero": "lies at 0, 0: send the place, or null",
}
"""Rules -> what is wrong, as it follows the name of a field in an English sentence."""


class Unfit(RefusedData):
    """A feature breaks rules; nothing was changed. `problems` are by field; `column` is its name."""

    kind: ClassVar[str] = "broken-rules"

    def __init__(self, layer: Layer, problems: Sequence[Problem]) -> None:
        self.layer = layer
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(
            Words(
                f"Data ini tidak dapat disimpan; tidak ada yang diubah. {told(layer, first, 'id')}",
                f"This feature cannot be stored; nothing was changed. {told(layer, first, 'en')}",
            )
        )

    def members(self, language: str) -> dict[str, object]:
        """Each of the problems: the property, the rule, and a sentence."""
        listed = [
            {
                "property": problem.column or PLACE,
                "rule": problem.rule,
                "message": told(self.layer, problem, language),
            }
            for problem in self.problems[:_LISTED]
        ]
        return {"problems": listed}


def told(layer: Layer, problem: Problem, language: str) -> str:
    """A problem as a sentence in `language`: "Name must not be empty."."""
    if language != "en":
        return " ".join(_without_options(problem.message)) or _PLACED.id
    said = RULES.get(problem.rule, _OTHER.en)
    return f"{_title(layer, problem.column)} {said}."


def _without_options(message: str) -> Iterator[str]:
    """The sentences of a message that do not speak of the command line's options."""
    yield from (part for part in _SENTENCE.split(message) if not _OPTION.search(part))


def _title(layer: Layer, name: str | None) -> str:
    field = layer.by_name.get(name or "")
    if field is not None:
        return field.title.en
    return "The place" if name in (None, GEOM, PLACE) else f"'{name}'"
