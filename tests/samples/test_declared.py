"""Every file of the sample fits the declaration of its layer, and names no person."""

import re
from datetime import date, datetime

import pytest

from gis.layer import Kind, OnlyWhen, Order, Within
from layers import LAYERS
from tests.samples.reading import FILES, POLYGONS, properties


@pytest.mark.parametrize("layer", list(FILES))
def test_columns_are_the_declared_fields(layer):
    declared = set(LAYERS[layer].by_name)
    extra = {"lon", "lat"} if layer not in POLYGONS and layer != "dms" else set()
    for own in properties(layer)[:1]:
        assert set(own) - extra <= declared
        assert {"sumber", "tanggal_data", "contoh", "catatan", LAYERS[layer].key} <= set(own)


@pytest.mark.parametrize("layer", list(FILES))
def test_values_fit_their_fields(layer):
    wrong = [
        (own[LAYERS[layer].key], field.name, own.get(field.name))
        for own in properties(layer)
        for field in LAYERS[layer].fields
        if not fits(field, own.get(field.name))
    ]
    assert wrong == []


def fits(field, value) -> bool:
    if value in (None, ""):
        return not field.required
    if field.kind is Kind.LIST:
        parts = value.split(";")
        return field.open or not field.choices or all(field.choice(part) for part in parts)
    read = READ[field.kind](value)
    within = not field.choices or field.open or field.choice(read) is not None
    within &= field.least is None or read >= field.least
    within &= field.most is None or read <= field.most
    within &= field.above is None or read > field.above
    return bool(within and (field.pattern is None or re.fullmatch(field.pattern, read)))


READ = {
    Kind.TEXT: str,
    Kind.INTEGER: lambda value: int(str(value)),
    Kind.NUMBER: float,
    Kind.BOOLEAN: lambda value: {True: True, "ya": True, "tidak": False}[value],
    Kind.DATE: date.fromisoformat,
    Kind.TIME: datetime.fromisoformat,
}


@pytest.mark.parametrize("layer", list(FILES))
def test_rows_keep_the_rules_between_fields(layer):
    broken = [
        (own[LAYERS[layer].key], rule)
        for own in properties(layer)
        for rule in LAYERS[layer].rules
        if not keeps(layer, rule, own)
    ]
    assert broken == []


def keeps(layer, rule, own) -> bool:
    if isinstance(rule, OnlyWhen):
        return own.get(rule.field) in (None, "") or own[rule.when] in rule.values
    if isinstance(rule, Within):
        given = [float(own[name]) for name in rule.parts if own.get(name) not in (None, "")]
        total = own.get(rule.total)
        return total in (None, "") or sum(given) <= float(total) + rule.slack
    assert isinstance(rule, Order)
    ends = [own.get(rule.first), own.get(rule.then)]
    read = READ[LAYERS[layer].field(rule.first).kind]
    return any(end in (None, "") for end in ends) or read(ends[0]) <= read(ends[1])


@pytest.mark.parametrize("layer", list(FILES))
def test_keys_are_unique_and_references_exist(layer):
    keys = [own[LAYERS[layer].key] for own in properties(layer)]
    assert len(set(keys)) == len(keys)
    for field in LAYERS[layer].fields:
        if field.refers:
            known = {own[LAYERS[field.refers].key] for own in properties(field.refers)}
            assert {own.get(field.name) for own in properties(layer)} <= known, field.name


@pytest.mark.parametrize("layer", list(FILES))
def test_rows_say_that_they_are_sample_and_name_a_source(layer):
    assert all(own["contoh"] in (True, "ya") and own["sumber"] for own in properties(layer))


@pytest.mark.parametrize("layer", list(FILES))
def test_no_person_is_in_it(layer):
    personal = {field.name for field in LAYERS[layer].fields if field.personal} | {"kronologi", "kontak"}
    filled = [name for own in properties(layer) for name in personal if own.get(name) not in (None, "")]
    assert filled == []


def test_tables_that_hold_persons_are_among_those_looked_at():
    holding = {layer.name for layer in LAYERS.values() if any(field.personal for field in layer.fields)}
    assert {"rtlh", "kejadian"} <= holding
