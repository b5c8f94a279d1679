"""Rows without keys: found again by what they are, named the same in every load."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
import shapely

from gis.errors import HeadingError
from gis.imports import keys
from gis.validity import WIB
from tests.unit.imports.toys import WELL, draft, rules

NOTHING = ({}, frozenset())
PLACES = replace(WELL, natural_key=("nama", "geom"))


def named(columns, names=None, known=(), layer=WELL):
    return keys.name_rows(draft(columns, layer), lambda: (names or {}, frozenset(known)))


def ids(found):
    return found.values["id"]


def test_the_same_row_gets_the_same_id_however_its_text_is_written():
    one = named({"nama": ["Ujung Pandan"], "kode": ["33.20.01.2001"]})
    other = named({"nama": ["UJUNGPANDAN "], "kode": ["33.20.01.2001"]})
    assert ids(one) == ids(other)
    assert ids(one)[0].startswith("sumur-")
    assert ids(named({"nama": ["Ujung Pandan"], "kode": ["33.20.01.2002"]})) != ids(one)


def test_an_id_from_an_earlier_file_stays():
    assert ids(named({"nama": ["Satu"], "kode": ["x"]}, {"satu|x": ["lama-1"]}, ["lama-1"])) == ["lama-1"]


def test_an_id_that_went_to_another_row_is_not_given_again():
    first = ids(named({"nama": ["Satu"], "kode": ["x"]}))
    again = ids(named({"nama": ["Satu"], "kode": ["x"]}, {}, first))
    assert again != first
    assert again == ids(named({"nama": ["Satu"], "kode": ["x"]}, {}, first))


def test_a_row_that_fits_several_stored_ones_is_a_problem():
    found = named({"nama": ["Satu"], "kode": ["x"]}, {"satu|x": ["a", "b"]}, ["a", "b"])
    assert rules(found) == [(2, "nama", "key")]


def test_rows_that_are_the_same_are_all_told():
    found = named({"nama": ["Satu", "satu", "dua"], "kode": ["x"] * 3})
    assert rules(found) == [(2, "nama", "duplicate"), (3, "nama", "duplicate")]
    assert "baris 3" in found.problems[0].message


def test_a_row_is_not_good_because_its_twin_is_bad_already():
    found = named({"nama": ["Satu", "satu"], "kode": ["x", "x"], "jenis": ["curug", "bor"]})
    assert rules(found) == [(2, "jenis", "choices"), (2, "nama", "duplicate"), (3, "nama", "duplicate")]


def test_a_bad_row_without_any_key_is_told_that_too_but_not_twice():
    numbered = replace(WELL, natural_key=("nik",))
    columns = {
        "nik": [None, "12", None, "1234"],
        "nama": ["a", "b", "c", "d"],
        "kode": ["x"] * 4,
        "jenis": ["curug", "gali", "bor", "bor"],
    }
    found = named(columns, layer=numbered)
    # Row 3's number is no number of the kind: that is its problem, and not that it is missing.
    assert sorted(rules(found)) == [
        (2, "jenis", "choices"),
        (2, "nik", "key"),
        (3, "nik", "pattern"),
        (4, "nik", "key"),
    ]


def test_parts_of_natural_keys_that_could_not_be_read_make_no_twins():
    found = named({"nama": ["Satu", "Satu"], "kode": [None, "x"], "jenis": ["curug", "bor"]})
    assert (3, "nama", "duplicate") not in rules(found)


def test_keys_of_the_file_are_used_and_checked_for_twins():
    found = named({"id": ["a", "a", "b"], "nama": ["x", "y", "z"], "kode": ["k"] * 3})
    assert rules(found) == [(2, "id", "duplicate"), (3, "id", "duplicate")]


def test_only_the_rows_without_a_key_are_named():
    found = named({"id": ["a", None], "nama": ["x", "y"], "kode": ["k"] * 2})
    assert ids(found)[0] == "a"
    assert ids(found)[1].startswith("sumur-")


def test_a_bad_row_is_not_named_and_not_called_a_twin():
    found = named({"nama": ["x", "x"], "kode": [None, None], "dalam_m": ["?", "?"]})
    assert {rule for _, _, rule in rules(found)} == {"number"}


def test_a_file_without_any_key_is_refused():
    keyless = replace(WELL, natural_key=("nik",))
    with pytest.raises(HeadingError, match="'id', atau 'nik'"):
        named({"nama": ["x"], "kode": ["k"]}, layer=keyless)


def test_a_row_without_any_part_of_the_natural_key_is_a_problem():
    keyless = replace(WELL, natural_key=("nik",))
    found = named({"nama": ["x", "y"], "kode": ["k"] * 2, "nik": ["1234", None]}, layer=keyless)
    assert rules(found) == [(3, "nik", "key")]


def test_an_id_never_tells_a_hidden_natural_key():
    keyless = replace(WELL, natural_key=("nik",))
    row = {"nama": ["x"], "kode": ["k"], "nik": ["1234"]}
    assert ids(named(row, layer=keyless)) != ids(named(row, layer=keyless))


def marks(*shapes):
    return keys.natural_names(
        replace(WELL, natural_key=("geom",)), {}, np.array(shapes, dtype=object), len(shapes)
    )


def test_a_place_is_the_same_in_any_order_and_after_any_change_of_format():
    square = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
    turned = shapely.Polygon([(1, 1), (1, 0), (0, 0), (0, 1)])
    moved = shapely.Polygon([(1e-9, -1e-9), (1, 0), (1, 1), (0, 1)])
    other = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1.00001)])
    one, two, three, four, nothing = marks(square, turned, moved, other, None)
    assert one == two == three != four
    assert nothing is None


def test_a_moment_is_the_same_in_any_offset():
    here = datetime(2026, 1, 1, 7, tzinfo=WIB)
    there = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    layer = replace(WELL, natural_key=("dibuat",))
    assert len(set(keys.natural_names(layer, {"dibuat": [here, there]}, None, 2))) == 1
