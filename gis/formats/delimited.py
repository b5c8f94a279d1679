"""CSV: a heading, then a row a line; points as lon and lat, every place as WKT too (RFC 4180).

A text that a spreadsheet would work out as a formula gets a tabulator before it, which keeps it a text there;
readers that trim their cells, as the import does, read back the same text. Spreadsheets that are set to
Indonesian part a line at its semicolons, so what would be a formula behind one is kept a text as well. Some
part it at its tabulators too, but not within quotes, so a row with a tabulator has all its cells in quotes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from gis.database import Row
from gis.formats import places
from gis.formats.content import Content
from gis.formats.values import text

_MARK: Final = "\ufeff".encode()
"""Tells spreadsheets that the text is UTF-8."""

_FORMULA: Final = re.compile(r"\s*(?:[=@\uff1d\uff20]|[-+\uff0b\uff0d].*[A-Za-z(|!])", re.DOTALL)
"""What a spreadsheet takes for a formula, some behind blanks or in the wide signs of East Asian keyboards: a
telephone number or a minus alone is none."""

_FORMULA_BEHIND: Final = re.compile(r";(?=[\s\"]*(?:[=@\uff1d\uff20]|[-+\uff0b\uff0d][^;]*[A-Za-z(|!]))")
"""The semicolon before such a thing, inside quotes of its own or not."""


def write(content: Content) -> Iterator[bytes]:
    """The rows as CSV in UTF-8 with its mark."""
    yield _MARK + _lines([[*content.names, *_headings(content)]])
    for rows in content.rows:
        placed = _places(content, rows)
        yield _lines(
            [*(cell(row[name]) for name in content.names), *place]
            for row, place in zip(rows, placed, strict=True)
        )


def cell(value: object) -> str:
    r"""A value as a cell.

    >>> cell("=1+1"), cell("+62 812"), cell(-5), cell(None)
    ('\t=1+1', '+62 812', '-5', '')
    >>> cell("rusak;=1+1"), cell(["api", "-5"])
    ('rusak;\t=1+1', 'api; -5')
    """
    said = text(value)
    if not isinstance(value, str | list):
        return said
    parted = _FORMULA_BEHIND.sub(";\t", said)
    return f"\t{parted}" if _FORMULA.match(said) else parted


def _headings(content: Content) -> tuple[str, ...]:
    if not content.geometry:
        return ()
    axes = ("x", "y") if content.crs.metres else ("lon", "lat")
    return (*(axes if content.points else ()), "wkt")


def _places(content: Content, rows: Sequence[Row]) -> list[tuple[str, ...]]:
    if not content.geometry:
        return [()] * len(rows)
    drawn = [(text(place),) for place in places.wkt(rows)]
    if not content.points:
        return list(drawn)
    axes = places.positions(rows)
    return [(text(east), text(north), *place) for (east, north), place in zip(axes, drawn, strict=True)]


def _lines(rows: Iterator[list[str]] | list[list[str]]) -> bytes:
    made = io.StringIO(newline="")
    plain, quoted = csv.writer(made), csv.writer(made, quoting=csv.QUOTE_ALL)
    for row in rows:
        (quoted if "\t" in "".join(row) else plain).writerow(row)
    return made.getvalue().encode()
