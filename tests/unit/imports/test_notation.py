"""Coordinates in every notation that people write, and what is refused."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.imports.files.sheet import Unread
from gis.imports.places import notation
from gis.imports.places.notation import Angle
from gis.imports.places.roles import LAT, LON
from gis.imports.values.cells import Fault

SOUTH, EAST = -(6 + 35 / 60 + 12 / 3600), 110 + 40 / 60 + 16 / 3600
METRE = 1 / 111_320
"""A metre on the ground in degrees of latitude."""


@pytest.mark.parametrize(
    "written",
    [
        "6°35'12\" LS",
        "6° 35' 12\" S",
        "6 35 12 S",
        "6-35-12 LS",
        "6:35:12 S",
        "06º35’12”LS",
        "6°35′12″S",
        "6˚35`12'' L.S.",
        "LS 6°35'12\"",
        "S 6 35 12",
        "-6°35'12\"",
        "-6° 35' 12\" LS",
        "6o 35' 12\" LS",
        "6 derajat 35 menit 12 detik Lintang Selatan",
        "6 deg 35 min 12 sec South",
        "6°35,2' LS",
        "6° 35.2' S",
        "Lintang: 6°35'12\" LS",
        "S6.586666667",
        "6,586666667 LS",
        "−6.586666667",
        "6.586666667° selatan",
        -6.586666667,
    ],
)
def test_one_latitude_in_every_notation(written):
    found = notation.angle(written)
    assert isinstance(found, Angle), found
    assert found.value == pytest.approx(SOUTH, abs=1e-8)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("110,6712", 110.6712),
        ("110.6712 BT", 110.6712),
        ("110°40'16\" BT", EAST),
        ("110 40 16 T", EAST),
        ("E 110°40'16\"", EAST),
        ("110 40 16 B", -EAST),
        ("6.5 U", 6.5),
        ("110.671.234", 110671234),
        ("6 35 12", -SOUTH),
        (110, 110),
    ],
)
def test_letters_of_both_languages_and_none(written, value):
    found = notation.angle(written)
    assert isinstance(found, Angle), found
    assert found.value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("6°60' LS", "menit 60"),
        ("6-35-75 LS", "detik 60"),
        ("-6.58 LU", "minus"),
        ("-110.67 BT", "minus"),
        ("LS 6.58 LU", "arah dua kali"),
        ("Lintang: 110.67 BT", "arah dua kali"),
        ("6.5°35'", "pecahan"),
        ("6°35.5'12\"", "pecahan"),
        ("6.35.12 LS", "tidak dapat dibaca"),
        ("Bulu", "tidak dapat dibaca"),
        ("", "tidak dapat dibaca"),
        ("1" * 400, "tidak dapat dibaca"),
        (True, "tidak dapat dibaca"),
        (math.inf, "tidak dapat dibaca"),
        (10**400, "tidak dapat dibaca"),
        (date(2026, 6, 35 - 12), "tanggal"),
        (Unread("berisi kesalahan rumus (#N/A)"), "kesalahan rumus"),
    ],
)
def test_what_is_no_coordinate_is_told(written, says):
    found = notation.angle(written)
    assert isinstance(found, Fault)
    assert says in found.message


@pytest.mark.parametrize(
    "written",
    [
        "-6.5867, 110.6712",
        "110.6712 -6.5867",
        "(-6.5867; 110.6712)",
        "-6,5867 110,6712",
        "-6,5867, 110,6712",
        "-6,5867;110,6712",
        "-6.5867/110.6712",
        "6.5867 LS - 110.6712 BT",
        "S6.5867E110.6712",
        "110.6712BT6.5867LS",
        "Lat: -6.5867, Long: 110.6712",
        "Bujur 110.6712 Lintang -6.5867",
        "6°35'12.12\"LS110°40'16.32\"BT",
        "6 35 12.12 LS 110 40 16.32 BT",
        "LS 6 35 12,12 BT 110 40 16,32",
        "6°35'12.12\" LS,\n110°40'16.32\" BT",
    ],
)
def test_one_pair_in_every_notation(written):
    found = notation.pair(written)
    assert not isinstance(found, Fault), found
    assert [part.value for part in found] == pytest.approx([110.6712, -6.5867], abs=1e-9)


@pytest.mark.parametrize(
    "written", ["-6,587,110,671", "-6.58", "Jepara", "1 2 3 4 5", "x" * 1000, "6 LS 7 LS"]
)
def test_a_pair_that_means_two_points_or_none_is_refused(written):
    assert isinstance(notation.pair(written), Fault)


def test_the_heading_says_which_comes_first_where_the_numbers_leave_it_open():
    assert [part.value for part in notation.pair("-6.5, 110.5", LON)] == [-6.5, 110.5]
    assert [part.value for part in notation.pair("-6.5, 110.5", LAT)] == [110.5, -6.5]
    assert [part.value for part in notation.pair("463519, 9272668")] == [463519, 9272668]


@pytest.mark.parametrize(
    ("written", "value"),
    [("463.519,25", 463519.25), ("9.272.668", 9272668), ("463519.25 m", 463519.25), ("-727332", -727332)],
)
def test_metres_with_and_without_marks_between_thousands(written, value):
    assert notation.metres(written).value == value


def test_metres_that_may_be_thousands_or_a_fraction_are_refused():
    assert "ribuan atau pecahan" in notation.metres("463.519").message


@pytest.mark.parametrize(
    ("written", "metres"),
    [("6.5", 11132), ("6.58", 1113.2), ("6°35' LS", 1855), ("6°35'12\" LS", 31), (6.5, 11132)],
)
def test_how_finely_a_coordinate_is_written(written, metres):
    assert notation.angle(written).step / METRE == pytest.approx(metres, rel=0.01)


def parts(value, decimals):
    """Degrees, minutes and seconds that never come out as 60."""
    total = round(abs(value) * 3600 * 10**decimals)
    seconds, minutes = total % (60 * 10**decimals), total // (60 * 10**decimals)
    return minutes // 60, minutes % 60, seconds / 10**decimals


def minutes_only(value):
    total = round(abs(value) * 60 * 10**5)
    return total // (60 * 10**5), total % (60 * 10**5) / 10**5


NOTATIONS = {
    "decimal": lambda v, _: f"{v:.8f}",
    "comma": lambda v, _: f"{v:.8f}".replace(".", ","),
    "letter": lambda v, letter: f"{abs(v):.8f} {letter}",
    "letter first": lambda v, letter: f"{letter}{abs(v):.8f}",
    "marks": lambda v, letter: "{}°{}'{:.4f}\" {}".format(*parts(v, 4), letter),
    "typographic": lambda v, letter: "{:02}º{:02}’{:07.4f}”{}".format(*parts(v, 4), letter),
    "spaces": lambda v, letter: "{} {} {:.4f} {}".format(*parts(v, 4), letter),
    "dashes": lambda v, letter: "{}-{}-{:.4f} {}".format(*parts(v, 4), letter),
    "decimal seconds with comma": lambda v, letter: "{}° {}' {:.4f}\" {}".format(
        *parts(v, 4), letter
    ).replace(".", ","),
    "decimal minutes": lambda v, letter: "{}°{:.5f}' {}".format(*minutes_only(v), letter),
    "number": lambda v, _: v,
}
CENTIMETRE = 0.01 * METRE


@settings(deadline=None, derandomize=True)
@given(
    lat=st.floats(-7.1, -5.4),
    lon=st.floats(109.9, 111.3),
    how=st.sampled_from(sorted(NOTATIONS)),
    long=st.booleans(),
)
def test_any_point_of_the_regency_reads_back_within_a_centimetre(lat, lon, how, long):
    names = ("Lintang Selatan", "Bujur Timur") if long else ("LS", "BT")
    for value, letter in zip((lat, lon), names, strict=True):
        found = notation.angle(NOTATIONS[how](value, letter))
        assert isinstance(found, Angle), found
        assert found.value == pytest.approx(value, abs=CENTIMETRE)


@settings(deadline=None, derandomize=True)
@given(
    lat=st.floats(-7.1, -5.4),
    lon=st.floats(109.9, 111.3),
    how=st.sampled_from([name for name in sorted(NOTATIONS) if name not in ("number", "comma")]),
    between=st.sampled_from([", ", "; ", " ", "/", "\n"]),
    turned=st.booleans(),
)
def test_any_pair_reads_back_in_either_order(lat, lon, how, between, turned):
    halves = [NOTATIONS[how](lat, "LS"), NOTATIONS[how](lon, "BT")]
    found = notation.pair(between.join(reversed(halves) if turned else halves))
    assert not isinstance(found, Fault), found
    assert [part.value for part in found] == pytest.approx([lon, lat], abs=CENTIMETRE)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    for read in (notation.angle, notation.metres, notation.pair):
        assert read(text) is not None
