"""Filters in the OGC's Common Query Language (CQL2), as text or as JSON.

    read(view, "kelas >= 2 AND S_INTERSECTS(geometry, POINT(110.66 -6.58))", TEXT, crs.DEFAULT)  -> Filter
    condition(view, filter)                                                    -> condition of a Select

A filter can name only what the audience sees of the layer; a hidden field is answered exactly like one that
does not exist. Errors: `UnknownName`, `BadValue`, `BadRequest`, all before the database is asked.
"""

from gis.filters.filter import Filter
from gis.filters.functions import FUNCTIONS, Function
from gis.filters.kinds import Type
from gis.filters.reading import JSON, LANGUAGES, TEXT, condition, language, read

__all__ = [
    "FUNCTIONS",
    "JSON",
    "LANGUAGES",
    "TEXT",
    "Filter",
    "Function",
    "Type",
    "condition",
    "language",
    "read",
]
