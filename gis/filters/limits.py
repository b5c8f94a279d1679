"""How large a filter may be. What is larger is refused before time is spent on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gis.errors import BadRequest
from gis.language import Words


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a filter may hold.

    characters  of its text
    tokens      words, numbers and signs of a text; a geometry is one, however many points it has
    nodes       members and values of the tree, whatever holds them
    brackets    parentheses inside each other
    depth       operations inside each other, where `a AND b AND c` is one
    formula     the same without AND, OR and NOT: what the database is asked grows fastest with these
    formulas    formulas and functions in all
    members     values of a list, or arguments of an operation
    points      of all its geometries together
    crossings   of the lines of one geometry with each other
    pattern     characters of a LIKE pattern
    """

    characters: int = 262_144
    tokens: int = 5_000
    nodes: int = 20_000
    brackets: int = 128
    depth: int = 32
    formula: int = 16
    formulas: int = 200
    members: int = 1_000
    points: int = 10_000
    crossings: int = 1_000
    pattern: int = 1_000


LIMITS: Final = Limits()
"""What the service takes: a list of every village, or the outline of a regency, and not much more."""


def exceeded(most: int, what: Words) -> BadRequest:
    """The error for a filter that holds more than `most` of something."""
    return BadRequest(
        Words(
            f"filter: terlalu besar. Paling banyak {most} {what.id}.",
            f"filter: too large. It may have at most {most} {what.en}.",
        )
    )


CHARACTERS: Final = Words("karakter", "characters")
TOKENS: Final = Words("kata, bilangan, dan tanda", "words, numbers and signs")
NODES: Final = Words("anggota dan nilai", "members and values")
BRACKETS: Final = Words("tingkat tanda kurung bersarang", "levels of parentheses")
DEPTH: Final = Words("tingkat operasi bersarang", "levels of operations inside each other")
FORMULAS: Final = Words("hitungan dan fungsi", "formulas and functions")
FORMULA: Final = Words(
    "tingkat hitungan atau fungsi bersarang",
    "levels of formulas or functions inside each other",
)
MEMBERS: Final = Words("nilai dalam satu daftar", "values in a list")
POINTS: Final = Words("titik dalam geometri", "points in geometries")
CROSSINGS: Final = Words("perpotongan garis dalam satu geometri", "crossings of lines in a geometry")
PATTERN: Final = Words("karakter dalam pola LIKE", "characters in a LIKE pattern")
