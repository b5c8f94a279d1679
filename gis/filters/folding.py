"""Texts compared without case and accents: one folding for filters and for searches by words.

Pure builders; both sides of a comparison are folded alike, so what the folding makes of a letter never shows.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

_MARKS: Final = "[\u0300-\u036f]"
"""The accents that stand behind their letter once a text is decomposed, as a regular expression."""

_BARRED: Final = ("øØłŁđĐħĦ", "oOlLdDhH")
"""Letters with a stroke, which decompose into nothing, and the letters they are taken for."""


def caseless(text: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The text without case (CQL2's CASEI): "Straße" and "STRASSE" are the same."""
    # By way of capitals, as several small letters may share one: the sigmas of "Οδος" do.
    spelled = sa.func.replace(sa.func.replace(text, "ß", "ss"), "ẞ", "ss")
    return sa.func.lower(sa.func.upper(spelled), type_=sa.Text())


def accentless(text: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The text without accents and strokes (CQL2's ACCENTI): "Déså" becomes "Desa"."""
    bare = sa.func.regexp_replace(sa.func.normalize(text, sa.literal_column("NFD")), _MARKS, "", "g")
    # Put together again, so that one letter is one character of a LIKE pattern.
    whole = sa.func.normalize(bare, sa.literal_column("NFC"))
    return sa.func.translate(whole, *_BARRED, type_=sa.Text())


def plain(text: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """The text without case and accents, as searches by words compare it."""
    return caseless(accentless(text))
