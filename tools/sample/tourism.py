"""Layer wisata: the regency's known sites near their true places, and tourism villages named by village."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tools.sample.dice import Dice
from tools.sample.facts import village_named
from tools.sample.places import hamlets, within
from tools.sample.sheets import Record, Sheet, Value

_SOURCE: Final = "Data contoh Peta Jepara; nama tempat umum, keterangan buatan"
_DAILY: Final = "Senin–Minggu 07:00–17:00"


@dataclass(frozen=True, slots=True)
class Site:
    """A known site: where it is (village and degrees) and its tickets in rupiah (None: not known)."""

    nama: str
    jenis: str
    pengelola: str
    desa: str
    lon: float
    lat: float
    adult: int | None
    child: int | None


_SITES: Final = (
    Site("Pantai Kartini", "bahari", "kabupaten", "Bulu", 110.646, -6.589, 10_000, 5_000),
    Site("Pantai Tirta Samudra", "bahari", "kabupaten", "Bandengan", 110.652, -6.555, 10_000, 5_000),
    Site("Benteng Portugis", "budaya", "kabupaten", "Banyumanis", 110.916, -6.404, 8_000, 5_000),
    Site("Museum RA Kartini", "budaya", "kabupaten", "Panggang", 110.667, -6.589, 8_000, 5_000),
    Site("Goa Tritip", "alam", "kabupaten", "Ujungwatu", 110.925, -6.415, 5_000, 5_000),
    Site("Pulau Panjang", "bahari", "kabupaten", "Ujungbatu", 110.628, -6.576, 8_000, 5_000),
    Site(
        "Taman Nasional Karimunjawa", "bahari", "taman_nasional", "Karimunjawa", 110.435, -5.876, None, None
    ),
    Site("Pulau Menjangan Besar", "bahari", "taman_nasional", "Karimunjawa", 110.428, -5.889, None, None),
    Site("Pulau Mandalika", "religi", "kabupaten", "Ujungwatu", 110.921, -6.383, None, None),
    Site("Pantai Teluk Awur", "bahari", "desa", "Telukawur", 110.641, -6.626, 0, 0),
    Site("Pantai Blebak", "bahari", "desa", "Sekuro", 110.671, -6.502, 0, 0),
    Site("Pantai Bondo", "bahari", "desa", "Bondo", 110.712, -6.465, 0, 0),
    Site("Gua Manik", "alam", "desa", "Banyumanis", 110.914, -6.405, None, None),
    Site("Air Terjun Songgo Langit", "alam", "desa", "Bucu", 110.860, -6.536, 5_000, 5_000),
    Site("Telaga Harun Somosari", "alam", "swasta", "Somosari", 110.831, -6.630, 0, 0),
    Site("Kali Ndayung", "alam", "desa", "Batealit", 110.800, -6.620, 3_000, 3_000),
    Site("Wana Wisata Sreni Indah", "alam", "desa", "Bategede", 110.827, -6.682, 5_000, 5_000),
    Site("Pasar Sore Karangrandu", "kuliner", "desa", "Karangrandu", 110.689, -6.712, 0, 0),
    Site("Jepara Ourland Park", "buatan", "swasta", "Mororejo", 110.671, -6.543, 35_000, 35_000),
    Site("Masjid dan Makam Mantingan", "religi", "desa", "Mantingan", 110.665, -6.619, 0, 0),
)

_VILLAGES: Final = (
    "Tempur", "Plajan", "Kunir", "Bandengan", "Karimunjawa", "Kemujan", "Parang", "Telukawur", "Petekeyan",
    "Troso", "Mulyoharjo", "Banyumanis", "Ujungwatu", "Papasan", "Bucu", "Sumanding", "Somosari", "Batealit",
    "Semat", "Tegalsambi", "Senenan", "Bungu", "Dudak Awu", "Karangrandu",
)  # fmt: skip

_FACILITIES: Final = ("toilet", "parkir", "mushola", "warung", "penginapan", "aksesibel", "sinyal")


def wisata() -> Sheet:
    """The sites and 24 tourism villages."""
    records = [_site(number, site) for number, site in enumerate(_SITES, start=1)]
    records += [_village(number, name) for number, name in enumerate(_VILLAGES, start=len(_SITES) + 1)]
    return Sheet("wisata", records, polygons=False, source=_SOURCE)


def _site(number: int, site: Site) -> Record:
    kode = village_named(site.desa).kode
    values = _values(number, site.nama, site.jenis, site.pengelola, kode)
    tickets: dict[str, Value] = {
        "jam_buka": _DAILY,
        "tiket_dewasa_rp": site.adult,
        "tiket_anak_rp": site.child,
        "tiket_berlaku_sejak": "2025-01-01" if site.adult is not None else None,
    }
    return Record({**values, **tickets, **_visits(site.nama)}, within(kode, site.lon, site.lat))


def _village(number: int, desa: str) -> Record:
    kode = village_named(desa).kode
    middle = hamlets(kode)[0]
    nama = f"Desa Wisata {desa}"
    values = _values(number, nama, "desa_wisata", "desa", kode)
    unknown: dict[str, Value] = dict.fromkeys(
        ("jam_buka", "tiket_dewasa_rp", "tiket_anak_rp", "tiket_berlaku_sejak")
    )
    return Record({**values, **unknown, **_visits(nama)}, within(kode, middle.lon, middle.lat))


def _values(number: int, nama: str, jenis: str, pengelola: str, kode: str) -> dict[str, Value]:
    return {"id": f"wisata-{number:03d}", "nama": nama, "jenis": jenis, "pengelola": pengelola, "kode": kode}


def _visits(nama: str) -> dict[str, Value]:
    dice = Dice("visits", nama)
    return {
        "fasilitas": tuple(dice.some(_FACILITIES, 0.6)) or None,
        "akses": dice.pick(("Jalan kabupaten, bus kecil", "Jalan desa, mobil", "Jalan desa, sepeda motor")),
        "wisnus": dice.whole(120, 9000),
        "wisman": dice.whole(0, 160),
    }
