"""Texts that stand where nothing is known: "-", "n/a", "NULL". A closed list; each use of it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from gis.imports.values.outcome import Fault, Otherwise

EMPTY: Final = "dianggap kosong"

_NOTHING: Final = frozenset(
    {
        *("-", "--", "---", "–", "—", "―", ".", "...", "…"),
        *("na", "n/a", "n.a.", "#n/a", "#na", "null", "(null)", "<null>", "nil", "none", "nan", "nodata"),
        *("no data", "not available"),
        *("tidak ada data", "tdk ada data", "data tidak ada", "belum ada data", "belum ada", "belum didata"),
        *("tidak diketahui", "tdk diketahui", "belum diketahui", "tidak tersedia", "tidak berlaku"),
    }
)
_NONE: Final = frozenset({"nihil", "tidak ada", "tdk ada", "kosong"})
"""Of what can be counted this may be a counted 0; of anything else it is nothing too."""

_SPELLED: Final = "|".join(r"\s+".join(map(re.escape, text.split())) for text in _NOTHING | _NONE)
_ANY: Final = re.compile(rf"^\s*(?:{_SPELLED})\s*$", re.MULTILINE)
LONGEST: Final = 24
"""A text of so many letters always says something, so that most cells need no look at the list."""


def nothing(text: str, *, counted: bool = True) -> Otherwise | None:
    """Nothing, where a text only says that there is nothing to say; `counted`: it may be a number as well.

    >>> nothing("N/A")
    Otherwise(value=None, how='dianggap kosong')
    >>> nothing("nihil") is None, nothing("nihil", counted=False) is None, nothing("") is None
    (True, False, True)
    """
    plain = " ".join(text.split()).casefold()
    return Otherwise(None, EMPTY) if plain in _NOTHING or (not counted and plain in _NONE) else None


def among(texts: Iterable[str]) -> bool:
    """Whether any of these texts may only say that there is nothing; a quick look at very many.

    >>> among(["Bulu", " N/A "]), among(["Bulu", "Kedung"])
    (True, False)
    """
    return _ANY.search("\n".join(texts).casefold()) is not None


def none_counted(text: str) -> Fault | None:
    """The fault of a word that may be a counted 0 as well as nothing known: the two are told apart here."""
    if " ".join(text.split()).casefold() not in _NONE:
        return None
    return Fault(
        "number", "dapat berarti 0 (didata, tidak ada) atau belum diketahui; tulis 0, atau kosongkan selnya"
    )
