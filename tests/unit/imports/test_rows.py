"""Rows are judged cell by cell and as a whole; what is wrong is told by row and column, never too much."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gis.imports import rows
from gis.imports.headings import match
from gis.imports.rows import Terms, clean
from tests.unit.imports.toys import NOW, WELL, draft, rules, sheet


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


@pytest.mark.parametrize("code", ["33.20", "332", "33200120011", "abc", ""])
def test_what_is_no_code_is_left_as_it_is(code):
    assert rows.dotted(code) == code
