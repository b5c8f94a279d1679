"""Texts that stand where nothing is known: "-", "n/a", "NULL". A closed list; each use of it is told."""

from __future__ import annotations

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
_NONE_COUNTED: Final = frozenset({"nihil", "tidak ada", "tdk ada", "kosong", "tidak"})


def means_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say.

    >>> means_nothing("N/A"), means_nothing(" - "), means_nothing("nihil"), means_nothing("")
    (True, True, False, False)
    """
    return " ".join(text.split()).casefold() in _NOTHING


def nothing(text: str) -> Otherwise | None:
    """Nothing, where a text means it."""
    return Otherwise(None, EMPTY) if means_nothing(text) else None


def none_counted(text: str) -> Fault | None:
    """The fault of a word that may be a counted 0 as well as nothing known: the two are told apart here."""
    if " ".join(text.split()).casefold() not in _NONE_COUNTED:
        return None
    return Fault(
        "number", "dapat berarti 0 (didata, tidak ada) atau belum diketahui; tulis 0, atau kosongkan selnya"
    )
