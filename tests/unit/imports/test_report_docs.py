"""docs/import.md tells an officer every option, every mending and every kind of problem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from api.commands import app
from gis.imports.mending import Mending
from gis.imports.report.kinds import TITLES

PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")


def options() -> list[str]:
    """The options of `gis import`, as they are typed."""
    command = typer.main.get_command(app).commands["import"]
    return sorted(
        word for one in command.params for word in one.opts if word not in {"layer", "file", "--help"}
    )


@pytest.mark.parametrize("option", options())
def test_every_option_is_told(option):
    assert f"`{option}" in PAGE


@pytest.mark.parametrize("word", list(Mending))
def test_every_mending_is_told(word):
    assert f"| `{word}` |" in PAGE


@pytest.mark.parametrize("rule", sorted(TITLES))
def test_every_kind_of_problem_is_told(rule):
    kinds = PAGE.split("## Jenis masalah")[1].split("## ")[0]
    assert re.search(rf"^\|[^|]*`{rule}`[^|]*\|", kinds, re.MULTILINE)
