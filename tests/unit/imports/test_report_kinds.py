"""Problems are told at one glance: by kind, the first of each, and the option that would help."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import gis.imports
from api.cli import telling
from gis.batches import Counts
from gis.errors import HeadingError
from gis.imports.files.sheet import Skipped, Why
from gis.imports.headings import match
from gis.imports.mending import Mended, Mending
from gis.imports.report.kinds import HELPS, TITLES, helps, kinds
from gis.imports.report.told import Report, refusal
from gis.problems import Problem, Proposal
from tests.unit.imports.toys import WELL, sheet

LOST = [Problem(row, "lat", "range", f"Lintang baris {row}.", "minus") for row in range(2, 302)]
EMPTY = [Problem(row, "nama", "required", "Nama kosong.") for row in range(100, 400)]


def told(*problems: Problem, **more) -> Report:
    counts = Counts(read=1_000, good=600, bad=400)
    return Report("sumur", "sumur.csv", counts, problems=problems, refused=bool(problems), **more)


def test_kinds_count_rows_and_keep_the_first_of_them():
    found = kinds([*LOST, *EMPTY, Problem(2, "lon", "range", "Bujur.", "minus")])
    assert [(kind.rule, kind.rows, kind.accept) for kind in found] == [
        ("range", 300, "minus"),
        ("required", 300, None),
    ]
    assert [one.row for one in found[0].first] == [2, 3, 4, 5, 6]
    assert found[0].columns == ("lat", "lon")


def test_one_rule_with_and_without_a_mending_is_two_kinds():
    far = Problem(9, "lat", "range", "Jauh di luar wilayah.")
    assert {(kind.rule, kind.accept) for kind in kinds([*LOST, far])} == {("range", "minus"), ("range", None)}


def test_the_options_that_help_are_named_with_their_rows():
    found = helps(kinds([*LOST, *EMPTY]))
    assert [(one.option, one.rows) for one in found] == [("--accept minus", 300)]


def test_every_mending_has_its_option():
    assert HELPS.keys() == set(Mending)


def test_six_hundred_problems_are_read_at_one_glance():
    lines = list(telling.lines(told(*LOST, *EMPTY)))
    assert len(lines) < 30
    assert any(line.split()[:4] == ["300", "Lokasi", "di", "luar"] for line in lines)
    assert "Baris 2, kolom lat: Lintang baris 2. [range]" in lines
    assert "… dan 590 lagi; semuanya dengan --all." in lines
    assert any("--accept minus" in line and "300 baris" in line for line in lines)
    every = list(telling.lines(told(*LOST, *EMPTY), every=True))
    assert sum(line.startswith("Baris ") for line in every) == 600


def test_a_few_problems_are_simply_listed():
    lines = list(telling.lines(told(*EMPTY[:3])))
    assert lines[:3] == [f"Baris {row}, kolom nama: Nama kosong. [required]" for row in (100, 101, 102)]
    assert not any("--all" in line for line in lines)


def test_skipped_rows_are_counted_by_reason():
    skipped = (Skipped(4, Why.BLANK), Skipped(9, Why.TOTAL))
    *_, outcome, _ = telling.lines(
        Report("contoh", "a.csv", Counts(read=9, good=6, skipped=3), skipped=skipped)
    )
    assert outcome.endswith("3 dilewati (2 baris kosong; 1 jumlah atau rata-rata).")


def test_a_proposed_column_is_told_once():
    one = Proposal("Namma", "nama", 0.9)
    with pytest.raises(HeadingError) as refused:
        match(WELL, sheet({"Namma": ["a"]}), {})
    for report in (
        Report("contoh", "a.csv", Counts(read=1, good=1), proposals=(one,)),
        refusal("sumur", "a.csv", refused.value),
    ):
        assert sum("Namma" in line for line in telling.lines(report)) == 1


def test_what_concerns_the_whole_file_has_no_row():
    lines = list(telling.lines(told(Problem(0, None, "sheet", "Berkas rusak."))))
    assert lines[0] == "Berkas rusak. [sheet]"
    assert not any("aris 0" in line for line in lines)
    # Its own sentence says what to do, which may be an option: the file need not be wrong.
    assert lines[-1] == "Tidak ada yang dimuat."
    assert told(Problem(0, None, "sheet", "Berkas rusak.")).as_json()["problems"][0]["row"] == 0


def test_many_mendings_are_summed_up_and_few_are_told_with_their_areas():
    one = Mended(3, "wkt", Mending.SHAPE, "Bentuknya diperbaiki.", 12_000.4, 11_999.6)
    assert next(telling.lines(told(mended=(one,)))) == (
        "Baris 3: Bentuknya diperbaiki. Luas 12.000 m² menjadi 12.000 m²."
    )
    many = tuple(Mended(row, "lat", Mending.MINUS, "Minus.") for row in range(2, 1502))
    assert next(telling.lines(told(mended=many))).startswith("Diperbaiki (minus) pada 1.500 baris: 2, 3, ")


def test_programs_get_all_of_it_by_the_agreed_names():
    found = told(*EMPTY[:2]).as_json()
    assert list(found)[:9] == [
        "layer", "file", "read", "good", "bad", "skipped", "loaded", "batch", "problems"
    ]  # fmt: skip
    assert {"kinds", "notes", "mended", "remarks", "skipped_rows", "proposals", "rejects", "report"} <= set(
        found
    )
    assert found["kinds"][0]["title"] == TITLES["required"]


def _rules() -> set[str]:
    """The rules that the import's own code names, wherever it makes a problem or a fault."""
    found: set[str] = set()
    for path in Path(gis.imports.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = {"Problem": 2, "Fault": 0}.get(node.func.id)
                if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                    found.add(node.args[at].value)
    return found - {""}  # Where a fault's reader names it.


@pytest.mark.parametrize("rule", sorted(_rules()))
def test_every_rule_has_a_title(rule):
    assert rule in TITLES
