"""The two steps of a filter: its text is read and checked, and what was read becomes a condition."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from gis.crs import Crs
from gis.errors import BadValue
from gis.filters import document, text
from gis.filters.checking import Scope, checked
from gis.filters.conditions import built
from gis.filters.filter import Filter
from gis.filters.limits import LIMITS
from gis.filters.tree import held
from gis.language import Words
from gis.privacy import View

TEXT: Final = "cql2-text"
JSON: Final = "cql2-json"
LANGUAGES: Final = (TEXT, JSON)
"""What `filter-lang` may say (OGC API Features part 3, filter-lang-param)."""

_READERS: Final = {TEXT: text.tree, JSON: document.tree}


def read(view: View, given: str, lang: str, system: Crs) -> Filter:
    """The filter in a text; its coordinates are in `system`, in the order of that system's axes.

    Errors: `BadRequest` for what is no filter, `UnknownName` for a name that is not among the view's,
    `BadValue` for values and types that do not fit.
    """
    tree = held(_READERS[language(lang)](given, LIMITS), LIMITS)
    return Filter(checked(Scope(view, system), tree))


def language(text: str) -> str:
    """The language of this name. Errors: `BadValue` for any but `LANGUAGES`."""
    if text not in LANGUAGES:
        listed = ", ".join(LANGUAGES)
        raise BadValue("filter-lang", text, Words(f"salah satu dari {listed}", f"one of {listed}"))
    return text


def condition(view: View, wanted: Filter) -> sa.ColumnElement[bool]:
    """Whether a row fulfils the filter: neither where it is false nor where it cannot be told (null)."""
    return built(view, wanted.expression)
