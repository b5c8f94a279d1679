"""Texts that stand once in an .xlsx and again in many cells: what they come to when each cell has its own.

The reader of the cells writes them all out, so that a small file could fill the memory. Asked first is what a
look at the longest text tells; only where that may be too much is every cell looked up.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import Final
from xml.parsers import expat

from gis.errors import SheetError
from gis.imports.files import markup
from gis.imports.files.archives import Archive
from gis.imports.files.limits import Limits

_STRINGS: Final = "sharedstrings.xml"
_END: Final = re.compile(rb"</(?:[\w.-]+:)?si>|<(?:[\w.-]+:)?si/>")
_TAIL: Final = 64
"""Bytes that are looked at again with the next piece: a mark may lie across the two."""


def check(opened: Archive, sheets: Iterable[tuple[str, int]], name: str, limits: Limits) -> None:
    """Refuses a workbook with a sheet whose texts come to too much. Errors: `SheetError`.

    `sheets`: the part of each sheet, and how many of its cells hold such a text.
    """
    used = [(part, cells) for part, cells in sheets if cells]
    parts = [part for part in opened.names if part.lower().endswith(_STRINGS)]
    longest = max((_longest(opened.pieces(part)) for part in parts), default=0) if used else 0
    doubtful = [part for part, cells in used if cells * longest > limits.unpacked_mb * 1024**2]
    if doubtful:
        tables = [_lengths(opened.pieces(part), name, limits) for part in parts]
        for part in doubtful:
            limits.check_text(max(_written(opened.pieces(part), name, table) for table in tables))


def _longest(pieces: Iterable[bytes]) -> int:
    """The bytes from one end of a text to the next, at most; too many where an end is not recognised."""
    longest = before = 0
    tail = b""
    for piece in pieces:
        *ended, last = _END.split(tail + piece)
        for text in ended:
            longest, before = max(longest, before + len(text)), 0
        tail = last[-_TAIL:]
        before += len(last) - len(tail)
    return max(longest, before + len(tail))


def _lengths(pieces: Iterable[bytes], name: str, limits: Limits) -> array[int]:
    """How many characters each text has, in their order."""
    found = array("Q")

    def start(tag: str, _: dict[str, str]) -> None:
        if markup.local(tag) == "si":
            found.append(0)
            if len(found) > limits.cells:
                raise SheetError(f"Berkas '{name}' berisi lebih dari {limits.cells:,} teks.")

    def text(given: str) -> None:
        if found:
            found[-1] += len(given)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    markup.parse(pieces, name, parser)
    return found


def _written(pieces: Iterable[bytes], name: str, lengths: array[int]) -> int:
    """How many characters the cells of a sheet come to."""
    parser = expat.ParserCreate()
    cells = _Cells(lengths)
    parser.buffer_text = True
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.text
    markup.parse(pieces, name, parser)
    return cells.total


class _Cells:
    """Adds up the texts of the cells that name one by its number."""

    def __init__(self, lengths: array[int]) -> None:
        self.total = 0
        self._lengths = lengths
        self._shared = self._open = False
        self._number = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = markup.local(tag)
        if name == "c":
            self._shared = attributes.get("t") == "s"
        self._open, self._number = name == "v", ""

    def text(self, given: str) -> None:
        if self._open:
            self._number += given

    def end(self, _: str) -> None:
        if self._open and self._shared:
            number = int(self._number)
            self.total += self._lengths[number] if number < len(self._lengths) else 0
        self._open = False
