"""What the colours of a layer mean, in words: one source for the map, the pages and notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from gis.layer import Audience, Choice, Field, Fill, Kind, Language, Layer, Ramp, Words

Sign = Literal["fill", "circle", "line", "hatch"]

NO_DATA_HATCH: Final = "hatch-nodata"
"""The pattern for "no data", which is neither zero nor safe. Whoever draws makes the picture."""

NO_DATA: Final = Words("tidak ada data", "no data")
WITHHELD: Final = Words("disamarkan", "withheld")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a colour (or pattern) and its words. `value` is the field's value, of a ramp the first."""

    label: str
    color: str
    shape: Sign
    value: str | int | float | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """A layer's legend; `field` is the one the colours depend on, None where all is drawn alike."""

    title: str
    field: str | None
    entries: tuple[Entry, ...]


def legend(layer: Layer, language: Language = "id", audience: Audience = Audience.PUBLIC) -> Legend:
    """The legend as `audience` sees the layer: a field it may not see colours nothing.

    Classes stand from the highest to the lowest, other values in the order of their list.
    """
    style = layer.style
    if isinstance(style, Ramp):
        return _ramp(layer, style, language)
    by = painted_by(layer, audience)
    if by is None:
        return Legend(layer.title.in_(language), None, (_plain(layer, language),))
    choices = shown_choices(layer, by, audience)
    ordered = reversed(choices) if by.kind is Kind.INTEGER else choices
    letter = "" if isinstance(style, Fill) else style.letter
    sign: Sign = "fill" if isinstance(style, Fill) else "circle"
    entries = tuple(
        Entry(c.title.in_(language), c.color or style.color, sign, c.value, letter) for c in ordered
    )
    # A point without the value keeps the layer's own colour; an area is hatched.
    unknown = (_hatch(NO_DATA, language),) if isinstance(style, Fill) and not by.required else ()
    return Legend(by.title.in_(language), by.name, (*entries, *unknown))


def painted_by(layer: Layer, audience: Audience = Audience.PUBLIC) -> Field | None:
    """The field whose choices colour the layer, if the audience may see it."""
    style = layer.style
    name = None if isinstance(style, Ramp) else style.by
    if name is None or not layer.access_of(name).seen_by(audience):
        return None
    return layer.field(name)


def shown_choices(layer: Layer, by: Field, audience: Audience = Audience.PUBLIC) -> tuple[Choice, ...]:
    """The choices that rows the audience sees can have: the public sees only published ones."""
    rows = layer.published.rows if layer.published and audience is Audience.PUBLIC else None
    if rows is None or rows.field != by.name:
        return by.choices
    return tuple(choice for choice in by.choices if (choice.value in rows.values) is not rows.but)


def color_of(layer: Layer, value: object, audience: Audience = Audience.PUBLIC) -> str | None:
    """The colour that a value of the painting field has; None for no data, which is hatched."""
    style = layer.style
    if isinstance(style, Ramp):
        number = value if isinstance(value, int | float) else None
        return None if number is None else _step(style, number)
    by = painted_by(layer, audience)
    if by is None:
        return style.color
    choice = by.choice(value)
    if choice is None:
        return None if isinstance(style, Fill) else style.color
    return choice.color or style.color


def _step(style: Ramp, number: float) -> str | None:
    return next((color for start, color in reversed(style.steps) if number >= start), None)


def _plain(layer: Layer, language: Language) -> Entry:
    style, label = layer.style, layer.title.in_(language)
    if isinstance(style, Fill) and style.opacity == 0:
        return Entry(label, style.outline or style.color, "line")
    if isinstance(style, Fill):
        return Entry(label, style.color, "fill")
    assert not isinstance(style, Ramp)  # noqa: S101 - `legend` has dealt with ramps
    return Entry(label, style.color, "circle", letter=style.letter)


def _ramp(layer: Layer, style: Ramp, language: Language) -> Legend:
    field = layer.field(style.field)
    title = field.headed(language)
    entries = [
        Entry(_range(low, high, field.kind), color, "fill", low)
        for (low, color), (high, _) in pairwise([*style.steps, (None, "")])
        if low is not None
    ]
    unknown = WITHHELD if layer.totals else NO_DATA
    return Legend(title, field.name, (*reversed(entries), _hatch(unknown, language)))


def _range(low: float, high: float | None, kind: Kind) -> str:
    if high is None:
        return f"≥ {low:g}"
    return f"{low:g}–{high - 1:g}" if kind is Kind.INTEGER else f"{low:g} – < {high:g}"


def _hatch(words: Words, language: Language) -> Entry:
    return Entry(words.in_(language), NO_DATA_HATCH, "hatch")


def titles(choices: Sequence[Choice], language: Language) -> list[dict[str, str | int]]:
    """A code list as values and titles."""
    return [{"value": choice.value, "title": choice.title.in_(language)} for choice in choices]
