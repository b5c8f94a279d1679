"""What is declared is listed, what is listed is proved, and the page says so."""

from __future__ import annotations

import pytest

from api.conformance import STANDARDS
from tools.conformance.proofs import proofs
from tools.conformance.requirements import standards
from tools.conformance.table import PAGE, made, unproved

KNOWN = standards()
NAMES = {
    name for standard in KNOWN.values() for one in standard.classes for name in standard.requirements(one)
}


@pytest.mark.parametrize("declared", STANDARDS, ids=[each.name for each in STANDARDS])
def test_every_declared_class_is_listed_with_its_requirements(declared):
    standard = KNOWN[declared.name]
    assert f"http://www.opengis.net/spec/{declared.path}" == standard.uri
    assert set(declared.classes) <= set(standard.classes)
    assert all(standard.classes[name] for name in declared.classes)


def test_every_requirement_of_a_declared_class_is_proved_or_cannot_arise():
    assert unproved() == []


def test_tests_prove_only_what_a_standard_requires():
    assert set(proofs()) - NAMES == set()


def test_what_cannot_arise_is_a_requirement_and_nobody_proves_it():
    moot = {f"{standard.name}/{name}" for standard in KNOWN.values() for name in standard.moot}
    assert moot - NAMES == set()
    assert moot & set(proofs()) == set()


def test_no_class_is_declared_twice():
    named = [uri for each in STANDARDS for uri in each.uris()]
    assert len(set(named)) == len(named)


def test_the_page_is_made_from_what_there_is():
    text = PAGE.read_text(encoding="utf-8")
    assert made(text) == text, "run python -m tools.conformance.table"
