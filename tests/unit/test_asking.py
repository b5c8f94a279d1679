"""The text of a question: what it means, and what is refused."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis import asking, crs
from gis.errors import BadRequest, BadValue, UnknownName
from gis.layer import STAFF as STAFF_ONLY
from gis.layer import Audience, Kind
from gis.privacy import visible
from tests.http.toys import HIDDEN_FIELDS, TOYS

VIEW = visible(TOYS["pohon"], Audience.PUBLIC)
STAFF = visible(TOYS["pohon"], Audience.STAFF)

any_text = st.text(max_size=40)
numbers = st.floats(allow_nan=True, allow_infinity=True) | st.integers()


@given(any_text)
def test_any_text_is_a_box_within_the_world_or_refused(text):
    try:
        box = asking.box(text)
    except BadValue:
        return
    assert -180 <= box.west <= 180
    assert -180 <= box.east <= 180
    assert -90 <= box.south <= box.north <= 90


@given(st.lists(numbers, min_size=3, max_size=7))
def test_any_numbers_are_a_box_within_the_world_or_refused(found):
    try:
        box = asking.box(",".join(map(str, found)))
    except BadValue:
        return
    assert all(map(math.isfinite, (box.west, box.south, box.east, box.north)))


@given(any_text | st.builds("/".join, st.lists(st.dates().map(str) | st.datetimes().map(str), max_size=3)))
def test_any_text_is_a_span_whose_ends_are_in_order_or_refused(text):
    try:
        span = asking.span(text)
    except BadValue:
        return
    if span.first is not None and span.last is not None:
        assert span.first <= span.last
    for end in (span.first, span.last):
        assert end is None or end.tzinfo is not None


@given(st.sampled_from(VIEW.fields), any_text)
def test_any_text_is_a_value_of_a_field_or_refused(field, text):
    try:
        value = asking.value(field, text)
    except BadValue:
        return
    assert value == value  # noqa: PLR0124 - only NaN differs from itself
    assert "\x00" not in str(value)


@given(st.dictionaries(any_text | st.sampled_from([*asking.PARAMETERS, "umur_th", "pemilik"]), any_text))
def test_any_parameters_are_a_question_or_refused_as_a_bad_request(given):
    try:
        question = asking.question(VIEW, given)
    except BadRequest:
        return
    assert 1 <= question.limit <= asking.MOST


_EARLY = dt.datetime.fromisoformat("0002-01-01T00:00:00")

VALUES = {
    Kind.TEXT: st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    Kind.INTEGER: st.integers(-(2**63), 2**63 - 1),
    Kind.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(),
    Kind.TIME: st.datetimes(min_value=_EARLY, timezones=st.just(ZoneInfo("Asia/Jakarta"))),
}


@st.composite
def orders(draw: st.DrawFn) -> tuple[tuple[asking.Sort, ...], tuple[object, ...]]:
    """An order, with the values in it of a row."""
    fields = draw(st.lists(st.sampled_from(asking.sortable(VIEW)), unique=True, max_size=4))
    sort = tuple(asking.Sort(f.name, draw(st.booleans())) for f in fields)
    values = tuple(draw(st.none() | VALUES[f.kind]) for f in fields)
    return sort, (*values, draw(VALUES[Kind.TEXT]))


@given(orders())
def test_a_token_gives_back_the_values_of_the_order_and_the_key(found):
    sort, last = found
    assert asking.last(VIEW, sort, asking.token(VIEW, sort, last)) == last


@given(any_text)
def test_any_text_is_a_token_or_refused(text):
    with pytest.raises(BadValue):
        asking.last(VIEW, (), text)


NAME, FALLING = asking.Sort("nama"), asking.Sort("nama", falling=True)


@pytest.mark.parametrize("other", [(), (FALLING,), (NAME, FALLING), (asking.Sort("jenis"),)])
def test_a_token_of_another_order_is_refused(other):
    with pytest.raises(BadValue):
        asking.last(VIEW, other, asking.token(VIEW, (NAME,), ["a", "pohon-1"]))


def test_a_token_of_another_layer_is_refused():
    with pytest.raises(BadValue):
        asking.last(visible(TOYS["risiko"], Audience.PUBLIC), (), asking.token(VIEW, (), ["pohon-1"]))


def forged(*said: object) -> str:
    """A token with the right mark and whatever is said."""
    made = asking.token(VIEW, (NAME,), ["a", "b"])
    text = base64.urlsafe_b64decode(made + "=" * (-len(made) % 4))
    return base64.urlsafe_b64encode(json.dumps([json.loads(text)[0], *said]).encode()).decode()


@pytest.mark.parametrize(
    "said",
    [["a"], ["a", None], ["a", "b", "c"], [["a"], "b"], [{"a": 1}, "b"], ["a\x00", "b"], ["\ud800", "b"]],
)
def test_a_forged_token_is_refused(said):
    with pytest.raises(BadValue):
        asking.last(VIEW, (NAME,), forged(*said))


def test_a_token_nested_deep_is_refused():
    with pytest.raises(BadValue):
        asking.last(VIEW, (), base64.urlsafe_b64encode(b"[" * 100_000).decode())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nama", [("nama", False)]),
        ("+nama,-umur_th", [("nama", False), ("umur_th", True)]),
        (" nama", [("nama", False)]),
        ("-nama,nama", [("nama", True)]),
    ],
)
def test_an_order_is_fields_each_rising_or_falling(text, found):
    assert [(each.field, each.falling) for each in asking.order(VIEW, text)] == found


@pytest.mark.parametrize("text", ["", ",", "nama,", "hama", "--nama", "- nama", "tidak_ada", *HIDDEN_FIELDS])
def test_an_order_by_a_list_or_by_what_is_not_there_is_refused_with_what_there_is(text):
    with pytest.raises(UnknownName) as told:
        asking.order(VIEW, text)
    assert set(told.value.allowed) == {f.name for f in VIEW.fields} - {"hama"}


@pytest.mark.parametrize(
    ("text", "found"), [("a", ("a",)), ("a b, c", ("a b", "c")), (" a\t b ,,", ("a b",))]
)
def test_texts_to_look_for_stand_between_commas(text, found):
    assert asking.words(text) == found


@pytest.mark.parametrize("text", ["", " ", ",", "a\x00", ",".join(["a"] * 21)])
def test_nothing_to_look_for_or_too_much_is_refused(text):
    with pytest.raises(BadValue):
        asking.words(text)


def test_only_a_layer_with_searched_fields_is_searched():
    risk = visible(TOYS["risiko"], Audience.PUBLIC)
    assert asking.question(VIEW, {"q": "a"}).words == ("a",)
    with pytest.raises(UnknownName) as told:
        asking.question(risk, {"q": "a"})
    assert "q" not in told.value.allowed
    assert [each.name for each in asking.parameters(risk)] == [n for n in asking.PARAMETERS if n != "q"]


def test_a_hidden_field_is_not_searched():
    assert asking.searched(VIEW) == ("nama",)
    assert asking.searched(STAFF) == ("nama", "pemilik")


@pytest.mark.parametrize("name", ["crs", "bbox-crs", "filter-crs"])
@pytest.mark.parametrize(
    "text", ["", "EPSG:4326", "[EPSG:4327]", "http://www.opengis.net/def/crs/EPSG/0/4327"]
)
def test_another_reference_system_is_refused_with_those_there_are(name, text):
    with pytest.raises(UnknownName) as told:
        asking.question(VIEW, {name: text})
    assert set(told.value.allowed) == set(crs.OFFERED)


@pytest.mark.parametrize("system", crs.OFFERED.values(), ids=lambda system: system.curie)
def test_a_box_is_told_in_the_order_of_the_axes_and_kept_eastward_first(system):
    west, south, east, north = system.extent
    text = f"{south},{west},{north},{east}" if system.flipped else f"{west},{south},{east},{north}"
    found = asking.question(VIEW, {"bbox": text, "bbox-crs": system.curie}).box
    assert (found.sides, found.crs) == (system.extent, system)
    beyond = f"{south},{west},{north},{east + 1}" if system.flipped else f"{west},{south},{east + 1},{north}"
    with pytest.raises(BadValue):
        asking.question(VIEW, {"bbox": beyond, "bbox-crs": system.uri})


def test_only_in_degrees_a_box_goes_around_the_world():
    metres = crs.named("[EPSG:3857]")
    assert asking.box("170,-7,-170,-6").parts == ((170, -7, 180, -6), (-180, -7, -170, -6))
    with pytest.raises(BadValue):
        asking.box("10,0,-10,10", metres)


def test_a_single_feature_is_asked_for_its_fields_its_place_and_its_system_only():
    asked = asking.question_of_one(
        VIEW, {"crs": "[EPSG:32749]", "properties": "nama", "skipGeometry": "true"}
    )
    assert (asked.crs.code, asked.properties, asked.geometry) == (32749, ("nama",), False)
    with pytest.raises(UnknownName) as told:
        asking.question_of_one(VIEW, {"limit": "1"})
    assert set(told.value.allowed) == {"crs", "properties", "skipGeometry"}


@pytest.mark.parametrize("name", HIDDEN_FIELDS)
def test_hidden_fields_are_unknown_and_not_listed_as_allowed(name):
    with pytest.raises(UnknownName) as told:
        asking.question(VIEW, {name: "1"})
    assert not set(HIDDEN_FIELDS) & set(told.value.allowed)


def test_a_word_that_is_no_code_is_refused_with_the_codes():
    """No rows would read like "there is none of it"."""
    with pytest.raises(UnknownName) as error:
        asking.question(VIEW, {"jenis": "jatti"})
    assert error.value.allowed == ("air", "api", "batu", "jati")
    assert asking.question(VIEW, {"jenis": "jati"}).equal
    assert asking.question(VIEW, {"hama": "belalang"}).equal, "an open list takes other words"


def test_another_audience_may_ask_for_more():
    assert asking.question(STAFF, {"pemilik": "x"}).equal == (asking.Equal("pemilik", "x"),)
    with pytest.raises(UnknownName):
        asking.question(STAFF, {"lupa": "x"})


def test_a_day_is_a_day_of_the_regency():
    span = asking.span("2026-01-01")
    assert (span.first, span.last) == asking_times(
        "2026-01-01T00:00:00+07:00", "2026-01-01T23:59:59.999999+07:00"
    )


def asking_times(*texts: str) -> tuple[object, ...]:
    return tuple(asking.value(VIEW.layer.field("dilihat"), text) for text in texts)


def test_a_moment_that_an_audience_does_not_see_is_no_time_for_it():
    sealed = replace(TOYS["pohon"].field("dilihat"), access=STAFF_ONLY)
    fields = tuple(sealed if f.name == "dilihat" else f for f in TOYS["pohon"].fields)
    layer = replace(TOYS["pohon"], fields=fields)
    assert visible(layer, Audience.STAFF).times == (sealed, sealed)
    assert visible(layer, Audience.PUBLIC).times == (None, None)
