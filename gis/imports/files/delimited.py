"""Text files with one row per line: CSV, and its kin with semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gis.errors import SheetError
from gis.imports.files import layout
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Grid, Sheet
from gis.imports.files.wanted import Wanted

_DELIMITERS: Final = ",;\t|"


def tables(file: Path, _: Limits) -> Sequence[str]:
    """A text file is one table, named like the file."""
    return [file.stem]


def table(file: Path, name: str, wanted: Wanted) -> Sheet:
    """The rows of a text file in UTF-8, or in Windows' old encoding, which is then said."""
    text, notes = decoded(file.read_bytes())
    heading = text.lstrip("\n").split("\n", 1)[0]
    csv.field_size_limit(16 * 1024 * 1024)
    try:
        # Strict: a quote that never closes is an error, not one endless cell.
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(heading), strict=True))
    except csv.Error as error:
        raise SheetError(f"Berkas '{file.name}' bukan CSV yang utuh: {error}.") from error
    return layout.arranged(Grid(name, lines, notes=notes), wanted)


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
