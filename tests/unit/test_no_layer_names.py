"""Nothing outside `layers/` knows a layer by name: what it must know of one stands in its declaration."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import api
import gis
from gis.layer import GEOM
from layers import LAYERS

FILES = [
    file
    for package in (gis, api)
    for folder in package.__path__
    for file in sorted(Path(folder).rglob("*.py"))
    if "node_modules" not in file.parts
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-3:]))
def test_no_string_is_the_id_of_a_layer(file: Path):
    tree = ast.parse(file.read_text("utf-8"))
    named = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in LAYERS
    }
    assert not named


def test_the_walk_finds_files_and_would_find_a_name():
    assert len(FILES) > 50
    assert "desa" in LAYERS
    assert GEOM not in LAYERS
