"""QGIS's own providers read the service: `make test-qgis`, since QGIS is large."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.clients.crowd import BOARDS
from tests.clients.test_crowd import BOX, INSIDE, ITEMS, PARKS

pytestmark = pytest.mark.qgis

LOOK = Path(__file__).with_name("look.py")
FILTER = "jenis = 'taman'"


@pytest.fixture(scope="module")
def seen(qgis_service, tmp_path_factory) -> dict:
    """What QGIS says, and what it asked for meanwhile."""
    folder = tmp_path_factory.mktemp("qgis")
    file = folder / "papan.gpkg"
    file.write_bytes(httpx.get(f"{qgis_service.url}{ITEMS}?f=gpkg", timeout=60).raise_for_status().content)
    qgis_service.asked.clear()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
    }
    words = ["/usr/bin/python3", str(LOOK), qgis_service.url, "papan", FILTER, *map(str, BOX), str(file)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_it_lists_and_describes_the_collection(seen):
    assert seen["valid"]
    assert {"id", "nama", "jenis", "urut", "tinggi_m"} <= set(seen["fields"])


def test_it_pages_through_every_row_once(seen):
    assert seen["counted"] == seen["rows"] == seen["different"] == BOARDS


def test_a_rectangle_is_asked_of_the_server(seen, qgis_service):
    assert seen["within"] == INSIDE
    boxes = [
        [float(side) for side in each["bbox"].split(",")] for each in qgis_service.of(ITEMS) if "bbox" in each
    ]
    assert [box for box in boxes if box == pytest.approx(BOX)]


def test_a_filter_gives_what_fits(seen):
    """QGIS 3.22 takes every row and filters by itself; newer ones ask for `jenis=taman`."""
    assert seen["filtered"] == PARKS


def test_vector_tiles_are_drawn(seen):
    assert seen["pixels"] > INSIDE


def test_a_geopackage_brings_its_style_and_titles(seen):
    told = seen["geopackage"]
    assert told["rows"] == BOARDS
    assert told["style"], told["said"]
    assert told["renderer"] == "categorizedSymbol"
    assert {"#333333", "#118833", "#aa5500"} <= set(told["colours"])
    assert told["titles"]["tinggi_m"].startswith("Tinggi")
