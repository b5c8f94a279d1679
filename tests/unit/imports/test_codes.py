"""Codes of areas survive what spreadsheets do to them, or are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.values.codes import area_code, dotted
from gis.imports.values.outcome import Fault, Otherwise, bare


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("33.20.01.2001", "33.20.01.2001"),
        ("3320012001", "33.20.01.2001"),
        (3320012001, "33.20.01.2001"),
        (3320012001.0, "33.20.01.2001"),
        ("332001", "33.20.01"),
        ("33.20", "33.20"),
        ("3320", "33.20"),
    ],
)
def test_with_and_without_dots_it_is_the_same_code(cell, code):
    assert area_code(cell) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (33.2, "33.20"),
        ("33.2", "33.20"),
        ("3320012001.0", "33.20.01.2001"),
        ("3.320012001E9", "33.20.01.2001"),
        ("3,320012001E+09", "33.20.01.2001"),
        ("'33.20.01.2001", "33.20.01.2001"),
    ],
)
def test_what_a_spreadsheet_made_of_it_is_undone_and_told_where_no_digit_is_lost(cell, code):
    assert area_code(cell) == Otherwise(code, "dibaca sebagai kode dari angka")


@pytest.mark.parametrize("cell", ["3.32001E+09", "3,32E+9", "3.3200120015E9"])
def test_a_code_that_lost_digits_is_refused(cell):
    assert area_code(cell).rule == "code"


@pytest.mark.parametrize("code", ["332", "33200120011", "abc", "33.20.1.2001", "Bulu"])
def test_what_is_no_code_is_left_as_it_is(code):
    assert dotted(code) == area_code(code) == code


CODES = st.tuples(st.integers(11, 97), st.integers(1, 99), st.integers(1, 99), st.integers(1001, 2999)).map(
    lambda parts: "{:02}.{:02}.{:02}.{:04}".format(*parts)
)


@given(CODES, st.integers(1, 4))
def test_any_code_comes_back_from_any_of_its_spellings(code, parts):
    code = ".".join(code.split(".")[:parts])
    digits = code.replace(".", "")
    for cell in (
        code,
        digits,
        int(digits),
        float(digits),
        f"{digits}.0" if parts > 1 else digits,
        f"'{code}",
    ):
        assert bare(area_code(cell)) == code
    if parts == 2:
        assert bare(area_code(float(code))) == code


@given(CODES, st.integers(0, 9))
def test_in_powers_of_ten_a_code_comes_back_whole_or_not_at_all(code, digits):
    number = float(code.replace(".", ""))
    found = bare(area_code(f"{number:.{digits}E}"))
    assert found == code if digits == 9 else isinstance(found, Fault)
