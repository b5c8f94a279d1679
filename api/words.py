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
    "docs_short": ("Dokumentasi", "Documentation"),
    "docs_why": (
        "Alamat, parameter, dan jawaban untuk program.",
        "Addresses, parameters and answers for programs.",
    ),
    "menu": ("Menu utama", "Main menu"),
    "path": ("Letak halaman", "Where this page stands"),
    "conformance": ("Kesesuaian standar", "Conformance"),
    "contents": ("Isi", "Items"),
    "see_table": ("Lihat sebagai tabel", "See as a table"),
    "item": ("Satu data", "One feature"),
    "fields": ("Kolom", "Fields"),
    "queryables": ("Kolom yang dapat dicari", "Queryables"),
    "schema": ("Skema", "Schema"),
    "style": ("Gaya peta (MapLibre)", "Map style (MapLibre)"),
    "about": ("Tentang data ini", "About these data"),
    "legend": ("Keterangan", "Legend"),
    "owner": ("Penanggung jawab", "Owner"),
    "source": ("Sumber", "Source"),
    "licence": ("Lisensi", "Licence"),
    "rhythm": ("Pembaruan", "Updated"),
    "scale": ("Skala", "Scale"),
    "lineage": ("Asal-usul", "Lineage"),
    "extent": ("Cakupan (barat, selatan, timur, utara)", "Extent (west, south, east, north)"),
    "period": ("Rentang waktu", "Period"),
    "updated": ("Terakhir berubah", "Last change"),
    "open_end": ("sekarang", "now"),
    "rows": ("Jumlah data", "Number of features"),
    "collections_lead": (
        "Setiap kumpulan data dapat dilihat di peta, dibaca sebagai tabel, dan diunduh.",
        "Each collection can be seen on the map, read as a table and downloaded.",
    ),
    "collections_why": (
        "Daftar semua data, menurut sistem perangkat daerah.",
        "All data, by the regency's systems.",
    ),
    "processes_why": (
        "Keterpaparan bencana, dan apa yang ada di satu titik.",
        "Exposure to hazards, and what there is at a point.",
    ),
    "styles_why": (
        "Warna dan keterangan untuk peta Anda sendiri.",
        "Colours and legends for a map of your own.",
    ),
    "tiles_why": ("Data siap gambar untuk peta di peramban.", "Data ready to be drawn in a browser."),
    "conformance_why": ("Bagian standar OGC yang dipenuhi.", "The parts of OGC's standards that are kept."),
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
    "prev": ("Sebelumnya", "Previous"),
    "search": ("Cari dalam data ini", "Search these data"),
    "find": ("Cari", "Search"),
    "places_here": ("Letak data pada halaman ini", "Where the features of this page lie"),
    "place_of": ("Letak {name}", "Where {name} lies"),
    "download": ("Unduh", "Download"),
    "download_why": ("Seluruh data sebagai satu berkas.", "All features as one file."),
    "download_question": (
        "Semua data yang cocok dengan pertanyaan ini, sebagai satu berkas.",
        "Everything that matches this question, as one file.",
    ),
    "use": ("Pakai di program lain", "Use it in other programs"),
    "use_qgis": (
        "Layer › Tambah Layer › WFS / OGC API – Features, lalu buat sambungan ke alamat ini:",
        "Layer › Add Layer › WFS / OGC API – Features, then make a connection to this address:",
    ),
    "shown_of": ("{shown} dari {matched} data", "{shown} of {matched} features"),
    "shown": ("{shown} data", "{shown} features"),
    "nothing": ("Tidak ada data yang cocok.", "Nothing matches."),
    "field": ("Nama kolom", "Field"),
    "title": ("Judul", "Title"),
    "kind": ("Jenis", "Type"),
    "unit": ("Satuan", "Unit"),
    "codes": ("Nilai", "Values"),
    "key": ("pengenal", "key"),
    "kind_text": ("teks", "text"),
    "kind_integer": ("bilangan bulat", "whole number"),
    "kind_number": ("angka", "number"),
    "kind_boolean": ("ya atau tidak", "yes or no"),
    "kind_date": ("tanggal", "date"),
    "kind_time": ("waktu", "time"),
    "kind_list": ("daftar", "list"),
    "place": ("Letak", "Place"),
    "figures_withheld": ("Angka disamarkan", "Figures withheld"),
    "formats": ("Format lain", "Other formats"),
    "language": ("English", "Bahasa Indonesia"),
    "parameters": ("Parameter", "Parameters"),
    "docs_lead": (
        "Semua alamat yang dapat ditanya, dengan parameternya. HEAD berlaku di mana pun GET berlaku.",
        "Every address that can be asked, with its parameters. HEAD works wherever GET does.",
    ),
    "fields_as_parameters": (
        "Selain ini, tiap kolom kumpulan data dapat dipakai sebagai parameter: kecamatan=33.20.01.",
        "Besides these, each field of a collection can be used as a parameter: kecamatan=33.20.01.",
    ),
    "of_each_collection": ("Tiap kumpulan data", "Each collection"),
    "errors": ("Kesalahan", "Errors"),
    "errors_why": (
        "Kesalahan dijawab sebagai application/problem+json; 'type'-nya menyebut salah satu jenis ini.",
        "Errors are answered as application/problem+json; their 'type' names one of these kinds.",
    ),
    "styles_lead": (
        "Dokumen gaya MapLibre, untuk peta Anda sendiri.",
        "MapLibre style documents, for maps of your own.",
    ),
    "inputs": ("Masukan", "Inputs"),
    "required": ("Wajib", "Required"),
    "example": ("Contoh pemakaian", "Example"),
    "tile_address": ("Alamat ubin", "Address of the tiles"),
    "zooms": ("Tingkat pembesaran", "Zoom levels"),
    "zoom": ("Pembesaran", "Zoom"),
    "columns_rows": ("Kolom × baris", "Columns × rows"),
    "layer": ("Lapisan", "Layer"),
    "layers_inside": ("Isi tiap ubin", "What is in each tile"),
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
