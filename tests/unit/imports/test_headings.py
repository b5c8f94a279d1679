"""Which column is which field."""

from __future__ import annotations

import pytest

from gis.errors import BadRequest, HeadingError, UnknownName
from gis.imports.headings import match
from tests.unit.imports.toys import WELL, sheet

PLACED = {"lon": [110.6], "lat": [-6.6]}


def fields(given, renamed=None):
    return {name: column.heading for name, column in match(WELL, given, renamed or {}).fields.items()}


def test_headings_are_compared_without_case_spaces_and_punctuation():
    given = sheet({"NAMA  SUMUR": ["a"], "Dalam (m)": [1], "KODE": ["x"], **PLACED})
    assert fields(given) == {"nama": "NAMA  SUMUR", "dalam_m": "Dalam (m)", "kode": "KODE"}


def test_a_column_of_no_field_is_left_out_and_named():
    found = match(WELL, sheet({"nama": ["a"], "pemilik": ["b"], **PLACED}), {})
    assert found.ignored == ("pemilik",)
    assert "pemilik" in found.notes[0]


def test_places_are_columns_only_where_the_format_has_none_of_its_own():
    columns = {"nama": ["a"], "kode": ["x"], "Bujur": [110.6], "Lintang": [-6.6]}
    assert set(match(WELL, sheet(columns), {}).places) == {"lon", "lat"}
    drawn = match(WELL, sheet(columns, shapes=[None]), {})
    assert drawn.places == {}
    assert drawn.ignored == ("Bujur", "Lintang")


def test_a_person_may_say_which_column_is_which():
    given = sheet({"judul": ["a"], "nama": ["b"], "kode": ["x"], **PLACED})
    assert fields(given, {"judul": "nama", "nama": ""})["nama"] == "judul"


def test_a_person_may_say_which_columns_hold_the_place():
    found = match(
        WELL, sheet({"nama": ["a"], "kode": ["x"], "e": [1.0], "n": [2.0]}), {"e": "lon", "n": "lat"}
    )
    assert {role: column.heading for role, column in found.places.items()} == {"lon": "e", "lat": "n"}


def test_two_columns_for_one_field_are_refused():
    with pytest.raises(HeadingError, match="sama-sama berarti 'nama'"):
        match(WELL, sheet({"nama": ["a"], "Nama Sumur": ["b"], **PLACED}), {})


@pytest.mark.parametrize(
    ("renamed", "error"), [({"tidak ada": "nama"}, UnknownName), ({"nama": "nmaa"}, UnknownName)]
)
def test_a_slip_in_map_is_told(renamed, error):
    with pytest.raises(error):
        match(WELL, sheet({"nama": ["a"], **PLACED}), renamed)


def test_one_field_cannot_be_given_to_two_columns():
    with pytest.raises(BadRequest, match="Dua kolom"):
        match(WELL, sheet({"a": ["a"], "b": ["b"], **PLACED}), {"a": "nama", "b": "nama"})


def test_a_missing_column_is_told_with_what_to_type():
    with pytest.raises(HeadingError, match=r"--map 'nam=nama'"):
        match(WELL, sheet({"nam": ["a"], **PLACED}), {})


def test_a_code_may_be_missing_where_the_place_tells_it():
    assert "kode" not in fields(sheet({"nama": ["a"], **PLACED}))
    with pytest.raises(HeadingError, match="'kode'"):
        match(WELL, sheet({"nama": ["a"]}), {})


def test_half_a_place_is_refused():
    with pytest.raises(HeadingError, match="tidak ada kolom 'lat'"):
        match(WELL, sheet({"nama": ["a"], "kode": ["x"], "lon": [1]}), {})
