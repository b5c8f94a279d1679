"""Every notebook runs from top to bottom on the sample, and is kept without outputs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from gis import frames
from gis.layer import Audience
from layers import LAYERS

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def opened(path):
    return nbformat.read(path, as_version=4)


def cells_of(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    for cell in cells_of(opened(path)):
        assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_sql_no_password_and_no_outside_address(path):
    text = path.read_text("utf-8").lower()
    for word in ("select ", "psycopg", "password", "http://", "https://"):
        assert word not in text


@pytest.fixture(scope="module")
def executed(sample_database, gis_home):
    """The notebook, run against the tests' own database."""
    done = {}

    def run(name):
        if name not in done:
            notebook = opened(FOLDER / f"{name}.ipynb")
            ours = {"GIS_HOME": str(gis_home), "GIS_DATABASE": sample_database.database}
            kept = {
                key: value
                for key, value in os.environ.items()
                if key not in ("GIS_DATABASE_URL", "MPLBACKEND")
            }
            client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}})
            client.execute(env=kept | ours)
            done[name] = notebook
        return done[name]

    return run


def outputs(notebook, kind):
    found = [output for cell in cells_of(notebook) for output in cell.outputs if "data" in output]
    return [output.data[kind] for output in found if kind in output.data]


@pytest.mark.notebook
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(executed, path):
    notebook = executed(path.stem)
    assert all(cell.execution_count for cell in cells_of(notebook))


@pytest.mark.notebook
def test_the_planners_notebook_shows_tables_a_picture_and_a_map(executed):
    notebook = executed("01-rumah-dan-bahaya")
    tables = outputs(notebook, "text/html")
    assert any("terdampak" in table and "Kedung" in table for table in tables)
    assert any("tinggi" in table and "33.20." in table for table in tables)
    assert outputs(notebook, "image/png")
    assert outputs(notebook, "application/vnd.jupyter.widget-view+json")


@pytest.mark.notebook
def test_no_house_is_shown_one_by_one(executed, sample_database):
    """Keys of houses stand in no output, the map's own data included: counts only."""
    said = set(re.findall(r"[\w-]+", nbformat.writes(executed("01-rumah-dan-bahaya"))))
    houses = frames.read(LAYERS["rtlh"], sample_database, Audience.STAFF, columns=["id"])
    assert len(houses) > 10_000
    assert "33" in said
    assert not said & set(houses["id"])
