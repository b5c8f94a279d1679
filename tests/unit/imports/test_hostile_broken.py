"""Files cut off or spoilt: refused with a sentence, or read whole; never in part, never a traceback."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import BadRequest, RefusedData
from gis.imports.files import formats
from gis.imports.files.wanted import Wanted
from layers import LAYERS
from tests.unit.imports.samples import MAKERS, NAMES, ROWS

WHOLE = sorted(set(MAKERS) - {".csv"})


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """One good file of every format."""
    folder = tmp_path_factory.mktemp("good")
    made = {}
    for ending, make in MAKERS.items():
        path = folder / f"sumur{ending}"
        make(path)
        made[ending] = path
    return made


def read(path):
    """The cells of a file's first column, which holds the names; None where it is refused."""
    try:
        found = formats.read(path, Wanted(LAYERS["desa"]))
    except (RefusedData, BadRequest):
        return None
    assert all(len(column.cells) == len(found.numbers) for column in found.columns)
    return list(found.columns[0].cells) if found.columns else [None] * len(found.numbers)


@pytest.mark.parametrize("ending", sorted(MAKERS))
def test_the_good_file_is_read_whole(good, ending):
    assert sorted(read(good[ending])) == sorted(NAMES)


@pytest.mark.parametrize("ending", WHOLE)
def test_a_file_cut_in_the_middle_is_refused(good, ending, tmp_path):
    content = good[ending].read_bytes()
    path = tmp_path / f"potong{ending}"
    for part in range(20):
        path.write_bytes(content[: len(content) * part // 20])
        assert read(path) is None, f"cut at {part}/20"


def test_a_text_file_cut_in_the_middle_says_so(good, tmp_path):
    content = good[".csv"].read_text()
    path = tmp_path / "potong.csv"
    path.write_text(content[: content.index(",40")])
    found = formats.read(path, Wanted(LAYERS["desa"]))
    assert any("terpotong" in note for note in found.notes)


@pytest.mark.parametrize("ending", sorted(MAKERS))
def test_spoilt_bytes_never_end_in_anything_but_a_sentence(good, ending, tmp_path_factory):
    content = good[ending].read_bytes()
    path = tmp_path_factory.mktemp("spoilt") / f"rusak{ending}"

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=4))
    def spoil(changes):
        spoilt = bytearray(content)
        for at, byte in changes:
            spoilt[at] = byte
        path.write_bytes(spoilt)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = read(path)
        # A spoilt letter is another letter, and a spoilt line break joins two lines; no other row is lost.
        assert found is None or len(found) >= ROWS - len(changes)

    spoil()
    assert [left.name for left in path.parent.iterdir()] == [path.name]
