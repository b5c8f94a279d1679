"""Hazard areas that lie on each other are told, the largest first, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from gis.imports.draft import Draft
from gis.imports.places import overlaps
from gis.layer import PUBLIC, Fill, Hazard, Kind, Layer, Shape, Words
from gis.problems import Problem
from tests.unit.imports.toys import WELL, field

ZONES = Layer(
    name="kawasan",
    system="SIYAB",
    owner="BPBD",
    title=Words("Kawasan", "Areas"),
    description=Words("Kawasan bahaya.", "Hazard areas."),
    shape=Shape.POLYGON,
    access=PUBLIC,
    natural_key=("studi", "geom"),
    fields=(field("studi", refers="studi"), field("jenis"), field("kelas", Kind.INTEGER)),
    hazard=Hazard("jenis", "kelas", studies="studi"),
    style=Fill("#888888"),
)

HECTARE = 0.000904
"""The side of a square of about one hectare, in degrees at 6.6 degrees south."""


def square(east: float, side: float = 1.0, north: float = 0.0):
    """A square of `side` times 100 m, so many times 100 m east and north of a corner of the regency."""
    x, y = 110.6 + east * HECTARE, -6.6 + north * HECTARE
    return shapely.box(x, y, x + side * HECTARE, y + side * HECTARE)


def draft(*rows, layer=ZONES) -> Draft:
    """Rows of (geometry, kind, class, study)."""
    shapes = np.array([row[0] for row in rows], dtype=object)
    values = {name: [row[at] for row in rows] for at, name in enumerate(("jenis", "kelas", "studi"), 1)}
    return Draft(layer, range(2, 2 + len(rows)), range(len(rows)), values, {}, shapes)


def told(*rows, **more):
    """The remarks as (row, message)."""
    return [(remark.row, remark.message) for remark in overlaps.remarked(draft(*rows, **more)).remarks]


def test_two_classes_at_one_place_are_told_with_their_hectares():
    ((row, message),) = told((square(0), "banjir", 1, "a"), (square(0.5), "banjir", 3, "a"))
    assert row == 3
    assert message == "Bertumpuk 0,50 ha dengan baris 2; kelasnya berbeda, yang dihitung kelas terburuk."


def test_one_area_drawn_twice_is_told_apart():
    ((_, message),) = told((square(0), "banjir", 2, "a"), (square(0), "banjir", 2, "a"))
    assert "1,00 ha dengan baris 2; kelasnya sama" in message


def test_an_area_within_another_is_told():
    assert len(told((square(0, 5), "banjir", 1, "a"), (square(1, 1, 1), "banjir", 2, "a"))) == 1


@pytest.mark.parametrize("other", [("rob", 3, "a"), ("banjir", 3, "b")])
def test_other_kinds_and_other_studies_may_lie_anywhere(other):
    assert told((square(0), "banjir", 1, "a"), (square(0), *other)) == []


@pytest.mark.parametrize("beside", [square(1), square(0.99999), square(0.995, north=0.2), square(1, north=1)])
def test_neighbours_and_slivers_are_left_out(beside):
    assert told((square(0), "banjir", 1, "a"), (beside, "banjir", 2, "a")) == []


def test_the_largest_overlaps_come_first_and_how_many_there_are_is_said():
    rows = [(square(at * 3), "banjir", 1, "a") for at in range(60)]
    rows += [(square(at * 3 + at / 100), "banjir", 2, "a") for at in range(60)]
    found = overlaps.remarked(draft(*rows))
    shared = [float(remark.message.split()[1].replace(",", ".")) for remark in found.remarks]
    assert len(shared) == 50
    assert shared == sorted(shared, reverse=True)
    assert [note for note in found.notes if "60 pasang kawasan bertumpuk" in note]


def test_rows_that_are_wrong_or_have_no_place_are_left_out():
    found = draft((square(0), "banjir", 1, "a"), (None, "banjir", 2, "a"), (square(0), "banjir", 3, "a"))
    found = found.saying([Problem(4, None, "choices", "x")])
    assert overlaps.remarked(found).remarks == ()


def test_other_layers_are_not_looked_at():
    placed = draft((square(0), "a", 1, "a"), (square(0), "a", 1, "a"), layer=replace(WELL))
    assert overlaps.remarked(placed) is placed


def test_where_the_work_would_be_too_much_the_largest_come_first_and_that_is_said(monkeypatch):
    rows = [
        (square(0, 10), "banjir", 1, "a"),
        (square(0, 10), "banjir", 2, "a"),
        (square(9.5), "banjir", 2, "a"),
    ]
    whole = overlaps.remarked(draft(*rows))
    assert (len(whole.remarks), whole.notes) == (3, ())
    monkeypatch.setattr(overlaps, "_WORK", 12)
    part = overlaps.remarked(draft(*rows))
    assert [remark.row for remark in part.remarks] == [3]
    assert "sebagiannya" in part.notes[0]


def test_pairs_are_found_in_pieces_as_they_are_at_once(monkeypatch):
    rows = [(square(at * 0.7), "banjir", at % 3, "a") for at in range(40)]
    at_once = told(*rows)
    monkeypatch.setattr(overlaps, "_CHUNK", 40 * 7)
    assert told(*rows) == at_once
    assert len(at_once) == 39
