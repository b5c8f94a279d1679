"""The two languages of the service, and words that stand in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Language = Literal["id", "en"]
"""The languages the service speaks; Indonesian first."""

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
"""All of them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Indonesian and English.

    >>> Words("desa", "village").in_("en")
    'village'
    """

    id: str
    en: str

    def in_(self, language: str) -> str:
        """The words in `language` ("en", else Indonesian)."""
        return self.en if language == "en" else self.id
