"""The person's own file comes back with what is wrong in colours; the bad rows alone can be loaded again."""

from __future__ import annotations

import re
import string
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gis.batches import Counts
from gis.errors import BadRequest
from gis.imports.files import formats
from gis.imports.files.sheet import Column, Grid, Merged, Sheet, Skipped, Unread, Why
from gis.imports.files.wanted import Wanted
from gis.imports.headings import Headed, match
from gis.imports.mending import Mended, Mending
from gis.imports.report import leaving, pen, rejects, workbook
from gis.imports.report.leaving import Leave
from gis.imports.report.marks import Weight
from gis.imports.report.told import Report
from gis.problems import Problem
from tests.unit.imports.toys import WELL

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

LINES = [
    ["REKAP SUMUR", None, None, None],
    [None, None, None, None],
    ["nama", "kode", "jenis", "dalam_m"],
    ["Sumur A", "33.20.01.2001", "bor", 12],
    ["Sumur B", "0812", "curug", 900],
    [None, None, None, None],
    ["=1+1", "33.20.01.2002", "@gali", 5.5],
    ["Jumlah", None, None, 917.5],
]
"""Lines as in a file: a title, headings in line 3, rows 4, 5 and 7, a blank line, a total."""

DATA = (4, 5, 7)
SKIPPED = (Skipped(6, Why.BLANK), Skipped(8, Why.TOTAL))


def headed(lines=LINES, data=DATA, skipped=SKIPPED, merged=(), heads=3) -> Headed:
    """The lines as a sheet whose headings stand in line `heads`."""
    grid = Grid("Lembar", lines, merged)
    columns = tuple(
        Column(str(heading), [lines[number - 1][at] for number in data], at=at)
        for at, heading in enumerate(lines[heads - 1])
    )
    return match(WELL, Sheet("Lembar", columns, list(data), skipped=tuple(skipped), grid=grid), {})


def report(*problems: Problem, **more) -> Report:
    return Report(
        "sumur", more.pop("file", "sumur.csv"), Counts(), problems=problems, skipped=SKIPPED, **more
    )


CHOICES = Problem(5, "jenis", "choices", "Jenis bukan salah satu pilihan.")
TOO_DEEP = Problem(5, "dalam_m", "most", "Dalam lebih dari 300.")
KEYLESS = Problem(7, None, "key", "Barisnya tidak dikenali.")


def cells(path: Path, sheet: str | None = None) -> list[list]:
    """What a workbook's sheet holds, from its first cell on."""
    book = CalamineWorkbook.from_path(str(path))
    found = book.get_sheet_by_name(sheet or book.sheet_names[0])
    return [
        [None if cell == "" else cell for cell in line] for line in found.to_python(skip_empty_area=False)
    ]


def part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 -- our own.


def colours(path: Path) -> dict[str, str]:
    """The fill of each coloured cell of the first sheet, by its name such as "C5"."""
    styles = part(path, "xl/styles.xml")
    fills = [
        (found.get("rgb") or "")[2:] if (found := fill.find(".//x:fgColor", NS)) is not None else ""
        for fill in styles.findall("x:fills/x:fill", NS)
    ]
    looks = [fills[int(xf.get("fillId") or 0)] for xf in styles.findall("x:cellXfs/x:xf", NS)]
    found = part(path, "xl/worksheets/sheet1.xml").findall(".//x:c", NS)
    return {str(c.get("r")): f"#{looks[int(c.get('s') or 0)]}" for c in found if looks[int(c.get("s") or 0)]}


def whole(folder: Path, told: Report, given_: Headed | None = None) -> Path:
    path = folder / "laporan.xlsx"
    workbook.write(path, given_ or headed(), told)
    return path


def test_every_line_stands_where_it_stood_with_the_reason_beside_it(tmp_path):
    found = cells(whole(tmp_path, report(CHOICES, TOO_DEEP, KEYLESS)))
    assert [line[:4] for line in found] == LINES
    assert [line[4] for line in found] == [
        None,
        None,
        "alasan",
        None,
        "Jenis bukan salah satu pilihan. Dalam lebih dari 300.",
        "Dilewati: baris kosong.",
        "Barisnya tidak dikenali.",
        "Dilewati: jumlah atau rata-rata.",
    ]


def test_the_cells_something_is_said_of_are_coloured(tmp_path):
    mended = Mended(4, "kode", Mending.NAME, "Kode diisi dari nama.")
    remark = Problem(4, "nama", "look", "Nama mirip dengan yang lain.")
    told = report(CHOICES, KEYLESS, mended=(mended,), remarks=(remark,))
    bad, mended_, look, skipped = (
        pen.COLOURS[weight] for weight in (Weight.BAD, Weight.MENDED, Weight.LOOK, Weight.SKIPPED)
    )
    found = colours(whole(tmp_path, told))
    assert found == {
        "A4": look, "B4": mended_, "E4": mended_,
        "C5": bad, "E5": bad,
        "E6": skipped, "E8": skipped,
        # Nothing of the row fits a column, so all of it is marked.
        "A7": bad, "B7": bad, "C7": bad, "D7": bad, "E7": bad,
    }  # fmt: skip


def test_a_coloured_cell_says_why_when_it_is_pointed_at(tmp_path):
    path = whole(tmp_path, report(CHOICES))
    comments = part(path, "xl/comments1.xml").findall(".//x:comment", NS)
    assert [(c.get("ref"), "".join(c.itertext())) for c in comments] == [("C5", CHOICES.message)]


def test_headings_stay_in_sight_and_rows_can_be_filtered(tmp_path):
    sheet = part(whole(tmp_path, report(CHOICES)), "xl/worksheets/sheet1.xml")
    pane, filtered = sheet.find(".//x:pane", NS), sheet.find("x:autoFilter", NS)
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    assert filtered.get("ref") == "A3:E8"


def test_nothing_in_a_report_runs_when_it_is_opened(tmp_path):
    hostile = [
        '=HYPERLINK("http://a.b")',
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "http://a.b",
        "a\x07b",
        "x" * 40_000,
    ]
    lines = [["nama", "kode"], *([text, "1"] for text in hostile)]
    given_ = headed(lines, tuple(range(2, 2 + len(hostile))), (), heads=1)
    path = whole(
        tmp_path, Report("sumur", "a.csv", Counts(), problems=(Problem(2, "nama", "x", "=1+1"),)), given_
    )
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert sheet.findall(".//x:f", NS) == []
    assert sheet.findall(".//x:hyperlink", NS) == []
    found = [line[0] for line in cells(path)[1:]]
    assert found[:6] == hostile[:6]
    assert found[6] == "a␇b"
    assert (len(found[7]), found[7][-1]) == (pen.LONGEST, "…")


def test_cells_that_were_one_are_one_unless_a_file_claims_the_whole_sheet(tmp_path):
    title, absurd, beside = Merged(0, 0, 0, 3), Merged(3, 0, 7_000_000, 3), Merged(4, 0, 4, 9)
    given_ = headed(merged=(title, absurd, beside))
    sheet = part(whole(tmp_path, report(CHOICES), given_), "xl/worksheets/sheet1.xml")
    assert [one.get("ref") for one in sheet.findall(".//x:mergeCell", NS)] == ["A1:D1"]


def test_the_summary_counts_and_says_which_option_helps(tmp_path):
    lost = [Problem(row, "lat", "range", "Lintang kehilangan minus.", "minus") for row in (4, 5)]
    path = whole(tmp_path, report(*lost, KEYLESS, notes=("Berkas bukan UTF-8.",)))
    said = cells(path, "Ringkasan")
    assert [line[:3] for line in said if line[0] == "Lokasi di luar wilayah"] == [
        ["Lokasi di luar wilayah", 2, "lat"]
    ]
    assert any(str(line[0]).startswith("--accept minus") and line[1] == 2 for line in said)
    assert any(line[0] == "Berkas bukan UTF-8." for line in said)


def test_of_a_very_large_file_only_what_is_said_something_of_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 10)
    found = cells(whole(tmp_path, report(CHOICES)))
    assert [line[0] for line in found] == ["REKAP SUMUR", None, "nama", "Sumur B"]
    assert found[-1][4] == "Baris 5: Jenis bukan salah satu pilihan."


def test_a_map_is_shown_by_its_attributes(tmp_path):
    shapes = np.array([shapely.Point(0, 0), shapely.Point(1, 1)], dtype=object)
    columns = (Column("nama", ["A", "B"]), Column("kode", ["1", ["2", "3"]]))
    given_ = match(WELL, Sheet("peta", columns, range(1, 3), shapes=shapes), {})
    told = Report("sumur", "a.gpkg", Counts(), problems=(Problem(2, "kode", "refers", "Tidak ada."),))
    assert cells(whole(tmp_path, told, given_)) == [
        ["baris", "nama", "kode", "alasan"],
        [1, "A", "1", None],
        [2, "B", "2; 3", "Tidak ada."],
    ]


def test_the_bad_rows_stand_under_their_own_headings_and_load_again(tmp_path):
    path = tmp_path / "ditolak.xlsx"
    workbook.write_bad(path, headed(), report(CHOICES, KEYLESS))
    found = cells(path)
    assert [line[:4] for line in found] == [*LINES[:3], LINES[4], LINES[6]]
    assert found[3][4] == "Baris 5: Jenis bukan salah satu pilihan."
    again = formats.read(path, Wanted(WELL, heading=3))
    assert [column.cells for column in again.columns[:4]] == [[LINES[4][at], LINES[6][at]] for at in range(4)]
    assert match(WELL, again, {}).ignored == ("alasan",)


def test_a_reason_of_an_earlier_report_makes_room(tmp_path):
    lines = [["nama", "kode", "alasan"], ["A", "1", "Baris 9: yang lama."], ["B", "2", "Baris 10: lama."]]
    path = tmp_path / "ditolak.xlsx"
    told = Report("sumur", "a.xlsx", Counts(), problems=(Problem(3, "kode", "refers", "Tidak ada."),))
    workbook.write_bad(path, headed(lines, (2, 3), (), heads=1), told)
    assert cells(path) == [["nama", "kode", "alasan"], ["B", "2", "Baris 3: Tidak ada."]]


def test_a_column_of_the_person_s_own_that_is_called_so_is_kept(tmp_path):
    lines = [["nama", "alasan", "kode"], ["A", "milik orang", "1"]]
    path = tmp_path / "ditolak.xlsx"
    told = Report("sumur", "a.xlsx", Counts(), problems=(Problem(2, "kode", "refers", "Tidak ada."),))
    workbook.write_bad(path, headed(lines, (2,), (), heads=1), told)
    assert cells(path)[1] == ["A", "milik orang", "1", "Baris 2: Tidak ada."]


def test_dates_and_numbers_stay_what_they_are(tmp_path):
    values = [
        date(2024, 12, 31),
        datetime.fromisoformat("2024-12-31 08:30"),
        0.1,
        2**60,
        True,
        date(1650, 1, 1),
    ]
    lines = [["nama", "kode"], *([value, "1"] for value in values)]
    path = tmp_path / "a.xlsx"
    rows = tuple(range(2, 2 + len(values)))
    bad = tuple(Problem(row, "kode", "refers", "Tidak ada.") for row in rows)
    workbook.write_bad(path, headed(lines, rows, (), heads=1), Report("sumur", "a", Counts(), problems=bad))
    found = [line[0] for line in cells(path)[1:]]
    assert found == [*values[:3], str(2**60), True, "1650-01-01"]


def test_what_could_not_be_worked_out_stays_so(tmp_path):
    errors = [
        Unread("berisi kesalahan rumus (#REF!)", "#REF!"),
        Unread("rumusnya belum dihitung"),
        Unread("", "=1+1"),
    ]
    lines = [["nama", "kode"], *([error, "1"] for error in errors)]
    bad = tuple(Problem(row, "nama", "unread", "Tidak terbaca.") for row in (2, 3, 4))
    path = tmp_path / "a.xlsx"
    workbook.write_bad(
        path, headed(lines, (2, 3, 4), (), heads=1), Report("sumur", "a", Counts(), problems=bad)
    )
    formulas = part(path, "xl/worksheets/sheet1.xml").findall(".//x:f", NS)
    assert [formula.text for formula in formulas] == ["#REF!", "#N/A", "#N/A"]
    again = formats.read(path, Wanted(WELL, heading=1)).columns[0].cells
    assert [str(cell) for cell in again if isinstance(cell, Unread)] == ["#REF!", "#N/A", "#N/A"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
GIVEN = TEXTS | st.sampled_from(["0812", "1.234,56", "=1", "-", "_x0041_", "1e5", "TRUE", "31/12/2024"])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(GIVEN, GIVEN), min_size=1, max_size=6))
def test_text_comes_back_as_the_same_text(tmp_path_factory, pairs):
    lines = [["nama", "kode"], *([f"s{first}", second] for first, second in pairs)]
    rows = tuple(range(2, 2 + len(pairs)))
    bad = tuple(Problem(row, "kode", "refers", "Tidak ada.") for row in rows)
    path = tmp_path_factory.mktemp("teks") / "a.xlsx"
    workbook.write_bad(path, headed(lines, rows, (), heads=1), Report("sumur", "a", Counts(), problems=bad))
    assert [line[:2] for line in cells(path)] == [
        [None if cell == "" else re.sub("[\ufffe\uffff]", "\ufffd", cell) for cell in line] for line in lines
    ]


def test_files_are_new_and_for_their_owner_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = report(CHOICES)
    first = leaving.bad_rows(headed(), told, Leave())
    second = leaving.bad_rows(headed(), told, Leave())
    assert (first.rejects, second.rejects) == ("sumur-ditolak.xlsx", "sumur-ditolak-1.xlsx")
    left = leaving.whole(headed(), told, Leave(when_bad=True))
    assert left.workbook == "sumur-laporan.xlsx"
    found = sorted(tmp_path.iterdir())
    assert [path.name for path in found] == [
        "sumur-ditolak-1.xlsx",
        "sumur-ditolak.xlsx",
        "sumur-laporan.xlsx",
    ]
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    with pytest.raises(BadRequest, match="sudah ada"):
        leaving.bad_rows(headed(), told, Leave(rejects=Path("sumur-ditolak.xlsx")))


def test_where_nothing_is_wrong_nothing_is_left_unless_it_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fine = Report("sumur", "sumur.csv", Counts())
    assert leaving.bad_rows(headed(), fine, Leave()) == fine
    assert leaving.whole(headed(), fine, Leave(when_bad=True)) == fine
    assert list(tmp_path.iterdir()) == []
    asked = leaving.whole(headed(), fine, Leave(report=tmp_path / "a.xlsx"))
    assert Path(asked.workbook).exists()


def test_a_report_that_breaks_off_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gis.imports.report.workbook.cell_marks", broken)
    with pytest.raises(OSError, match="No space"):
        leaving.bad_rows(headed(), report(CHOICES), Leave())
    # What nobody asked for by name does not stop what was asked for.
    left = leaving.whole(headed(), report(CHOICES), Leave(when_bad=True))
    assert left.workbook is None
    assert "No space left" in left.notes[-1]
    assert list(tmp_path.iterdir()) == []


def test_cells_too_long_for_a_workbook_go_into_a_geopackage_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outline = shapely.to_wkt(shapely.Point(0, 0).buffer(1, quad_segs=1_000))
    assert len(outline) > pen.LONGEST
    lines = [["nama", "kode", "wkt"], ["A", "1", outline]]
    told = Report("sumur", "a.csv", Counts(), problems=(Problem(2, "kode", "refers", "Tidak ada."),))
    given_ = headed(lines, (2,), (), heads=1)
    left = leaving.bad_rows(given_, told, Leave())
    assert left.rejects == "a-ditolak.gpkg"
    again = formats.read(Path(left.rejects), Wanted(WELL))
    assert {c.heading: list(c.cells) for c in again.columns} == {
        "nama": ["A"], "kode": ["1"], "wkt": [outline], "alasan": ["Tidak ada."]
    }  # fmt: skip
    with pytest.raises(BadRequest, match=r"NAMA\.gpkg"):
        leaving.bad_rows(given_, told, Leave(rejects=Path("b.xlsx")))


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("rtlh.csv", "rtlh"),
        ("rtlh-ditolak.xlsx", "rtlh"),
        ("rtlh-laporan-3.xlsx", "rtlh"),
        ("a-b.csv", "a-b"),
    ],
)
def test_names_do_not_grow(file, stem):
    assert rejects.stem(Path(file)) == stem


def test_every_letter_has_a_format():
    assert all(pen.held(letter) == (letter, None) for letter in string.printable[:95])
