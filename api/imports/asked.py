"""The fields of a form -> what a person chose. Names and forms are those of `gis import`.

Errors: `UnknownChoice` for a field that does not exist, `UnfitChoice` for one that does not fit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from gis.errors import UnfitChoice, UnknownChoice
from gis.imports import choosing
from gis.imports.choosing import Choices
from gis.language import Words

_TRUE: Final = frozenset({"true", "1", "on", "yes", "ya"})
_FALSE: Final = frozenset({"", "false", "0", "off", "no", "tidak"})
_TEXTS: Final = ("sheet", "crs", "source")
_FLAGS: Final = ("replace", "keep_good", "forget")

CHOICES: Final = (*_TEXTS, *_FLAGS, "heading", "date_of_data", "decimal", "map", "accept")
"""The fields that say how a file is to be read."""

FIELD: Final = Words("isian", "form field")
"""What a form consists of."""

NOBODY: Final = "tidak disebut"
"""Who did it, where a program does not say for whom it acts."""

_MOST_NAME: Final = 80
_MOST_TEXT: Final = 2_000

_SHORTER: Final = Words(f"paling banyak {_MOST_TEXT} karakter", f"at most {_MOST_TEXT} characters")
_YES_OR_NO: Final = Words("true atau false", "true or false")
_A_LINE: Final = Words(
    "nomor baris judul kolom; 0 bila tidak ada", "the number of the line of headings; 0 where there is none"
)
_A_DAY: Final = Words("tanggal seperti 2024-12-31", "a date such as 2024-12-31")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says: who, how, and which of these fields it names at all."""

    actor: str
    choices: Choices
    named: frozenset[str]

    @property
    def anew(self) -> bool:
        """Whether it says anything that a new check must look at."""
        return bool(self.named - {"keep_good"})


def asked(fields: Iterable[tuple[str, str]], *further: str) -> Asked:
    """What the fields say. Empty ones count as not given; `further` names those that others look at."""
    given = [(name, text) for name, text in fields if name not in further]
    for name, _ in given:
        if name not in (*CHOICES, "actor"):
            raise UnknownChoice(FIELD, name, (*CHOICES, "actor", *further))
    filled = [(name, text) for name, text in given if text]
    for name, text in filled:
        if len(text) > _MOST_TEXT:
            raise UnfitChoice(name, f"{text[:40]}…", _SHORTER)
    once = dict(filled)
    said: dict[str, Any] = {name: once[name] for name in _TEXTS if name in once}
    said |= {name: flag(name, once[name]) for name in _FLAGS if name in once}
    if "heading" in once:
        said["heading"] = _line(once["heading"])
    if "decimal" in once:
        said["decimal"] = choosing.mark("decimal", once["decimal"])
    if "date_of_data" in once:
        said["date_of_data"] = _day(once["date_of_data"])
    said["renamed"] = dict(choosing.mapping("map", text) for name, text in filled if name == "map")
    said["accept"] = frozenset(choosing.mending(text) for name, text in filled if name == "accept")
    return Asked(actor(once.get("actor", "")), Choices(**said), frozenset(once) - {"actor"})


def actor(text: str) -> str:
    r"""Who does it, as they say themselves; without characters that cannot be seen.

    >>> actor(" Ani\x1b[1m\x00  Lestari "), actor("")
    ('Ani[1m Lestari', 'tidak disebut')
    """
    seen = "".join(each if unicodedata.category(each)[0] != "C" else " " * each.isspace() for each in text)
    return " ".join(seen.split())[:_MOST_NAME] or NOBODY


def flag(name: str, text: str) -> bool:
    """Yes or no, in the ways that forms and programs say it."""
    low = text.lower()
    if low not in _TRUE | _FALSE:
        raise UnfitChoice(name, text, _YES_OR_NO)
    return low in _TRUE


def _line(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 7:
        raise UnfitChoice("heading", text, _A_LINE)
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnfitChoice("date_of_data", text, _A_DAY) from None
