"""Twelve thousand houses as an officer types them, 600 rows spoilt in known ways: each is found, no other is.

The workbook comes from `tests.independent.spoilt`, which was written from the promises alone.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gis.address import Address
from gis.imports import pipeline
from gis.imports.mending import Mending
from gis.imports.pipeline import Job, Options
from gis.undo import undo
from layers import LAYERS
from tests.independent import counting
from tests.independent.spoilt import workbook
from tests.independent.spoilt.houses import House, houses, villages
from tests.independent.spoilt.plan import Line, Plan, planned
from tests.independent.spoilt.returned import correct
from tests.independent.spoilt.ways import WAYS, Way
from tests.independent.spoilt.workbook import Written
from tests.independent.spoilt.writing import COLUMNS

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
HOUSES = 12_000
CLOSE = 0.00003
"""Degrees, some 3 m: what a notation in hundredths of a second may move."""


@dataclass(frozen=True)
class Desk:
    """A database with the regency's areas, the workbook, and where its rows stand."""

    address: Address
    folder: Path
    file: Path
    plan: Plan
    places: Written

    def load(self, file: Path, **options: Any) -> dict[str, Any]:
        """The report of a load, as programs get it."""
        job = Job(file, LAYERS["rtlh"], LAYERS, Options(actor="uji", **options))
        return pipeline.run(job, self.address).as_json()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address.conninfo()) as connection:
            return connection.execute(query).fetchall()

    def take_back(self, report: dict[str, Any]) -> None:
        """Undoes a load, so that the next test finds what it would have found without."""
        if report["batch"]:
            undo(report["batch"], LAYERS, self.address, "uji")

    def rows(self, lines: Iterable[Line]) -> set[int]:
        wanted = {line.house.number for line in lines}
        return {row for row, line in self.places.rows.items() if line.house.number in wanted}


@pytest.fixture(scope="module")
def desk(make_database: Callable[..., Address], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    address = make_database(LAYERS)
    for name in ("kabupaten", "kecamatan", "desa"):
        job = Job(SAMPLE / f"{name}.geojson", LAYERS[name], LAYERS, Options(actor="uji"))
        assert pipeline.run(job, address).as_json()["bad"] == 0
    folder = tmp_path_factory.mktemp("rtlh")
    plan = planned(houses(villages(SAMPLE), HOUSES))
    places = workbook.write(folder / "rtlh.xlsx", plan)
    return Desk(address, folder, folder / "rtlh.xlsx", plan, places)


@pytest.fixture(scope="module")
def checked(desk: Desk) -> dict[str, Any]:
    """The report of a plain load, which must change nothing."""
    found = desk.load(desk.file)
    assert desk.ask("SELECT count(*) FROM store.rtlh") == [(0,)]
    return found


@pytest.fixture(scope="module")
def kept(desk: Desk, checked: dict[str, Any]) -> dict[str, Any]:
    """The report of a load that keeps the good rows; the bad ones lie in `ditolak.xlsx`."""
    return desk.load(desk.file, keep_good=True, rejects=desk.folder / "ditolak.xlsx")


def test_the_workbook_is_what_was_asked_for(desk):
    assert len(WAYS) >= 25
    assert (len(desk.plan.lines), len(desk.plan.spoilt)) == (HOUSES, HOUSES // 20)
    assert {way.name for line in desk.plan.spoilt for way in line.ways} == {way.name for way in WAYS}
    assert sum(len(line.ways) > 1 for line in desk.plan.spoilt) >= 50
    (page,) = counting.pages(desk.file)
    assert set(desk.places.rows) <= set(page)
    assert len(page) == HOUSES + len(workbook.TITLES) + 2 + 1 + len(workbook.SIGNATURE)


def test_every_spoilt_row_is_named(desk, checked):
    named = {problem["row"] for problem in checked["problems"]}
    missed = [line for row, line in desk.places.rows.items() if line.ways and row not in named]
    assert [(line.house.number, [way.name for way in line.ways]) for line in missed] == []


def test_no_good_row_is_refused(desk, checked):
    good = desk.rows(desk.plan.good)
    refused = [problem for problem in checked["problems"] if problem["row"] in good]
    assert refused[:5] == []


def test_the_counts_are_exact(desk, checked):
    assert checked["read"] == checked["good"] + checked["bad"] + checked["skipped"]
    assert checked["bad"] == len(desk.plan.spoilt)
    assert checked["good"] == len(desk.plan.good)
    assert checked["loaded"] == 0


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_each_way_is_named_at_its_column(desk, checked, way):
    named = _named(checked)
    rows = [(row, line) for row, line in desk.places.rows.items() if way in line.ways]
    assert rows
    missed = [(row, named[row]) for row, line in rows if not _is_at(way, named[row])]
    assert missed[:3] == []


@pytest.mark.parametrize("way", [way for way in WAYS if way.mending], ids=lambda way: way.name)
def test_what_can_be_mended_is_proposed_with_its_word(desk, checked, way):
    told = _messages(checked)
    for row, line in desk.places.rows.items():
        if way in line.ways:
            assert any(str(way.mending) in message for message in told[row]), told[row]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_message_names_the_candidates_that_are_public(desk, checked, way):
    told = _messages(checked)
    for row, line in desk.places.rows.items():
        if way in line.ways:
            for words in way.says(line.house):
                assert any(words in message for message in told[row]), (words, told[row])


def test_a_row_that_repeats_a_number_says_which_row_has_it_too(desk, checked):
    told = _messages(checked)
    at = {line.house.number: row for row, line in desk.places.rows.items()}
    for row, line in desk.places.rows.items():
        if line.twin:
            assert any(str(at[line.twin]) in message for message in told[row]), told[row]


def test_what_is_no_house_is_skipped_and_told(desk, checked):
    skipped = {one["row"] for one in checked["skipped_rows"]}
    assert desk.places.total in skipped
    assert set(desk.places.notes) <= skipped
    assert not skipped & set(desk.places.rows)


def test_no_personal_value_is_repeated(desk, checked, kept):
    for report in (checked, kept):
        said = json.dumps(report, ensure_ascii=False)
        digits = set(re.findall(r"\d{10,}", said))
        known = {n for line in desk.plan.lines for n in (line.house.nik, line.house.no_kk)}
        cut = {number[:length] for number in known for length in (14, 15)}
        assert not digits & (known | cut)
        assert not [line for line in desk.plan.spoilt if str(line.given["nik"] or "-") in digits]
        assert "RT 00" not in said


def test_the_good_rows_are_kept_exactly_as_they_are_meant(desk, kept):
    assert (kept["loaded"], kept["bad"]) == (len(desk.plan.good), len(desk.plan.spoilt))
    assert _wrong(desk, [line.house for line in desk.plan.good]) == []


def test_the_rest_come_back_each_with_its_reason(desk, kept):
    page = counting.pages(desk.folder / "ditolak.xlsx")[0]
    spoilt = {line.house.catatan for line in desk.plan.spoilt}
    back = {row: cells for row, cells in page.items() if spoilt & set(cells.values())}
    assert len(back) == len(spoilt)
    everyone = {line.house.catatan for line in desk.plan.lines}
    assert {text for cells in page.values() for text in cells.values() if text in everyone} == spoilt
    # Beside its own cells each row has a sentence.
    assert all(max(cells) >= len(COLUMNS) and len(cells[max(cells)]) > 15 for cells in back.values())


def test_the_same_file_again_changes_nothing(desk, kept):
    before = _state(desk)
    again = desk.load(desk.file, keep_good=True, rejects=desk.folder / "lagi.xlsx")
    assert (again["loaded"], again["bad"]) == (0, kept["bad"])
    assert _state(desk) == before


def test_the_rest_once_corrected_loads_whole(desk, kept):
    returned, file = desk.folder / "ditolak.xlsx", desk.folder / "diperbaiki.xlsx"
    assert correct(returned, file, desk.plan) == len(desk.plan.spoilt)
    report = desk.load(file)
    assert report["problems"][:3] == []
    try:
        assert (report["loaded"], report["bad"]) == (len(desk.plan.spoilt), 0)
        assert _wrong(desk, [line.house for line in desk.plan.lines]) == []
    finally:
        desk.take_back(report)


def test_what_was_proposed_is_mended_when_it_is_accepted(desk, kept):
    accept = frozenset(Mending(way.mending) for way in WAYS if way.mending)
    report = desk.load(desk.file, keep_good=True, accept=accept, rejects=desk.folder / "sisa.xlsx")
    mended = [line for line in desk.plan.spoilt if all(way.mending for way in line.ways)]
    try:
        assert report["bad"] == len(desk.plan.spoilt) - len(mended)
        assert {one["row"] for one in report["mended"]} >= desk.rows(mended)
        assert _wrong(desk, [line.house for line in desk.plan.good], mended) == []
    finally:
        desk.take_back(report)


def _state(desk: Desk) -> list[tuple[Any, ...]]:
    return desk.ask("SELECT to_jsonb(r) FROM store.rtlh r ORDER BY nik")


def _wrong(desk: Desk, expected: Iterable[House], mended: Iterable[Line] = ()) -> list[Any]:
    """The first houses whose row is missing or says something else than is true; also rows of no house."""
    stored = {row[0]: row[1:] for row in desk.ask(_STORED)}
    wanted = {house.nik: (house, house.located) for house in expected}
    # A mended position is there where the house is; a mended name brings none.
    wanted |= {line.house.nik: (line.house, line.given["lintang"] is not None) for line in mended}
    wrong: list[Any] = [("no house", nik) for nik in stored.keys() - wanted.keys()]
    for nik, (house, located) in wanted.items():
        *values, lon, lat = stored.get(nik, (None, None, None))
        near = (
            lon is not None and abs(lon - house.lon) < CLOSE and abs(lat - house.lat) < CLOSE
            if located
            else lon is None
        )
        if tuple(values) != _truth(house) or not near:
            wrong.append((house.catatan, values, _truth(house), (lon, lat), (house.lon, house.lat)))
    return wrong[:3]


_STORED = (
    "SELECT nik, no_kk, alamat, kode, luas_m2, jumlah_penghuni, atap, lantai, dinding, ventilasi,"
    " status_rumah, status, sumber_bantuan, tahun, nilai_rp, tanggal_data, catatan,"
    " ST_X(geom), ST_Y(geom) FROM store.rtlh"
)


def _truth(house: House) -> tuple[Any, ...]:
    conditions = (house.atap, house.lantai, house.dinding, house.ventilasi, house.status_rumah)
    aid = (house.status, house.sumber_bantuan, house.tahun, house.nilai_rp)
    size = (house.luas_m2, house.jumlah_penghuni)
    where = (house.no_kk, house.alamat, house.village.kode)
    return (*where, *size, *conditions, *aid, house.tanggal_data, house.catatan)


def _named(report: dict[str, Any]) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for one in report["problems"]:
        found[one["row"]].append((one["column"] or "", one["rule"], one["message"]))
    return found


def _messages(report: dict[str, Any]) -> dict[int, list[str]]:
    return {row: [message for _, _, message in told] for row, told in _named(report).items()}


def _is_at(way: Way, told: list[tuple[str, str, str]]) -> bool:
    """Whether one of a row's problems stands at a column of this way, by whichever line of its heading."""
    headings = set()
    for column in COLUMNS:
        if column.name in way.columns:
            headings |= {_bare(column.heading), _bare(f"{column.group or ''}{column.heading}")}
    return any(_bare(column) in headings for column, _, _ in told)


def _bare(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower())
