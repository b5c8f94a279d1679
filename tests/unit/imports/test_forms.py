"""Identity numbers are checked for form; made-up ones only, and none stands in a message."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.values.forms import checked, rounded
from gis.imports.values.outcome import Fault, Otherwise
from gis.layer import STAFF
from tests.unit.imports.toys import WELL, draft, field

AREA = "332001"
GOOD = f"{AREA}4107900001"


@pytest.mark.parametrize("number", [GOOD, f"{AREA}0101000001", f"{AREA}3112999999", f"{AREA}7112000010"])
def test_a_possible_identity_number_is_itself(number):
    assert checked("nik", number, number) == number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (GOOD[:-1], "harus 16 angka"),
        (f"{GOOD}0", "harus 16 angka"),
        ("332001410790000O", "harus 16 angka"),
        ("٣٣٢٠٠١٤١٠٧٩٠٠٠٠١", "harus 16 angka"),
        ("332001 410790 0001", "tanpa spasi, titik"),
        ("33.20.01.410790.0001", "tanpa spasi, titik"),
        (f"'{GOOD}", "tanpa spasi, titik"),
        ("3.32001E+15", "digit terakhirnya hilang"),
        ("3,32001410790E+15", "digit terakhirnya hilang"),
        ("0000000000000000", "kode wilayah"),
        (f"99{GOOD[2:]}", "kode wilayah"),
        (f"3300{GOOD[4:]}", "kode wilayah"),
        (f"332000{GOOD[6:]}", "kode wilayah"),
        (f"{AREA}0007900001", "tanggal"),
        (f"{AREA}3207900001", "tanggal"),
        (f"{AREA}4007900001", "tanggal"),
        (f"{AREA}7207900001", "tanggal"),
        (f"{AREA}0113900001", "tanggal"),
        (f"{AREA}0100900001", "tanggal"),
        (f"{AREA}3002900001", "tanggal"),
        (f"{AREA}7106900001", "tanggal"),
        (f"{AREA}4107900000", "0000"),
    ],
)
def test_an_impossible_identity_number_is_refused_with_what_is_wrong(number, said):
    found = checked("nik", number, number)
    assert found.rule == "form"
    assert said in found.message
    assert found.hint == ""


def test_a_family_card_bears_the_day_of_its_issue_and_no_sex():
    assert checked("kk", f"{AREA}0107120001", f"{AREA}0107120001") == f"{AREA}0107120001"
    assert checked("kk", GOOD, GOOD).rule == "form"


def test_a_telephone_number_is_kept_and_what_a_spreadsheet_took_from_it_is_told():
    assert checked("telepon", "0812 0000 0000", "0812 0000 0000") == "0812 0000 0000"
    found = checked("telepon", 81200000000.0, "81200000000")
    assert found == Otherwise("81200000000", "tersimpan sebagai angka tanpa 0 di depan")


def test_identity_numbers_that_all_end_in_zero_were_rounded():
    numbers = [f"{AREA}41079000{at}0" for at in range(1, 10)]
    assert rounded("nik", numbers) is None
    assert rounded("nik", [*numbers, f"{AREA}0107900010"]).rule == "rounded"
    assert rounded("nik", [*numbers, GOOD]) is None
    assert rounded(None, [*numbers, f"{AREA}0107900010"]) is None


PERSON = replace(
    WELL,
    fields=(
        *(f for f in WELL.fields if f.name != "nik"),
        field("nik", form="nik", access=STAFF, personal=True),
    ),
)


def person(*numbers):
    return draft({"nama": ["a"] * len(numbers), "kode": ["x"] * len(numbers), "nik": list(numbers)}, PERSON)


@given(st.text("0123456789 .-'E+", min_size=1, max_size=20))
def test_no_identity_number_is_ever_repeated(number):
    found = person(number, number[::-1])
    said = " ".join([*(problem.message for problem in found.problems), *found.notes])
    digits = "".join(filter(str.isdigit, number))
    assert len(digits) < 5 or digits not in said


def test_a_rounded_column_is_refused_row_by_row():
    found = person(*(f"{AREA}41079000{at}0" for at in range(1, 10)), f"{AREA}0107900010")
    assert {problem.rule for problem in found.problems} == {"rounded"}
    assert len(found.bad) == 10


def test_a_number_that_lost_its_last_digit_as_a_number_is_refused():
    assert person(3320014107900001.0).problems[0].rule == "text"


def test_a_whole_number_kept_by_the_format_is_read():
    assert person(int(GOOD)).values["nik"] == [GOOD]


@given(st.integers(0, 10**16 - 1))
def test_sixteen_digits_are_an_identity_number_or_a_fault(number):
    text = f"{number:016}"
    found = checked("nik", text, text)
    assert found == text or isinstance(found, Fault)
