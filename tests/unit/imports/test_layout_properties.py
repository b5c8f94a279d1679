"""Whatever stands around a table, its rows come out exactly, in order, under their own numbers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gis.imports.files.layout import arranged
from gis.imports.files.sheet import Grid, Merged, Why
from gis.imports.files.wanted import Wanted
from tests.unit.imports.toys import WELL

LEAVES = ("No", "Nama", "Jenis", "Kode", "Dalam (m)", "Debit", "Catatan")
GROUPED = (
    ["No", "Nama", "Jenis", "Kode", "Ukuran", "", "Catatan"],
    ["", "", "", "", "Dalam (m)", "Debit", ""],
)
THREE = (
    ["No", "Sumur", "", "", "Ukuran", "", "Catatan"],
    ["", "Nama", "Letak", "", "Dalam (m)", "Debit", ""],
    ["", "", "Jenis", "Kode", "", "", ""],
)
HEADS = ([list(LEAVES)], list(GROUPED), list(THREE))

TITLES = (
    [],
    [["DATA SUMUR UMUM"]],
    [["DATA SUMUR UMUM"], ["", "", "Kabupaten Jepara"], []],
    [[], ["PEMERINTAH KABUPATEN JEPARA"], ["Tahun", "2024"], []],
)
UNDER = ([], [[f"({at})" for at in range(1, 8)]], [["1", "2", "3", "4", "5", "6", "7"]])
BETWEEN = ([], ["", "", "", "", "", "", ""], ["Sub total", "", "", "", "12,5", "3", ""])
ENDS = (
    [],
    [["Jumlah", "", "", "", "99", "9", ""]],
    [["", "TOTAL SELURUHNYA", "", "", "99", "9", ""], ["", "Rata-rata", "", "", "9", "1", ""]],
    [[], ["Sumber: DPUPR, 2024"]],
    [["Jumlah", "", "", "", "99", "9", ""], [], ["Catatan:"], ["* belum diukur"]],
    [
        [],
        ["", "", "", "", "Jepara, 31 Desember 2024"],
        ["", "", "", "", "Kepala Dinas"],
        [],
        ["", "", "", "", "NIP"],
    ],
)

names = st.sampled_from(
    [
        "Bulu",
        "Jumlah",
        "Total Jaya",
        "Sumber Rejo",
        "Rata-rata",
        "Catatan",
        "Kepala Gading",
        "Demaan 2",
        "*Bulu",
    ]
)
numbers = st.one_of(st.integers(0, 300).map(str), st.sampled_from(["1,5", "12.25", "-", ""]))
kinds = st.sampled_from(["bor", "gali"])
notes = st.sampled_from(["", "", "baik", "Sumber: warga"])


@st.composite
def data(draw):
    count = draw(st.integers(1, 12))
    return [
        [str(at + 1), draw(names), draw(kinds), f"K{at:03d}", draw(numbers), draw(numbers), draw(notes)]
        for at in range(count)
    ]


@st.composite
def files(draw):
    """Lines of a table with all that surrounds it, the rows of data with their numbers, and how many lines
    below the headings there are up to the last that holds anything."""
    rows = draw(data())
    head = draw(st.sampled_from(HEADS))
    lines = [*draw(st.sampled_from(TITLES)), *head]
    top = len(lines)
    lines += draw(st.sampled_from(UNDER))
    expected = {}
    for row in rows:
        gap = draw(st.sampled_from(BETWEEN))
        if expected and gap:
            lines.append(gap)
        if expected and draw(st.integers(0, 9)) == 0:
            lines += head
        lines.append(row)
        expected[len(lines)] = row
    lines += draw(st.sampled_from(ENDS))
    last = max(at for at, line in enumerate(lines) if "".join(line).strip())
    lines += [[]] * draw(st.integers(0, 2))
    return lines, expected, last + 1 - top


@settings(max_examples=150, deadline=None, derandomize=True)
@given(files())
def test_the_rows_come_out_exactly_and_every_other_line_is_told(file):
    lines, expected, below = file
    sheet = arranged(Grid("Lembar1", lines), Wanted(WELL))
    found = zip(*(column.cells for column in sheet.columns), strict=True)
    assert dict(zip(sheet.numbers, map(list, found), strict=True)) == expected
    assert sheet.read == len(expected) + len(sheet.skipped) == below
    assert {column.heading.split()[-1] for column in sheet.columns} >= {"Nama", "Jenis", "Kode", "Debit"}
    assert not sheet.broken


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data(), st.data())
def test_merged_cells_change_nothing_but_the_blank_cells_they_cover(rows, draw):
    first = draw.draw(st.integers(0, len(rows) - 1))
    last = draw.draw(st.integers(first, len(rows) - 1))
    cut = [list(row) for row in rows]
    for row in cut[first + 1 : last + 1]:
        row[2] = ""
    merged = (Merged(first + 1, 2, last + 1, 2),) if last > first else ()
    sheet = arranged(Grid("Lembar1", [list(LEAVES), *cut], merged), Wanted(WELL))
    filled = [
        [*row[:2], rows[first][2] if first <= at <= last else row[2], *row[3:]] for at, row in enumerate(rows)
    ]
    assert [list(row) for row in zip(*(column.cells for column in sheet.columns), strict=True)] == filled


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "Nama", "Jumlah", "1", "(1)", "x", "Catatan:", "Jenis", "*"]), max_size=5
        )
    )
)
def test_every_line_below_the_headings_is_a_row_or_skipped_whatever_the_file_holds(lines):
    table = [["Nama", "Jenis", "Kode"], *lines]
    sheet = arranged(Grid("Lembar1", table), Wanted(WELL, heading=1))
    last = max(at for at, line in enumerate(table) if "".join(line))
    first = min([*sheet.numbers, *(one.row for one in sheet.skipped)], default=last + 2)
    assert sorted([*sheet.numbers, *(one.row for one in sheet.skipped)]) == list(range(first, last + 2))
    assert first <= 5
    blank = {at + 1 for at, line in enumerate(table) if not "".join(line) and at + 1 >= first and at <= last}
    assert {one.row for one in sheet.skipped if one.why is Why.BLANK} == blank
