"""A layer checks itself: names, fields, references, paint. Every contradiction says what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from gis.errors import DeclarationError
from gis.layer.meaning import Only
from gis.layer.paint import Dot, Ramp
from gis.layer.words import GEOM, PUBLIC, SYSTEMS, Field, Kind, Shape

if TYPE_CHECKING:
    from gis.layer.layer import Layer

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,47}")
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")

RESERVED: Final = frozenset(
    {
        GEOM,
        "geom_tile",
        "batch",
        "changed_at",
        "ditahan",
        "bbox",
        "limit",
        "datetime",
        "f",
        "crs",
        "properties",
        "sortby",
        "q",
        "filter",
        "lang",
        "after",
        "skipgeometry",
    }
)
"""Names that are columns or parameters of their own, so no field may have them."""


def check(layer: Layer) -> None:
    """Raises `DeclarationError` for the first contradiction in a layer's own file."""
    _check_names(layer)
    _check_references(layer)
    _check_access(layer)
    _check_style(layer)
    _check_provenance(layer)


def wrong(layer: Layer, message: str) -> DeclarationError:
    """The error that names the layer and what was expected."""
    return DeclarationError(f"Layer '{layer.name}': {message}.")


def _check_names(layer: Layer) -> None:
    if not _NAME.fullmatch(layer.name):
        raise wrong(
            layer,
            "a name has lower-case letters, digits and underscores, at most 48, and starts with a letter",
        )
    if layer.system not in SYSTEMS:
        raise wrong(layer, f"system '{layer.system}' is none of {', '.join(SYSTEMS)}")
    names = [f.name for f in layer.fields]
    if len(set(names)) < len(names):
        raise wrong(
            layer, f"fields declared twice: {', '.join(sorted({n for n in names if names.count(n) > 1}))}"
        )
    for f in layer.fields:
        _check_field(layer, f)


def _check_field(layer: Layer, f: Field) -> None:
    if not _NAME.fullmatch(f.name) or f.name in RESERVED:
        raise wrong(layer, f"'{f.name}' cannot be a field's name")
    if f.choices and f.kind not in (Kind.TEXT, Kind.INTEGER, Kind.LIST):
        raise wrong(layer, f"field '{f.name}': only text, integer and list fields have choices")
    _check_bounds(layer, f)
    if f.past and f.kind not in (Kind.DATE, Kind.TIME, Kind.INTEGER):
        raise wrong(layer, f"field '{f.name}': only dates, times and whole years can lie in the past")
    if f.form and f.kind is not Kind.TEXT:
        raise wrong(layer, f"field '{f.name}': only texts have a form")
    for choice in f.choices:
        if choice.color and not _COLOR.fullmatch(choice.color):
            raise wrong(layer, f"field '{f.name}': '{choice.color}' is no colour such as #1a9641")
    _check_codings(layer, f)


def _check_bounds(layer: Layer, f: Field) -> None:
    bounds = (f.least, f.most, f.above, f.usual)
    if any(bound is not None for bound in bounds) and f.kind not in (Kind.INTEGER, Kind.NUMBER):
        raise wrong(layer, f"field '{f.name}': only numbers have bounds")
    if f.usual and f.usual[0] > f.usual[1]:
        raise wrong(layer, f"field '{f.name}': of usual bounds the lower one comes first")


def _check_codings(layer: Layer, f: Field) -> None:
    # A borrowed list is not known before all layers are.
    known = bool(f.choices) or not f.choices_of
    for coding in f.codings:
        if not coding.headings or not coding.means:
            raise wrong(layer, f"field '{f.name}': a coding needs headings and codes")
        unknown = [str(value) for _, value in coding.means if value is not None and not f.choice(value)]
        if unknown and known:
            raise wrong(layer, f"field '{f.name}': a coding means {', '.join(unknown)}, no choice of it")


def _check_references(layer: Layer) -> None:
    for name in _named(layer):
        layer.field(name)
    if layer.published and layer.published.while_valid and not layer.validity:
        raise wrong(layer, "published while valid, but it declares no validity")
    if layer.area and layer.area.aliases and not layer.label:
        raise wrong(layer, "its areas have aliases, but no field is their label")
    _check_validity(layer)
    _check_moment(layer)
    rows = [count.rows for count in layer.totals.counts] if layer.totals else []
    rows += [layer.published.rows] if layer.published and layer.published.rows else []
    for only in rows:
        _check_only(layer, only)


def _check_validity(layer: Layer) -> None:
    if layer.validity is None:
        return
    bounds = [name for name in layer.validity.named if name]
    if not bounds:
        raise wrong(layer, "its validity names neither a start nor an end")
    for bound in bounds:
        if layer.field(bound).kind not in (Kind.DATE, Kind.TIME):
            raise wrong(layer, f"validity is between dates or times, and '{bound}' is none")


def _check_moment(layer: Layer) -> None:
    if layer.moment is None:
        return
    if layer.field(layer.moment).kind not in (Kind.DATE, Kind.TIME):
        raise wrong(layer, f"its moment is a date or a time, and '{layer.moment}' is none")
    if layer.validity:
        raise wrong(layer, "its rows' time is their validity or a moment, not both")


def _named(layer: Layer) -> Iterator[str]:
    """Every field the declaration names outside the list of fields."""
    yield from (name for name in layer.natural_key if name != GEOM)
    yield from (layer.key, *layer.search)
    for word in layer.meanings:
        yield from (name for name in word.named if name)
    for f in layer.fields:
        yield from f.quotient or ()
    yield from (name for name in (layer.label, layer.choose) if name)


def _check_only(layer: Layer, only: Only) -> None:
    # A totals layer counts the rows of another layer; their values are known there only.
    f = layer.by_name.get(only.field)
    values = {choice.value for choice in f.choices} if f and not f.open else set()
    unknown = sorted(set(only.values) - values) if values else []
    if unknown:
        raise wrong(layer, f"'{only.field}' never is {', '.join(unknown)}")


def _check_access(layer: Layer) -> None:
    for f in layer.fields:
        if f.personal and layer.access_of(f.name) is PUBLIC:
            raise wrong(layer, f"field '{f.name}' is personal and may not be public")
        for part in f.quotient or ():
            if layer.access_of(part) > layer.access_of(f.name):
                raise wrong(layer, f"field '{f.name}' is open to more people than '{part}', its part")


def _check_style(layer: Layer) -> None:
    style = layer.style
    if isinstance(style, Ramp):
        layer.field(style.field)
        starts = [start for start, _ in style.steps]
        if starts != sorted(starts) or not starts:
            raise wrong(layer, "a ramp needs steps that rise")
        return
    if isinstance(style, Dot) != (layer.shape is Shape.POINT):
        raise wrong(layer, f"a {layer.shape} layer cannot be painted as {type(style).__name__}")
    if style.by:
        _check_painted_by(layer, layer.field(style.by))


def _check_painted_by(layer: Layer, f: Field) -> None:
    if not f.choices and not f.choices_of:
        raise wrong(layer, f"painted by '{f.name}', which has no choices")
    bare = [str(choice.value) for choice in f.choices if choice.color is None]
    if bare:
        raise wrong(layer, f"painted by '{f.name}', whose choices {', '.join(bare)} have no colour")


def _check_provenance(layer: Layer) -> None:
    said = [each.id for each in layer.keywords]
    if len(set(said)) < len(said):
        raise wrong(layer, "a keyword is said once")
    source = layer.source
    if source and not (source.name and source.licence):
        raise wrong(layer, "a source has a name and a licence; UNDECIDED where nobody has decided on one")
    if source and source.scale is not None and source.scale <= 0:
        raise wrong(layer, f"a scale is said by its denominator, such as 25_000, and not by {source.scale}")
