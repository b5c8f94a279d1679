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
    nodes       operations, names and values of the tree
    depth       parentheses, or operations, inside each other
    members     values of a list, or arguments of an operation
    points      of all its geometries together
    pattern     characters of a LIKE pattern
    """

    characters: int = 262_144
    tokens: int = 5_000
    nodes: int = 5_000
    depth: int = 64
    members: int = 1_000
    points: int = 10_000
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


CHARACTERS: Final = Words("huruf", "characters")
TOKENS: Final = Words("kata, bilangan, dan tanda", "words, numbers and signs")
NODES: Final = Words("operasi, nama, dan nilai", "operations, names and values")
DEPTH: Final = Words("tingkat tanda kurung atau operasi", "levels of parentheses or operations")
MEMBERS: Final = Words("nilai dalam satu daftar", "values in a list")
POINTS: Final = Words("titik dalam geometri", "points in geometries")
PATTERN: Final = Words("huruf dalam pola LIKE", "characters in a LIKE pattern")
