"""The words for how a layer looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fill:
    """An area's paint. `by` is the field whose choices carry the colours; null is drawn as a hatch."""

    color: str
    by: str | None = None
    opacity: float = 0.5
    outline: str | None = None
    width: float = 0.8
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point's paint: a circle with a letter, so that colour alone never tells. `by` as in `Fill`."""

    color: str
    letter: str = ""
    by: str | None = None
    radius: float = 6.0


@dataclass(frozen=True, slots=True)
class Ramp:
    """Areas coloured by a number: `steps` are (from, colour), rising; below the first is uncoloured."""

    field: str
    steps: tuple[tuple[float, str], ...]
    opacity: float = 0.75


Style = Fill | Dot | Ramp


@dataclass(frozen=True, slots=True)
class Zooms:
    """The zoom levels at which tiles are made; beyond `last` the map enlarges the last one."""

    first: int = 6
    last: int = 14
