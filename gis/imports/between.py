"""What a row says as a whole: rules between its fields, and figures that are allowed but hardly likely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gis.imports.draft import Draft, repeatable
from gis.imports.values.bounds import unusual as unusual_value
from gis.layer import OnlyWhen, Order, Within
from gis.layer.meaning import Between
from gis.problems import Problem


def broken(draft: Draft, rules: Iterable[Between] | None = None) -> Iterator[Problem]:
    """A problem for every rule that a row breaks: of the layer, where not of these `rules` only."""
    for rule in draft.layer.rules if rules is None else rules:
        if isinstance(rule, Order):
            yield from _out_of_order(draft, rule)
        elif isinstance(rule, OnlyWhen):
            yield from _out_of_place(draft, rule)
        else:
            yield from _more_than_whole(draft, rule)


def unusual(draft: Draft) -> Iterator[Problem]:
    """A remark for every value beyond what is usual for its field."""
    for field in draft.layer.fields:
        if field.usual is None or field.name not in draft.headings:
            continue
        say = unusual_value(field)
        if all(say(value) is None for value in set(draft.column(field.name))):
            continue
        for number, value in zip(draft.numbers, draft.column(field.name), strict=True):
            if (said := say(value)) is not None:
                yield Problem(number, draft.headings[field.name], "unusual", f"{field.title.id} {said}.")


def _out_of_order(draft: Draft, rule: Order) -> Iterator[Problem]:
    first, then = draft.layer.field(rule.first), draft.layer.field(rule.then)
    message = f"{first.title.id} tidak boleh melebihi {then.title.id}."
    for number, low, high in zip(
        draft.numbers, draft.column(rule.first), draft.column(rule.then), strict=True
    ):
        if low is not None and high is not None and low > high:
            yield Problem(number, draft.headings.get(rule.then), "order", message)


def _out_of_place(draft: Draft, rule: OnlyWhen) -> Iterator[Problem]:
    field, when = draft.layer.field(rule.field), draft.layer.field(rule.when)
    message = f"{field.title.id} hanya diisi bila {when.title.id}: {', '.join(rule.values)}."
    for number, value, state in zip(
        draft.numbers, draft.column(rule.field), draft.column(rule.when), strict=True
    ):
        if value is not None and state not in rule.values:
            yield Problem(number, draft.headings.get(rule.field), "only_when", message)


def _more_than_whole(draft: Draft, rule: Within) -> Iterator[Problem]:
    layer = draft.layer
    total, parts = layer.field(rule.total), [layer.field(name) for name in rule.parts]
    named = " + ".join(part.title.id for part in parts)
    shown = all(repeatable(layer, field) for field in (total, *parts))
    columns = [draft.column(part.name) for part in parts]
    for number, whole, *given in zip(draft.numbers, draft.column(rule.total), *columns, strict=True):
        known = [value for value in given if value is not None]
        if whole is not None and known and sum(known) > whole + rule.slack:
            figures = f" ({sum(known):.12g} > {whole:.12g})".replace(".", ",") if shown else ""
            message = f"{named} melebihi {total.title.id}{figures}."
            yield Problem(number, draft.headings.get(rule.total), "within", message)
