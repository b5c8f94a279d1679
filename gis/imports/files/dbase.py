"""The attribute table of a shapefile, read as it stands: what is no number in it never becomes one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from gis.errors import SheetError
from gis.imports.files.sheet import Cell, Column

_FIELD: Final = 32
_DELETED: Final = ord("*")
_CODEPAGES: Final = {1: "cp437", 2: "cp850", 3: "cp1252", 0x57: "cp1252", 0x58: "cp1252"}
"""The marks of a table's header that say how its letters are written."""


@dataclass(frozen=True, eq=False, slots=True)
class Attributes:
    """The table: a column of cells each, which rows were deleted in it, and what to say about the letters."""

    columns: tuple[Column, ...]
    deleted: Sequence[bool]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    name: bytes
    kind: str
    start: int
    width: int


def read(content: bytes, codepage: str | None, name: str) -> Attributes:
    """The rows of a .dbf. `codepage` is what its .cpg says. Errors: `SheetError` where rows are missing."""
    count = int.from_bytes(content[4:8], "little")
    head, width = int.from_bytes(content[8:10], "little"), int.from_bytes(content[10:12], "little")
    fields = _fields(content[:head])
    if not fields or width < 2 or len(content) < head + count * width or fields[-1].start > width:
        raise SheetError(f"Tabel atribut (.dbf) di '{name}' rusak atau terpotong.")
    table = np.frombuffer(content, dtype=np.uint8, count=count * width, offset=head).reshape(count, width)
    raw = [_bytes(table, field) for field in fields]
    texts = b"".join(b"".join(cells) for field, cells in zip(fields, raw, strict=True) if field.kind == "C")
    encoding, notes = _encoding(texts + b"".join(f.name for f in fields), codepage, content[29], name)
    columns = [
        Column(field.name.decode(encoding, "replace"), _cells(field.kind, cells, encoding), at=at)
        for at, (field, cells) in enumerate(zip(fields, raw, strict=True))
    ]
    return Attributes(
        tuple(columns), (table[:, 0] == _DELETED).tolist(), (*notes, *_starred(fields, raw, name))
    )


def _starred(fields: Sequence[_Field], raw: Sequence[list[bytes]], name: str) -> tuple[str, ...]:
    """Numbers written as asterisks: some programs write a missing one so, others one that is too wide."""
    found = sum(
        set(cell) == {ord("*")}
        for f, cells in zip(fields, raw, strict=True)
        if f.kind in "NF"
        for cell in cells
    )
    said = f"{found} angka di '{name}' tertulis **** dan dibaca kosong."
    return (said,) if found else ()


def _fields(head: bytes) -> list[_Field]:
    found: list[_Field] = []
    start = 1
    for at in range(_FIELD, len(head) - _FIELD + 1, _FIELD):
        if head[at] == 0x0D:
            break
        name = head[at : at + 11].split(b"\x00")[0].strip()
        kind, width = chr(head[at + 11]), head[at + 16]
        if kind == "C":  # Long texts keep the rest of their width where numbers have their decimals.
            width += head[at + 17] << 8
        found.append(_Field(name, kind, start, width))
        start += width
    return found


def _bytes(table: np.ndarray[tuple[int, int], np.dtype[np.uint8]], field: _Field) -> list[bytes]:
    if not len(table) or not field.width:
        return [b""] * len(table)
    part = np.ascontiguousarray(table[:, field.start : field.start + field.width])
    # Spaces and zeros at the end are what fills a field up.
    return [cell.rstrip(b" \x00") for cell in part.view(f"S{part.shape[1]}").ravel().tolist()]


def _encoding(texts: bytes, codepage: str | None, mark: int, name: str) -> tuple[str, tuple[str, ...]]:
    """How letters are written: as the file says, else by what they are, which is then said."""
    said = _named(codepage) or _CODEPAGES.get(mark)
    if texts.isascii():
        return "ascii", ()
    for encoding in filter(None, (said, "utf-8")):
        try:
            texts.decode(encoding)
        except UnicodeDecodeError:
            continue
        told = f"Huruf di '{name}' dibaca sebagai {encoding.upper()}." if encoding != said else None
        return encoding, (told,) if told else ()
    note = f"Huruf di '{name}' dibaca sebagai Windows-1252; berkasnya tidak menyebut. Periksa huruf khusus."
    return "cp1252", (note,)


def _named(codepage: str | None) -> str | None:
    """The encoding that a .cpg names: "UTF-8", "1252", "ANSI 1252", "ISO-8859-1"."""
    if not codepage:
        return None
    given = codepage.strip()
    digits = re.fullmatch(r"(?:ANSI|CP|WINDOWS-?)?\s*(\d{3,5})", given, re.IGNORECASE)
    try:
        return codecs.lookup({"65001": "utf-8"}.get(digits[1], f"cp{digits[1]}") if digits else given).name
    except LookupError:
        return None


def _cells(kind: str, cells: list[bytes], encoding: str) -> list[Cell]:
    parse: Callable[[bytes], Cell] = _PARSERS.get(kind, lambda cell: cell.decode(encoding, "replace").strip())
    # A column repeats itself; each distinct cell is read once.
    read = {cell: (parse(cell) if cell.strip(b" \x00") else None) for cell in set(cells)}
    return [read[cell] for cell in cells]


def _number(cell: bytes) -> Cell:
    given = cell.decode("ascii", "replace").strip()
    if set(given) == {"*"}:
        return None
    if re.fullmatch(r"[+-]?\d+", given):
        return int(given)
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", given):
        return float(given)
    return given


def _day(cell: bytes) -> Cell:
    given = cell.decode("ascii", "replace").strip()
    if given == "0" * len(given):
        return None
    try:
        return date(int(given[:4]), int(given[4:6]), int(given[6:8]))
    except ValueError:
        return given


def _truth(cell: bytes) -> Cell:
    return {"T": True, "Y": True, "F": False, "N": False, "?": None}.get(
        cell.decode("ascii", "replace").strip().upper(), cell.decode("ascii", "replace")
    )


_PARSERS: Final = {"N": _number, "F": _number, "D": _day, "L": _truth}
