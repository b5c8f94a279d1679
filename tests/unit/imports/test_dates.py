"""Dates and times as people write them; what could be another day is refused, what was inferred is told."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.values.dates import Doubt, day, doubt, moment
from gis.imports.values.outcome import Fault, Otherwise, bare
from gis.layer import STAFF, Kind
from gis.validity import WIB
from tests.unit.imports.toys import WELL, draft, field, rules

WANTED = date(2024, 8, 31)
SWAPPED = [datetime(2024, 5, at, tzinfo=WIB) for at in (1, 3, 8, 12)]
"""Cells that are dates, all on days that could be months."""


@pytest.mark.parametrize(
    "cell",
    [
        "2024-08-31",
        "2024/08/31",
        "2024.8.31",
        "20240831",
        20240831,
        "31/08/2024",
        "31-8-2024",
        "31.08.2024",
        "31 / 08 / 2024",
        "31 Agustus 2024",
        "31 AGUSTUS 2024",
        "31  Agt. 2024",
        "31-Ags-2024",
        "31Agu2024",
        "31 Aug 2024",
        "August 31, 2024",
        "Aug 31 2024",
        "Sabtu, 31 Agustus 2024",
        "Sabtu 31/08/2024",
        "Saturday, 31 August 2024",
        "31\u00a0Agustus\u00a02024",
        "31/08/2024 00:00",
        "2024-08-31T00:00:00",
        date(2024, 8, 31),
        datetime(2024, 8, 31, tzinfo=WIB),
    ],
)
def test_dates_in_every_notation(cell):
    assert day(cell) == WANTED


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (45535, WANTED, "nomor hari Excel"),
        (45535.0, WANTED, "nomor hari Excel"),
        ("45535", WANTED, "nomor hari Excel"),
        ("1-Feb-26", date(2026, 2, 1), "tahun 20.."),
        ("1 Agu 24", date(2024, 8, 1), "tahun 20.."),
        ("Senin, 31 Agustus 2024", WANTED, "nama hari yang tidak cocok"),
    ],
)
def test_what_is_inferred_is_told(cell, value, said):
    found = day(cell)
    assert isinstance(found, Otherwise)
    assert found.value == value
    assert said in found.how


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("31 Februari 2024", "tidak ada di kalender"),
        ("31/02/2024", "tidak ada di kalender"),
        ("2024-02-30", "tidak ada di kalender"),
        ("29/02/2023", "tidak ada di kalender"),
        ("0/1/2024", "tidak ada di kalender"),
        ("31/31/2024", "bulan yang tidak ada"),
        ("13/13/2024", "bulan yang tidak ada"),
        ("31/32/2024", "bulan yang tidak ada"),
        ("12/31/2024", "bulan lebih dulu"),
        ("31/08/24", "dua angka"),
        ("24-08-31", "dua angka"),
        ("1-Feb-85", "dua angka"),
        ("2024", "hanya berisi tahun"),
        (2024, "hanya berisi tahun"),
        (2024.0, "hanya berisi tahun"),
        ("Tahun 2024", "hanya berisi tahun"),
        ("Agustus 2024", "hanya berisi bulan dan tahun"),
        ("Agu-24", "hanya berisi bulan dan tahun"),
        ("08/2024", "hanya berisi bulan dan tahun"),
        ("2024-08", "hanya berisi bulan dan tahun"),
        ("29/01/2026 (Setiap hari kamis legi)", "diikuti tulisan lain"),
        ("29/01/2026(Setiap hari)", "diikuti tulisan lain"),
        ("16 Mei 2025*", "diikuti tulisan lain"),
        ("23/04/2026 / Kamis Pahing", "diikuti tulisan lain"),
        ("31 Agustus 2024 WIB", "diikuti tulisan lain"),
        ("29-31 Januari 2026", "lebih dari satu tanggal"),
        ("31 Mei - 2 Juni 2024", "lebih dari satu tanggal"),
        ("1 s.d. 3 Mei 2026", "lebih dari satu tanggal"),
        ("2024-08-31 14:30", "tanpa jam"),
        (45535.5, "tanpa jam"),
        ("0024-08-31", "1800 sampai 2200"),
        (time(14, 30), "hanya berisi jam"),
        ("kemarin", "harus tanggal"),
        (17000, "harus tanggal"),
        (float("inf"), "harus tanggal"),
        (True, "harus tanggal"),
        (["2024-08-31"], "harus tanggal"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_what_is_wrong(cell, said):
    found = day(cell)
    assert isinstance(found, Fault)
    assert found.rule == "date"
    assert said in found.message


def test_the_month_first_is_a_problem_that_proposes_the_day_first():
    assert day("12/31/2024").hint == "Mungkin maksudnya 31/12/2024?"


def test_beside_a_date_with_its_month_first_no_date_that_could_be_so_is_trusted():
    given = {"nama": ["a", "b", "c", "d", "e"], "kode": ["x"] * 5}
    found = draft(
        {**given, "ditutup": ["12/31/2024", "01/02/2024", "03/03/2024", "25/12/2024", "2024-01-02"]}
    )
    assert rules(found) == [(2, "ditutup", "date"), (3, "ditutup", "date")]
    assert found.values["ditutup"][2:] == [date(2024, 3, 3), date(2024, 12, 25), date(2024, 1, 2)]
    assert "tidak jelas mana tanggal dan mana bulannya" in found.problems[1].message
    alone = draft({**given, "ditutup": ["31/12/2024", "01/02/2024", None, None, None]})
    assert alone.values["ditutup"][:2] == [date(2024, 12, 31), date(2024, 2, 1)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["12/31/2024", "1/2/2024"], Doubt.TEXTS),
        (["31/12/2024", "1/1/2024"], None),
        (["12/32/2024"], None),
        ([45535, None], None),
        ([*SWAPPED, "31/08/2024", "25/12/2024"], Doubt.CELLS),
        ([*SWAPPED, "31/08/2024", "05/12/2024"], None),
        ([*SWAPPED, date(2024, 8, 31), "31/08/2024", "25/12/2024"], None),
        ([*SWAPPED[:2], "31/08/2024"], None),
        (SWAPPED, None),
        (["31/08/2024"] * 9, None),
    ],
)
def test_what_makes_a_columns_dates_doubtful(cells, why):
    assert doubt(cells) is why


def test_dates_that_a_spreadsheet_turned_round_are_not_loaded_as_they_stand():
    cells = [*SWAPPED, "31/08/2024", "25/12/2024"]
    given = {"nama": ["a"] * len(cells), "kode": ["x"] * len(cells), "ditutup": cells}
    found = draft(given)
    assert len(found.bad) == len(SWAPPED)
    assert all("tertukar tanggal dan bulannya" in problem.message for problem in found.problems)
    assert found.values["ditutup"][-2:] == [date(2024, 8, 31), date(2024, 12, 25)]


def test_a_hidden_date_is_not_given_away_by_the_proposal():
    layer = replace(WELL, fields=(*WELL.fields, field("lahir", Kind.DATE, access=STAFF, personal=True)))
    found = draft({"nama": ["a"], "kode": ["x"], "lahir": ["12/31/2024"]}, layer)
    assert "31" not in found.problems[0].message.replace("tanggal/bulan/tahun", "")


@pytest.mark.parametrize(
    "cell",
    [
        "2024-08-31T14:30",
        "2024-08-31 14:30:00",
        "2024-08-31 14.30",
        "31/08/2024 14:30",
        "31/08/2024 14.30 WIB",
        "31/08/2024, 14.30 WIB",
        "31 Agustus 2024 pukul 14.30 WIB",
        "Sabtu, 31 Agustus 2024, pkl. 14.30",
        "31 Agu 2024 jam 14:30:00",
        "31/08/2024 2:30 PM",
        "31/08/2024 15.30 WITA",
        "31/08/2024 16:30 WIT",
        "2024-08-31T07:30Z",
        "31/08/2024 07:30 UTC",
        "2024-08-31T14:30+07:00",
        "31/08/2024 15:30 +08:00",
    ],
)
def test_a_moment_without_offset_is_western_indonesian_time(cell):
    found = moment(cell)
    assert found == datetime(2024, 8, 31, 14, 30, tzinfo=timezone(timedelta(hours=7)))


def test_the_zone_of_a_moment_is_kept_by_name_only_where_none_is_written():
    assert moment("2024-08-31T14:30").tzinfo == WIB
    assert moment("2024-08-31T14:30Z").tzinfo == UTC


@pytest.mark.parametrize("cell", ["31/08/2024", date(2024, 8, 31), "31 Agustus 2024"])
def test_a_moment_without_its_time_is_midnight_and_that_is_told(cell):
    found = moment(cell)
    assert found.value == datetime(2024, 8, 31, tzinfo=WIB)
    assert "tanpa jam" in found.how


def test_a_spreadsheets_day_number_has_its_time_to_the_second():
    assert moment(45535.604166666664).value == datetime(2024, 8, 31, 14, 30, tzinfo=WIB)
    assert moment(45535.99999999).value == datetime(2024, 9, 1, tzinfo=WIB)


@pytest.mark.parametrize(
    "cell",
    ["31/08/2024 25:00", "31/08/2024 14:61", "31/08/2024 13:00 PM", "31/08/2024 0:30 am", "31/08/2024 24:00"],
)
def test_a_time_that_no_clock_shows_is_refused(cell):
    assert moment(cell) == Fault("time", "menyebut jam yang tidak ada")


def test_the_dates_of_a_real_list_of_events_are_read_or_named(shared):
    with (shared / "data/real/raw/event_wisata_jepara_2026_raw.csv").open(encoding="utf-8-sig") as file:
        texts = [row["tanggal_pelaksanaan"].strip() for row in csv.DictReader(file)]
    why = doubt(texts)
    outcomes = [(text, day(text, why)) for text in texts if text]
    read = {text for text, outcome in outcomes if not isinstance(outcome, Fault)}
    # As Excel shows a date, and nothing else: whatever has a comment, a star or no day is named.
    assert read == {text for text in texts if re.fullmatch(r"\d+-[A-Z][a-z]{2}-26", text)}
    # These three stand between November and December: they are October, November, December, month first.
    assert {"10/1/2026", "11/5/2026", "12/10/2026"} <= set(texts) - read


# ── For any date ─────────────────────────────────────────────────────────────────────────────────────

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
NOTATIONS = {
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "padded": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "dots": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "year first": lambda d: f"{d.year}/{d.month}/{d.day}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "month": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "short month": lambda d: f"{d.day:02}-{SHORT[d.month - 1]}-{d.year}",
    "english": lambda d: f"{d.day} {ENGLISH[d.month - 1].upper()} {d.year}",
    "month before": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
}
CLOCKS = {
    "colon": lambda t: f"{t:%H:%M}",
    "point": lambda t: f"{t.hour}.{t.minute:02} WIB",
    "said": lambda t: f"pukul {t:%H.%M}",
    "half": lambda t: f"{t:%I:%M %p}",
}


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.sampled_from(sorted(NOTATIONS)))
def test_any_date_in_any_notation_is_read_back_as_itself(given_day, notation):
    assert day(NOTATIONS[notation](given_day)) == given_day


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(sorted(set(NOTATIONS) - {"compact"})),
    st.sampled_from(sorted(CLOCKS)),
)
def test_any_moment_in_any_notation_is_read_back_as_itself(given_day, clock, notation, how):
    text = f"{NOTATIONS[notation](given_day)} {CLOCKS[how](clock)}"
    assert moment(text) == datetime.combine(given_day, clock, tzinfo=WIB)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_any_day_number_of_a_spreadsheet_is_read_back_as_its_date(given_day):
    assert bare(day((given_day - date(1899, 12, 30)).days)) == given_day


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_date_as_excel_shows_it_is_read_back_and_told(given_day):
    found = day(f"{given_day.day}-{SHORT[given_day.month - 1]}-{given_day:%y}")
    assert isinstance(found, Otherwise)
    assert found.value == given_day


@given(st.text("0123456789/.- :JanuriMetWIB", max_size=20))
def test_any_text_is_a_date_or_a_fault_and_never_something_else(text):
    assert isinstance(bare(day(text)), date | Fault)
    assert isinstance(bare(moment(text)), datetime | Fault)
