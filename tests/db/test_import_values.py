"""Values on their way into the store and back: what a file means is stored, what is stored comes back."""

from __future__ import annotations

import pytest

from gis.exports import export
from gis.layer import Audience
from layers import LAYERS

STORED = "SELECT timbulan_t_th FROM store.dms ORDER BY kode"


def waste(*figures: object, mark: str = ";") -> str:
    """A sheet of villages with what they throw away in a year."""
    rows = [(f"33.20.01.200{at}", f"Desa {at}", figure) for at, figure in enumerate(figures, start=1)]
    return "\n".join(mark.join(map(str, row)) for row in [("kode", "nama", "timbulan_t_th"), *rows])


@pytest.mark.parametrize(
    "figures", [(1.234, 12.345, 999.0), (1e-07, 0.001, 1234.567), (4.0, 1234567.0, 123456789.123)]
)
@pytest.mark.parametrize("ending", ["csv", "gpkg", "geojson", "parquet"])
def test_any_figure_is_exported_and_loaded_again_without_change(town, figures, ending):
    town.load_text("dms", waste(*figures), decimal=".")
    assert [stored for (stored,) in town.rows(STORED)] == list(figures)
    done = export(LAYERS["dms"], Audience.PUBLIC, town.folder / f"dms.{ending}", town.address)
    report = town.load("dms", done.file)
    assert report.problems == ()
    assert (report.counts.unchanged, report.counts.changed) == (3, 0)


def test_an_indonesian_sheet_is_stored_as_it_is_meant(town):
    report = town.load_text("dms", waste("1.234,5", "1.234", "12 ton/tahun"))
    assert report.problems == ()
    assert town.rows(STORED) == [(1234.5,), (1234.0,), (12.0,)]
    assert any("'1.234' sebagai 1234" in note for note in report.notes)


def test_figures_that_could_be_two_stop_the_load_until_a_person_says_which(town):
    before = town.state("dms")
    report = town.load_text("dms", waste("1.234", "5.678"))
    assert [(problem.row, problem.rule) for problem in report.problems] == [
        (2, "ambiguous"),
        (3, "ambiguous"),
    ]
    assert town.state("dms") == before
    assert town.load_text("dms", waste("1.234", "5.678"), decimal=",").problems == ()
    assert town.rows(STORED) == [(1234.0,), (5678.0,)]


def test_what_was_said_of_the_decimal_mark_is_in_the_batchs_record(town):
    town.load_text("dms", waste("1.234"), decimal=".")
    assert town.value("SELECT options->>'decimal' FROM store.batch ORDER BY id DESC LIMIT 1") == "."


def test_parts_beyond_their_whole_are_told_and_an_unusual_whole_is_loaded(town):
    sheet = "kode;nama;timbulan_t_th;pengurangan_t_th;penanganan_t_th\n"
    report = town.load_text(
        "dms", f"{sheet}33.20.01.2001;A;100;60;50\n33.20.01.2002;B;157571,51;1;1", keep_good=True
    )
    assert [(problem.row, problem.rule) for problem in report.problems] == [(2, "within")]
    assert [(remark.row, remark.rule) for remark in report.remarks] == [(3, "unusual")]
    assert town.rows(STORED) == [(157571.51,)]
