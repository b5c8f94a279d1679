"""Any sequence of edits and undos leaves the rows that a model says, and every state in the history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis import edits
from gis import undo as undoing
from gis.edits import Document, Editing, Unfit
from gis.errors import Conflict, NotFound, Stale
from gis.features import Feature
from gis.layer import Audience
from gis.privacy import visible
from layers import LAYERS
from tests.db.conftest import INSIDE, Town
from tests.db.test_undo_model import without_sites

KEYS = ("a", "b")
PLACES = list(INSIDE.values())
SITES = LAYERS["wisata"]
HOW = Editing(visible(SITES, Audience.STAFF), LAYERS, "uji")

State = dict[str, Any]
"""What stands under a key, of the fields that change here: name, visitors, place."""

VALUES = st.fixed_dictionaries(
    {}, optional={"wisnus": st.sampled_from([None, 1, 2, -1]), "sumber": st.sampled_from([None, "Dinas"])}
)
PLACE = st.integers(0, len(PLACES) - 1)
STEPS = st.one_of(
    st.tuples(st.just("replace"), st.sampled_from(KEYS), VALUES, PLACE),
    st.tuples(st.just("update"), st.sampled_from(KEYS), VALUES, PLACE | st.none()),
    st.tuples(st.just("delete"), st.sampled_from(KEYS), st.none(), st.none()),
    st.tuples(st.just("stale"), st.sampled_from(KEYS), VALUES, PLACE),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none(), st.none()),
)


@dataclass
class Model:
    """What the store must hold, and each edit that was not undone, the newest last: its batch and what stood
    there before it."""

    rows: dict[str, State] = field(default_factory=dict)
    done: list[tuple[int, str, State | None]] = field(default_factory=list)
    states: int = 0

    def write(self, batch: int | None, key: str, state: State | None) -> None:
        before = self.rows.get(key)
        assert (batch is None) == (before == state), "a batch for every change, and for none without"
        if batch is not None:
            self.done.append((batch, key, before))
            self.states += before is not None
        self.set(key, state)

    def set(self, key: str, state: State | None) -> None:
        if state is None:
            self.rows.pop(key, None)
        else:
            self.rows[key] = state


class Trial:
    """A store and its model, taken through the same steps."""

    def __init__(self, town: Town) -> None:
        self.town, self.model = town, Model()

    def replace(self, key: str, values: State, place: int) -> None:
        state = {"nama": f"Pantai {key}", "wisnus": None, "sumber": None, **values, "place": place}
        document = Document(
            {"nama": state["nama"], "jenis": "pantai", **values},
            {"type": "Point", "coordinates": list(PLACES[place])},
        )
        if state["wisnus"] == -1:
            with pytest.raises(Unfit):
                edits.replace(self.town.address, HOW, key, document)
            return
        done = edits.replace(self.town.address, HOW, key, document)
        assert done.created == (key not in self.model.rows)
        self.model.write(done.batch, key, state)

    def update(self, key: str, values: State, place: int | None) -> None:
        patch: dict[str, Any] = {"properties": dict(values)}
        if place is not None:
            # The village goes with the place: left out, it is told by it.
            patch["properties"]["kode"] = None
            patch["geometry"] = {"type": "Point", "coordinates": list(PLACES[place])}
        if key not in self.model.rows or values.get("wisnus") == -1:
            with pytest.raises((NotFound, Unfit)):
                edits.update(self.town.address, HOW, key, patch)
            return
        done = edits.update(self.town.address, HOW, key, patch)
        moved = {} if place is None else {"place": place}
        self.model.write(done.batch, key, {**self.model.rows[key], **values, **moved})

    def delete(self, key: str, *_: Any) -> None:
        if key not in self.model.rows:
            with pytest.raises(NotFound):
                edits.delete(self.town.address, HOW, key)
            return
        self.model.write(edits.delete(self.town.address, HOW, key).batch, key, None)

    def stale(self, key: str, values: State, place: int) -> None:
        def expects(_: Feature | None) -> None:
            raise Stale

        document = Document({"nama": "Lain", **values}, {"type": "Point", "coordinates": list(PLACES[place])})
        with pytest.raises(Stale):
            edits.replace(self.town.address, HOW, key, document, expects)

    def undo(self, at: int, *_: Any) -> None:
        if not self.model.done:
            return
        batch, key, before = self.model.done[at % len(self.model.done)]
        later = [other for other, its, _ in self.model.done if its == key and other > batch]
        if later:
            with pytest.raises(Conflict):
                undoing.undo(batch, LAYERS, self.town.address, "uji")
            return
        undoing.undo(batch, LAYERS, self.town.address, "uji")
        self.model.states += key in self.model.rows
        self.model.done = [one for one in self.model.done if one[0] != batch]
        self.model.set(key, before)

    def check(self) -> None:
        found = self.town.rows(
            "SELECT id, nama, wisnus, sumber, ST_X(geom), ST_Y(geom), kode FROM store.wisata"
        )
        codes = dict(zip(PLACES, INSIDE, strict=True))
        held = {
            key: {"nama": nama, "wisnus": wisnus, "sumber": sumber, "place": PLACES.index((x, y))}
            for key, nama, wisnus, sumber, x, y, _ in found
        }
        assert held == self.model.rows
        assert all(code == codes[x, y] for *_, x, y, code in found)
        shown = self.town.rows("SELECT id, nama FROM public_.wisata")
        assert dict(shown) == {key: state["nama"] for key, state in held.items()}
        assert self.town.value("SELECT count(*) FROM history.wisata") == self.model.states


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(STEPS, min_size=3, max_size=9))
def test_the_store_is_what_the_model_says_after_every_edit(town, steps):
    without_sites(town)
    trial = Trial(town)
    for deed, *given_ in steps:
        getattr(trial, deed)(*given_)
        trial.check()
