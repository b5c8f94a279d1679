"""An undone batch has never been: rows, batches and times are exactly those before it."""

from __future__ import annotations

import threading

import pytest

from gis import batches, database
from gis import undo as undoing
from gis.batches import Deed
from gis.errors import Conflict, NotFound
from gis.imports.pipeline import Stage
from layers import LAYERS
from tests.db.conftest import DESA, INSIDE, villages

ONE, TWO, THREE = DESA
LON, LAT = INSIDE[ONE]
FIRST = "id,nama,lon,lat,wisnus\na,Satu,110.65,-6.55,1\nb,Dua,110.65,-6.55,2\nc,Tiga,110.65,-6.55,3".replace(
    "110.65", str(LON)
)
SECOND = FIRST.replace("Dua", "Dua Baru").replace("c,Tiga", "d,Empat")


def undo(town, batch, **options):
    return undoing.undo(batch, LAYERS, town.address, "uji", **options)


def stored(town, layer="wisata"):
    return town.state(layer)["rows"]


def listed(town):
    with database.writing(town.address) as session:
        return batches.listed(session)


def test_inserted_rows_are_gone_again(town):
    before = stored(town)
    batch = town.load_text("wisata", FIRST).batch
    (done,) = undo(town, batch)
    assert (done.undoes, done.counts.deleted, done.counts.updated) == (batch, 3, 0)
    assert stored(town) == before == []


def test_changed_and_deleted_rows_are_back_with_their_batch_and_time(town):
    town.load_text("wisata", FIRST)
    before = stored(town)
    batch = town.load_text("wisata", SECOND, replace=True).batch
    assert stored(town) != before
    (done,) = undo(town, batch)
    assert (done.counts.updated, done.counts.inserted, done.counts.deleted) == (1, 1, 1)
    assert stored(town) == before


def test_what_everyone_reads_is_as_before_and_its_version_moves_on(town):
    town.load_text("wisata", FIRST)
    before, version = (
        town.published(),
        town.value("SELECT version FROM public_.version WHERE layer = 'wisata'"),
    )
    batch = town.load_text("wisata", SECOND).batch
    undo(town, batch)
    assert town.published() == before
    # The rows were others in between: who kept them must ask again.
    assert town.value("SELECT version FROM public_.version WHERE layer = 'wisata'") != version


def test_places_by_code_follow_an_undo_of_the_villages(town):
    town.load_text("dms", f"kode,nama\n{ONE},Desa 1")
    before = town.published()
    moved = {code: shape.buffer(-0.01) for code, shape in DESA.items()}
    batch = town.load("desa", villages(town.folder, moved)).batch
    assert town.published() != before
    undo(town, batch)
    assert town.published() == before


def test_an_undo_is_a_batch_and_shows_in_the_list(town):
    batch = town.load_text("wisata", FIRST).batch
    (done,) = undo(town, batch)
    newest, undone, *_ = listed(town)
    assert (newest.id, newest.deed, newest.undoes, newest.counts.deleted) == (done.batch, Deed.UNDO, batch, 3)
    assert (undone.id, undone.undone_by) == (batch, done.batch)


def test_history_keeps_both_the_batch_and_its_undo(town):
    first = town.load_text("wisata", FIRST).batch
    second = town.load_text("wisata", SECOND).batch
    (done,) = undo(town, second)
    kept = town.rows("SELECT id, nama, batch, ended_by, deleted FROM history.wisata ORDER BY entry")
    assert kept == [
        ("b", "Dua", first, second, False),
        ("b", "Dua Baru", second, done.batch, False),
        ("d", "Empat", second, done.batch, True),
    ]


@pytest.mark.parametrize("times", [2, 3])
def test_a_second_undo_of_a_batch_is_refused(town, times):
    batch = town.load_text("wisata", FIRST).batch
    (done,) = undo(town, batch)
    before = town.state("wisata")
    for _ in range(times - 1):
        with pytest.raises(Conflict, match=f"sudah dibatalkan oleh batch {done.batch}"):
            undo(town, batch)
    assert town.state("wisata") == before


def test_an_undo_is_not_undone(town):
    (done,) = undo(town, town.load_text("wisata", FIRST).batch)
    with pytest.raises(Conflict, match="pembatalan"):
        undo(town, done.batch)


def test_a_batch_that_is_not_there(town):
    with pytest.raises(NotFound):
        undo(town, 10**9)


def test_rows_that_a_later_batch_changed_are_named_and_nothing_is_undone(town):
    first = town.load_text("wisata", FIRST).batch
    second = town.load_text("wisata", SECOND, replace=True).batch
    before = town.state("wisata")
    with pytest.raises(Conflict, match=f"batch {second}") as refused:
        undo(town, first)
    assert refused.value.keys == ("b", "c")
    assert town.state("wisata") == before


def test_a_later_batch_that_touched_other_rows_is_no_hindrance(town):
    first = town.load_text("wisata", FIRST).batch
    town.load_text("wisata", f"id,nama,lon,lat\nz,Lain,{LON},{LAT}")
    undo(town, first)
    assert town.rows("SELECT id FROM store.wisata") == [("z",)]


def test_with_later_undoes_the_newest_first(town):
    before = stored(town)
    first = town.load_text("wisata", FIRST).batch
    second = town.load_text("wisata", SECOND).batch
    other = town.load_text("wisata", f"id,nama,lon,lat\nz,Lain,{LON},{LAT}").batch
    third = town.load_text("wisata", SECOND.replace("Empat", "Lima")).batch
    done = undo(town, first, with_later=True)
    # Batch 3 changed only a row that batch 2 brought; `other` touched none of these rows and stays.
    assert [one.undoes for one in done] == [third, second, first]
    assert town.rows("SELECT id, batch FROM store.wisata") == [("z", other)]
    assert before == []


def test_after_the_later_batch_is_undone_the_earlier_one_can_be(town):
    before = stored(town)
    first = town.load_text("wisata", FIRST).batch
    second = town.load_text("wisata", SECOND, replace=True).batch
    undo(town, second)
    undo(town, first)
    assert stored(town) == before


def test_a_file_can_be_loaded_again_after_its_undo_and_undone_again(town):
    first = town.load_text("wisata", FIRST).batch
    before = stored(town)
    for _ in range(2):
        batch = town.load_text("wisata", SECOND, replace=True).batch
        undo(town, batch)
        assert stored(town) == before
    undo(town, first)
    assert stored(town) == []


def test_a_row_deleted_by_one_batch_and_brought_again_by_another_is_a_conflict(town):
    town.load_text("wisata", FIRST)
    deleting = town.load_text("wisata", FIRST.rsplit("\n", 1)[0], replace=True).batch
    town.load_text("wisata", FIRST.replace("Tiga", "Tiga Lagi"))
    with pytest.raises(Conflict) as refused:
        undo(town, deleting)
    assert refused.value.keys == ("c",)


def test_a_village_that_others_name_is_not_undone_away(town):
    town.load("desa", villages(town.folder, {"33.20.01.2004": DESA[THREE].buffer(0.01)}))
    batch = town.value("SELECT max(id) FROM store.batch")
    town.load_text("dms", "kode,nama\n33.20.01.2004,Desa 4")
    before = town.state("desa")
    with pytest.raises(Conflict, match="1 baris 'dms'"):
        undo(town, batch)
    assert town.state("desa") == before


def test_rows_do_not_come_back_to_a_village_that_is_gone(town):
    town.load_text("dms", f"kode,nama\n{ONE},Desa 1\n{TWO},Desa 2")
    batch = town.load_text("dms", f"kode,nama\n{TWO},Desa 2", replace=True).batch
    gone = town.load("desa", villages(town.folder, {TWO: DESA[TWO], THREE: DESA[THREE]}), replace=True).batch
    before = town.state("dms")
    with pytest.raises(Conflict, match="lapisan 'desa'") as refused:
        undo(town, batch)
    assert refused.value.keys == (ONE,)
    assert town.state("dms") == before
    undo(town, gone)
    undo(town, batch)
    assert town.rows("SELECT kode FROM store.dms ORDER BY 1") == [(ONE,), (TWO,)]


def test_all_the_later_batches_in_the_way_are_named(town):
    first = town.load_text("wisata", FIRST).batch
    second = town.load_text("wisata", FIRST.replace("Dua", "Dua Baru")).batch
    third = town.load_text("wisata", FIRST.replace("Tiga", "Tiga Baru").replace("Dua", "Dua Baru")).batch
    with pytest.raises(Conflict, match=rf"batch {third}, {second} \(b, c\)"):
        undo(town, first)


def test_an_undo_waits_for_a_load_of_the_layer_and_then_sees_it(town):
    first = town.load_text("wisata", FIRST).batch
    refused = []

    def undo_first():
        try:
            undo(town, first)
        except Conflict as error:
            refused.append(error.keys)

    undoing_thread = threading.Thread(target=undo_first)

    def watch(progress):
        if progress.stage is Stage.COMMITTING:
            undoing_thread.start()
            undoing_thread.join(0.5)
            assert undoing_thread.is_alive(), "the undo waits for the load"

    town.load_text("wisata", SECOND, watch=watch)
    undoing_thread.join(20)
    assert refused == [("b",)]


@pytest.mark.parametrize("layer", [name for name, layer in LAYERS.items() if layer.totals is None])
def test_each_layer_s_undo_is_one_statement_the_database_takes(town, layer):
    queries = (
        undoing.changed_again_query,
        undoing.added_query,
        undoing.restore_changed,
        undoing.restore_deleted,
    )
    with database.writing(town.address) as session:
        for query in queries:
            assert session.connection.execute(query(LAYERS[layer], 0)).rowcount == 0
