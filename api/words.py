"""The texts of the pages, in both languages; what concerns a layer stands in its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gis.language import Language

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "service": ("Peta Jepara", "Peta Jepara"),
    "service_about": (
        "Data geospasial Kabupaten Jepara: satu peta, satu layanan data terbuka.",
        "The Regency of Jepara's geospatial data: one map, one open data service.",
    ),
    "skip": ("Lewati ke isi", "Skip to the content"),
    "map": ("Peta", "Map"),
    "open_map": ("Buka peta", "Open the map"),
    "on_map": ("Lihat di peta", "See it on the map"),
    "collections": ("Kumpulan data", "Collections"),
    "processes": ("Perhitungan", "Processes"),
    "styles": ("Gaya peta", "Map styles"),
    "tiles": ("Ubin vektor", "Vector tiles"),
    "api": ("Antarmuka (OpenAPI)", "Interface (OpenAPI)"),
    "docs": ("Dokumentasi antarmuka", "Documentation of the interface"),
    "conformance": ("Kesesuaian standar", "Conformance"),
    "contents": ("Isi", "Items"),
    "item": ("Satu data", "One feature"),
    "fields": ("Kolom", "Fields"),
    "queryables": ("Kolom yang dapat dicari", "Queryables"),
    "legend": ("Keterangan", "Legend"),
    "owner": ("Penanggung jawab", "Owner"),
    "source": ("Sumber", "Source"),
    "licence": ("Lisensi", "Licence"),
    "rhythm": ("Pembaruan", "Updated"),
    "scale": ("Skala", "Scale"),
    "lineage": ("Asal-usul", "Lineage"),
    "extent": ("Cakupan (barat, selatan, timur, utara)", "Extent (west, south, east, north)"),
    "rows": ("Jumlah data", "Number of features"),
    "sample": ("data contoh", "sample data"),
    "sample_why": (
        "Data contoh dibuat untuk mencoba layanan ini dan bukan data resmi.",
        "Sample data were made for trying this service and are not official.",
    ),
    "unknown": ("tidak diketahui", "not known"),
    "withheld": ("disamarkan", "withheld"),
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "next": ("Berikutnya", "Next"),
    "shown_of": ("{shown} dari {matched} data", "{shown} of {matched} features"),
    "shown": ("{shown} data", "{shown} features"),
    "nothing": ("Tidak ada data yang cocok.", "Nothing matches."),
    "field": ("Nama kolom", "Field"),
    "title": ("Judul", "Title"),
    "kind": ("Jenis", "Type"),
    "unit": ("Satuan", "Unit"),
    "codes": ("Nilai", "Values"),
    "key": ("pengenal", "key"),
    "place": ("Letak", "Place"),
    "figures_withheld": ("Angka disamarkan", "Figures withheld"),
    "formats": ("Format lain", "Other formats"),
    "language": ("English", "Bahasa Indonesia"),
    "parameters": ("Parameter", "Parameters"),
    "allowed": ("Yang dapat dipakai", "What is allowed"),
    "instance": ("Nomor kesalahan", "Id of the error"),
    "begin": ("Halaman awal", "Start page"),
    "not_built": (
        "Halaman peta belum dibangun. Jalankan `make web`, lalu muat ulang.",
        "The map page is not built. Run `make web` and load this again.",
    ),
}
"""Each text in Indonesian and in English."""


def words(language: Language) -> Mapping[str, str]:
    """All texts in a language."""
    at = 1 if language == "en" else 0
    return MappingProxyType({name: both[at] for name, both in WORDS.items()})
