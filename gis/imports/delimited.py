"""Text files with one row per line: CSV, and its kin with semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gis.errors import SheetError
from gis.imports.sheet import Column, Sheet

_DELIMITERS: Final = ",;\t|"


def tables(file: Path) -> Sequence[str]:
    """A text file is one table, named like the file."""
    return [file.stem]


def table(file: Path, name: str) -> Sheet:
    """The rows of a text file in UTF-8, or in Windows' old encoding, which is then said."""
    text, notes = decoded(file.read_bytes())
    heading = text.lstrip("\n").split("\n", 1)[0]
    csv.field_size_limit(16 * 1024 * 1024)
    try:
        # Strict: a quote that never closes is an error, not one endless cell.
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(heading), strict=True))
    except csv.Error as error:
        raise SheetError(f"Berkas '{file.name}' bukan CSV yang utuh: {error}.") from error
    return from_lines(name, lines, notes)


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what to say about how it was read."""
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise SheetError("Berkas ini bukan teks UTF-8. Simpan ulang sebagai 'CSV UTF-8'.") from None
    return text, ("Berkas bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf-huruf khusus.",)


def delimiter(heading: str) -> str:
    """What separates the columns of a heading line.

    >>> delimiter("kode;nama;luas,km2"), delimiter("kode")
    (';', ',')
    """
    return max(_DELIMITERS, key=heading.count)


def from_lines(name: str, lines: Sequence[Sequence[object]], notes: tuple[str, ...] = ()) -> Sheet:
    """A sheet from lines of cells; the first line that is not blank holds the headings.

    Errors: `SheetError` where there are no headings, or a line has more cells than there are headings.
    """
    first = next((at for at, line in enumerate(lines) if any(not blank(cell) for cell in line)), None)
    if first is None:
        raise SheetError(f"Tabel '{name}' kosong.")
    headings = [str(cell).strip() if not blank(cell) else "" for cell in lines[first]]
    while headings and not headings[-1]:
        headings.pop()
    rows = lines[first + 1 :]
    _refuse_overhang(rows, len(headings), first)
    columns = [
        Column(heading, [line[at] if at < len(line) else None for line in rows])
        for at, heading in enumerate(headings)
    ]
    # A column without heading and without cells is what spreadsheets leave behind.
    kept = tuple(c for c in columns if c.heading or any(not blank(cell) for cell in c.cells))
    return Sheet(name, kept, range(first + 2, first + 2 + len(rows)), notes=notes)


def blank(cell: object) -> bool:
    """Whether a cell holds nothing: None, or text of spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _refuse_overhang(rows: Sequence[Sequence[object]], width: int, first: int) -> None:
    for at, line in enumerate(rows):
        if any(not blank(cell) for cell in line[width:]):
            raise SheetError(
                f"Baris {first + 2 + at} berisi lebih banyak kolom daripada judulnya ({width}). "
                "Mungkin ada koma di dalam teks tanpa tanda kutip."
            )
