"""Other people's software reads the service without being told anything but its address."""

from __future__ import annotations

import json
import shutil
import subprocess

import pyogrio
import pytest
from owslib.ogcapi.features import Features

from gis.layer import Audience
from layers import LAYERS

PUBLIC = {name for name, layer in LAYERS.items() if layer.access.seen_by(Audience.PUBLIC)}
VILLAGES = 195


def ogr(*words: str) -> str:
    program = shutil.which("ogrinfo")
    assert program, "ogrinfo (Debian's gdal-bin) is part of the tests' set-up"
    done = subprocess.run([program, *words], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_ogrinfo_lists_what_the_public_sees(server):
    said = ogr(f"OAPIF:{server}/")
    assert all(f": {name} (title:" in said for name in PUBLIC)
    assert "rtlh (" not in said


@pytest.mark.parametrize("size", [7, 50, 1000])
def test_ogrinfo_pages_through_a_collection(server, size):
    said = ogr("-q", f"OAPIF:{server}/", "rtlh_desa", "-oo", f"PAGE_SIZE={size}")
    assert said.count("OGRFeature(rtlh_desa)") == VILLAGES


def test_gdal_reads_it_as_a_frame(server):
    frame = pyogrio.read_dataframe(f"OAPIF:{server}/", layer="rtlh_desa")
    assert len(frame) == frame["kode"].nunique() == VILLAGES
    assert set(frame.geometry.geom_type) == {"MultiPolygon"}
    withheld = frame[frame["ditahan"].astype(bool)]
    assert len(withheld)
    assert withheld[["jumlah", "selesai"]].isna().any(axis=1).all(), "a withheld figure is null, never 0"


def test_owslib_reads_collections_and_counts(server):
    service = Features(f"{server}/")
    assert set(service.feature_collections()) == PUBLIC
    page = service.collection_items("rtlh_desa", limit=10)
    assert (page["numberMatched"], page["numberReturned"]) == (VILLAGES, 10)


def test_a_tile_is_read_by_gdal_as_by_the_map(server, tmp_path):
    tile = tmp_path / "tile.pbf"
    said = subprocess.run(
        [
            "curl",
            "-sf",
            "--compressed",
            "-o",
            tile,
            f"{server}/collections/desa/tiles/WebMercatorQuad/9/265/413",
        ],
        check=False,
    )
    assert said.returncode == 0
    assert "desa" in [name for name, _ in pyogrio.list_layers(f"MVT:{tile}")]


def test_an_unknown_collection_is_a_problem_in_words(server):
    done = subprocess.run(
        ["curl", "-s", f"{server}/collections/rtlh"], capture_output=True, text=True, check=True
    )
    problem = json.loads(done.stdout)
    assert problem["status"] == 404
    assert "rtlh" in problem["detail"]
