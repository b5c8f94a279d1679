"""Numbers in the Indonesian and the English convention: by evidence, never guessed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.files.sheet import Grid
from gis.imports.headings import match
from gis.imports.rows import Terms, clean
from gis.imports.values.conventions import conventions, proven
from gis.imports.values.numbers import UNKNOWN, Convention, all_usual, integer, number
from gis.imports.values.outcome import Fault, Otherwise, bare
from tests.unit.imports.toys import NOW, WELL, rules, sheet

COMMA = Convention(",", "terbukti")
POINT = Convention(".", "terbukti")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12.0),
        ("-3", -3.0),
        ("+3", 3.0),
        ("−3", -3.0),
        ("12.", 12.0),
        ("'12", 12.0),
        ("0,85", 0.85),
        ("0.123", 0.123),
        ("0,123", 0.123),
        (",5", 0.5),
        (".5", 0.5),
        ("12.5", 12.5),
        ("1234.567", 1234.567),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1 234.5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1'234'567.8", 1234567.8),
        ("1’234’567,8", 1234567.8),
        ("12 345 678", 12345678.0),
        ("2e3", 2000.0),
        ("1,5E+05", 150000.0),
        (7, 7.0),
        (Decimal("7.25"), 7.25),
        ("110,6709", 110.6709),
    ],
)  # fmt: skip
def test_a_text_that_can_mean_one_number_is_that_number(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["1.234", "1,234", "-12.345", "999,000"])
def test_a_text_that_can_mean_two_numbers_is_neither_until_something_tells(cell):
    assert number(cell).rule == integer(cell).rule == "ambiguous"
    assert "--decimal" in number(cell).message
    assert bare(number(cell, COMMA)) != bare(number(cell, POINT))


def test_what_is_known_of_the_column_tells_and_is_told():
    assert number("1.234", COMMA) == Otherwise(1234.0, "dibaca dengan koma sebagai tanda desimal (terbukti)")
    assert number("1.234", POINT) == Otherwise(1.234, "dibaca dengan titik sebagai tanda desimal (terbukti)")
    assert integer("1.234", COMMA).value == 1234
    assert integer("1.234", POINT).rule == "integer"


@pytest.mark.parametrize(("cell", "value"), [("12.5", 12.5), ("1.234.567", 1234567.0), ("1.234,5", 1234.5)])
def test_a_clear_cell_is_read_by_itself_whatever_the_column(cell, value):
    assert number(cell, COMMA) == number(cell, POINT) == value


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        ("12 m2", "m²", 12.0),
        ("12,5 m²", "m²", 12.5),
        ("3,5 ha", "ha", 3.5),
        ("3,5 Hektar", "ha", 3.5),
        ("25 %", "%", 25.0),
        ("25%", "%", 25.0),
        ("1.500.000 ton/tahun", "t/tahun", 1500000.0),
        ("5 jiwa", "orang", 5.0),
        ("Rp 1.500.000,-", "Rp", 1500000.0),
        ("Rp1.500.000", "Rp", 1500000.0),
        ("Rp. 1.500.000,00", "Rp", 1500000.0),
        ("rp 1.500,-", "Rp", 1500.0),
        ("Rp 1,500.-", "Rp", 1500.0),
        ("500,-", "Rp", 500.0),
        ("Rp5.000", "Rp", 5000.0),
        ("Rp 5,000", "Rp", 5000.0),
        ("5.000 rupiah", "Rp", 5000.0),
        ("1500 rupiah", "Rp", 1500.0),
    ],
)  # fmt: skip
def test_the_fields_own_unit_may_stand_beside_the_number(cell, unit, value):
    assert number(cell, UNKNOWN, unit) == value


@pytest.mark.parametrize(
    ("cell", "unit", "said"),
    [
        ("12 ha", "m²", "dalam m²"),
        ("12 m", None, "ditulis dengan satuan;"),
        ("12 %", "m", "dalam m"),
        ("1,5 juta", "Rp", "angkanya lengkap"),
        ("Rp 1,5 juta", "Rp", "angkanya lengkap"),
        ("Rp 500", "m", "harus angka"),
        ("Gratis", "Rp", "tulis 0"),
        ("< 5", None, "perkiraan"),
        ("± 5", None, "perkiraan"),
        ("sekitar 5", None, "perkiraan"),
        ("10-15", None, "lebih dari satu angka"),
        ("10 s/d 15", None, "lebih dari satu angka"),
        ("nihil", None, "tulis 0, atau kosongkan"),
        ("Tidak ada", None, "tulis 0, atau kosongkan"),
        ("sepuluh", None, "harus angka"),
        ("1.2.3", None, "harus angka"),
        ("1 23", None, "harus angka"),
        ("1,,2", None, "harus angka"),
        ("12,", None, "harus angka"),
        ("(500)", None, "harus angka"),
        ("½", None, "harus angka"),
        ("nan", None, "harus angka"),
        ("1e999", None, "berhingga"),
        (float("inf"), None, "berhingga"),
        (True, None, "bukan ya/tidak"),
        ([1], None, "harus angka"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_to_do(cell, unit, said):
    found = number(cell, UNKNOWN, unit)
    assert isinstance(found, Fault)
    assert said in found.message


@pytest.mark.parametrize(
    ("cell", "value"), [("12", 12), ("12.0", 12), (12.0, 12), ("-4", -4), ("1.234.567", 1234567)]
)
def test_whole_numbers(cell, value):
    found = integer(cell)
    assert found == value
    assert isinstance(found, int)


@pytest.mark.parametrize("cell", ["12,5", 12.5, "x", 1e17, str(2**60)])
def test_what_is_no_whole_number_is_refused(cell):
    assert integer(cell).rule == "integer"


def test_a_whole_number_in_powers_of_ten_may_have_been_rounded_and_that_is_told():
    found = integer("1.52346E+10")
    assert found.value == 15_234_600_000
    assert "dibulatkan" in found.how


@given(st.integers(-(10**14), 10**14))
def test_every_whole_number_survives_as_text_number_and_float(n):
    assert integer(str(n)) == integer(n) == integer(float(n)) == n


# ── What tells a column's convention ─────────────────────────────────────────────────────────────────


def test_the_columns_own_proof_comes_first_then_the_persons_word_then_the_file_then_its_delimiter():
    marks = {"comma": frozenset(","), "both": frozenset(",."), "none": frozenset()}
    known = conventions(marks, None, ",")
    assert (known["comma"].mark, known["both"].mark, known["none"].mark) == (",", None, None)
    known = conventions(marks, ".", ",")
    assert (known["comma"].mark, known["both"].mark, known["none"].mark) == (",", ".", ".")
    known = conventions({"comma": frozenset(","), "none": frozenset()}, None, ",")
    assert known["none"].mark == ","
    assert conventions({"none": frozenset()}, None, ",")["none"] == Convention(
        ".", "berkas dipisah dengan koma", weak=True
    )
    assert conventions({"none": frozenset()}, None, ";")["none"] == UNKNOWN


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["12.5"], "."),
        (["12,5"], ","),
        (["1.234.567"], ","),
        (["1,234,567"], "."),
        (["1.234", "12"], ""),
        (["12,5", "12.5"], ",."),
        ([], ""),
        (["dua", "-"], ""),
    ],
)
def test_what_texts_prove(texts, marks):
    assert proven(texts) == frozenset(marks)


def read(columns, delimiter=None, **terms):
    given = replace(
        sheet(columns, shapes=[None] * len(columns["nama"])), grid=Grid("a", [], delimiter=delimiter)
    )
    return clean(match(WELL, given, {}), WELL, Terms(now=NOW, **terms))


def wells(**columns):
    count = len(next(iter(columns.values())))
    return {"nama": [f"Sumur {at}" for at in range(count)], "kode": ["33.20.01.2001"] * count, **columns}


def test_a_clear_neighbour_in_the_column_decides_and_the_note_says_so():
    found = read(wells(debit=["1.234", "12,5"]))
    assert found.problems == ()
    assert found.values["debit"] == [1234.0, 12.5]
    (note,) = [note for note in found.notes if "debit" in note]
    assert note == (
        "Kolom 'debit': 1 sel dibaca dengan koma sebagai tanda desimal "
        "(terbukti dari sel lain di kolom ini), misalnya '1.234' sebagai 1234."
    )


def test_a_clear_column_decides_for_another_that_proves_nothing():
    found = read(wells(debit=["1.234"], dalam_m=["12,5"]))
    assert found.values["debit"] == [1234.0]


def test_a_column_with_both_marks_leaves_its_unclear_cells_to_the_person():
    columns = wells(debit=["1.234", "12,5", "12.5"])
    found = read(columns)
    assert rules(found) == [(2, "debit", "ambiguous")]
    assert found.values["debit"] == [None, 12.5, 12.5]
    assert any("titik dan angka dengan koma" in note for note in found.notes)
    assert read(columns, decimal=",").values["debit"] == [1234.0, 12.5, 12.5]


@pytest.mark.parametrize(("delimiter", "value"), [(",", 1.234), (";", None), (None, None)])
def test_only_a_comma_between_columns_says_something_of_numbers(delimiter, value):
    assert read(wells(debit=["1.234"]), delimiter).values["debit"] == [value]


def test_the_delimiter_decides_no_cell_that_stood_in_quotes_because_of_its_comma():
    assert rules(read(wells(debit=["1,234"]), ",")) == [(2, "debit", "ambiguous")]


def test_without_any_proof_the_report_asks_and_the_answer_is_taken():
    found = read(wells(debit=["1.234"]))
    assert found.problems[0].message == (
        "Debit dapat berarti ribuan atau pecahan; beri --decimal , bila koma tanda desimalnya, "
        "atau --decimal . bila titik (tertulis '1.234'). Artinya 1234 atau 1,234."
    )
    assert read(wells(debit=["1.234"]), decimal=",").values["debit"] == [1234.0]
    assert read(wells(debit=["1.234"]), decimal=".").values["debit"] == [1.234]


def test_cells_that_are_numbers_in_the_file_are_never_in_doubt():
    found = read(wells(debit=[1.234, 1234.0]))
    assert found.problems == ()
    assert found.values["debit"] == [1.234, 1234.0]


def test_words_for_nothing_are_nothing_and_counted_in_a_note():
    found = read(wells(debit=["-", "n/a", "-", "NULL", "5"]))
    assert found.problems == ()
    assert found.values["debit"] == [None, None, None, None, 5.0]
    assert "Kolom 'debit': 4 sel dianggap kosong ('-', 'n/a', 'NULL')." in found.notes


# ── For any number ───────────────────────────────────────────────────────────────────────────────────


def written(value: float, mark: str, group: str, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate({ord(","): group, ord("."): mark})


NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 6))
CONVENTIONS = st.sampled_from(
    [(",", "."), (",", ""), (",", " "), (".", ","), (".", ""), (".", " "), (".", "'")]
)


@given(st.lists(NUMBERS, min_size=1, max_size=6), CONVENTIONS, st.integers(0, 6))
def test_numbers_in_either_convention_are_read_back_exactly_beside_one_that_proves_it(
    values, style, decimals
):
    mark, group = style
    texts = [written(value, mark, group, decimals) for value in values]
    convention = conventions({"a": proven([*texts, f"0{mark}5"])}, None, None)["a"]
    for value, text in zip(values, texts, strict=True):
        assert bare(number(text, convention)) == float(f"{value:.{decimals}f}")


@given(st.lists(NUMBERS, min_size=1, max_size=6), CONVENTIONS, st.integers(0, 6))
def test_without_proof_a_number_is_read_rightly_or_not_at_all(values, style, decimals):
    mark, group = style
    for value in values:
        found = number(written(value, mark, group, decimals))
        assert isinstance(found, Fault) or found == float(f"{value:.{decimals}f}")


def meant(text: str, mark: str) -> float | None:
    """What a text means with this decimal mark, worked out in another way than the importer does."""
    sign, digits = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    whole, *fraction = digits.split(mark)
    groups = next((whole.split(group) for group in ".,' " if group != mark and group in whole), [whole])
    if len(fraction) > 1 or not all(part.isdigit() for part in [*(groups if whole else []), *fraction]):
        return None
    if not whole and not fraction:
        return None
    if len(groups) > 1 and (
        not 1 <= len(groups[0]) <= 3 or groups[0][0] == "0" or {len(one) for one in groups[1:]} != {3}
    ):
        return None
    return float(f"{sign}{''.join(groups) or 0}.{fraction[0] if fraction else 0}")


@given(
    st.text("0123456789.,' -", max_size=12).filter(lambda text: text.strip()[-1:] != "."),
    st.sampled_from([None, ".", ","]),
)
def test_no_text_is_read_as_a_number_that_it_does_not_mean(text, mark):
    found = bare(number(text, Convention(mark, "x")))
    text = text.strip().removeprefix("'")
    possible = {value for value in (meant(text, "."), meant(text, ",")) if value is not None}
    if isinstance(found, Fault):
        assert len(possible) != 1
    else:
        assert found in possible
        assert len(possible) == 1 or found == meant(text, mark)


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_every_number_a_program_writes_is_read_back_exactly_with_its_point_known(x):
    assert bare(number(repr(x), POINT)) == x


@given(st.lists(st.text("0123456789.,-e\n ", max_size=8), max_size=5))
def test_texts_read_all_at_once_are_those_that_are_read_one_by_one(texts):
    if all_usual(texts):
        assert all(number(text) == float(text) or isinstance(number(text), Fault) for text in texts)


CELLS = st.one_of(
    st.none(), NUMBERS.map(lambda x: f"{x:.2f}"), st.sampled_from(["", " ", "-", "1e999", "400"])
)


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_column_read_as_a_whole_is_what_its_cells_are_one_by_one(cells):
    whole = read(wells(dalam_m=cells))
    apart = [read(wells(dalam_m=[cell])) for cell in cells]
    assert whole.values["dalam_m"] == [one.values["dalam_m"][0] for one in apart]
    assert [rule for _, _, rule in rules(whole)] == [rule for one in apart for _, _, rule in rules(one)]
