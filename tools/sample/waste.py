"""Layers dms and tempat_sampah: waste-independent villages and waste sites."""

from __future__ import annotations

from typing import Final

from tools.sample.dice import Dice
from tools.sample.facts import Village, dms_codes, village_named, villages
from tools.sample.places import somewhere, within
from tools.sample.shapes import largest
from tools.sample.sheets import Record, Sheet, Value
from tools.sample.tiling import tiling

_SOURCE: Final = "Data contoh Peta Jepara; nama desa: berita Desember 2023"

_KG_A_DAY: Final = 0.35
"""Waste per person and day (SIPSN, Jepara 2024)."""

_LANDFILLS: Final = (
    ("TPA Bandengan", "Bandengan", 150.0, "aktif", None),
    ("TPA Gemulung", "Gemulung", None, "tidak_aktif", "Status menurut keterangan 2019; perlu dikonfirmasi"),
    ("TPA Krasak", "Krasak", None, "tidak_aktif", "Status menurut keterangan 2019; perlu dikonfirmasi"),
)
"""Name, village, t/day, status, note."""

_TPS: Final = (
    "Pecangaan Kulon", "Welahan", "Mayong Lor", "Bangsri", "Kelet", "Karimunjawa", "Kemujan", "Tahunan",
    "Ngabul", "Nalumsari", "Margoyoso", "Cepogo", "Lebak", "Tulakan", "Mantingan", "Batealit",
    "Pengkol", "Ujungbatu", "Bulu", "Demaan", "Sinanggul", "Bugel", "Kecapi", "Troso",
)  # fmt: skip


def dms() -> Sheet:
    """The 32 villages, placed by their codes; figures made up, parts adding up to what is generated."""
    named = {village.kode: village for village in villages()}
    records = [Record(_dms(number, named[kode])) for number, kode in enumerate(sorted(dms_codes()), start=1)]
    return Sheet("dms", records, polygons=False, source=_SOURCE, dated="2023-12-31")


def _dms(number: int, village: Village) -> dict[str, Value]:
    dice = Dice("dms", village.kode)
    made = round(dice.whole(2600, 8200) * _KG_A_DAY * 365 / 1000, 1)
    less, handled = round(made * dice.between(0.22, 0.36), 1), round(made * dice.between(0.42, 0.58), 1)
    return {
        "kode": village.kode,
        "nama": village.nama,
        "tahun_bentuk": dice.whole(2021, 2023),
        "sk_nomor": f"contoh-{number:02d}",
        "jepapah": dice.chance(0.6),
        "bank_sampah": dice.whole(1, 4),
        "tps3r": dice.whole(0, 1),
        "nasabah": dice.whole(40, 420),
        "timbulan_t_th": made,
        "pengurangan_t_th": less,
        "penanganan_t_th": handled,
        "residu_t_th": round(made - less - handled, 1),
    }


def tempat_sampah() -> Sheet:
    """About 80 waste sites: the landfills by name, the others named by their village."""
    sites = [_landfill(*landfill) for landfill in _LANDFILLS]
    sites += [_site("tps", f"TPS {name}", village_named(name), (1.0, 6.0)) for name in _TPS]
    for village in (v for v in villages() if v.kode in dms_codes()):
        sites.append(_site("bank_sampah_unit", f"Bank Sampah Desa {village.nama}", village, (0.1, 0.6)))
        if Dice("dms", "tps3r", village.kode).chance(0.55):
            sites.append(_site("tps3r", f"TPS3R Desa {village.nama}", village, (0.8, 3.0)))
    sites.append(_site("bank_sampah_induk", "Bank Sampah Induk Jepara", village_named("Pengkol"), (2.0, 4.0)))
    sites.append(_site("pdu", "Pusat Daur Ulang Jepara", village_named("Mulyoharjo"), (5.0, 10.0)))
    sites.append(_site("rdf", "RDF Bandengan", village_named("Bandengan"), (60.0, 90.0), "rencana"))
    records = [
        Record({"id": f"sampah-{number:03d}", **site.values}, site.place)
        for number, site in enumerate(sites, start=1)
    ]
    return Sheet("tempat_sampah", records, polygons=False)


def _landfill(name: str, village: str, capacity: float | None, status: str, note: str | None) -> Record:
    site = _site("tpa", name, village_named(village), (0.0, 0.0), status)
    return Record({**site.values, "kapasitas_t_hari": capacity, "catatan": note}, site.place)


def _site(
    kind: str, name: str, village: Village, capacity: tuple[float, float], status: str | None = None
) -> Record:
    dice = Dice("site", name)
    spot = somewhere(largest(tiling().desa[village.kode]), dice)
    by_village = kind in ("tps3r", "bank_sampah_unit")
    values: dict[str, Value] = {
        "nama": name,
        "jenis": kind,
        "kapasitas_t_hari": round(dice.between(*capacity), 1),
        "status": status or ("aktif" if dice.chance(0.93) else "tidak_aktif"),
        "kode": village.kode,
        "pengelola": f"Pemerintah Desa {village.nama}" if by_village else "DLH Kabupaten Jepara",
    }
    return Record(values, within(village.kode, spot.x, spot.y))
