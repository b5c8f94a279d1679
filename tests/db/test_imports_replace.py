"""What `replace` deletes is counted, asked about, and never most of a layer by mistake."""

from __future__ import annotations

import pytest

from gis.errors import BadRequest, Conflict, RefusedData
from tests.db.conftest import DESA, villages
from tests.db.sites import LAT, LON, ONE, SITES, THREE, TWO, sites


def test_replace_deletes_what_the_file_does_not_have(town):
    town.load_text("wisata", SITES)
    report = town.load_text("wisata", f"nama,lon,lat\nPantai A,{LON},{LAT}", replace=True)
    assert (report.counts.deleted, report.counts.unchanged, report.counts.inserted) == (1, 1, 0)
    assert [row[0] for row in sites(town)] == ["Pantai A"]
    assert town.rows("SELECT nama, deleted FROM history.wisata") == [("Bukit B", True)]


def test_replace_refuses_what_would_empty_the_layer_or_delete_rows_by_mistake(town):
    town.load_text("wisata", SITES)
    with pytest.raises(RefusedData, match="menghapus seluruh isi lapisan"):
        town.load_text("wisata", "nama,lon,lat", replace=True)
    with pytest.raises(BadRequest, match="--keep-good"):
        town.load_text("wisata", SITES, replace=True, keep_good=True)
    assert len(sites(town)) == 2


def test_rows_that_others_name_are_not_deleted(town):
    town.load_text("wisata", SITES)
    before = town.state("desa")
    with pytest.raises(Conflict, match="1 baris 'wisata'") as refused:
        town.load("desa", villages(town.folder, {ONE: DESA[ONE], THREE: DESA[THREE]}), replace=True)
    assert refused.value.keys == (TWO,)
    assert town.state("desa") == before


def test_what_replace_deletes_is_asked_before_anything_is_changed(town):
    town.load_text("wisata", SITES)
    before, asked = town.state("wisata"), []

    def no(deletion):
        asked.append((deletion.rows, deletion.of, deletion.most, town.state("wisata") == before))
        return False

    with pytest.raises(RefusedData, match="1 dari 2 baris"):
        town.load_text("wisata", f"nama,lon,lat\nPantai A,{LON},{LAT}", replace=True, ask=no)
    assert asked == [(1, 2, False, True)]
    assert town.state("wisata") == before


def test_replace_does_not_delete_most_of_a_layer_unless_somebody_says_so(town):
    town.load_text("wisata", SITES + f"Goa C,alam,{LON},{LAT},1")
    one = f"nama,lon,lat\nPantai A,{LON},{LAT}"
    with pytest.raises(RefusedData, match="lebih dari separuh"):
        town.load_text("wisata", one, replace=True)
    assert len(sites(town)) == 3
    trial = town.load_text("wisata", one, replace=True, dry_run=True)
    assert (trial.counts.deleted, trial.refused) == (2, False)
    assert any("2 dari 3 baris" in note and "--yes" in note for note in trial.notes)
    assert town.load_text("wisata", one, replace=True, ask=lambda _: True).counts.deleted == 2
