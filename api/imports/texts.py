"""The texts of the pages below /data, in both languages. What is said of rows is Indonesian in both."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gis.layer import Language
from gis.queue.upload import STATES

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "data": ("Muat data", "Load data"),
    "data_about": (
        "Berkas diperiksa dahulu. Sebelum Anda menekan Muat tidak ada yang berubah.",
        "A file is checked first. Before you press Load nothing changes.",
    ),
    "layer": ("Lapisan", "Layer"),
    "choose_layer": ("Pilih lapisan …", "Choose a layer …"),
    "the_file": ("Berkas", "File"),
    "drop": ("Seret berkas ke sini, atau pilih:", "Drop a file here, or choose one:"),
    "kinds_of_file": (
        "XLSX, XLS, ODS, CSV, GeoPackage, Shapefile (zip), GeoJSON, KML, GPX; sampai {mb} MB",
        "XLSX, XLS, ODS, CSV, GeoPackage, Shapefile (zip), GeoJSON, KML, GPX; up to {mb} MB",
    ),
    "too_large": (
        "Berkas ini lebih besar dari {mb} MB. Pecah menjadi beberapa berkas.",
        "This file is larger than {mb} MB. Split it into several files.",
    ),
    "who": ("Siapa Anda?", "Who are you?"),
    "who_why": (
        "Dicatat bersama datanya, supaya orang tahu kepada siapa bertanya.",
        "Kept with the data, so that people know whom to ask.",
    ),
    "more_choices": ("Pilihan lain", "More choices"),
    "sheet": ("Lembar atau tabel", "Sheet or table"),
    "heading": ("Nomor baris judul kolom", "Line of the headings"),
    "crs": ("Sistem koordinat", "Reference system"),
    "crs_hint": ("misalnya EPSG:32749", "e.g. EPSG:32749"),
    "decimal": ("Tanda desimal", "Decimal mark"),
    "decimal_own": ("menurut berkas", "as the file shows"),
    "comma": ("koma (1.234,5)", "comma (1.234,5)"),
    "point": ("titik (1,234.5)", "point (1,234.5)"),
    "source_of": ("Sumber data", "Source of the data"),
    "date_of": ("Tanggal data", "Date of the data"),
    "for_rows": ("untuk baris yang tidak menyebutnya sendiri", "for rows that do not say their own"),
    "replace": (
        "Berkas ini menggantikan seluruh isi lapisan: baris yang tidak ada di berkas dihapus",
        "This file replaces the whole layer: rows that it does not have are deleted",
    ),
    "check": ("Periksa berkas", "Check the file"),
    "sending": ("Mengirim berkas …", "Sending the file …"),
    "in_hand": ("Belum selesai", "Not finished"),
    "loaded_so_far": ("Riwayat", "History"),
    "nothing_yet": ("Belum ada yang dimuat.", "Nothing has been loaded yet."),
    "when": ("Waktu", "When"),
    "by": ("Oleh", "By"),
    "became": ("Perubahan", "Changes"),
    "state": ("Keadaan", "State"),
    **{str(state): (called.id, called.en) for state, called in STATES.items()},
    "stage_reading": ("Membaca berkas", "Reading the file"),
    "stage_checking": ("Memeriksa baris", "Checking the rows"),
    "stage_loading": ("Menghitung perubahan", "Counting the changes"),
    "stage_loading_now": ("Memuat baris", "Loading the rows"),
    "stage_before": ("Menyimpan", "Saving"),
    "stage_waiting": ("Menunggu giliran", "Waiting for its turn"),
    "of_rows": ("{done} dari {total} baris", "{done} of {total} rows"),
    "rows_read": ("dibaca", "read"),
    "rows_good": ("baik", "good"),
    "rows_bad": ("bermasalah", "with problems"),
    "rows_skipped": ("dilewati", "skipped"),
    "all_good": ("Semua baris baik.", "All rows are good."),
    "would_become": ("Bila dimuat: {changes}.", "If loaded: {changes}."),
    "good_would_become": (
        "Bila yang baik saja dimuat: {changes}.",
        "If only the good ones are loaded: {changes}.",
    ),
    "has_become": ("Dimuat: {changes}.", "Loaded: {changes}."),
    "inserted": ("{rows} baru", "{rows} new"),
    "updated": ("{rows} diubah", "{rows} changed"),
    "unchanged": ("{rows} tetap sama", "{rows} as they are"),
    "deleted": ("{rows} dihapus", "{rows} deleted"),
    "no_change": ("tidak ada yang berubah", "nothing changes"),
    "nothing_changed": (
        "Tidak ada yang berubah: semua baris sudah sama dengan yang tersimpan.",
        "Nothing changed: all rows are as they are stored.",
    ),
    "some_bad": ("{bad} baris perlu diperbaiki.", "{bad} rows need correcting."),
    "none_loadable": (
        "Belum ada yang dapat dimuat dari berkas ini.",
        "Nothing of this file can be loaded yet.",
    ),
    "load": ("Muat {rows} baris", "Load {rows} rows"),
    "load_good": ("Muat {rows} baris yang baik saja", "Load only the {rows} good rows"),
    "good_why": (
        "Baris yang bermasalah tidak dimuat; setelah itu dapat diunduh untuk diperbaiki dan dimuat lagi.",
        "Rows with problems are not loaded; afterwards they can be downloaded, corrected and loaded again.",
    ),
    "will_delete": (
        "{deleted} baris lapisan ini tidak ada di berkas dan akan dihapus. Saya mengerti.",
        "{deleted} rows of this layer are not in the file and will be deleted. I understand.",
    ),
    "discard": ("Buang berkas ini", "Discard this file"),
    "kept_until": (
        "Bila tidak diputuskan, berkas dibuang sendiri pada {time}.",
        "If nothing is decided, the file is discarded at {time}.",
    ),
    "download_report": (
        "Unduh berkas Anda dengan sel yang diwarnai",
        "Download your file with its cells coloured",
    ),
    "download_rejects": ("Unduh baris yang tidak dimuat", "Download the rows that were not loaded"),
    "problems": ("Yang perlu diperbaiki", "What needs correcting"),
    "row": ("Baris", "Row"),
    "column": ("Kolom", "Column"),
    "problem": ("Masalah", "Problem"),
    "rows_of_kind": ("{rows} baris", "{rows} rows"),
    "more_rows": (
        "… dan {rows} baris lain; semuanya ada di berkas yang diunduh.",
        "… and {rows} more rows; all are in the file to download.",
    ),
    "more_left_out": (
        "… dan {rows} lagi yang tidak ditampilkan di sini.",
        "… and {rows} more that are not shown here.",
    ),
    "whole_file": ("seluruh berkas", "the whole file"),
    "remarks": ("Perlu dilihat", "Worth a look"),
    "notes": ("Catatan", "Notes"),
    "mended": ("Diperbaiki sesuai permintaan Anda", "Mended as you asked"),
    "skipped_rows": ("Dilewati", "Skipped"),
    "questions": ("Mungkin ini yang dimaksud", "Perhaps this is meant"),
    "questions_why": (
        "Tidak ada yang diterka diam-diam. Centang yang benar, lalu periksa lagi.",
        "Nothing is guessed in silence. Tick what is right, then check again.",
    ),
    "heading_is": ("Kolom “{theirs}” berisi “{ours}”", "The column “{theirs}” holds “{ours}”"),
    "mending_rows": ("{rows} baris", "{rows} rows"),
    "check_again": ("Periksa lagi", "Check again"),
    "check_first": (
        "Pilihan Anda berubah. Tekan tombol di bawah ini; sesudah itu berkasnya dapat dimuat.",
        "Your choices changed. Press the button below; after that the file can be loaded.",
    ),
    "batch": ("Batch {number}", "Batch {number}"),
    "report_of": ("Lihat laporan pemeriksaannya", "See the report of its check"),
    "undo": ("Batalkan …", "Undo …"),
    "undone_by": ("dibatalkan oleh batch {number}", "undone by batch {number}"),
    "undoes": ("membatalkan batch {number}", "undid batch {number}"),
    "undo_title": ("Batalkan batch {number}?", "Undo batch {number}?"),
    "undo_does": (
        "Setiap baris yang disentuhnya kembali persis seperti sebelumnya:",
        "Every row that it touched becomes again exactly what it was:",
    ),
    "undo_rows": ("Batch {number}: {changes}.", "Batch {number}: {changes}."),
    "undo_updated": ("{rows} baris dikembalikan", "{rows} rows restored"),
    "undo_inserted": ("{rows} baris dimunculkan lagi", "{rows} rows brought back"),
    "undo_deleted": ("{rows} baris dihapus", "{rows} rows removed"),
    "undo_later": (
        "Baris yang sama diubah lagi oleh {batches}. Itu harus dibatalkan juga, yang terbaru lebih dahulu.",
        "The same rows were changed again by {batches}. These have to be undone too, the newest first.",
    ),
    "undo_yes": ("Ya, batalkan batch {number}", "Yes, undo batch {number}"),
    "undo_all": ("Ya, batalkan semuanya: {batches}", "Yes, undo all of them: {batches}"),
    "undo_only": ("Hanya batch {number}", "Only batch {number}"),
    "back": ("Kembali", "Back"),
    "another": ("Muat berkas lain", "Load another file"),
    "gone": (
        "Berkas ini sudah dibuang. Tidak ada isinya yang tersisa.",
        "This file has been discarded. Nothing of it is left.",
    ),
    "failed_title": ("Tidak dapat dilakukan", "This cannot be done"),
    "asks_name": ("Isi siapa Anda.", "Say who you are."),
    "forget": (
        "Jangan pakai arti kolom yang diingat dari berkas lain seperti ini",
        "Do not use what is remembered of the columns of other files like this",
    ),
    "option_forget": ("pilihan “Jangan pakai arti kolom yang diingat”", "“Do not use what is remembered”"),
    "option_yes": ("centang “Saya mengerti”", "a tick at “I understand”"),
    "option_mend": ("centang di “Mungkin ini yang dimaksud”", "a tick at “Perhaps this is meant”"),
    "option_sheet": ("isian “Lembar atau tabel”", "“Sheet or table”"),
    "option_heading": ("isian “Nomor baris judul kolom”", "“Line of the headings”"),
    "option_crs": ("isian “Sistem koordinat”", "“Reference system”"),
    "option_decimal": ("isian “Tanda desimal”", "“Decimal mark”"),
    "option_source": ("isian “Sumber data”", "“Source of the data”"),
    "option_date": ("isian “Tanggal data”", "“Date of the data”"),
    "option_replace": ("pilihan “menggantikan seluruh isi lapisan”", "“replaces the whole layer”"),
    "option_keep_good": ("tombol “Muat yang baik saja”", "“Load only the good rows”"),
    "option_accept": ("centang di “Mungkin ini yang dimaksud”", "a tick at “Perhaps this is meant”"),
    "option_map": ("isian “Arti kolom”", "“Meaning of columns”"),
    "meaning": ("Arti kolom", "Meaning of columns"),
    "meaning_hint": (
        "Judul di berkas = nama kolom kita, satu per baris; kosong di belakang = berarti kolomnya dilewati",
        "Heading in the file = our field, one a line; nothing after = leaves the column out",
    ),
}
"""Each text in Indonesian and in English."""


def texts(language: Language) -> Mapping[str, str]:
    """All texts in a language."""
    at = 1 if language == "en" else 0
    return MappingProxyType({name: both[at] for name, both in TEXTS.items()})
