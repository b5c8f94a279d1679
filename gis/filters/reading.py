"""The two steps of a filter: its text is read and checked, and what was read becomes a condition."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from gis.crs import Crs
from gis.errors import BadRequest
from gis.filters.filter import Filter
from gis.language import Words
from gis.privacy import View

TEXT: Final = "cql2-text"
JSON: Final = "cql2-json"
LANGUAGES: Final = (TEXT, JSON)
"""What `filter-lang` may say (OGC API Features part 3, filter-lang-param)."""


def read(view: View, text: str, lang: str, system: Crs) -> Filter:
    """The filter in `text`; its coordinates are in `system`, in the order of that system's axes.

    Errors: `BadRequest` for what is no filter, `UnknownName` for a name that is not among the view's,
    `BadValue` for values and types that do not fit.
    """
    raise BadRequest(Words("Saringan belum dapat dipakai.", "Filters cannot be used yet."))


def condition(view: View, wanted: Filter) -> sa.ColumnElement[bool]:
    """Whether a row fulfils the filter: neither where it is false nor where it cannot be told (null)."""
    return sa.true()
