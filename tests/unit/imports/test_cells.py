"""One cell, one value: read where it can mean one thing, refused where it can mean two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.files.sheet import Unread
from gis.imports.spelling import fold
from gis.imports.values import cells
from gis.imports.values.cells import Fault, Manner, Otherwise
from gis.layer import Choice, Coding, Kind, Words
from tests.unit.imports.toys import GRADE, KIND, field


@pytest.mark.parametrize("blank", [None, "", "   ", "\t", float("nan")])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_blank_cell_is_nothing_in_every_kind(kind, blank):
    assert cells.reader(field("a", kind))(blank) is None


@pytest.mark.parametrize("cell", ["Ya", "YES", "1", 1, True, "benar", 1.0, "1.0", "Ada"])
def test_yes(cell):
    assert cells.boolean(cell) is True


@pytest.mark.parametrize("cell", ["Tidak", "no", "0", 0, False, "salah", "Tidak ada"])
def test_no(cell):
    assert cells.boolean(cell) is False


@pytest.mark.parametrize("cell", ["-1", "2", "mungkin", "t", "10", "-", "1.234"])
def test_what_is_neither_yes_nor_no_is_refused(cell):
    assert cells.boolean(cell).rule == "boolean"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("a; b ;;c", ["a", "b", "c"]),
        ("a, b", ["a", "b"]),
        ("a, b; c", ["a, b", "c"]),
        ("a\nb", ["a", "b"]),
        ('["a", "b"]', ["a", "b"]),
        (["a", None, "b"], ["a", "b"]),
        ("a", ["a"]),
    ],
)
def test_lists(cell, value):
    assert cells.texts(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"), [(3.0, "3"), (3.5, "3.5"), ("  x  ", "x"), (33.2, "33.2"), ("a\nb", "a\nb")]
)
def test_texts(cell, value):
    assert cells.text(cell) == value


def test_a_number_that_lost_its_last_digits_is_no_text():
    assert cells.text(3320012001990001.0).rule == "text"


def test_a_text_with_a_control_character_is_refused():
    assert cells.text("a\x00b").rule == "text"


@pytest.mark.parametrize("cell", ["bor", "SUMUR BOR", "Drilled  well", "Artésis", "sumur-bor"])
def test_a_choice_is_known_by_value_title_and_synonym(cell):
    assert cells.reader(KIND)(cell) == "bor"


def test_a_value_outside_a_closed_list_is_refused_and_the_list_told():
    fault = cells.reader(KIND)("timba")
    assert fault.rule == "choices"
    assert fault.message == "bukan salah satu dari: Sumur bor, Gali"
    assert fault.hint == ""


def test_a_numbered_list_is_told_with_what_its_numbers_mean():
    assert cells.reader(GRADE)(4).message == "bukan salah satu dari: 1 (rendah), 10 (tinggi)"


@pytest.mark.parametrize(
    ("cell", "meant"), [("artesiss", "Sumur bor"), ("sumurbr", "Sumur bor"), ("galli", "Gali")]
)
def test_a_close_spelling_is_proposed_and_not_taken(cell, meant):
    fault = cells.reader(KIND)(cell)
    assert fault.rule == "choices"
    assert fault.hint == f"Mungkin maksudnya '{meant}'?"


def test_in_a_list_too_the_closest_choice_is_proposed():
    uses = field("pakai", Kind.LIST, choices=(Choice("minum", Words("Air minum", "Drinking")),))
    assert cells.reader(uses)("minum; minumm").hint == "Mungkin maksudnya 'Air minum'?"


def test_two_choices_in_one_breath_are_asked_to_be_parted():
    uses = field("pakai", Kind.LIST, choices=(Choice("minum", Words("Air minum", "Drinking")),))
    assert "titik koma" in cells.reader(uses)("air minum dan siram").hint


@pytest.mark.parametrize("one", [KIND, GRADE, field("tgl", Kind.DATE), field("n", Kind.INTEGER)])
def test_a_word_for_nothing_is_nothing_where_no_text_may_stand(one):
    assert cells.reading(one)("n/a") == Otherwise(None, "dianggap kosong")


@pytest.mark.parametrize(
    "one", [field("tgl", Kind.DATE), field("mulai", Kind.TIME), field("a", required=True)]
)
def test_none_is_nothing_where_nothing_is_counted(one):
    assert cells.reading(one)("Tidak ada") == Otherwise(None, "dianggap kosong")
    assert cells.reader(field("n", Kind.INTEGER))("Tidak ada").rule == "integer"


def test_a_word_for_nothing_may_be_a_choice():
    hazard = field("kelas", Kind.INTEGER, choices=(Choice(0, Words("tidak ada data", "no data")),))
    assert cells.reading(hazard)("Tidak ada data") == 0


def test_free_text_stays_as_it_stands_and_bound_text_may_say_nothing():
    assert cells.reading(field("alamat"))("-") == "-"
    for bound in (field("a", required=True), field("a", pattern="[0-9]+"), field("a", refers="desa")):
        assert cells.reading(bound)("-") == Otherwise(None, "dianggap kosong")


def test_what_the_file_could_not_read_is_a_fault_with_its_reason():
    cell = Unread("berisi rumus tanpa nilai", "=A1")
    for kind in Kind:
        assert cells.reader(field("a", kind))(cell) == Fault("unread", "berisi rumus tanpa nilai")


OFFICIAL = Coding(("KLSGTN",), ((1, None), (3, 1), (5, 10)))


@pytest.mark.parametrize(("cell", "value"), [(3, 1), ("5", 10), (5.0, 10), ("tinggi", 10)])
def test_another_systems_codes_mean_what_the_declaration_says(cell, value):
    graded = replace(GRADE, codings=(OFFICIAL,))
    assert cells.reading(graded, Manner(coding=OFFICIAL))(cell) == value


def test_another_systems_code_for_no_data_is_nothing_and_told():
    found = cells.reading(GRADE, Manner(coding=OFFICIAL))("1")
    assert found == Otherwise(None, "berarti tidak ada data menurut kode KLSGTN, dan dikosongkan")


def test_our_own_number_is_no_code_of_another_system():
    fault = cells.reading(GRADE, Manner(coding=OFFICIAL))(10)
    assert fault == Fault("choices", "bukan salah satu kode KLSGTN: 1, 3, 5")


@pytest.mark.parametrize(("cell", "value"), [("1", 1), ("1.0", 1), (1.0, 1), ("10", 10), ("Tinggi", 10)])
def test_a_numbered_choice_is_compared_as_a_number(cell, value):
    assert cells.reader(GRADE)(cell) == value


@pytest.mark.parametrize("cell", ["-1", "0", "100", "1.5", "-10"])
def test_a_sign_or_a_point_never_turns_one_class_into_another(cell):
    assert cells.reader(GRADE)(cell).rule == "choices"


def test_an_open_list_keeps_what_it_does_not_know():
    uses = field("pakai", Kind.LIST, open=True, choices=(Choice("minum", Words("Air minum", "Drinking")),))
    assert cells.reader(uses)("AIR MINUM; siram; minum") == ["minum", "siram"]


def test_a_closed_list_refuses_what_it_does_not_know():
    uses = field("pakai", Kind.LIST, choices=(Choice("minum", Words("Air minum", "Drinking")),))
    assert cells.reader(uses)("minum; siram").rule == "choices"


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(
    st.text() | st.floats() | st.integers() | st.booleans() | st.none() | st.dates() | st.lists(st.text()),
    st.sampled_from(list(Kind)),
)
def test_any_cell_is_a_value_nothing_or_a_fault(cell, kind):
    value = cells.reader(field("a", kind))(cell)
    kinds = {
        Kind.TEXT: str,
        Kind.INTEGER: int,
        Kind.NUMBER: float,
        Kind.BOOLEAN: bool,
        Kind.DATE: date,
        Kind.TIME: datetime,
        Kind.LIST: list,
    }
    assert value is None or isinstance(value, Fault | kinds[kind])
