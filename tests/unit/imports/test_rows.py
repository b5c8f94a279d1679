"""Rows are judged cell by cell and as a whole; what is wrong is told by row and column, never too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gis.imports.files.sheet import Unread
from gis.imports.headings import match
from gis.imports.rows import Terms, clean
from gis.imports.values import column
from gis.layer import STAFF, Coding, Kind, Within
from tests.unit.imports.toys import GRADE, KIND, NOW, WELL, draft, field, rules, sheet


def row(**cells):
    return {"nama": ["Satu"], "kode": ["33.20.01.2001"], **{name: [cell] for name, cell in cells.items()}}


def test_a_row_in_order_has_no_problem_and_typed_values():
    found = draft(row(dalam_m="12,5", dibuat="04/05/2026", pakai="minum; siram"))
    assert found.problems == ()
    assert found.values["dalam_m"] == [12.5]
    assert found.values["dibuat"] == [date(2026, 5, 4)]
    assert found.values["pakai"] == [["minum", "siram"]]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"dalam_m": -1}, "least"),
        ({"dalam_m": 300.5}, "most"),
        ({"debit": 0}, "above"),
        ({"dibuat": "2026-05-05"}, "past"),
        ({"nik": "12345"}, "pattern"),
        ({"jenis": "timba"}, "choices"),
        ({"dalam_m": "dalam"}, "number"),
    ],
)
def test_each_broken_bound_is_told_by_row_and_column(cells, rule):
    (name,) = cells
    assert rules(draft(row(**cells))) == [(2, name, rule)]


@pytest.mark.parametrize(
    "cells", [{"dalam_m": 0}, {"dalam_m": 300}, {"dibuat": "2026-05-04"}, {"nik": "1234"}]
)
def test_bounds_are_inclusive(cells):
    assert draft(row(**cells)).problems == ()


def test_an_empty_required_cell_is_a_problem_and_a_faulty_one_is_not_called_empty():
    assert rules(draft({"nama": ["", "b"], "kode": ["x", "y"]})) == [(2, "nama", "required")]
    found = draft({"nama": [1e17], "kode": ["x"]})
    assert rules(found) == [(2, "nama", "text")]


def test_rules_between_fields():
    found = draft({
        "nama": ["a", "b", "c", "d"],
        "kode": ["x"] * 4,
        "jenis": ["bor", "gali", None, None],
        "alasan_tutup": ["kering", "kering", "kering", None],
        "dibuat": ["2020-01-02", "2020-01-01", None, "2020-01-01"],
        "ditutup": ["2020-01-01", "2020-01-01", "2019-01-01", None],
    })  # fmt: skip
    assert rules(found) == [
        (2, "ditutup", "order"),
        (2, "alasan_tutup", "only_when"),
        (4, "alasan_tutup", "only_when"),
    ]


def test_a_message_repeats_a_public_value_and_never_a_hidden_one():
    found = draft(row(dalam_m="dalam sekali", nik="3320-rahasia"))
    public, hidden = (problem.message for problem in found.problems)
    assert "'dalam sekali'" in public
    assert "rahasia" not in hidden


def test_rows_without_anything_are_left_out_and_numbers_stay():
    given = sheet(
        {"nama": ["a", None, "  ", "d"], "kode": ["x", "", None, "x"], "lon": [None] * 4, "lat": [None] * 4}
    )
    found = clean(match(WELL, given, {}), WELL, Terms(now=NOW))
    assert list(found.numbers) == [2, 5]
    assert found.at == [0, 3]


def test_choices_written_otherwise_are_told_once():
    found = draft({"nama": ["a", "b", "c"], "kode": ["x"] * 3, "jenis": ["artesis", "artesis", "BOR"]})
    assert [note for note in found.notes if "dibaca" in note] == [
        "Kolom 'jenis' dibaca: 'artesis' sebagai bor."
    ]


def test_cells_that_are_one_key_to_a_dict_are_read_apart():
    found = draft({"nama": ["a", "b", "c"], "kode": ["x"] * 3, "dalam_m": [1, True, 1.0]})
    assert rules(found) == [(3, "dalam_m", "number")]
    assert found.values["dalam_m"] == [1.0, None, 1.0]


def test_where_rows_come_from_is_set_by_every_load():
    found = draft(row(), source="Dinas PUPR", date_of_data=date(2026, 1, 1))
    assert found.values["sumber"] == ["Dinas PUPR"]
    assert found.values["tanggal_data"] == [date(2026, 1, 1)]
    assert found.values["contoh"] == [False]
    own = draft(row(sumber="Survei", contoh="ya"), source="Dinas PUPR")
    assert own.values["sumber"] == ["Survei"]
    assert own.values["contoh"] == [True]


def test_dates_are_shifted_before_they_are_judged():
    late = row(dibuat="2026-05-05")
    assert rules(draft(late)) == [(2, "dibuat", "past")]
    assert draft(late, shift=timedelta(days=-1)).values["dibuat"] == [date(2026, 5, 4)]
    assert rules(draft(row(dibuat="2026-05-04"), shift=timedelta(days=1))) == [(2, "dibuat", "past")]


@pytest.mark.parametrize(
    ("code", "dotted"), [("3320", "33.20"), ("332001", "33.20.01"), (3320012001, "33.20.01.2001")]
)
def test_codes_without_dots_are_the_same_codes(code, dotted):
    assert draft(row() | {"kode": [code]}, codes=frozenset({"kode"})).values["kode"] == [dotted]


def test_a_cell_that_the_file_could_not_read_is_a_problem_and_not_an_empty_row():
    found = draft(
        {"nama": [None], "kode": [None], "debit": [Unread("berisi kesalahan rumus (#N/A)", "#N/A")]}
    )
    told = [problem.message for problem in found.problems if problem.rule == "unread"]
    assert told == ["Debit berisi kesalahan rumus (#N/A) (tertulis '#N/A')."]
    assert len(found) == 1


def test_each_distinct_cell_is_read_once(monkeypatch):
    read: list[object] = []
    reading = column.reading
    monkeypatch.setattr(column, "reading", lambda *given: _counting(read, reading(*given)))
    found = draft({"nama": ["a"] * 50, "kode": ["x"] * 50, "jenis": ["bor", "gali"] * 25})
    assert sorted(read).count("bor") == 1
    assert found.values["jenis"] == ["bor", "gali"] * 25


def _counting(read, reading):
    def counted(cell):
        read.append(cell)
        return reading(cell)

    return counted


# ── Wholes and parts, and what is unusual ────────────────────────────────────────────────────────────

WATER = replace(
    WELL,
    fields=(
        *WELL.fields,
        field("masuk", Kind.NUMBER, unit="l"),
        field("minum", Kind.NUMBER, unit="l", headings=("diminum",)),
        field("cuci", Kind.NUMBER, unit="l", usual=(1, 500)),
        field("tahun", Kind.INTEGER, past=True),
        field("gaji", Kind.NUMBER, access=STAFF, usual=(0, 10)),
        replace(
            GRADE, name="tingkat", headings=(), codings=(Coding(("klsgtn",), ((3, 1), (5, 10), (996, None))),)
        ),
    ),
    rules=(Within(("minum", "cuci"), "masuk", slack=0.5),),
)


@pytest.mark.parametrize(
    ("whole", "parts", "fits"),
    [
        (10, (4, 6), True),
        (10, (4, 6.5), True),
        (10, (4, 6.6), False),
        (10, (None, 11), False),
        (10, (None, None), True),
        (None, (4, 6), True),
        (0, (0, 0), True),
    ],
)
def test_parts_are_no_more_than_their_whole_give_or_take_what_rounding_did(whole, parts, fits):
    given = row(masuk=whole) | {"diminum": [parts[0]], "cuci": [parts[1]]}
    found = draft(given, WATER)
    assert rules(found) == ([] if fits else [(2, "masuk", "within")])


def test_the_message_on_parts_names_them_with_their_figures():
    found = draft(row(masuk=10) | {"diminum": [4.25], "cuci": [7]}, WATER)
    assert found.problems[0].message == "Minum + Cuci melebihi Masuk (11,25 > 10)."


def test_an_unusual_value_is_loaded_and_told():
    found = draft(row(cuci=501), WATER)
    assert found.problems == ()
    assert found.values["cuci"] == [501.0]
    assert [(one.row, one.column, one.rule, one.message) for one in found.remarks] == [
        (2, "cuci", "unusual", "Cuci lebih dari 500 l, tidak lazim; periksa angka dan satuannya.")
    ]
    assert [one.rule for one in draft(row(cuci=0.5), WATER).remarks] == ["unusual"]
    assert draft(row(cuci=500), WATER).remarks == ()


def test_a_year_may_not_lie_in_the_future():
    assert rules(draft(row(tahun=2027), WATER)) == [(2, "tahun", "past")]
    assert draft(row(tahun=2026), WATER).problems == ()


def test_a_heading_of_another_system_reads_its_codes_and_says_so():
    columns = {"nama": ["a", "b", "c"], "kode": ["x"] * 3, "KLSGTN": [3, 5, 996]}
    found = draft(columns, WATER)
    assert found.values["tingkat"] == [1, 10, None]
    assert "Kolom 'KLSGTN' dibaca: '3' sebagai 1, '5' sebagai 10." in found.notes
    assert any("1 sel berarti tidak ada data" in note for note in found.notes)
    assert draft(row(tingkat=10), WATER).values["tingkat"] == [10]


def test_a_close_spelling_is_proposed_for_a_public_field_only():
    hidden = replace(KIND, name="rahasia", access=STAFF)
    layer = replace(WELL, fields=(*WELL.fields, hidden))
    found = draft(row(jenis="galii", rahasia="galii"), layer)
    public, private = (problem.message for problem in found.problems)
    assert public.endswith("(tertulis 'galii'). Mungkin maksudnya 'Gali'?")
    assert "galii" not in private
    assert "maksudnya" not in private


def test_a_note_on_a_hidden_field_counts_and_shows_nothing():
    found = draft({"nama": ["a", "b"], "kode": ["x"] * 2, "gaji": ["1.234", "7,5"]}, WATER)
    (note,) = [note for note in found.notes if "gaji" in note]
    assert note.startswith("Kolom 'gaji': 1 sel dibaca dengan koma")
    assert "234" not in note
