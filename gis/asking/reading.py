"""The text of a question -> a `Question`: what a caller writes behind the `?`, checked word by word.

    bbox=110.6,-6.7,110.8,-6.5    datetime=2026-01-01/..    limit=50    properties=nama,jenis
    filter=kelas >= 2             sortby=-kelas,nama         q=pantai    crs=[EPSG:32749]
    skipGeometry=true             after=<token of a next link>           <field>=<value>

A field that is hidden from the audience is answered exactly like one that does not exist.
Errors: `UnknownName` with the names that are allowed, `BadValue` with what would fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final, TypeVar

from gis import crs, filters
from gis.asking.parameter import parameters, parameters_of_one
from gis.asking.places import box, system
from gis.asking.question import DEFAULT_LIMIT, MOST, Box, Equal, Question
from gis.asking.sorting import order
from gis.asking.times import span
from gis.asking.tokens import last
from gis.asking.values import coded, flag
from gis.crs import Crs
from gis.errors import BadValue, UnknownName
from gis.filters import Filter
from gis.language import Words
from gis.privacy import View

T = TypeVar("T")

MOST_TEXTS: Final = 20
"""How many texts can be looked for at once."""

_TEXTS: Final = Words(
    f"teks yang dicari, dipisah koma, paling banyak {MOST_TEXTS}",
    f"texts to look for, with commas between them, at most {MOST_TEXTS}",
)


def question(view: View, given: Mapping[str, str], besides: Collection[str] = ()) -> Question:
    """The question in these parameters, all that were given; those named `besides` say nothing of it.

    Errors: `UnknownName` for a parameter that is neither one of the collection's nor a visible field.
    """
    fields = {f.name: f for f in view.fields}
    _sure([*(each.name for each in parameters(view)), *fields, *besides], given)
    sort = _if(given, "sortby", lambda text: order(view, text)) or ()
    return Question(
        box=_box(given),
        span=_if(given, "datetime", span),
        equal=tuple(Equal(name, coded(fields[name], text)) for name, text in given.items() if name in fields),
        filter=_filter(view, given),
        words=_if(given, "q", words) or (),
        sort=sort,
        properties=_if(given, "properties", lambda text: _properties(view, text)),
        geometry=not flag("skipGeometry", given.get("skipGeometry", "false")),
        crs=_system(given, "crs"),
        limit=_if(given, "limit", limit) or DEFAULT_LIMIT,
        after=_if(given, "after", lambda text: last(view, sort, text)),
    )


def question_of_one(view: View, given: Mapping[str, str], besides: Collection[str] = ()) -> Question:
    """What is asked of a single feature: which of its fields, with its place or without, and in which system.

    Errors: `UnknownName` for any parameter that does not go with a single feature.
    """
    _sure([*(each.name for each in parameters_of_one()), *besides], given)
    return question(view, given, besides)


def limit(text: str, most: int = MOST) -> int:
    """How many features; more than `most` asks for `most`, however much more (/req/core/fc-limit-response).

    >>> limit("50"), limit("9" * 40)
    (50, 10000)
    """
    if not re.fullmatch(r"0*[1-9][0-9]*", text):
        raise BadValue(
            "limit", text, Words(f"bilangan bulat dari 1 sampai {MOST}", f"a whole number from 1 to {MOST}")
        )
    digits = text.lstrip("0")
    return most if len(digits) > len(str(most)) else min(int(digits), most)


def words(text: str) -> tuple[str, ...]:
    """The texts of which one must be found. A comma stands between them; the words of one stand in a row.

    Errors: `BadValue` for none or too many.

    >>> words("pantai kartini, pulau  panjang")
    ('pantai kartini', 'pulau panjang')
    """
    found = tuple(" ".join(part.split()) for part in text.split(",") if part.strip())
    if not 0 < len(found) <= MOST_TEXTS or "\x00" in text:
        raise BadValue("q", text, _TEXTS)
    return found


def _sure(allowed: list[str], given: Mapping[str, str]) -> None:
    for name in given:
        if name not in allowed:
            raise UnknownName("parameter", name, allowed)


def _if(given: Mapping[str, str], name: str, read: Callable[[str], T]) -> T | None:
    """What a parameter says, None where it is not given."""
    return read(given[name]) if name in given else None


def _system(given: Mapping[str, str], name: str) -> Crs:
    return _if(given, name, system) or crs.DEFAULT


def _box(given: Mapping[str, str]) -> Box | None:
    within = _system(given, "bbox-crs")
    return _if(given, "bbox", lambda text: box(text, within))


def _filter(view: View, given: Mapping[str, str]) -> Filter | None:
    lang = filters.language(given.get("filter-lang", filters.TEXT))
    within = _system(given, "filter-crs")
    return _if(given, "filter", lambda text: filters.read(view, text, lang, within))


def _properties(view: View, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part for part in text.split(",") if part))
    for name in names:
        if view.field(name) is None:
            raise UnknownName("property", name, [f.name for f in view.fields])
    return names
