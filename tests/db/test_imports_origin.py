"""Where stored rows come from: a file that brings some of their values does not make a sample real."""

from __future__ import annotations

import pytest

SAMPLE = """
    kode,nama,tps3r,sumber,contoh
    33.20.01.2001,Desa 1,4,Data contoh,ya
    33.20.01.2002,Desa 2,,Data contoh,ya
"""


@pytest.fixture(autouse=True)
def loaded(town):
    report = town.load_text("dms", SAMPLE)
    assert not report.refused, report.problems


def marks(town):
    return dict(town.rows("SELECT kode, (contoh, sumber)::text FROM store.dms"))


def test_a_row_remains_sample_as_long_as_any_of_its_values_is(town):
    rows = "kode,nama,nasabah\n33.20.01.2001,Desa 1,5\n33.20.01.2002,Desa 2,6"
    report = town.load_text("dms", rows, source="DLH")
    assert marks(town) == {"33.20.01.2001": "(t,DLH)", "33.20.01.2002": "(f,DLH)"}
    assert "1 baris tetap bertanda data contoh: berkas tidak mengisi semua kolomnya." in report.notes


def test_a_row_whose_every_value_was_brought_is_real(town):
    report = town.load_text("dms", "kode,nama,tps3r\n33.20.01.2001,Desa 1,2", source="DLH")
    assert marks(town)["33.20.01.2001"] == "(f,DLH)"
    assert not any("contoh" in note for note in report.notes)


def test_a_source_that_is_lost_is_told(town):
    report = town.load_text("dms", "kode,nama,nasabah\n33.20.01.2001,Desa 1,5")
    assert marks(town)["33.20.01.2001"] == "(t,)"
    assert any(note.startswith("Sumber pada 1 baris yang tersimpan dikosongkan") for note in report.notes)


def test_loading_the_same_again_changes_nothing(town):
    text = "kode,nama,nasabah\n33.20.01.2001,Desa 1,5"
    town.load_text("dms", text)
    assert town.load_text("dms", text).batch is None
