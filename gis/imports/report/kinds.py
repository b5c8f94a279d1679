"""Problems by kind: how many rows each concerns, what it means, and which option would help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gis.imports.mending import Mending
from gis.problems import Problem

_FIRST: Final = 5
"""How many rows of a kind are named."""

TITLES: Final = {
    # Cells
    "required": "Harus diisi, tetapi kosong",
    "text": "Bukan teks yang dapat disimpan",
    "integer": "Bukan bilangan bulat",
    "number": "Bukan angka",
    "boolean": "Bukan ya atau tidak",
    "date": "Bukan tanggal yang jelas",
    "time": "Bukan waktu yang jelas",
    "list": "Bukan daftar yang jelas",
    "structure": "Isi sel bukan susunan yang sah",
    "choices": "Bukan salah satu pilihan",
    "pattern": "Bentuknya tidak sesuai",
    "least": "Di bawah batas",
    "above": "Di bawah batas",
    "most": "Di atas batas",
    "past": "Terletak di masa depan",
    "ambiguous": "Dapat berarti dua angka",
    "code": "Bukan kode yang utuh",
    "form": "Nomor yang tidak mungkin",
    "rounded": "Angka panjang yang dibulatkan",
    "unread": "Isi sel tidak terbaca",
    "coordinate": "Koordinat tidak terbaca",
    # Rows
    "order": "Dua kolom tidak cocok satu sama lain",
    "only_when": "Diisi, padahal tidak berlaku",
    "within": "Bagian melebihi jumlahnya",
    "unusual": "Tidak lazim",
    "cells": "Selnya lebih banyak daripada judulnya",
    "key": "Barisnya tidak dapat dikenali",
    "duplicate": "Data yang sama lebih dari sekali",
    "refers": "Kode yang tidak dikenal",
    "name": "Nama wilayah tidak jelas",
    # Places
    "place": "Lokasi kosong atau tidak terbaca",
    "range": "Lokasi di luar wilayah",
    "swapped": "Lintang dan bujur tertukar",
    "minus": "Lintang tanpa tanda minus",
    "decimal": "Koordinat tanpa titik desimal",
    "zero": "Koordinat 0 dan 0",
    "crs": "Koordinat dalam sistem lain",
    "inside": "Lokasi tidak di wilayah yang disebut",
    "precision": "Koordinat ditulis kasar",
    "repeated": "Titik yang berulang",
    "shape": "Jenis bentuknya lain",
    "valid": "Bentuknya tidak sah",
    "unclosed": "Garis batasnya tidak tertutup",
    "overlap": "Bentuk yang tumpang tindih",
    "coarse": "Titik untuk umum, bukan lokasi yang tersimpan",
    # Files
    "sheet": "Berkas tidak dapat dibaca",
    "heading": "Judul kolom",
    "file": "Berkas ditolak",
}
"""What a rule's problems have in common, in a few words."""

HELPS: Final = {
    Mending.SWAPPED: ("--accept swapped", "bujur dan lintang ditukar kembali"),
    Mending.MINUS: ("--accept minus", "lintang diberi tanda minusnya"),
    Mending.DECIMAL: ("--accept decimal", "koordinat diberi titik desimalnya"),
    Mending.NAME: ("--accept name", "nama wilayah yang ejaannya mirip diterima"),
    Mending.COARSE: ("--accept coarse", "titik untuk umum dipakai sebagai lokasinya"),
    Mending.SHAPE: ("--mend", "bentuk yang tidak sah diperbaiki"),
}
"""The option by which each mending is accepted, and what it then does."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Problems of one rule that one option would mend, if any would.

    rows     how many rows have one
    columns  the headings they stand under, in the file's order of rows
    first    the first of them, at most one a row
    accept   the word of the mending that would help
    """

    rule: str
    title: str
    rows: int
    columns: tuple[str, ...]
    first: tuple[Problem, ...]
    accept: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The kind for machines."""
        first = [{"row": one.row, "column": one.column, "message": one.message} for one in self.first]
        columns = list(self.columns)
        plain = {"rule": self.rule, "title": self.title, "rows": self.rows}
        return {**plain, "columns": columns, "accept": self.accept, "first": first}


def kinds(problems: Iterable[Problem]) -> tuple[Kind, ...]:
    """The problems by kind, that of the most rows first.

    >>> [(kind.rule, kind.rows) for kind in kinds([Problem(2, "nama", "required", "Nama kosong.")])]
    [('required', 1)]
    >>> kinds([])
    ()
    """
    found: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.rule, problem.accept), []).append(problem)
    listed = [_kind(rule, accept, of_kind) for (rule, accept), of_kind in found.items()]
    return tuple(sorted(listed, key=lambda kind: -kind.rows))


def _kind(rule: str, accept: str | None, problems: Sequence[Problem]) -> Kind:
    by_row: dict[int, Problem] = {}
    for problem in problems:
        by_row.setdefault(problem.row, problem)
    columns = tuple(dict.fromkeys(one.column for one in problems if one.column))
    first = tuple(by_row.values())[:_FIRST]
    return Kind(rule, TITLES.get(rule, rule), len(by_row), columns, first, accept)


@dataclass(frozen=True, slots=True)
class Help:
    """An option that would help so many rows, and what it would do."""

    option: str
    does: str
    rows: int


def helps(found: Iterable[Kind]) -> tuple[Help, ...]:
    """The options that would help, for each mending that a kind of problem proposes."""
    rows: dict[Mending, int] = {}
    for kind in found:
        for word in (kind.accept or "").replace(",", " ").split():
            rows[Mending(word)] = rows.get(Mending(word), 0) + kind.rows
    return tuple(Help(*HELPS[word], count) for word, count in rows.items())
