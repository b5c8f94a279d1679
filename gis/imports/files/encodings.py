"""Bytes -> text: UTF-8, UTF-16 and Windows' old encoding, and what to say about which it was."""

from __future__ import annotations

import codecs
from typing import Final

from gis.errors import SheetError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", None),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""What a file may begin with, the encoding that it means, and its name where that has to be said."""

_SAMPLE: Final = 4096


def decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what to say about how it was read. Errors: `SheetError` for what is no text.

    >>> decoded("nama".encode("utf-16"), "a.csv")
    ('nama', ('Berkas dibaca sebagai UTF-16.',))
    """
    for mark, encoding, said in MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :], encoding, name), _told(said)
    if b"\x00" in content[:_SAMPLE]:
        return _text(content, _unmarked(content[:_SAMPLE], name), name), _told("UTF-16")
    if b"\x00" in content:
        raise SheetError(_no_text(name))
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = "Berkas bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf-huruf khusus."
        return _text(content, "cp1252", name), (note,)


def _told(said: str | None) -> tuple[str, ...]:
    return (f"Berkas dibaca sebagai {said}.",) if said else ()


def _unmarked(sample: bytes, name: str) -> str:
    """The byte order of UTF-16 without a mark: the zeros of plain letters stand on one side only."""
    zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
    if zeros_odd > len(sample) // 5 and not zeros_even:
        return "utf-16-le"
    if zeros_even > len(sample) // 5 and not zeros_odd:
        return "utf-16-be"
    raise SheetError(_no_text(name))


def _text(content: bytes, encoding: str, name: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError(f"Berkas '{name}' bukan teks yang utuh. Simpan ulang sebagai 'CSV UTF-8'.") from None
    if "\x00" in text:
        raise SheetError(_no_text(name))
    return text


def _no_text(name: str) -> str:
    return f"Berkas '{name}' berisi data biner, bukan teks. Periksa apakah berkasnya benar dan utuh."
