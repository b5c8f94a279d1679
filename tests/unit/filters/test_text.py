"""CQL2 text is read into the tree that CQL2 JSON has."""

from __future__ import annotations

import time

import cql2
import hypothesis
import orjson
import pytest
from hypothesis import strategies as st

from gis.errors import BadRequest
from gis.filters import document, text
from gis.filters.limits import LIMITS
from gis.filters.tree import held
from tests.unit.filters.standard import EXAMPLES


def read(written: str) -> object:
    return text.tree(written, LIMITS)


@pytest.mark.parametrize(("written", "expected"), EXAMPLES, ids=[each[0][:40] for each in EXAMPLES])
def test_the_standards_examples_are_read_alike_as_text_and_as_json(written, expected):
    assert read(written) == expected
    assert document.tree(orjson.dumps(expected).decode(), LIMITS) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a = 'it''s'", "it's"),
        ("a = 'it\\'s'", "it's"),
        ("a = 'C:\\dir'", "C:\\dir"),
        ("a = ''", ""),
        ("a = 'AND'", "AND"),
        ("a = -5", -5),
        ("a = +5", 5),
        ("a = .5", 0.5),
        ("a = 5.", 5.0),
        ("a = 1e3", 1000.0),
        ("a = -1E-3", -0.001),
        ("a = 9007199254740993", 9007199254740993),
    ],
)
def test_literals_have_their_value(written, expected):
    found = read(written)["args"][1]
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "name", ["android", "notes", "orang", "intern", "isi", "divisi", "likert", "nullable"]
)
def test_a_name_may_begin_with_a_keyword(name):
    assert read(f"{name} = 1") == {"op": "=", "args": [{"property": name}, 1]}


def test_keywords_may_be_names_in_quotes_and_go_without_case():
    assert read('"and" = 1 or "OR" = 2') == {
        "op": "or",
        "args": [
            {"op": "=", "args": [{"property": "and"}, 1]},
            {"op": "=", "args": [{"property": "OR"}, 2]},
        ],
    }


def test_and_binds_closer_than_or_and_not_closer_than_both():
    assert read("a=1 OR NOT b=2 AND c=3")["op"] == "or"
    assert read("NOT a=1 AND b=2")["op"] == "and"
    assert read("(a=1 OR b=2) AND c=3")["op"] == "and"


def test_the_and_of_between_is_its_own():
    assert [each["op"] for each in read("a BETWEEN 1 AND 2 AND b = 3")["args"]] == ["between", "="]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 - 2 - 3 = x", {"op": "-", "args": [{"op": "-", "args": [1, 2]}, 3]}),
        ("1 + 2 * 3 = x", {"op": "+", "args": [1, {"op": "*", "args": [2, 3]}]}),
        ("2 * 3 ^ 2 = x", {"op": "*", "args": [2, {"op": "^", "args": [3, 2]}]}),
        ("(1 + 2) * 3 = x", {"op": "*", "args": [{"op": "+", "args": [1, 2]}, 3]}),
        ("a -1 = x", {"op": "-", "args": [{"property": "a"}, 1]}),
    ],
)
def test_arithmetic_has_its_usual_precedence(written, expected):
    assert read(written)["args"][0] == expected


def test_a_list_of_one_or_none_can_be_written_in_brackets():
    assert read("A_EQUALS(a, ['x'])")["args"][1] == ["x"]
    assert read("A_EQUALS(a, [])")["args"][1] == []
    assert read("A_EQUALS(a, ())")["args"][1] == []


@pytest.mark.parametrize(
    ("written", "at", "possible"),
    [
        ("a =", 4, "'text'"),
        ("a = = 2", 5, "a number"),
        ("a & b", 3, "AND"),
        ("S_INTERSECTS(geometry, POINT(1 2)", 34, ")"),
        ("x = 'abc", 5, "'text'"),
        ("", 1, "a name"),
        ("- - 3 = x", 3, "a number"),
        ("a = 1 AND", 10, "NOT"),
        ("a = 1b", 5, "a number"),
    ],
)
def test_what_is_no_cql2_is_told_with_its_place_and_what_could_stand_there(written, at, possible):
    with pytest.raises(BadRequest) as error:
        read(written)
    assert f"at character {at}," in error.value.in_("en")
    assert possible in error.value.in_("en").partition("Possible here: ")[2]
    assert f"pada karakter ke-{at}," in error.value.in_("id")
    assert "Token" not in str(error.value)


@pytest.mark.parametrize(
    ("written", "impossible"), [("a = 1 ]", "')'"), ("(a = 1", "the end"), ("a = ", "AND")]
)
def test_what_could_not_stand_there_is_not_offered(written, impossible):
    with pytest.raises(BadRequest) as error:
        read(written)
    assert impossible not in error.value.in_("en").partition("Possible here: ")[2]


TOO_LARGE = {
    "parentheses": "(" * 1_000 + "a=1" + ")" * 1_000,
    "brackets": "a = " + "[" * 5_000,
    "ands": " AND ".join(["a=1"] * 20_000),
    "nots": "NOT " * 5_000 + "a",
    "minus signs": "-" * 5_000 + "x = 1",
    "sums": "1+" * 3_000 + "1 = x",
    "powers": "(2^" * 1_000 + "2" + ")" * 1_000 + " = x",
    "a megabyte": "a = '" + "x" * 1_000_000 + "'",
    "an open text": "a = '" + "x" * 250_000,
    "quotes": "a = '" + "''" * 100_000,
    "points": "S_INTERSECTS(geometry, LINESTRING(" + ",".join(["1 2"] * 50_000) + "))",
    "open points": "S_INTERSECTS(geometry, LINESTRING(" + ",".join(["1 2"] * 50_000),
    "open rings": "MULTIPOLYGON(" + "((1 2,3 4),(5 6,7 8))," * 10_000,
    "members": "a IN (" + ",".join(["1"] * 2_000) + ")",
    "functions": "lower(" * 500 + "a" + ")" * 500 + " = 'x'",
    "comparisons": "a=" * 5_000 + "1",
    "spaces": "a" + " " * 200_000 + "b",
}
"""Texts that are much too long, nested or crowded."""


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_is_refused_quickly(name):
    read("a = 1")
    begun = time.perf_counter()
    with pytest.raises(BadRequest) as error:
        held(read(TOO_LARGE[name]), LIMITS)
    # Some hundredths of a second are usual; a busy machine takes longer.
    assert time.perf_counter() - begun < 0.5
    assert len(error.value.in_("id")) < 1_000


def test_a_long_list_and_a_long_chain_are_taken():
    assert len(read("a IN (" + ",".join(["1"] * 1_000) + ")")["args"][1]) == 1_000
    assert len(read(" AND ".join(["a=1"] * 1_000))["args"]) == 1_000


names = st.sampled_from(["a", "b:c", "d.e", "g_f", "desa"])
numbers = st.integers(-1_000, 1_000) | st.floats(-1e6, 1e6, allow_nan=False).map(lambda each: round(each, 3))
# A backslash before a quote means the quote, so no text can have both or end with one.
texts = (
    st.text("abc '%_é\\", max_size=6)
    .map(lambda each: each.rstrip("\\"))
    .filter(lambda each: "\\'" not in each)
)


def quoted(each: str) -> str:
    return "'" + each.replace("'", "''") + "'"


scalars = st.one_of(names, numbers.map(str), texts.map(quoted))
sums = st.recursive(
    names | st.integers(0, 99).map(str),
    lambda inner: st.builds(
        "({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "^", "%"]), inner
    ),
    max_leaves=4,
)
predicates = st.one_of(
    st.builds("{} {} {}".format, scalars, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), scalars),
    st.builds("{} {} {}".format, sums, st.sampled_from(["=", "<"]), sums),
    st.builds("{} {} {}".format, names, st.sampled_from(["LIKE", "NOT LIKE"]), texts.map(quoted)),
    st.builds("{} {} ({}, {})".format, names, st.sampled_from(["IN", "not in"]), scalars, scalars),
    st.builds("{} BETWEEN {} AND {}".format, names, st.integers(0, 9), st.integers(0, 9)),
    st.builds("{} IS NOT NULL".format, names),
    st.builds("CASEI({}) = CASEI({})".format, names, texts.map(quoted)),
    st.builds("{}({}, POINT(1.5 2))".format, st.sampled_from(["S_WITHIN", "s_touches"]), names),
    st.builds("{}({}, INTERVAL('..', '2020-01-01'))".format, st.sampled_from(["T_AFTER", "T_METBY"]), names),
    st.builds("A_OVERLAPS({}, ({}, {}))".format, names, texts.map(quoted), texts.map(quoted)),
)
conditions = st.recursive(
    predicates,
    lambda inner: st.one_of(
        st.builds("({} AND {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
    ),
    max_leaves=5,
)


def alike(tree: object) -> object:
    """The tree with what two readers may do differently made the same: numbers as floats, chains flat."""
    if isinstance(tree, bool | str):
        return tree
    if isinstance(tree, int | float):
        return float(tree)
    if isinstance(tree, list):
        return [alike(each) for each in tree]
    found = {name: alike(each) for name, each in tree.items()}
    if found.get("op") in ("and", "or"):
        flat = []
        for each in found["args"]:
            same = isinstance(each, dict) and each.get("op") == found["op"]
            flat += each["args"] if same else [each]
        found["args"] = flat
    return found


@hypothesis.settings(max_examples=150, deadline=None)
@hypothesis.given(conditions)
def test_texts_are_read_as_another_reader_reads_them(written):
    assert alike(read(written)) == alike(cql2.parse_text(written).to_json())
