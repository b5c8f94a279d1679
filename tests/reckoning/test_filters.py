"""Filters of every class of CQL2, as text and as JSON, beside what they mean."""

from __future__ import annotations

from random import Random

import pytest

from tests.reckoning import draws, systems
from tests.reckoning.formulas import PLACE, Formula, shape, spatial
from tests.reckoning.holdings import Service

TRIES = 3
"""Filters of a kind that each layer is asked."""


def check(service: Service, name: str, formula: Formula) -> int:
    """How many rows the filter finds, once both encodings have found those that it should."""
    due = [row.id for row in service.holdings[name].rows if formula.truth(row)]
    assert service.ids(name, filter=formula.text) == due, (name, formula.text)
    said = service.ids(name, filter=formula.encoded(), filter_lang="cql2-json")
    assert said == due, (name, formula.encoded())
    return len(due)


@pytest.mark.parametrize("draw", draws.PLAIN, ids=lambda draw: draw.__name__)
def test_filters_of_one_kind(service, draw):
    found = []
    for name, holding in service.holdings.items():
        chance = Random(f"{draw.__name__} {name}")
        # Few layers have a list or a validity: those are asked the more.
        tries = TRIES if draw not in draws.SELDOM else 4 * TRIES
        drawn = [formula for _ in range(tries) if (formula := draw(chance, holding)) is not None]
        found += [check(service, name, formula) for formula in drawn]
    # A test that is never true of anything, or always of everything, would prove nothing.
    assert len(set(found)) > 3


def test_filters_joined_at_random(service):
    found = []
    for name, holding in service.holdings.items():
        chance = Random(f"joined {name}")
        found += [check(service, name, draws.any_formula(chance, holding)) for _ in range(2 * TRIES)]
    assert len(set(found)) > 10


@pytest.mark.parametrize("uri", systems.OFFERED)
def test_shapes_in_every_system(service, uri):
    """`filter-crs` says what the coordinates of a filter mean (/req/filter/filter-crs-param)."""
    for name, holding in service.holdings.items():
        chance = Random(f"{uri} {name}")
        area = systems.moved(draws.some_diamond(chance, holding), uri)
        formula = spatial("s_intersects", PLACE, shape(area))
        found = set(service.ids(name, filter=formula.text, filter_crs=uri))
        said = service.ids(name, filter=formula.encoded(), filter_lang="cql2-json", filter_crs=uri)
        assert set(said) == found
        # Sides are straight in one system only: what meets them by less than five metres may go either way.
        sure, possible = (area.buffer(systems.metres(uri, by)) for by in (-5.0, 5.0))
        shapes = {row.id: systems.moved(row.shape, uri) for row in holding.rows if row.shape is not None}
        assert {key for key, place in shapes.items() if place.intersects(sure)} <= found
        assert found <= {key for key, place in shapes.items() if place.intersects(possible)}


ALWAYS = [
    "2 + 3 * 4 = 14",
    "(2 + 3) * 4 = 20",
    "10 - 2 - 3 = 5",
    "100 / 10 / 2 = 5",
    "7 / 2 = 3.5",
    "7 DIV 2 = 3 AND 7 div 2 = 3",
    "7 % 3 = 1",
    "2 * 3 ^ 2 = 18",
    "-2 ^ 2 = 4",
    "1e3 = 1000.0",
    "TRUE OR FALSE AND FALSE",
    "NOT FALSE AND TRUE",
    "NOT (TRUE AND FALSE)",
    "'it''s' = 'it''s'",
    "'a' <> 'A' AND CASEI('a') = CASEI('A')",
    "ACCENTI('débárquér') = ACCENTI('debarquer')",
    "CASEI('Straße') IN (CASEI('Οδος'), CASEI('STRASSE'))",
    "'a%c' LIKE 'a\\%c' AND NOT 'abc' LIKE 'a\\%c'",
    "'abc' NOT LIKE 'ab' AND 5 NOT BETWEEN 6 AND 7 AND 5 NOT IN (6, 7)",
    "DATE('2026-03-01') > DATE('2026-02-28')",
    "TIMESTAMP('2026-03-01T00:00:00Z') < TIMESTAMP('2026-03-01T00:00:00.001Z')",
    "T_DURING(INTERVAL('1969-07-17', '1969-07-20'), INTERVAL('1969-07-16', '1969-07-24'))",
    "T_MEETS(INTERVAL('2026-01-01', '2026-01-05'), INTERVAL('2026-01-05', '..'))",
    "S_CROSSES(LINESTRING(0 0, 2 2), POLYGON((1 0, 3 0, 3 3, 1 3, 1 0)))",
    "S_TOUCHES(POINT(0 0), BBOX(0, 0, 1, 1))",
    "S_EQUALS(MULTIPOINT((0 0), (1 1)), MULTIPOINT((1 1), (0 0)))",
    "A_CONTAINS(('a', 'b'), ('b')) AND A_EQUALS(('a', 'b'), ('b', 'a', 'a'))",
    "A_OVERLAPS(('a', 'b'), ('b', 'c')) AND A_CONTAINEDBY(('a'), ('a', 'b'))",
]
"""What is so of every row, by the grammar and the tables of OGC 21-065r2."""


@pytest.mark.parametrize("text", ALWAYS)
def test_what_is_always_so(service, text):
    holding = service.holdings["wisata"]
    assert service.ids("wisata", filter=text) == holding.ids
    assert service.ids("wisata", filter=f"NOT ({text})") == []
