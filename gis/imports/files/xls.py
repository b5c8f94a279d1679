"""What an .xls holds, found by walking its records: how far cells reach, cells with an error value, and what
texts that stand once and in many cells come to."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gis.errors import SheetError
from gis.imports.files import xls_texts
from gis.imports.files.extent import Extent, Reached, error
from gis.imports.files.limits import Limits
from gis.imports.files.xlsx import Surveyed

_END: Final = 0xFFFFFFFA
"""Numbers of sectors from here on mean that there is no sector."""

_STREAM, _ROOT = 2, 5
"""Kinds of entries in the directory; the root's content holds all small streams."""
_EOF, _FORMULA, _BOUNDSHEET, _FILEPASS, _BOOLERR = 0x0A, 0x06, 0x85, 0x2F, 0x205
_TEXTS, _CONTINUED, _SHARED = 0xFC, 0x3C, 0xFD
"""The texts that cells share, more of the record before, and a cell that names such a text."""
_CELLS: Final = frozenset({0x203, 0x204, 0xD6, 0x27E, _SHARED, _FORMULA, _BOOLERR})
"""Records of one cell: number, label, rich text, packed number, shared text, formula, truth or error."""
_MULTIPLE: Final = 0xBD
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def survey(file: Path, limits: Limits) -> Surveyed:
    """Looks through a workbook. Errors: `SheetError` for what is broken, locked or too much."""
    try:
        stream = _stream(file.read_bytes(), ("Workbook", "Book"))
        return Surveyed(dict(_sheets(stream, limits, file.name)))
    except (struct.error, IndexError, ValueError, KeyError, StopIteration) as wrong:
        raise SheetError(
            f"Berkas '{file.name}' rusak atau terpotong. Minta berkas itu dikirim ulang."
        ) from wrong


def _stream(content: bytes, names: tuple[str, ...]) -> bytes:
    """The stream of the first of these names in an OLE file. Errors: `ValueError` where it is broken."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    count, start, cutoff, small_start = struct.unpack_from("<II4xII", content, 44)
    if size not in {512, 4096}:
        raise ValueError(size)
    table = _allocation(content, size, count)
    entries = _chain(content, table, start, size)
    found = {}
    for at in range(0, len(entries) - 127, 128):
        width, kind = struct.unpack_from("<HB", entries, at + 64)
        name = entries[at : at + max(width - 2, 0)].decode("utf-16-le", "replace")
        if kind in {_STREAM, _ROOT}:
            found[name if kind == _STREAM else ""] = struct.unpack_from("<II", entries, at + 116)
    first, length = next(found[name] for name in names if name in found)
    if length >= cutoff:
        whole = _chain(content, table, first, size)
    else:
        holder = _chain(content, table, found[""][0], size)
        small = _chain(content, table, small_start, size)
        numbers = list(struct.unpack(f"<{len(small) // 4}I", small))
        whole = _chain(b"\x00" * 64 + holder, numbers, first, 64)
    if len(whole) < length:
        raise ValueError(length)
    return whole[:length]


def _allocation(content: bytes, size: int, count: int) -> list[int]:
    """Which sector follows each sector."""
    listed = list(struct.unpack_from("<109I", content, 76))
    further, _ = struct.unpack_from("<II", content, 68)
    for _ in range(len(content) // size):
        if further >= _END:
            break
        part = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        listed += part[:-1]
        further = part[-1]
    table: list[int] = []
    for sector in [one for one in listed if one < _END][:count]:
        table += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    return table


def _chain(content: bytes, table: list[int], first: int, size: int) -> bytes:
    parts: list[bytes] = []
    sector = first
    while sector < _END:
        if len(parts) > len(table):
            raise ValueError(sector)
        parts.append(content[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records from here to the end of their part: kind, where their data begin, how many bytes."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            break
        yield kind, at + 4, size
        if kind == _EOF:
            return
        at += 4 + size
    raise ValueError(at)


@dataclass(eq=False, slots=True)
class _Book:
    """What a workbook's first part tells: where each part begins, and where the texts that cells share lie.

    A part has a title where it is a sheet of cells, None where it is said to be anything else.
    """

    starts: list[tuple[str | None, int]] = field(default_factory=list)
    texts: list[tuple[int, int]] = field(default_factory=list)


def _book(stream: bytes, name: str) -> _Book:
    found, before = _Book(), 0
    for kind, at, size in _records(stream, 0):
        if kind == _FILEPASS:
            raise SheetError(f"Berkas '{name}' terkunci kata sandi. Simpan ulang tanpa kata sandi.")
        if kind == _BOUNDSHEET:
            start, _, type_, letters = struct.unpack_from("<IBBB", stream, at)
            title = _title(stream[at + 6 : at + size], letters) if type_ == 0 else None
            found.starts.append((title, start))
        elif kind == _TEXTS:
            found.texts = [(at, at + size)]
        elif kind == _CONTINUED and before == _TEXTS:
            found.texts.append((at, at + size))
        before = before if kind == _CONTINUED else kind
    return found


def _sheets(stream: bytes, limits: Limits, name: str) -> Iterator[tuple[str, Extent]]:
    """The sheets and how far they reach. The reader reads all parts at once, so their texts come together."""
    book = _book(stream, name)
    lengths = _lengths(stream, book, limits, name)
    written = 0
    for title, start in book.starts:
        if title is not None:
            yield title, _extent(stream, start, limits)
        written += _written(stream, start, lengths)
        limits.check_text(written)


def _lengths(stream: bytes, book: _Book, limits: Limits, name: str) -> array[int]:
    """How long each text is that cells share."""
    try:
        return xls_texts.lengths(stream, book.texts, limits.cells) if book.texts else array("H")
    except OverflowError as error:
        raise SheetError(f"Berkas '{name}' berisi lebih dari {limits.cells:,} teks.") from error


def _written(stream: bytes, start: int, lengths: array[int]) -> int:
    """How many letters come together when each cell of a part has its own text. One cut off counts as far as
    it goes: of a sheet that is known before, of anything else it is no fault."""
    total = 0
    try:
        for kind, at, _ in _records(stream, start) if lengths else ():
            if kind == _SHARED:
                (number,) = struct.unpack_from("<I", stream, at + 6)
                total += lengths[number] if number < len(lengths) else 0
    except (ValueError, struct.error):
        return total
    return total


def _title(given: bytes, letters: int) -> str:
    """A sheet's name: after its length a byte that says how wide its letters are."""
    wide = bool(given[1] & 1)
    text = given[2 : 2 + letters * (2 if wide else 1)]
    return text.decode("utf-16-le" if wide else "latin-1")


def _extent(stream: bytes, start: int, limits: Limits) -> Extent:
    reached = Reached(limits)
    for kind, at, size in _records(stream, start):
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, at)
            reached.fill(row + 1, column + 1)
            reached.formulas += kind == _FORMULA
            code = _error(kind, stream, at)
            if code is not None:
                reached.unread[row, column] = error(_ERRORS.get(code, ""))
        elif kind == _MULTIPLE:
            row, last = (
                *struct.unpack_from("<H", stream, at),
                *struct.unpack_from("<H", stream, at + size - 2),
            )
            reached.fill(row + 1, last + 1)
    return reached.extent()


def _error(kind: int, stream: bytes, at: int) -> int | None:
    if kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        return stream[at + 8]
    if kind == _BOOLERR and stream[at + 7] == 1:
        return stream[at + 6]
    return None
