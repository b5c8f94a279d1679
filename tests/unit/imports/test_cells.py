"""One cell, one value: read where it can mean one thing, refused where it can mean two."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.spelling import fold
from gis.imports.values import cells
from gis.imports.values.cells import WIB, Fault
from gis.layer import Choice, Kind, Words
from tests.unit.imports.toys import GRADE, KIND, field


@pytest.mark.parametrize("blank", [None, "", "   ", "\t", float("nan")])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_blank_cell_is_nothing_in_every_kind(kind, blank):
    assert cells.reader(field("a", kind))(blank) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12.0),
        ("-3", -3.0),
        ("0,85", 0.85),
        ("1.234", 1.234),
        ("1.234.567", 1234567.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("2e3", 2000.0),
        (7, 7.0),
        ("110,6709", 110.6709),
    ],
)
def test_numbers_as_people_write_them(cell, value):
    assert cells.number(cell) == value


@pytest.mark.parametrize(
    "cell", ["1,234", "12 m", "sepuluh", "-", "1.2.3", "nan", "inf", float("inf"), True, "1e999"]
)
def test_what_is_no_number_or_could_be_two_is_refused(cell):
    assert isinstance(cells.number(cell), Fault)


@pytest.mark.parametrize(
    ("cell", "value"), [("12", 12), ("12.0", 12), (12.0, 12), ("-4", -4), ("1.234.567", 1234567)]
)
def test_whole_numbers(cell, value):
    found = cells.integer(cell)
    assert found == value
    assert isinstance(found, int)


@pytest.mark.parametrize("cell", ["1.234", "12,5", 12.5, "x", 1e17, str(2**60)])
def test_what_is_no_whole_number_is_refused(cell):
    assert cells.integer(cell).rule == "integer"


@given(st.integers(-(10**14), 10**14))
def test_every_whole_number_survives_as_text_number_and_float(n):
    assert cells.integer(str(n)) == cells.integer(n) == cells.integer(float(n)) == n


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_every_number_a_program_writes_is_read_back_exactly(x):
    assert cells.number(repr(x)) == x


@pytest.mark.parametrize("cell", ["Ya", "YES", "1", 1, True, "benar", 1.0, "1.0", "Ada"])
def test_yes(cell):
    assert cells.boolean(cell) is True


@pytest.mark.parametrize("cell", ["Tidak", "no", "0", 0, False, "salah", "Tidak ada"])
def test_no(cell):
    assert cells.boolean(cell) is False


@pytest.mark.parametrize("cell", ["-1", "2", "mungkin", "t", "10"])
def test_what_is_neither_yes_nor_no_is_refused(cell):
    assert cells.boolean(cell).rule == "boolean"


@pytest.mark.parametrize(
    "cell",
    [
        "2024-08-31",
        "31/08/2024",
        "31-8-2024",
        "31.08.2024",
        "2024/08/31",
        date(2024, 8, 31),
        datetime(2024, 8, 31, tzinfo=WIB),
        "2024-08-31T00:00:00",
    ],
)
def test_dates_are_day_first_or_iso(cell):
    assert cells.day(cell) == date(2024, 8, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "31/31/2024",
        "2024-02-30",
        "08/2024",
        45535,
        "31/08/24",
        "2024-08-31 14:30",
        "0024-08-31",
        "kemarin",
        "2024",
    ],
)
def test_what_is_no_date_is_refused(cell):
    assert cells.day(cell).rule == "date"


def test_a_moment_without_offset_is_western_indonesian_time():
    wanted = datetime(2024, 8, 31, 14, 30, tzinfo=timezone(timedelta(hours=7)))
    for cell in (
        "2024-08-31T14:30",
        "2024-08-31 14:30:00",
        "31/08/2024 14:30",
        "2024-08-31T07:30Z",
        "2024-08-31T14:30+07:00",
    ):
        assert cells.moment(cell) == wanted
    assert cells.moment("2024-08-31T14:30").tzinfo == WIB


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
    assert "bor, gali" in fault.message


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
