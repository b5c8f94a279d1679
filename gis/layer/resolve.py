"""Layers together: references filled and checked across files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gis.errors import DeclarationError
from gis.layer.checks import wrong
from gis.layer.layer import Layer
from gis.layer.meaning import Inside
from gis.layer.words import Audience, Choice, Field


def resolve(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The layers with every `choices_of` filled from the list it names, checked against one another.

    Errors: `DeclarationError` for a name given twice, a reference to a missing layer, field or list.
    """
    given = tuple(layers)
    by_name = {layer.name: layer for layer in given}
    if len(by_name) < len(given):
        twice = sorted({x.name for x in given if sum(y.name == x.name for y in given) > 1})
        raise DeclarationError(f"Layers declared more than once: {', '.join(twice)}.")
    resolved = tuple(_with_choices(layer, by_name) for layer in given)
    for layer in resolved:
        _check_neighbours(layer, by_name)
    return resolved


def _with_choices(layer: Layer, by_name: Mapping[str, Layer]) -> Layer:
    if not any(f.choices_of for f in layer.fields):
        return layer
    filled = tuple(
        replace(f, choices=_borrowed(layer, f, by_name)) if f.choices_of else f for f in layer.fields
    )
    return replace(layer, fields=filled)


def _borrowed(layer: Layer, borrower: Field, by_name: Mapping[str, Layer]) -> tuple[Choice, ...]:
    owner, _, name = (borrower.choices_of or "").partition(".")
    lender = by_name.get(owner)
    choices = lender.by_name[name].choices if lender and name in lender.by_name else ()
    if not choices:
        raise wrong(
            layer, f"field '{borrower.name}': choices_of='{borrower.choices_of}' names no list (layer.field)"
        )
    return choices


def _check_neighbours(layer: Layer, by_name: Mapping[str, Layer]) -> None:
    wanted: list[tuple[str, str]] = [("a source", name) for name in layer.sources]
    wanted += [(f"field '{f.name}'", f.refers) for f in layer.fields if f.refers]
    if isinstance(layer.place, Inside):
        wanted.append(("place", layer.place.area))
    if layer.hazard:
        wanted.append(("hazard.studies", layer.hazard.studies))
    if layer.totals:
        wanted.append(("totals.within", layer.totals.within))
    for said_by, name in wanted:
        if name not in by_name:
            raise wrong(layer, f"{said_by} refers to the layer '{name}', which is not declared")


def layers_for(layers: Sequence[Layer], audience: Audience) -> tuple[Layer, ...]:
    """The layers that exist for `audience`, in their order.

    >>> layers_for((), Audience.PUBLIC)
    ()
    """
    return tuple(layer for layer in layers if layer.access.seen_by(audience))
