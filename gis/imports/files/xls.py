"""What an .xls holds, found by walking its records: how far cells reach, and cells with an error value."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gis.errors import SheetError
from gis.imports.files.extent import Extent, Reached, error
from gis.imports.files.limits import Limits
from gis.imports.files.xlsx import Surveyed

_END: Final = 0xFFFFFFFA
"""Numbers of sectors from here on mean that there is no sector."""

_STREAM, _ROOT = 2, 5
"""Kinds of entries in the directory; the root's content holds all small streams."""
_EOF, _FORMULA, _BOUNDSHEET, _FILEPASS, _BOOLERR = 0x0A, 0x06, 0x85, 0x2F, 0x205
_CELLS: Final = frozenset({0x203, 0x204, 0xD6, 0x27E, 0xFD, _FORMULA, _BOOLERR})
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


def _sheets(stream: bytes, limits: Limits, name: str) -> Iterator[tuple[str, Extent]]:
    for kind, at, size in _records(stream, 0):
        if kind == _FILEPASS:
            raise SheetError(f"Berkas '{name}' terkunci kata sandi. Simpan ulang tanpa kata sandi.")
        if kind == _BOUNDSHEET:
            start, _, type_, letters = struct.unpack_from("<IBBB", stream, at)
            if type_ == 0:
                yield _title(stream[at + 6 : at + size], letters), _extent(stream, start, limits)


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
