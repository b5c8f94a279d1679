"""JSON's types are held to those of the schema."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from gis.edits.cells import cell
from gis.imports.values.outcome import Fault
from gis.layer import Field, Kind, Words


def field(kind: Kind) -> Field:
    return Field("a", kind, Words("A", "A"))


@pytest.mark.parametrize(
    ("kind", "given", "taken"),
    [
        (Kind.TEXT, "a", "a"),
        (Kind.INTEGER, 3, 3),
        (Kind.INTEGER, 3.0, 3),
        (Kind.INTEGER, 2**63 - 1, 2**63 - 1),
        (Kind.NUMBER, 3, 3),
        (Kind.NUMBER, -0.5, -0.5),
        (Kind.BOOLEAN, False, False),
        (Kind.DATE, "2024-02-29", date(2024, 2, 29)),
        (Kind.TIME, "2024-02-29T01:02:03z", datetime(2024, 2, 29, 1, 2, 3, tzinfo=UTC)),
        (Kind.TIME, "2024-02-29t08:02:03.5+07:00", datetime(2024, 2, 29, 1, 2, 3, 500_000, tzinfo=UTC)),
        (Kind.LIST, [], []),
        (Kind.LIST, ["a", "b"], ["a", "b"]),
        *((kind, None, None) for kind in Kind),
    ],
)
def test_what_the_schema_says_is_taken(kind: Kind, given: Any, taken: Any):
    assert cell(field(kind), given) == taken


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Kind.TEXT, 3),
        (Kind.TEXT, {"a": 1}),
        (Kind.INTEGER, "3"),
        (Kind.INTEGER, 3.5),
        (Kind.INTEGER, True),
        (Kind.INTEGER, 2**63),
        (Kind.INTEGER, 1e300),
        (Kind.NUMBER, "3"),
        (Kind.NUMBER, True),
        (Kind.BOOLEAN, 1),
        (Kind.BOOLEAN, "true"),
        (Kind.DATE, "2024-02-30"),
        (Kind.DATE, "20240229"),
        (Kind.DATE, "2024-W09-4"),
        (Kind.DATE, "2024-02-29T00:00:00Z"),
        (Kind.TIME, "2024-02-29"),
        (Kind.TIME, "2024-02-29T01:02:03"),
        (Kind.TIME, "2024-02-29T25:02:03Z"),
        (Kind.LIST, "a"),
        (Kind.LIST, [1]),
        (Kind.LIST, [["a"]]),
    ],
)
def test_anything_else_is_not_guessed_from(kind: Kind, given: Any):
    found = cell(field(kind), given)
    assert isinstance(found, Fault)
    assert found.rule == "type"
