"""Every example in a docstring is true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import gis


@pytest.mark.parametrize("name", [found.name for found in pkgutil.walk_packages(gis.__path__, "gis.")])
def test_examples_are_true(name):
    results = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.failed == 0
