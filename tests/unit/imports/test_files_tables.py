"""Text files and spreadsheets: every cell comes out as it was written, or is told to be unread."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from gis.errors import SheetError
from gis.imports.files.sheet import Unread
from tests.unit.imports import samples
from tests.unit.imports.samples import cells, read, written

LAST_DAY = date(2024, 12, 31)
MORNING = datetime.combine(LAST_DAY, time(6, 30))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf16_with_and_without_its_mark(tmp_path, encoding):
    found = read(written(tmp_path / "a.csv", "nama;kode\nDésa Bulu;01\n", encoding))
    assert cells(found) == {"nama": ["Désa Bulu"], "kode": ["01"]}
    assert any("UTF-16" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Data Desa, Tahun 2024\nkode;nama;luas\n01;Bulu;1,5\n02;Demaan;2,5\n", 3),
        ("kode;luas;lebar\n01;1,5;2,5\n02;1,5;2,5\n", 3),
        ("kode,nama,alamat\n01,Bulu,a; b\n02,Demaan,c; d\n", 3),
        ("kode\tnama\n01\tBulu, Jepara\n", 2),
        ("kode^nama\n01^Bulu\n", 2),
        ('kode,nama\n01,"Bulu; Jepara; Jawa"\n02,"a;b;c"\n', 2),
    ],
)
def test_the_mark_between_cells_is_found_by_all_first_lines(tmp_path, text, width):
    assert len(read(written(tmp_path / "a.csv", text)).columns) == width


def test_the_line_that_tells_excel_the_mark_is_no_row_but_is_counted(tmp_path):
    found = read(written(tmp_path / "a.csv", "sep=;\nkode;nama\n01;a,b\n"))
    assert cells(found) == {"kode": ["01"], "nama": ["a,b"]}
    assert list(found.numbers) == [3]


def test_text_without_columns_is_told_so(tmp_path):
    with pytest.raises(SheetError, match="pemisah kolom"):
        read(written(tmp_path / "a.txt", "Kepada Yth.\nBapak Camat\n"))


# Spreadsheets


def test_formulas_without_value_and_error_values_are_no_empty_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["nama", "kode", "luas"])
        page.write_row(1, 0, ["Bulu", "01"])
        page.write_formula(1, 2, "=1+1", value=2)
        page.write_formula(2, 0, '=""', value="")
        page.write_formula(2, 1, "=NA()", value="#N/A")
        page.write_formula(3, 2, "=1/0", value="#DIV/0!")
        page.write_string(3, 0, "x")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = parts[page].replace(b'<f>""</f><v></v>', b"<f>A1</f>")
    assert b"<f>A1</f></c>" in parts[page]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    found = read(path)
    assert found.columns[2].cells[0] == 2
    wrong = [found.columns[at].cells[row] for at, row in ((0, 1), (1, 1), (2, 2))]
    assert all(isinstance(cell, Unread) for cell in wrong)
    assert "belum dihitung" in wrong[0].reason
    assert [str(cell) for cell in wrong[1:]] == ["#N/A", "#DIV/0!"]
    assert any("rumus" in note for note in found.notes)


def test_an_error_beyond_the_last_value_is_still_there(tmp_path):
    rows = (
        f"<table:table-row>{samples.text_cell('nama')}{samples.text_cell('kode')}</table:table-row>"
        f"<table:table-row>{samples.text_cell('Bulu')}"
        "<table:table-cell table:formula='of:=1+1'/></table:table-row>"
        "<table:table-row><table:table-cell table:formula='of:=NA()' office:value-type='string' "
        "calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell></table:table-row>"
    )
    found = cells(read(samples.ods(tmp_path / "a.ods", rows)))
    assert [str(cell) for cell in found["nama"]] == ["Bulu", "#N/A"]
    assert "belum dihitung" in found["kode"][0].reason


def test_an_old_workbook_with_an_error_value(tmp_path):
    records = samples.xls_label(0, 0, "nama") + samples.xls_label(0, 1, "kode")
    records += samples.xls_label(1, 0, "Bulu") + samples.xls_error(1, 1, 0x2A)
    found = cells(read(samples.xls(tmp_path / "a.xls", records)))
    assert found["nama"] == ["Bulu"]
    assert str(found["kode"][0]) == "#N/A"


@pytest.mark.parametrize("old", [False, True])
def test_dates_of_both_calendars(tmp_path, old):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": old}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["nama", "tanggal", "jam"])
        page.write_string(1, 0, "Bulu")
        page.write_datetime(1, 1, LAST_DAY, book.add_format({"num_format": "d mmmm yyyy"}))
        page.write_datetime(1, 2, MORNING, book.add_format({"num_format": "d/m/yy hh:mm"}))
    found = cells(read(path))
    assert found["tanggal"] == [LAST_DAY]
    assert found["jam"] == [MORNING]


def test_empty_sheets_are_not_asked_about_and_hidden_ones_are_said(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        page.write_row(0, 0, ["nama", "kode"])
        page.write_row(1, 0, ["Bulu", "01"])
        book.add_worksheet("Sheet2")
        hidden = book.add_worksheet("Kode")
        hidden.write_row(0, 0, ["nama"])
        hidden.hide()
    found = read(path)
    assert found.name == "Data"
    assert any("tersembunyi" in note and "Kode" in note for note in found.notes)
    assert read(path, sheet="kode").name == "Kode"
