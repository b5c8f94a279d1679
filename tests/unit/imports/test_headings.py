"""Which column is which field."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gis.errors import BadRequest, HeadingError, UnknownName
from gis.imports.files.sheet import Column, Grid, Sheet
from gis.imports.headings import match
from gis.imports.vocabulary import measure, vocabulary
from gis.layer import Kind
from gis.problems import Proposal
from layers import LAYERS
from tests.unit.imports.toys import WELL, field, sheet

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


def test_two_columns_that_say_the_same_in_every_row_are_one():
    where = {"kode": ["x", "y"], "lon": [110.6, 110.7], "lat": [-6.6, -6.6]}
    twice = sheet({"nama": ["a", None], "Nama Sumur": ["a", None], **where})
    found = match(WELL, twice, {})
    assert found.fields["nama"].heading == "nama"
    assert found.ignored == ("Nama Sumur",)
    with pytest.raises(HeadingError, match="sama-sama berarti 'nama'"):
        match(WELL, sheet({"nama": ["a", "b"], "Nama Sumur": ["a", None], **where}), {})


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
    with pytest.raises(HeadingError, match="Kolom 'nama'") as refused:
        match(WELL, sheet({"nam": ["a"], **PLACED}), {})
    assert [one.option for one in refused.value.proposals] == ["--map 'nam=nama'"]
    with pytest.raises(HeadingError, match=r"salah satu dari foto: beri misalnya --map 'foto=nama'"):
        match(WELL, sheet({"foto": ["a"], **PLACED}), {})


def test_a_code_may_be_missing_where_the_place_tells_it():
    assert "kode" not in fields(sheet({"nama": ["a"], **PLACED}))
    with pytest.raises(HeadingError, match="'kode'"):
        match(WELL, sheet({"nama": ["a"]}), {})


def test_half_a_place_is_refused():
    with pytest.raises(HeadingError, match="tidak ada kolom 'lat'"):
        match(WELL, sheet({"nama": ["a"], "kode": ["x"], "lon": [1]}), {})


def headed(*columns, **more):
    """A sheet of headings of several lines, each with one row of cells."""
    listed = tuple(
        Column(" ".join(parts), [f"x{at}"], parts if len(parts) > 1 else (), at)
        for at, parts in enumerate(columns)
    )
    return Sheet("Sheet1", listed, [2], grid=Grid("Sheet1", []), **more)


DRAWN = {"shapes": np.array([None], dtype=object)}


def test_units_in_brackets_are_no_part_of_a_heading():
    assert fields(headed(("Nama (wajib diisi)",), ("Dalam m [m]",), ("KODE*",), **DRAWN)) == {
        "nama": "Nama (wajib diisi)",
        "dalam_m": "Dalam m [m]",
        "kode": "KODE*",
    }


def test_another_unit_than_the_fields_own_is_never_taken_for_it():
    layer = replace(WELL, fields=(*WELL.fields, field("luas", Kind.NUMBER, unit="m²")))
    for unit in ("m2", "M²", "meter persegi"):
        assert "luas" in match(layer, headed(("nama",), ("kode",), (f"Luas ({unit})",), **DRAWN), {}).fields
    found = match(layer, headed(("nama",), ("kode",), ("Luas (ha)",), **DRAWN), {})
    assert "luas" not in found.fields
    assert any("satuannya ha" in note and "dalam m²" in note for note in found.notes)
    assert found.proposals == (), "to take hectares for square metres is nothing to propose"
    assert "luas" in match(layer, found.sheet, {"Luas (ha)": "luas"}).fields, "a person may say so"


def test_a_heading_of_several_lines_is_known_as_a_whole_or_by_its_lowest_line_and_that_is_told():
    given = headed(("nama", "sumur"), ("Patok", "Lintang"), ("Patok", "Bujur"), ("kode",))
    found = match(WELL, given, {})
    assert found.fields["nama"].heading == "nama sumur"
    assert {role: column.heading for role, column in found.places.items()} == {
        "lat": "Patok Lintang",
        "lon": "Patok Bujur",
    }
    told = next(note for note in found.notes if "sebagian judulnya" in note)
    assert "'Patok Lintang' = lat" in told
    assert "nama sumur" not in told


def test_an_upper_line_counts_only_where_it_stands_over_one_column():
    assert "debit" in fields(headed(("nama",), ("kode",), ("Debit", "liter per detik"), **DRAWN))
    assert "debit" not in fields(
        headed(("nama",), ("kode",), ("Debit", "hujan"), ("Debit", "kemarau"), **DRAWN)
    )


def test_a_whole_heading_wins_over_a_part_of_one():
    found = match(WELL, headed(("nama",), ("kode",), ("Pemilik", "nama"), **DRAWN), {})
    assert found.fields["nama"].heading == "nama"
    assert found.ignored == ("Pemilik nama",)
    with pytest.raises(HeadingError, match="sama-sama berarti 'nama'"):
        match(WELL, headed(("kode",), ("Suami", "nama"), ("Istri", "nama"), **DRAWN), {})


def test_headings_that_differ_in_case_only_claim_one_field_until_one_is_let_go():
    both = headed(("NAMA",), ("nama",), ("kode",), **DRAWN)
    with pytest.raises(HeadingError, match=r"'NAMA' \(A\) dan 'nama' \(B\).*--map 'NAMA='"):
        match(WELL, both, {})
    found = match(WELL, both, {"NAMA": ""})
    assert (found.fields["nama"].heading, found.ignored) == ("nama", ("NAMA",))


def test_two_columns_headed_alike_are_told_by_their_letters_unless_neither_is_used():
    twice = headed(("nama",), ("kode",), ("nama",), **DRAWN)
    with pytest.raises(HeadingError, match=r"'nama' \(A\) dan 'nama' \(C\).*--map 'A='"):
        match(WELL, twice, {})
    assert match(WELL, twice, {"A": ""}).fields["nama"].at == 2
    with pytest.raises(HeadingError, match="ada pada 2 kolom"):
        match(WELL, twice, {"nama": "nama"})
    assert match(WELL, headed(("nama",), ("kode",), ("foto",), ("foto",), **DRAWN), {}).ignored == (
        "foto",
        "foto",
    )


def test_a_column_without_heading_is_told_by_its_letter_and_can_be_named_by_it():
    given = headed(("nama",), ("kode",), ("",), **DRAWN)
    found = match(WELL, given, {})
    assert found.ignored == ()
    assert any(note.startswith("Kolom C tanpa judul (1 sel terisi)") for note in found.notes)
    assert match(WELL, given, {"c": "jenis"}).fields["jenis"].heading == "C"


def test_close_spelling_is_proposed_and_never_taken():
    found = match(WELL, headed(("nama",), ("kode",), ("Jenih",), ("Alasan ditutup",), **DRAWN), {})
    assert "jenis" not in found.fields
    assert [(one.theirs, one.ours) for one in found.proposals] == [
        ("Alasan ditutup", "alasan_tutup"),
        ("Jenih", "jenis"),
    ]
    assert found.proposals[1].sentence == (
        "Kolom 'Jenih' mungkin berarti 'jenis'; bila benar, beri --map 'Jenih=jenis'."
    )
    assert not any("mungkin berarti" in note for note in found.notes), "proposals are told by themselves"
    left_out = match(WELL, found.sheet, {"Jenih": ""})
    assert [one.ours for one in left_out.proposals] == ["alasan_tutup"], "what was said is not asked again"


def test_what_is_missing_is_told_at_once_with_the_proposals():
    with pytest.raises(HeadingError) as refused:
        match(WELL, sheet({"Namma": ["a"], "Lintan": [-6.5], "Garis Bujurr": [110.6]}), {})
    assert "'nama'" in str(refused.value)
    assert "'kode'" in str(refused.value)
    assert [(one.theirs, one.ours) for one in refused.value.proposals] == [
        ("Garis Bujurr", "lon"),
        ("Lintan", "lat"),
        ("Namma", "nama"),
    ]


def test_a_quotation_mark_in_a_heading_is_written_for_the_shell():
    assert Proposal("Nama 'asli'", "nama", 0.9).option == r"--map 'Nama '\''asli'\''=nama'"


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_every_declared_unit_is_known_so_that_another_one_is_noticed(layer):
    assert [f.unit for f in layer.fields if f.unit and not measure(f.unit)] == []


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_a_layers_own_headings_need_no_proposal(layer):
    words = vocabulary(layer)
    for f in layer.fields:
        if not f.quotient:
            assert words.field(f.name) is f
            assert words.field(f"{f.name.upper()} ({f.unit or 'wajib'})") is f


def test_a_first_row_that_may_be_a_row_of_data_is_not_repeated():
    lines = [["Siti Contoh", "3320010101900001", "Jalan Uji"], ["Budi Contoh", "3320010101900002", "Jalan"]]
    columns = [Column(text, [lines[1][at]], at=at) for at, text in enumerate(lines[0])]
    given = Sheet("Data", tuple(columns), [2], grid=Grid("Data", lines))
    with pytest.raises(HeadingError) as caught:
        match(WELL, given, {})
    assert not any(text in str(caught.value) for text in lines[0])
    assert "--heading 0" in str(caught.value)
    named = match(WELL, replace(given, shapes=np.array([None])), {"A": "nama", "C": "kode"})
    assert named.left == ("B",)
    assert not any(text in note for note in named.notes for text in lines[0])


def test_a_heading_in_a_sentence_is_short_and_holds_no_personal_number():
    long, number = "x" * 5000, "Pemilik 3320-0101-0190-0001"
    said = match(WELL, sheet({"nama": ["a"], long: [1], number: [1], **PLACED}), {}).notes[0]
    assert len(said) < 200
    assert "0101" not in said
    with pytest.raises(UnknownName) as caught:
        match(WELL, sheet({"nama": ["a"], long: [1], number: [1], **PLACED}), {"Tidak ada": "kode"})
    assert "0101" not in str(caught.value)


def test_a_heading_of_a_known_word_and_no_end_of_blanks_is_not_taken_for_it():
    padded = "kode" + "." * 100_000
    found = match(WELL, sheet({"nama": ["a"], padded: ["x"], **PLACED}), {})
    assert set(found.fields) == {"nama"}
    assert len("".join(found.notes)) < 300
