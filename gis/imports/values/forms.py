"""Numbers that identify a person or a family: whether their form is possible. Never repeated in a message.

NIK  16 digits: province, regency and district, day (+40 for women), month and year of birth, a number
KK   16 digits: province, regency and district, day, month and year of issue, a number
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from gis.imports.files.sheet import Cell
from gis.imports.values.outcome import Fault, Otherwise
from gis.layer import Form

_DIGITS: Final = re.compile(r"\d{16}", re.ASCII)
_POWER: Final = re.compile(r"\d[.,]?\d*[eE]\+?\d+", re.ASCII)
_PARTED: Final = re.compile(r"'?[\d .\-]+", re.ASCII)
_PROVINCES: Final = frozenset(
    {*range(11, 22), *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)}
)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FOR_WOMEN: Final = 40
_MANY: Final = 10
"""So many different numbers do not all end in 0 by chance."""

_ZERO_LOST: Final = "tersimpan sebagai angka tanpa 0 di depan"
_ROUNDED: Final = Fault(
    "rounded",
    "berakhir 0 pada setiap baris, seperti bila dibulatkan oleh spreadsheet; ambil lagi dari sumbernya "
    "dengan kolom ini sebagai teks",
)


def checked(form: Form, cell: Cell, text: str) -> str | Fault | Otherwise:
    """A text of this form, or what is wrong with it.

    >>> checked("nik", "3320014107900001", "3320014107900001")
    '3320014107900001'
    """
    if form == "telepon":
        lost = isinstance(cell, int | float) and text.startswith("8")
        return Otherwise(text, _ZERO_LOST) if lost else text
    wrong = _wrong(text, women=form == "nik")
    return Fault("form", wrong) if wrong else text


def rounded(form: Form | None, texts: Iterable[str]) -> Fault | None:
    """What is wrong with all of them: a spreadsheet that keeps 15 digits leaves a 0 at the end of each."""
    if form not in ("nik", "kk"):
        return None
    found = set(texts)
    return _ROUNDED if len(found) >= _MANY and all(text.endswith("0") for text in found) else None


def _wrong(text: str, *, women: bool) -> str:
    if not _DIGITS.fullmatch(text):
        return _no_digits(text)
    province, regency, district, day, month = (int(text[at : at + 2]) for at in range(0, 10, 2))
    if province not in _PROVINCES or not regency or not district:
        return "diawali kode wilayah yang tidak ada"
    if women and day > _FOR_WOMEN:
        day -= _FOR_WOMEN
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return "berisi tanggal yang tidak ada (angka ke-7 sampai ke-10)"
    return "berakhir dengan nomor urut 0000" if text.endswith("0000") else ""


def _no_digits(text: str) -> str:
    if _POWER.fullmatch(text):
        return "tersimpan sebagai angka, sehingga digit terakhirnya hilang; simpan kolom ini sebagai teks"
    if _PARTED.fullmatch(text) and sum(map(str.isdigit, text)) == 16:
        return "harus 16 angka tanpa spasi, titik atau tanda lain"
    return "harus 16 angka"
