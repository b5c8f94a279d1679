"""What collections and schemas say of the data holds of every row."""

from __future__ import annotations

from datetime import datetime

import pytest
import shapely
from jsonschema import Draft202012Validator

from tests.reckoning import times


def document(service, path):
    return service.http.get(path, params={"f": "json"}).raise_for_status().json()


def test_extents_are_those_of_the_rows(service):
    for name, holding in service.holdings.items():
        told = document(service, f"/collections/{name}")["extent"]["spatial"]["bbox"][0]
        west, south, east, north = shapely.total_bounds([row.shape for row in holding.rows])
        assert told == pytest.approx([west, south, east, north], abs=1e-6), name


def test_spans_of_time_are_those_of_the_rows(service):
    for name, holding in service.holdings.items():
        spans = [span for row in holding.rows if (span := times.of_row(holding, row))]
        extent = document(service, f"/collections/{name}")["extent"]
        if not spans:
            assert "temporal" not in extent
            continue
        first, last = (end and datetime.fromisoformat(end) for end in extent["temporal"]["interval"][0])
        begins = min(times.begin(span.first) for span in spans)
        ends = max(times.end(span.last) for span in spans)
        assert first == (None if begins == times.FIRST else begins), name
        assert last == (None if ends == times.LAST else ends.replace(microsecond=0)), name


def test_every_row_is_as_its_schema_says(service):
    """Returnables: the names of all members, and what their values may be (OGC 23-058r1)."""
    for name, holding in service.holdings.items():
        schema = document(service, f"/collections/{name}/schema")
        fields = {
            key: each
            for key, each in schema["properties"].items()
            if "geometry" not in each.get("format", "")
        }
        rules = {key: Draft202012Validator(each) for key, each in fields.items()}
        for row in holding.rows:
            said = row.said["properties"]
            assert set(said) == set(fields), row.id
            faults = [
                key for key, rule in rules.items() if said[key] is not None and not rule.is_valid(said[key])
            ]
            assert not faults, (row.id, faults)
        assert all(said is not None for row in holding.rows for said in _required(schema, row.said)), name


def _required(schema, feature):
    return [feature["properties"].get(key, feature["geometry"]) for key in schema.get("required", ())]


def test_one_feature_is_as_on_its_page(service):
    for name, holding in service.holdings.items():
        for row in holding.rows[:: max(1, len(holding.rows) // 5)]:
            alone = document(service, f"/collections/{name}/items/{row.id}")
            assert {key: alone[key] for key in row.said} == row.said
