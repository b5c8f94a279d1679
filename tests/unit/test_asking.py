"""The text of a question: what it means, and what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis import asking
from gis.errors import BadRequest, BadValue, UnknownName
from gis.layer import Audience
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


@given(st.text())
def test_a_token_gives_back_its_key(key):
    if "\x00" in key:
        with pytest.raises(BadValue):
            asking.key_after(VIEW, asking.token(key))
    else:
        assert asking.key_after(VIEW, asking.token(key)) == key


@given(any_text)
def test_any_text_is_a_token_or_refused(text):
    try:
        key = asking.key_after(VIEW, text)
    except BadValue:
        return
    assert isinstance(key, str)


@pytest.mark.parametrize("name", HIDDEN_FIELDS)
def test_hidden_fields_are_unknown_and_not_listed_as_allowed(name):
    with pytest.raises(UnknownName) as told:
        asking.question(VIEW, {name: "1"})
    assert not set(HIDDEN_FIELDS) & set(told.value.allowed)


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
