"""Tables as agencies publish them: titles, two lines of headings, totals, signatures, no headings at all."""

from __future__ import annotations

import csv

import pytest

from gis.errors import HeadingError
from gis.imports.files import formats
from gis.imports.files.sheet import Why
from gis.imports.files.wanted import Wanted
from layers import LAYERS


@pytest.fixture
def read(shared):
    def found(file, layer, **wanted):
        return formats.read(shared / "data" / "real" / "raw" / file, Wanted(LAYERS[layer], **wanted))

    return found


def test_disasters_by_regency_below_two_lines_of_merged_headings(read):
    sheet = read("bencana_alam_jateng_raw.xlsx", "kejadian", sheet="Data Asli")
    assert len(sheet.columns) == 51
    assert sheet.headings[:3] == ("Bencana", "Jumlah", "Kabupaten / Kota Cilacap")
    assert sheet.columns[2].parts == ("Kabupaten / Kota", "Cilacap")
    assert list(sheet.numbers) == list(range(6, 17))
    why = {one.row: one.why for one in sheet.skipped}
    assert why == {17: Why.TOTAL, 18: Why.NOTE, 19: Why.NOTE, 20: Why.NOTE}
    kinds, totals, *regencies = (column.cells for column in sheet.columns[:37])
    assert kinds[0].endswith("BANJIR")
    added = [sum(cells) for cells in zip(*regencies, strict=True)]
    assert added[1:5] == list(totals[1:5]), "columns stay aligned (the source's own first sum is wrong)"


def test_the_same_in_a_sheet_that_begins_with_its_headings(read):
    sheet = read("bencana_alam_jateng_raw.xlsx", "kejadian", sheet="Data Analisis")
    assert (len(sheet.columns), sheet.read, sheet.skipped) == (36, 11, ())


def test_waste_below_a_title(read):
    sheet = read("komposisi_sampah_sipsn_2021_raw.xlsx", "dms")
    assert (sheet.read, sheet.numbers[0], sheet.numbers[-1], sheet.skipped) == (232, 3, 234, ())
    assert sheet.headings[:3] == ("Tahun", "Provinsi", "Kabupaten/Kota")
    assert any("di atasnya baris 1 tidak dimuat" in note for note in sheet.notes)


def test_shelters_without_headings(read, shared):
    file = "tempat_evakuasi_cilacap_raw.csv"
    with pytest.raises(HeadingError, match=r"--heading 0.*--map A=nama"):
        read(file, "titik_evakuasi")
    sheet = read(file, "titik_evakuasi", heading=0)
    with (shared / "data" / "real" / "raw" / file).open(encoding="utf-8", newline="") as content:
        lines = list(csv.reader(content))
    assert sheet.headings == tuple("ABCDEFGHIJKLM")
    assert [list(row) for row in zip(*(column.cells for column in sheet.columns), strict=True)] == lines
    assert (sheet.read, sheet.skipped) == (320, ())


@pytest.mark.parametrize(
    ("file", "layer", "rows"),
    [
        ("event_wisata_jepara_2026_raw.csv", "wisata", 73),
        ("pulau_jepara_raw.csv", "daratan", 32),
        ("wppnri-712_titik_dms.csv", "jalur_tangkap", 17),
    ],
)
def test_plain_tables_stay_whole(read, file, layer, rows):
    sheet = read(file, layer)
    assert (list(sheet.numbers), sheet.skipped, sheet.broken) == (list(range(2, rows + 2)), (), {})
