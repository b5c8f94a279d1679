"""The texts that an .xls keeps once for all its cells (the record SST): how long each of them is.

A cell names its text by number, and the reader of the cells writes it out for each. The texts stand one after
the other in the record and those that continue it. A text's head lies in one record; its letters may go on in
the next, which then begins with a byte that says how wide they are from there on.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable
from typing import Final

_WIDE, _EXTENDED, _RICH = 1, 4, 8
"""Marks of a text: letters of two bytes; something for phonetics behind it; runs of fonts behind it."""

_HEAD: Final = 8
"""Bytes before the first text: how often texts are named, and how many there are."""
_RUN: Final = 4


def lengths(stream: bytes, spans: Iterable[tuple[int, int]], most: int) -> array[int]:
    """How many letters each text has, in their order.

    `spans`: from where to where the record and those that continue it hold data. Errors: `ValueError`,
    `IndexError` or `struct.error` where it is broken; `OverflowError` for more texts than `most`.
    """
    found = array("H")
    texts = _Texts(stream, spans)
    for _ in range(texts.count):
        found.append(texts.skip())
        if len(found) > most:
            raise OverflowError(texts.count)
    return found


class _Texts:
    """Goes from text to text."""

    def __init__(self, stream: bytes, spans: Iterable[tuple[int, int]]) -> None:
        self._stream = stream
        self._spans = iter(spans)
        self._at = self._end = 0
        self._next_span()
        (self.count,) = struct.unpack_from("<4xI", stream, self._at)
        self._at += _HEAD

    def skip(self) -> int:
        """Steps over a text. Returns how many letters it has."""
        if self._at >= self._end:
            self._next_span()
        letters, marks = struct.unpack_from("<HB", self._stream, self._at)
        self._at += 3
        behind = 0
        if marks & _RICH:
            behind += _RUN * self._number("<H", 2)
        if marks & _EXTENDED:
            behind += self._number("<I", 4)
        self._skip_letters(letters, 2 if marks & _WIDE else 1)
        self._skip_bytes(behind)
        return int(letters)

    def _number(self, form: str, size: int) -> int:
        (number,) = struct.unpack_from(form, self._stream, self._at)
        self._at += size
        return int(number)

    def _skip_letters(self, left: int, width: int) -> None:
        while True:
            here = min(left, (self._end - self._at) // width)
            self._at += here * width
            left -= here
            if left <= 0:
                return
            self._next_span()
            width = 2 if self._stream[self._at] & _WIDE else 1
            self._at += 1

    def _skip_bytes(self, left: int) -> None:
        while left > 0:
            if self._at >= self._end:
                self._next_span()
            here = min(left, self._end - self._at)
            self._at += here
            left -= here

    def _next_span(self) -> None:
        span = next(self._spans, None)
        if span is None:
            raise ValueError(self._at)
        self._at, self._end = span
