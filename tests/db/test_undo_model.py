"""Any sequence of loads and undos leaves exactly the rows a model in Python says, batch and time included."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis import undo as undoing
from gis.errors import Conflict
from layers import LAYERS
from tests.db.conftest import DESA, INSIDE, Town

ONE = next(iter(DESA))
LON, LAT = INSIDE[ONE]
KEYS = "abcd"

Row = tuple[int, int, datetime]
"""What stands under a key: its value, the batch that wrote it, and when."""


@dataclass
class Model:
    """What the store must hold, and what each batch did to it."""

    rows: dict[str, Row] = field(default_factory=dict)
    done: dict[int, dict[str, Row | None]] = field(default_factory=dict)
    """Batch -> the rows it touched, as they were before it; None where there was none."""

    left: dict[int, dict[str, Row | None]] = field(default_factory=dict)
    """Batch -> the rows it touched, as it left them."""

    undone: set[int] = field(default_factory=set)

    def load(self, batch: int, when: datetime, values: dict[str, int], *, replaces: bool) -> None:
        before = dict(self.rows)
        for key, value in values.items():
            if key not in before or before[key][0] != value:
                self.rows[key] = (value, batch, when)
        for key in before.keys() - values.keys() if replaces else ():
            del self.rows[key]
        touched = {key for key in before.keys() | self.rows.keys() if before.get(key) != self.rows.get(key)}
        self.done[batch] = {key: before.get(key) for key in touched}
        self.left[batch] = {key: self.rows.get(key) for key in touched}

    def changed_again(self, batch: int) -> list[str]:
        return sorted(key for key, row in self.left[batch].items() if self.rows.get(key) != row)

    def undo(self, batch: int) -> list[int]:
        """Undoes the batch after those in its way, the newest first; their numbers in that order."""
        order = []
        while keys := self.changed_again(batch):
            later = max(
                other
                for other in self.done
                if other > batch and other not in self.undone and self.left[other].keys() & keys
            )
            order += self.undo(later)
        for key, row in self.done[batch].items():
            if row is None:
                del self.rows[key]
            else:
                self.rows[key] = row
        self.undone.add(batch)
        return [*order, batch]


LOAD = st.tuples(
    st.just("load"), st.dictionaries(st.sampled_from(KEYS), st.integers(1, 3), min_size=1), st.booleans()
)
UNDO = st.tuples(st.just("undo"), st.integers(0, 7), st.booleans())


class Trial:
    """A store and its model, taken through the same steps."""

    def __init__(self, town: Town) -> None:
        self.town, self.model = town, Model()
        self.batches: list[int] = []

    def load(self, values: dict[str, int], *, replaces: bool) -> None:
        lines = [f"{key},Tempat {key},{LON},{LAT},{value}" for key, value in sorted(values.items())]
        text = "\n".join(["id,nama,lon,lat,wisnus", *lines])
        batch = self.town.load_text("wisata", text, replace=replaces, ask=lambda _: True).batch
        before = dict(self.model.rows)
        if batch is not None:
            when = self.town.value("SELECT at FROM store.batch WHERE id = %s", [batch])
            self.model.load(batch, when, values, replaces=replaces)
            self.batches.append(batch)
        else:
            assert {key: before[key][0] for key in values} == values
            assert not replaces or before.keys() == values.keys()

    def undo(self, at: int, *, with_later: bool) -> None:
        batch = self.batches[at % len(self.batches)]
        history = self.town.rows("SELECT to_jsonb(h) FROM history.wisata h ORDER BY entry")
        refused = batch in self.model.undone or (not with_later and self.model.changed_again(batch))
        if refused:
            with pytest.raises(Conflict) as told:
                undoing.undo(batch, LAYERS, self.town.address, "uji", with_later=with_later)
            if batch not in self.model.undone:
                assert list(told.value.keys) == self.model.changed_again(batch)
            assert self.town.rows("SELECT to_jsonb(h) FROM history.wisata h ORDER BY entry") == history
            return
        expected = self.model.undo(batch)
        done = undoing.undo(batch, LAYERS, self.town.address, "uji", with_later=with_later)
        assert [one.undoes for one in done] == expected

    def check(self) -> None:
        found = self.town.rows("SELECT id, wisnus, batch, changed_at FROM store.wisata")
        assert {key: tuple(row) for key, *row in found} == self.model.rows


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(LOAD | UNDO, min_size=3, max_size=9))
def test_the_store_is_what_the_model_says_after_every_step(town, steps):
    without_sites(town)
    trial = Trial(town)
    for deed, what, how in steps:
        if deed == "load":
            trial.load(what, replaces=how)
        elif trial.batches:
            trial.undo(what, with_later=how)
        trial.check()


def without_sites(town: Town) -> None:
    """The town's sites are none again; its villages stay."""
    with psycopg.connect(town.address.conninfo()) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM store.wisata")
        connection.execute("DELETE FROM history.wisata")
        connection.execute("DELETE FROM store.batch WHERE layer = 'wisata'")
