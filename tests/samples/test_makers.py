"""The sample is what its makers make, and its manifest says what it is."""

import hashlib
import os
import subprocess
import sys

import pytest

from gis import sample
from layers import LAYERS
from tests.samples.reading import FILES, MANIFEST, ROOT, SAMPLE, properties
from tools.sample import manifest
from tools.sample.sheets import ANCHOR


@pytest.mark.slow
def test_a_fresh_making_gives_the_bytes_that_are_kept(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "tools.sample", "--out", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "20260101"},
        check=True,
        timeout=300,
        stdout=subprocess.DEVNULL,
    )
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(made) == {entry["file"] for entry in FILES.values()} | {"manifest.json"}
    assert [name for name, content in made.items() if (SAMPLE / name).read_bytes() != content] == []


def test_the_check_tells_changed_missing_and_equal_files_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(manifest, "files", lambda _: {"a.csv": b"a", "b.csv": b"b", "c.csv": b"c"})
    (tmp_path / "a.csv").write_bytes(b"a")
    (tmp_path / "b.csv").write_bytes(b"B")
    assert manifest.differing(tmp_path, manifest.Sizes()) == ["b.csv", "c.csv"]


def test_the_manifest_names_every_file_with_its_hash_and_rows():
    kept = {path.name for path in SAMPLE.iterdir()} - {"manifest.json", "LICENSES.md", "LGPL-3.0.txt"}
    by_hand = {f"{name}{suffix}" for name in LAYERS for suffix in (".csv", ".geojson")}
    assert kept - by_hand <= {entry["file"] for entry in FILES.values()} <= kept
    for layer, entry in FILES.items():
        content = (SAMPLE / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], layer
        assert len(properties(layer)) == entry["rows"], layer


def test_every_layer_with_rows_of_its_own_has_a_file():
    entries = sample.manifest(SAMPLE).entries
    assert {entry.layer for entry in entries} == {x.name for x in LAYERS.values() if x.totals is None}
    assert len({entry.layer for entry in entries}) == len(entries)


def test_a_sheet_laid_beside_the_others_is_loaded_after_them(tmp_path):
    (tmp_path / "manifest.json").write_text((SAMPLE / "manifest.json").read_text("utf-8"), "utf-8")
    (tmp_path / "sumur.csv").write_text("nama,lon,lat\n", "utf-8")
    last = sample.manifest(tmp_path).entries[-1]
    assert (last.layer, last.file.name, last.moves) == ("sumur", "sumur.csv", False)


def test_parents_are_loaded_before_the_layers_that_refer_to_them():
    order = [entry["layer"] for entry in MANIFEST["files"]]
    for layer in LAYERS.values():
        parents = {field.refers for field in layer.fields if field.refers and field.refers != layer.name}
        if layer.name in order:
            assert all(order.index(parent) < order.index(layer.name) for parent in parents), layer.name


def test_dates_move_only_where_they_tell_of_now():
    moving = {layer for layer, entry in FILES.items() if entry["dates"] == "relative"}
    assert MANIFEST["anchor"] == ANCHOR
    assert moving == {"kejadian", "prakiraan_ikan", "bahaya", "kajian"}


def test_the_sample_stays_small():
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 6_200_000
    assert (SAMPLE / "bahaya.geojson").stat().st_size < 2_000_000
