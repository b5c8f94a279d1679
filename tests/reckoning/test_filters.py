"""Filters of every class of CQL2, as text and as JSON, beside what they mean."""

from __future__ import annotations

from random import Random

import pytest

from tests.reckoning import draws
from tests.reckoning.formulas import Formula
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
