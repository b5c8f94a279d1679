"""The table within the sheet: where its headings are, which lines are data; every other line is told."""

from __future__ import annotations

from datetime import date

import pytest

from gis.errors import BadRequest, HeadingError, SheetError
from gis.imports.files.layout import arranged, spans
from gis.imports.files.sheet import Grid, Merged, Unread, Why
from gis.imports.files.wanted import Wanted
from tests.unit.imports.toys import WELL

HEAD = ["No", "Nama", "Jenis", "Dalam_m", "Debit"]
ROWS = [
    ["1", "Bulu", "bor", "12", "3,5"],
    ["2", "Demaan", "gali", "7", "1"],
    ["3", "Kauman", "bor", "9", "2"],
]


def table(*lines, heading=None, merged=(), layer=WELL, first=1):
    return arranged(Grid("Lembar1", lines, tuple(merged), first), Wanted(layer, heading=heading))


def rows(sheet):
    return [list(row) for row in zip(*(column.cells for column in sheet.columns), strict=True)]


def skipped(sheet):
    return {one.row: one.why for one in sheet.skipped}


def test_a_plain_table():
    sheet = table(HEAD, *ROWS)
    assert sheet.headings == tuple(HEAD)
    assert rows(sheet) == ROWS
    assert list(sheet.numbers) == [2, 3, 4]
    assert (sheet.read, sheet.skipped, sheet.notes) == (3, (), ())


def test_titles_and_blank_lines_above_are_told_and_do_not_count():
    sheet = table(["DATA SUMUR"], ["Kabupaten Jepara", "", "2024"], [], HEAD, *ROWS)
    assert (list(sheet.numbers), sheet.read) == ([5, 6, 7], 3)
    assert sheet.notes == ("Judul kolom dibaca dari baris 4; di atasnya baris 1-2 tidak dimuat.",)


def test_a_title_merged_over_the_whole_table_is_no_heading():
    sheet = table(["DATA SUMUR", "", "", "", ""], HEAD, *ROWS, merged=[Merged(0, 0, 0, 4)])
    assert sheet.headings == tuple(HEAD)


def test_lines_are_numbered_as_the_person_sees_them():
    sheet = table(HEAD, *ROWS, first=7)
    assert list(sheet.numbers) == [8, 9, 10]


TWO = [["No", "Nama", "Koordinat", "", "Debit"], ["", "", "Lintang", "Bujur", ""]]
TWO_MERGED = [Merged(0, 0, 1, 0), Merged(0, 1, 1, 1), Merged(0, 2, 0, 3), Merged(0, 4, 1, 4)]
PLACED = [["1", "Bulu", "-6.5", "110.6", "1"], ["2", "Kauman", "-6.6", "110.7", "2"]]


@pytest.mark.parametrize("merged", [[], TWO_MERGED])
def test_two_lines_of_headings_with_and_without_merged_cells(merged):
    sheet = table(*TWO, *PLACED, merged=merged)
    assert sheet.headings == ("No", "Nama", "Koordinat Lintang", "Koordinat Bujur", "Debit")
    assert sheet.columns[2].parts == ("Koordinat", "Lintang")
    assert sheet.columns[1].parts == ()
    assert rows(sheet) == PLACED
    assert list(sheet.numbers) == [3, 4]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["No", "Nama", "Koordinat", "", "Kepemilikan"], ["", "", "Lintang", "Bujur", "Rumah"]),
        (["No", "Sumur", "Koordinat", "", "Debit"], ["", "Nama", "Lintang", "Bujur", "l/detik"]),
    ],
)
def test_a_heading_over_one_column_only_in_a_table_copied_without_its_merged_cells(upper, lower):
    sheet = table(upper, lower, *PLACED)
    joined = [f"{above} {below}".strip() for above, below in zip(upper, lower, strict=True)]
    assert sheet.headings == (*joined[:3], "Koordinat Bujur", joined[4])
    assert list(sheet.numbers) == [3, 4]


def test_a_row_of_words_under_a_heading_without_neighbour_is_a_row():
    sheet = table(["Nama", "Jenis", "", "Kode"], ["Bulu", "bor", "dalam", "x"], ["Kauman", "gali", "", "y"])
    assert sheet.headings == ("Nama", "Jenis", "", "Kode")
    assert list(sheet.numbers) == [2, 3]


def test_three_lines_of_headings():
    head = [
        ["Nama", "Ukuran", "", "", ""],
        ["", "Dalam", "", "Debit", ""],
        ["", "min", "maks", "min", "maks"],
    ]
    sheet = table(*head, ["Bulu", "1", "2", "3", "4"])
    assert sheet.headings == (
        "Nama",
        *(f"Ukuran {a} {b}" for a in ("Dalam", "Debit") for b in ("min", "maks")),
    )
    assert list(sheet.numbers) == [4]


def test_headings_merged_over_a_blank_line_take_it_with_them():
    sheet = table(HEAD, [""] * 5, *ROWS, merged=[Merged(0, at, 1, at) for at in range(5)])
    assert (list(sheet.numbers), sheet.skipped) == ([3, 4, 5], ())


def test_words_of_one_heading_in_two_cells():
    sheet = table(["Nama", "Alasan", "Dalam"], ["sumur", "tutup", "m"], ["Bulu", "kering", "5"])
    assert sheet.headings == ("Nama sumur", "Alasan tutup", "Dalam m")
    assert rows(sheet) == [["Bulu", "kering", "5"]]


def test_a_row_of_words_below_the_headings_is_no_heading():
    sheet = table(["nama", "jenis", "kode"], ["desa", "nama", "kode satu"], ["Bulu", "bor", "x"])
    assert rows(sheet)[0] == ["desa", "nama", "kode satu"]


@pytest.mark.parametrize("units", [["", "", "", "(m)", "(l/det)"], ["", "", "", "m", "liter"]])
def test_units_below_the_headings_are_part_of_them(units):
    sheet = table(HEAD, units, *ROWS)
    assert sheet.headings[3] == "Dalam_m (m)"
    assert list(sheet.numbers) == [3, 4, 5]


@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "2", "3", "4", "5"],
        [1.0, 2.0, 3.0, 4.0, 5.0],
        ["a", "b", "c", "d", "e"],
        ["1", "2", "3", "4", "5=3+4"],
    ],
)
def test_a_line_that_numbers_the_columns(numbers):
    sheet = table(HEAD, numbers, *ROWS)
    assert rows(sheet) == ROWS
    assert skipped(sheet) == {2: Why.NUMBERING}
    assert "Nomor kolom tidak dimuat: baris 2." in sheet.notes


def test_a_row_that_could_be_a_line_of_numbers_is_data():
    numbers = [["1", "2", "3"], ["2", "4", "8"], ["3", "9", "27"]]
    assert rows(table(["kelas", "dalam_m", "debit"], *numbers)) == numbers
    assert rows(table(["kelas", "dalam_m", "debit"], numbers[0])) == numbers[:1]


def test_headings_that_come_again_on_a_later_page():
    page = [["nama", "JENIS ", "Dalam m"], ["(1)", "(2)", "(3)"]]
    sheet = table(*page, ["Bulu", "bor", "1"], *page, ["Demaan", "gali", "2"])
    assert [row[0] for row in rows(sheet)] == ["Bulu", "Demaan"]
    assert skipped(sheet) == {2: Why.NUMBERING, 4: Why.HEADING, 5: Why.NUMBERING}


def test_a_title_that_comes_again_on_a_later_page():
    sheet = table(["DATA SUMUR"], HEAD, *ROWS, ["DATA SUMUR"], HEAD, *ROWS)
    assert skipped(sheet) == {6: Why.NOTE, 7: Why.HEADING}


def test_blank_rows_inside_are_skipped_and_those_after_the_end_do_not_count():
    sheet = table(HEAD, ROWS[0], ["", " ", None], [], ROWS[1], [], [""] * 5)
    assert skipped(sheet) == {3: Why.BLANK, 4: Why.BLANK}
    assert (list(sheet.numbers), sheet.read) == ([2, 5], 4)
    assert "Baris kosong tidak dimuat: baris 3-4." in sheet.notes


@pytest.mark.parametrize(
    "total",
    [
        ["Jumlah", "", "", "28", "6,5"],
        ["", "JUMLAH SELURUHNYA", "", "28", "6,5"],
        ["TOTAL :", None, None, 28.0, 6.5],
        ["Sub Total", "", "", "28", ""],
        ["", "Rata-rata", "", "9,3", "2,2"],
        ["Jumlah Kecamatan Kedung", "", "", "28", "6,5"],
        ["Total", "", "", Unread("berisi rumus yang belum dihitung"), ""],
        ["Jumlah/Total", "", "", "-", "6,5"],
        ["Jumlah", "", "", "", ""],
    ],
)
def test_rows_of_totals(total):
    sheet = table(HEAD, *ROWS, total)
    assert rows(sheet) == ROWS
    assert skipped(sheet) == {5: Why.TOTAL}
    assert "Jumlah atau rata-rata tidak dimuat: baris 5." in sheet.notes


@pytest.mark.parametrize(
    "row",
    [
        ["4", "Jumlah", "bor", "28", "6,5"],
        ["4", "Total", "", "28", "6,5"],
        ["", "Total Jaya", "bor", "28", "6,5"],
        ["4", "Total Jaya", "", "28", "6,5"],
        ["4", "Jumlahan", "", "28", "6,5"],
        ["", "Rata-rata Air", "gali", "", ""],
        ["", "Jumlahsari", "", "28", "6,5"],
    ],
)
def test_a_row_named_like_a_total_is_data(row):
    sheet = table(HEAD, *ROWS, row)
    assert rows(sheet) == [*ROWS, row]
    assert sheet.skipped == ()


def test_subtotals_between_rows_and_a_total_where_only_the_name_has_words():
    lines = [["Bulu", "1"], ["Demaan", "2"], ["Jumlah", "3"], ["Kauman", "4"], ["Total", "7"]]
    sheet = table(["nama", "dalam_m"], *lines)
    assert [row[0] for row in rows(sheet)] == ["Bulu", "Demaan", "Kauman"]
    assert skipped(sheet) == {4: Why.TOTAL, 6: Why.TOTAL}


NOTES = [
    [["Catatan: sementara"]],
    [["Sumber : DLH, 2024"]],
    [["Keterangan"], ["bor = sumur bor"], ["gali = sumur gali"]],
    [["*) belum diukur"]],
    [["", "", "", "Jepara, 31 Desember 2024"], ["", "", "", "Kepala Dinas"], [], ["", "", "", "NIP. 19 1 2"]],
    [["Mengetahui,"], ["Petinggi"]],
    [["Catatan: a", " b", " c"]],
    [["Jepara", " 31 Desember 2024"]],
]


@pytest.mark.parametrize("notes", NOTES)
@pytest.mark.parametrize("apart", [[], [[]]])
def test_notes_and_signatures_at_the_end(notes, apart):
    sheet = table(HEAD, *ROWS, *apart, *notes)
    assert rows(sheet) == ROWS
    assert set(skipped(sheet).values()) <= {Why.NOTE, Why.BLANK}
    assert sheet.read == 3 + len(apart) + len(notes)
    for line in notes:
        for cell in line:
            assert len(cell) < 5 or cell not in " ".join(sheet.notes), "what stands in notes is not repeated"


def test_what_follows_the_last_total_is_a_note():
    sheet = table(HEAD, *ROWS, ["Jumlah", "", "", "28", ""], ["Bidang Sumber Daya Air"], ["Dinas PUPR"])
    assert skipped(sheet) == {5: Why.TOTAL, 6: Why.NOTE, 7: Why.NOTE}


def test_a_note_between_rows():
    sheet = table(HEAD, ROWS[0], ["Catatan: mulai 2023"], *ROWS[1:])
    assert skipped(sheet) == {3: Why.NOTE}


@pytest.mark.parametrize(
    "row", [["4", "Sumberrejo"], ["", "Kepala Gading"], ["", "", "Catatan"], ["4", "Sumber", "bor", "1", "2"]]
)
def test_a_scanty_row_that_does_not_read_like_a_note_is_data(row):
    sheet = table(HEAD, *ROWS, row, ROWS[0])
    assert len(rows(sheet)) == 5
    lone = table(HEAD, *ROWS, ["", "Sumberrejo"])
    assert len(rows(lone)) == 4


def test_rows_before_a_note_are_not_taken_with_it():
    sheet = table(HEAD, *ROWS, ["4", "Sumberrejo"], ["Sumber: DLH"])
    assert skipped(sheet) == {6: Why.NOTE}


def test_a_village_and_a_date_are_no_place_and_date_in_a_table_of_two_columns():
    lines = [["Bulu", " 31 Desember 2024"], ["Demaan", " 1 Mei 2024"]]
    assert rows(table(["nama", "dibuat"], *lines)) == lines


def test_a_cell_merged_over_several_rows_belongs_to_all_of_them():
    lines = [["Kedung", "Bulu"], ["", "Demaan"], [None, "Kauman"], ["Mlonggo", "Jambu"]]
    sheet = table(["Kode", "Nama"], *lines, merged=[Merged(1, 0, 3, 0)])
    assert [row[0] for row in rows(sheet)] == ["Kedung", "Kedung", "Kedung", "Mlonggo"]
    assert sheet.notes == ("Sel gabungan di kolom 'Kode' berlaku juga untuk baris 3-4.",)
    assert lines[1][0] == "", "the table itself stays as it is"
    apart = table(["Kode", "Nama"], *lines)
    assert [row[0] for row in rows(apart)] == ["Kedung", "", None, "Mlonggo"], "blank is not merged"


def test_a_cell_merged_across_columns_stays_as_it_is():
    sheet = table(["Kode", "Nama"], ["x", ""], ["y", "z"], merged=[Merged(1, 0, 1, 1)])
    assert rows(sheet) == [["x", ""], ["y", "z"]]


def test_columns_without_headings_are_kept_with_their_cells_and_dropped_without():
    sheet = table(["Nama", "", "Jenis", "", ""], ["Bulu", "x", "bor", "", ""])
    assert [(column.heading, column.at) for column in sheet.columns] == [("Nama", 0), ("", 1), ("Jenis", 2)]


def test_a_line_with_more_cells_than_headings_is_a_broken_row_and_not_the_end():
    sheet = table(["Nama", "Jenis"], ["Bulu", "bor"], ["Jl. A", "No. 5", "gali"], ["Kauman", "gali", "", ""])
    assert list(sheet.broken) == [1]
    assert "3 sel" in sheet.broken[1]
    assert len(rows(sheet)) == 3


def test_a_line_with_fewer_cells_than_headings_is_told():
    sheet = table(HEAD, ROWS[0], ["2", "Demaan"])
    assert rows(sheet)[1] == ["2", "Demaan", None, None, None]
    assert any("lebih sedikit" in note and note.endswith("kosong: 3.") for note in sheet.notes)


def test_a_file_without_headings_is_refused_with_what_to_type():
    with pytest.raises(HeadingError, match=r"Baris 1 tampaknya berisi data.*--heading 0.*--map A=nama"):
        table(*ROWS)


@pytest.mark.parametrize("first", [[date(2024, 5, 1), "Bulu"], [5.0, "Bulu"], ["33.20.01", "Bulu"]])
def test_dates_numbers_and_codes_are_no_headings(first):
    with pytest.raises(HeadingError):
        table(first, ["lain", "lagi"])


def test_years_are_headings():
    assert table(["Bencana", "2023", 2024.0], ["Banjir", "1", "2"]).headings == ("Bencana", "2023", "2024")


def test_without_headings_columns_are_called_by_letters():
    sheet = table([], *ROWS, ["Jumlah", "", "", "28", ""], heading=0)
    assert sheet.headings == ("A", "B", "C", "D", "E")
    assert rows(sheet) == ROWS
    assert skipped(sheet) == {1: Why.BLANK, 5: Why.TOTAL}
    assert sheet.read == 5


def test_a_line_of_headings_that_is_named():
    lines = [["nama", "jenis"], ["Sebutan", "Macam"], ["Bulu", "bor"]]
    assert table(*lines).headings == ("nama", "jenis")
    assert table(*lines, heading=2).headings == ("Sebutan", "Macam")
    assert table(*TWO, *PLACED, heading=2, merged=TWO_MERGED).headings[2] == "Koordinat Lintang"


@pytest.mark.parametrize("number", [3, 9])
def test_a_named_line_that_is_not_there_or_blank(number):
    with pytest.raises(BadRequest, match=f"baris {number}"):
        table(HEAD, ROWS[0], [], ROWS[1], heading=number)


@pytest.mark.parametrize("lines", [[], [[]], [["", None], [" "]]])
def test_a_table_without_a_filled_cell_is_refused(lines):
    with pytest.raises(SheetError, match="kosong"):
        table(*lines)


def test_headings_that_no_layer_knows_are_the_first_wide_line_of_words():
    sheet = table(["Laporan"], ["a", "b", "c"], ["x", "1", "2"])
    assert sheet.headings == ("a", "b", "c")


def test_many_spans_are_cut_short():
    assert spans(range(0, 60, 2)).endswith("22, dan 18 lagi")
