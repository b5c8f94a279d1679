"""The record, the catalogue entry and the schemas of every declared layer, for every audience."""

from __future__ import annotations

import json
import re

import pytest

from api import schemas
from gis import metadata
from gis.facts import Facts
from gis.language import Words
from gis.layer import AGENCIES, LICENCES, Audience, Frequency
from gis.metadata import Addresses, Distribution, Way, units
from gis.privacy import visible
from layers import LAYERS

FACTS = Facts((110.1, -6.9, 111.0, -5.7), 12, sample=False)
AT = Addresses(
    "http://x/c",
    "http://x/c?f=html",
    "http://x",
    "http://x/c/schema",
    (Distribution("http://x/c/items?f=csv", "text/csv", Words("CSV", "CSV"), Way.FILE),),
)

EVERY_LAYER = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
EVERY_VIEW = pytest.mark.parametrize(
    "view",
    [
        pytest.param(visible(layer, audience), id=f"{layer.name}-{audience}")
        for layer in LAYERS.values()
        for audience in Audience
        if layer.access.seen_by(audience)
    ],
)


def documents(view) -> dict[str, str]:
    """Everything that is told of a view, as text."""
    record = metadata.record(view, FACTS)
    return {
        "iso": metadata.iso(record, AT, "id").decode(),
        "dcat": json.dumps(metadata.dataset(record, AT), ensure_ascii=False),
        **{
            kind.__name__: json.dumps(kind(view, "http://x", "id", LAYERS), ensure_ascii=False)
            for kind in (schemas.schema, schemas.queryables, schemas.sortables)
        },
    }


@EVERY_LAYER
def test_a_record_is_complete(layer):
    assert layer.owner in AGENCIES
    assert layer.topic
    assert len(layer.keywords) >= 1
    assert layer.source.licence in LICENCES
    assert layer.source.frequency is not Frequency.UNKNOWN
    assert layer.source.gaps
    assert len({each.id for each in layer.keywords}) == len(layer.keywords)


@EVERY_LAYER
def test_every_unit_is_known_to_programs(layer):
    for field in layer.fields:
        if field.unit:
            assert units.unit(field.unit)[1] != units.OURS, field.unit


def test_agencies_are_named_in_both_languages_and_no_address_is_made_up():
    for agency in AGENCIES.values():
        assert agency.name.id != agency.name.en
        assert agency.name.id.endswith("Kabupaten Jepara")
        # None is in what the regency has made known; whoever learns one adds its source here.
        assert (agency.address, agency.site) == (None, None)


@EVERY_VIEW
def test_no_document_names_a_person_to_write_or_call_to(view):
    for kind, text in documents(view).items():
        assert not re.search(r"[\w.]+@[\w.]+\.\w+|\+62|\b08\d{8,}", text), kind
        for element in ("electronicMailAddress", "CI_Telephone", "CI_Individual", "hasEmail", "hasTelephone"):
            assert element not in text, kind


@EVERY_VIEW
def test_no_document_names_a_field_that_the_audience_does_not_see(view):
    hidden = {f.name for f in view.layer.fields} - {f.name for f in view.fields}
    for kind, text in documents(view).items():
        found = [name for name in hidden if re.search(rf'(?<![\w])"?{name}(" ?:|",| \()', text)]
        assert not found, kind


@EVERY_VIEW
def test_a_schema_holds_exactly_the_fields_seen(view):
    seen = {f.name for f in view.fields}
    for kind in (schemas.schema, schemas.queryables):
        assert set(kind(view, "", "id", ())["properties"]) - {"geometry", "ditahan"} == seen


@EVERY_VIEW
def test_no_field_refers_to_a_collection_the_audience_does_not_know(view):
    known = {name for name, layer in LAYERS.items() if layer.access.seen_by(view.audience)}
    for said in schemas.schema(view, "", "id", known)["properties"].values():
        assert said.get("x-ogc-collectionId", view.layer.name) in known
