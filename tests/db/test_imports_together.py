"""Loads at the same time: those of one layer follow each other, others do not wait."""

from __future__ import annotations

import threading

from gis.errors import Conflict
from gis.imports.pipeline import Stage
from tests.db.conftest import DESA, villages
from tests.db.sites import ONE, SITES, THREE, TWO


def test_two_loads_of_one_layer_follow_each_other_and_both_count(town):
    """The second reads its file while the first is under way, and waits where the two could meet."""
    one_is_in, two_may_start = threading.Event(), threading.Event()
    reports = {}

    def first(progress):
        if progress.stage is Stage.COMMITTING:
            two_may_start.set()
            # The second cannot get in: it waits for the layer until this one has committed.
            assert not one_is_in.wait(0.3)

    def second(progress):
        if progress.stage is Stage.LOADING:
            one_is_in.set()

    def load(name, text, watch):
        reports[name] = town.load("wisata", town.sheet(text, f"{name}.csv"), watch=watch)

    later = threading.Thread(
        target=lambda: (two_may_start.wait(10), load("dua", SITES.replace("47", "49"), second))
    )
    later.start()
    load("satu", SITES, first)
    later.join(20)
    assert reports["satu"].counts.inserted == 2
    assert (reports["dua"].counts.updated, reports["dua"].counts.unchanged) == (1, 1)


def test_a_load_blocks_no_load_of_another_layer(town):
    done = []

    def watch(progress):
        if progress.stage is Stage.COMMITTING:
            done.append(town.load("dms", town.sheet(f"kode,nama\n{ONE},Desa 1", "dms.csv")).loaded)

    town.load("wisata", town.sheet(SITES), watch=watch)
    assert done == [1]


def test_a_village_cannot_vanish_while_a_load_is_about_to_name_it(town):
    refused = []

    def delete_village():
        try:
            town.load("desa", villages(town.folder, {TWO: DESA[TWO], THREE: DESA[THREE]}), replace=True)
        except Conflict as error:
            refused.append(error.keys)

    deleting = threading.Thread(target=delete_village)

    def watch(progress):
        if progress.stage is Stage.COMMITTING:
            deleting.start()
            deleting.join(0.5)
            assert deleting.is_alive(), "the deletion waits for the load"

    town.load("dms", town.sheet(f"kode,nama\n{ONE},Desa 1", "dms.csv"), watch=watch)
    deleting.join(20)
    assert refused == [(ONE,)]
