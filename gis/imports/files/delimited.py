"""Text files with one row per line: CSV, and its kin with semicolons, tabs or other marks between cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from gis.errors import SheetError
from gis.imports.files import layout
from gis.imports.files.encodings import decoded
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Grid, Sheet
from gis.imports.files.tables import Table
from gis.imports.files.wanted import Wanted

_DELIMITERS: Final = "\t;|,^~"
"""From the one that stands least within texts and numbers to the one that does so most."""
_SAMPLE_LINES: Final = 60
_SAMPLE: Final = 200_000
_LONGEST: Final = 16 * 1024 * 1024
_HINT: Final = re.compile(r"""\A"?sep=(.)"?\r?\n""", re.IGNORECASE)
"""The line by which Excel is told what separates cells."""

_SHORT: Final = (
    "Baris terakhir lebih pendek daripada yang lain dan tidak diakhiri ganti baris: "
    "mungkin berkasnya terpotong. Periksa baris terakhir."
)


def tables(file: Path, _: Limits) -> Sequence[Table]:
    """A text file is one table, named like the file."""
    return [Table(file.stem, partial(_table, file))]


def _table(file: Path, wanted: Wanted) -> Sheet:
    """The rows of a text file in any of the usual encodings; another one than UTF-8 is said."""
    text, notes = decoded(file.read_bytes(), file.name)
    hint = _HINT.match(text)
    mark = hint[1] if hint else delimiter(text)
    lines = _lines(text[hint.end() :] if hint else text, mark, file.name, wanted.limits)
    if file.suffix.lower() == ".txt" and max(map(len, lines), default=0) == 1:
        raise SheetError(
            f"Berkas '{file.name}' tidak berisi tanda pemisah kolom (koma, titik koma atau tab). "
            "Simpan tabelnya sebagai CSV."
        )
    notes = (*notes, *_cut(text, lines))
    return layout.arranged(
        Grid(file.stem, lines, first=2 if hint else 1, notes=notes, delimiter=mark), wanted
    )


def _lines(text: str, mark: str, name: str, limits: Limits) -> list[list[str]]:
    csv.field_size_limit(_LONGEST)
    # Strict: a quote that never closes is an error, not one endless cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    lines: list[list[str]] = []
    cells = 0
    try:
        for line in reader:
            lines.append(line)
            cells += len(line)
            if cells > limits.cells or len(lines) > limits.rows + 1:
                limits.check_table(len(lines) - 1, -(-cells // len(lines)))
    except csv.Error as error:
        raise SheetError(
            f"Berkas '{name}' bukan CSV yang utuh: baris {reader.line_num} "
            "berisi tanda kutip yang tidak ditutup atau berdiri di tengah isi."
        ) from error
    return lines


def delimiter(text: str) -> str:
    r"""What separates the columns: the mark by which most of the first lines have the same width.

    The heading line alone does not tell: titles may stand above it, and it has no decimal commas.

    >>> delimiter("Data Desa, 2024\nkode;luas\n01;1,5\n02;2,5\n"), delimiter("kode")
    (';', ',')
    """
    shares = {mark: _consistency(text[:_SAMPLE], mark) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=shares.__getitem__) if any(shares.values()) else ","


def _consistency(sample: str, mark: str) -> float:
    """The share of the first lines that have the most frequent width under this mark, if that is not 1."""
    if mark not in sample:
        return 0.0
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=mark), _SAMPLE_LINES))
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    usual, often = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    return often / widths.total() if usual > 1 else 0.0


def _cut(text: str, lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What a text file that was cut off looks like; it may be whole all the same, so this is only said."""
    usual = Counter(map(len, lines)).most_common(1)
    if text.endswith(("\n", "\r")) or len(lines) < 2 or len(lines[-1]) >= usual[0][0]:
        return ()
    return (_SHORT,)


def is_table(file: Path) -> bool:
    """Whether a text file clearly holds a table: most of its first lines have the same two or more cells."""
    with file.open("rb") as content:
        text, _ = decoded(content.read(_SAMPLE), file.name)
    return _consistency(text, delimiter(text)) > 0.6 and "\n" in text.strip()
