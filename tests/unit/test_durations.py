"""Durations in `datetime`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gis.asking.durations import is_duration, moved
from gis.asking.times import span
from gis.errors import BadValue

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("duration", "later"),
    [
        ("P2D", "2026-02-02T12:00:00+00:00"),
        ("P1M", "2026-02-28T12:00:00+00:00"),
        ("P1Y1M", "2027-02-28T12:00:00+00:00"),
        ("P2W", "2026-02-14T12:00:00+00:00"),
        ("PT36H", "2026-02-02T00:00:00+00:00"),
        ("P1DT12H30M12S", "2026-02-02T00:30:12+00:00"),
        ("P0D", "2026-01-31T12:00:00+00:00"),
    ],
)
def test_a_moment_later(duration, later):
    assert moved(NOON, duration, 1).isoformat() == later


def test_a_moment_earlier():
    assert moved(NOON, "P2M", -1) == datetime(2025, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["P", "PT", "P2", "2D", "P-2D", "p2d", "P2H", "P1.5D", "", "P1D2M", "P99999Y"]
)
def test_what_is_none(text):
    assert not is_duration(text)


def test_a_span_of_two_days_takes_in_both_and_not_the_third():
    found = span("2026-01-01/P2D")
    assert found == span("2026-01-01/2026-01-02")
    assert span("P2D/2026-01-02") == found


@pytest.mark.parametrize(
    "text", ["P2D", "P2D/P2D", "../P2D", "P2D/..", "/P2D", "2026-01-01/P9999Y", "P9999Y/2026-01-01"]
)
def test_a_duration_without_a_moment_beside_it_is_refused(text):
    with pytest.raises(BadValue) as refused:
        span(text)
    assert "P2D" in refused.value.in_("id")
