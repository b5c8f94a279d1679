"""Layer rtlh: unfit houses. Published totals, made-up houses, no person.

The 12,328 houses of August 2023 are those not yet repaired; rows repaired since (1,290 by a press list of
2023 aid) and refused proposals come on top. Some villages have none or very few, so that withheld counts are
seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Final

from tools.sample.dice import Dice
from tools.sample.facts import Village, villages
from tools.sample.places import house
from tools.sample.sheets import Record, Sheet, Value

TOTAL: Final = 12_328
REPAIRED: Final = 1_290
REFUSED: Final = 140

_STATED: Final = {"Kedung": 1912, "Bangsri": 1474, "Nalumsari": 1162, "Pakis Aji": 1099, "Karimunjawa": 9}
"""Houses not yet repaired by kecamatan: four published, Karimunjawa's kept small on purpose."""

_FEW: Final = {
    "33.20.10.2001": 4, "33.20.10.2002": 3, "33.20.10.2003": 2, "33.20.10.2004": 0,
    "33.20.06.1005": 4, "33.20.06.1006": 1, "33.20.06.1007": 2, "33.20.06.1009": 0, "33.20.06.1011": 0,
    "33.20.09.2001": 3, "33.20.03.2015": 2, "33.20.13.2012": 0,
}  # fmt: skip
"""Villages whose count is none or withheld, whatever the size of the sample."""

_OPEN: Final = {"usulan": 45.0, "terverifikasi": 30.0, "disetujui": 17.0, "dibangun": 8.0}

_AID_RP: Final = {
    "bsps": 20_000_000, "apbd_provinsi": 20_000_000, "apbd_kabupaten": 15_000_000, "baznas": 10_000_000,
    "csr": 40_000_000, "dana_desa": 15_000_000, "kemensos": 20_000_000, "pokir": 15_000_000,
}  # fmt: skip
_AID: Final = {
    "bsps": 30.0, "apbd_provinsi": 28.0, "apbd_kabupaten": 20.0, "baznas": 7.0,
    "csr": 2.0, "dana_desa": 8.0, "kemensos": 2.0, "pokir": 3.0,
}  # fmt: skip

_LARGEST: Final = "33.20.01.2003"
"""Takes what rounding leaves when Karimunjawa's few houses do not grow with the sample."""

_SOURCE: Final = "Data contoh; jumlah: Disperkim 8/2023"

_NO_POSITION: Final = 0.01
"""Share of houses of which only the village is known."""


def rtlh(total: int = TOTAL) -> Sheet:
    """`total` houses not yet repaired, and repaired and refused ones in proportion."""
    still = not_repaired(total)
    done = shares(
        round(REPAIRED * total / TOTAL), {kode: count for kode, count in still.items() if count > 4}
    )
    refused = shares(round(REFUSED * total / TOTAL), done)
    rows: list[tuple[str, str]] = []
    for village in villages():
        dice = Dice("status", village.kode)
        rows += [(village.kode, dice.weighted(_OPEN)) for _ in range(still[village.kode])]
        rows += [(village.kode, "selesai")] * done.get(village.kode, 0)
        rows += [(village.kode, "ditolak")] * refused.get(village.kode, 0)
    records = [_record(number, kode, status) for number, (kode, status) in enumerate(rows, start=1)]
    return Sheet("rtlh", records, polygons=False, source=_SOURCE, dated="2023-08-31")


def not_repaired(total: int) -> dict[str, int]:
    """Houses not yet repaired by village; the kecamatan keep their shares of `total`."""
    quotas = _quotas()
    by_kecamatan = quotas if total == TOTAL else shares(total, quotas)
    counts: dict[str, int] = {}
    for kecamatan, quota in by_kecamatan.items():
        members = [village for village in villages() if village.kecamatan == kecamatan]
        few = {village.kode: _FEW[village.kode] for village in members if village.kode in _FEW}
        others = {village.kode: _weight(village) for village in members if village.kode not in _FEW}
        counts |= few | (shares(quota - sum(few.values()), others) if others else {})
    missing = total - sum(counts.values())
    return counts if not missing else {**counts, _LARGEST: counts[_LARGEST] + missing}


def _quotas() -> dict[str, int]:
    weights: dict[str, float] = {}
    for village in villages():
        if village.kecamatan not in _STATED:
            weights[village.kecamatan] = weights.get(village.kecamatan, 0.0) + _weight(village)
    return {**_STATED, **shares(TOTAL - sum(_STATED.values()), weights)}


def _weight(village: Village) -> float:
    """How many unfit houses a village tends to have: more the larger it is, fewer in town."""
    dice = Dice("rtlh weight", village.kode)
    town = 0.35 if village.jenis == "kelurahan" else 1.0
    return float(town * village.luas_km2**0.4 * dice.between(0.5, 1.6))


def shares(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """`total` shared out in proportion to the weights, in whole numbers that add up to it."""
    whole = fsum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    counts = {name: int(value) for name, value in exact.items()}
    by_rest = sorted(exact, key=lambda name: (counts[name] - exact[name], name))
    for name in by_rest[: total - sum(counts.values())]:
        counts[name] += 1
    return counts


def _record(number: int, kode: str, status: str) -> Record:
    dice = Dice("house", number, kode)
    place = None if dice.chance(_NO_POSITION) else house(kode, dice)
    values: dict[str, Value] = {"id": f"rtlh-{number:05d}", "kode": kode}
    return Record({**values, **_condition(dice), **_aid(dice, status)}, place)


def _condition(dice: Dice) -> dict[str, Value]:
    people = dice.whole(1, 7)
    condition: dict[str, Value] = {"luas_m2": dice.whole(18, 64), "jumlah_penghuni": people}
    condition |= {part: dice.whole(3, 5) for part in ("atap", "lantai", "dinding")}
    condition |= {
        part: dice.whole(2, 5) for part in ("pondasi", "kolom", "sloof", "ring_balok", "rangka_atap")
    }
    condition |= {part: dice.whole(1, 5) for part in ("sanitasi", "air_minum")}
    condition |= {"ventilasi": dice.chance(0.4), "pencahayaan": dice.chance(0.45)}
    condition["status_rumah"] = dice.weighted({"milik_sendiri": 88.0, "menumpang": 9.0, "lainnya": 3.0})
    condition["status_tanah"] = dice.weighted(
        {"milik_sendiri": 80.0, "menumpang": 14.0, "sewa": 3.0, "lainnya": 3.0}
    )
    return condition


def _aid(dice: Dice, status: str) -> dict[str, Value]:
    helped = status in ("disetujui", "dibangun", "selesai")
    source = dice.weighted(_AID) if helped else None
    return {
        "sumber_bantuan": source,
        "status": status,
        "tahun": 2023 if helped else dice.whole(2020, 2023),
        "nilai_rp": _AID_RP[source] if source else None,
    }
