"""Unfit houses and waste: the published totals, and no more than they say."""

from collections import Counter

import pytest

from tests.samples.reading import KECAMATAN_KM2, position, rows
from tools.sample.facts import dms_codes, villages
from tools.sample.houses import not_repaired, shares

OPEN = ("usulan", "terverifikasi", "disetujui", "dibangun")


def test_houses_not_yet_repaired_are_those_of_august_2023():
    kecamatan = {village.kode: village.kecamatan for village in villages()}
    counts = Counter(kecamatan[row["kode"]] for row in rows("rtlh") if row["status"] in OPEN)
    assert sum(counts.values()) == 12_328
    stated = {"Kedung": 1912, "Bangsri": 1474, "Nalumsari": 1162, "Pakis Aji": 1099}
    assert {name: counts[name] for name in stated} == stated
    assert set(counts) == set(KECAMATAN_KM2)
    assert {row["tanggal_data"] for row in rows("rtlh")} == {"2023-08-31"}


def test_repaired_houses_come_on_top_with_their_aid():
    done = [row for row in rows("rtlh") if row["status"] == "selesai"]
    assert len(done) == 1_290
    assert all(row["sumber_bantuan"] and row["tahun"] == "2023" and int(row["nilai_rp"]) > 0 for row in done)
    assert not any(row["sumber_bantuan"] for row in rows("rtlh") if row["status"] in ("usulan", "ditolak"))


def test_some_villages_have_so_few_houses_that_counts_are_withheld():
    counts = Counter(row["kode"] for row in rows("rtlh") if row["status"] in OPEN)
    few = [kode for kode, count in counts.items() if count < 5]
    assert len(few) >= 5
    assert len(counts) < 195
    assert any(kode.startswith("33.20.10") for kode in few)


def test_most_houses_have_a_position_and_a_few_have_none():
    without = sum(position(row) is None for row in rows("rtlh"))
    assert 0 < without < 0.02 * len(rows("rtlh"))


def test_larger_samples_keep_the_shares_of_the_kecamatan():
    counts = not_repaired(200_000)
    kedung = sum(count for kode, count in counts.items() if kode.startswith("33.20.01"))
    assert sum(counts.values()) == 200_000
    assert kedung == pytest.approx(200_000 * 1912 / 12_328, rel=0.02)


def test_smaller_samples_add_up_and_owe_no_houses():
    counts = not_repaired(1_000)
    assert sum(counts.values()) == 1_000
    assert min(counts.values()) == 0


def test_shares_add_up():
    assert shares(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert shares(0, {"a": 1.0}) == {"a": 0}


def test_the_waste_independent_villages_are_the_32_of_the_press_list():
    assert [row["kode"] for row in rows("dms")] == sorted(dms_codes())
    assert len(rows("dms")) == 32
    for row in rows("dms"):
        parts = [float(row[name]) for name in ("pengurangan_t_th", "penanganan_t_th", "residu_t_th")]
        assert sum(parts) == pytest.approx(float(row["timbulan_t_th"]), abs=0.051)
    assert {row["kode"]: row["nama"] for row in rows("dms")}.items() <= {
        v.kode: v.nama for v in villages()
    }.items()
