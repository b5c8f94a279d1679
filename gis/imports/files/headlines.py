"""Which lines of a table hold its headings: found by the headings a layer knows, else by their looks.

Headings take one to three lines. An upper line belongs to them where it stands over several columns of the
line below ("Koordinat" over "Lintang" and "Bujur"), by merged cells or by the blank cells beside it, or where
only both lines together make headings that the layer knows ("Nama" over "Desa"). A line of units below them,
"(m²)", is part of them. Lines with a single cell above a wider table are titles.

Errors: `SheetError` for a table without a filled line, `HeadingError` where the likeliest line looks like
data, `BadRequest` for a line that was named and is not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from gis.errors import BadRequest, HeadingError, SheetError
from gis.imports.files import looks
from gis.imports.files.sheet import Grid, letters
from gis.imports.places.roles import spelled
from gis.imports.vocabulary import Vocabulary, measure, vocabulary
from gis.layer import Layer

_LINES: Final = 60
"""Headings are looked for among so many lines that are not blank."""

_LONGEST: Final = 80
"""No heading that is known is longer."""

_MOST: Final = 3
"""Headings take at most so many lines, unless merged cells reach further."""

_BRACKETED: Final = re.compile(r"[(\[].*[a-zA-Z%²°].*[)\]]")


@dataclass(frozen=True, slots=True)
class Headlines:
    """The lines of the headings, counted from 0, both ends within; -1 where a table has none.

    columns  each column's heading as the lines it consists of, the upper first; () where it has none
    """

    top: int
    bottom: int
    columns: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that may be the headings, and how well they fit: the columns that are known by them, whether
    they fill at least half of the table's width, whether merged cells bind them."""

    top: int
    bottom: int
    columns: tuple[tuple[str, ...], ...]
    known: int
    wide: bool
    bound: bool

    @property
    def rank(self) -> tuple[int, bool, bool, int, int]:
        return (self.known, self.wide, self.bound, self.top - self.bottom, -self.top)


def found(grid: Grid, layer: Layer, heading: int | None = None) -> Headlines:
    """The lines of a table that hold its headings; those that end with the line of this number, if one is
    named."""
    table = _Table(grid, vocabulary(layer))
    if not table.tops:
        raise SheetError(f"Tabel '{grid.name}' kosong.")
    block = table.likeliest() if heading is None else table.ending(heading - grid.first)
    if heading is None and table.looks_like_data(block):
        raise HeadingError(_without_headings(grid, layer, block.top))
    return table.with_units(block)


def lettered(grid: Grid) -> Headlines:
    """The headings of a table that has none: A, B, C ... as in a spreadsheet."""
    width = max(map(len, grid.lines), default=0)
    return Headlines(-1, -1, tuple((letters(at),) for at in range(width)))


def _without_headings(grid: Grid, layer: Layer, at: int) -> str:
    wanted = [f.name for f in layer.fields if f.required and f.name != layer.key] or [layer.key]
    said = " ".join(f"--map {letters(n)}={name}" for n, name in enumerate(wanted[:2]))
    return (
        f"Baris {grid.first + at} tampaknya berisi data, bukan judul kolom. Bila berkas ini tanpa judul, "
        f"beri --heading 0 dan sebutkan isi setiap kolom menurut hurufnya, misalnya {said}. "
        "Bila judulnya di baris lain, beri --heading dengan nomor barisnya."
    )


class _Table:
    """The first lines of a table, as texts."""

    def __init__(self, grid: Grid, known: Vocabulary) -> None:
        self._grid, self._known = grid, known
        self.tops: list[int] = []
        for at, line in enumerate(grid.lines):
            if any(looks.filled(line)):
                self.tops.append(at)
            if len(self.tops) == _LINES:
                break
        last = min(len(grid.lines), (self.tops[-1] if self.tops else 0) + _MOST + 1)
        self._width = max((len(line) for line in grid.lines[:last]), default=0)
        self._texts = [
            [looks.text(looks.cell_at(line, at)) for at in range(self._width)] for line in grid.lines[:last]
        ]
        self._widest = max((_count(line) for line in self._texts), default=0)
        self._merged = [span for span in grid.merged if span.top < last]

    def likeliest(self) -> _Block:
        """The lines that fit best; where hardly a heading is known, the first wide line."""
        blocks = [self._block(top) for top in self.tops if not self._is_title(top)]
        best = max(blocks, key=lambda block: block.rank)
        if best.known >= 2:
            return best
        return next((block for block in blocks if block.wide), blocks[0])

    def ending(self, bottom: int) -> _Block:
        """The lines that end with this one."""
        if bottom not in range(len(self._texts)) or not _count(self._texts[bottom]):
            raise BadRequest(f"--heading: baris {bottom + self._grid.first} tidak ada, atau kosong.")
        blocks = [self._made(bottom, self._lowest_merged(bottom, bottom))]
        for top in range(bottom - 1, max(-1, bottom - _MOST), -1):
            if not _count(self._texts[top]) or self._is_title(top):
                break
            block = self._block(top)
            if block.bottom >= bottom:
                blocks.append(self._made(top, max(bottom, self._lowest_merged(top, bottom))))
        return max(blocks, key=lambda block: block.rank)

    def looks_like_data(self, block: _Block) -> bool:
        """Whether there are more figures among the headings than headings that are known."""
        return self._figures(block) >= max(1, block.known)

    def with_units(self, block: _Block) -> Headlines:
        """The headings with the units below them, where the next line consists of such."""
        below = block.bottom + 1
        units = self._texts[below] if below < len(self._texts) else []
        # Beyond its own end a line of headings says nothing: cells there belong to no column.
        width = max(len(line) for line in self._grid.lines[block.top : block.bottom + 1])
        if not _all_units(units, sum(map(bool, block.columns))):
            return Headlines(block.top, block.bottom, block.columns[:width])
        columns = tuple(
            (*parts[:-1], f"{parts[-1]} {_in_brackets(unit)}") if parts and unit else parts
            for parts, unit in zip(block.columns, units, strict=True)
        )
        return Headlines(block.top, below, columns[:width])

    def _is_title(self, at: int) -> bool:
        """A single cell, alone or over the whole width, above a wider table."""
        cells = [n for n, text in enumerate(self._texts[at]) if text]
        if len(cells) > 1 or self._widest == 1:
            return False
        across = [span.right - span.left + 1 for span in self._merged if span.top == at == span.bottom]
        return not across or max(across) > self._widest // 2

    def _block(self, top: int) -> _Block:
        """The headings that begin with a line: as far as merged cells and their structure reach."""
        bottom = self._lowest_merged(top, top)
        while bottom - top + 1 < _MOST and bottom + 1 < len(self._texts) and self._goes_on(top, bottom):
            bottom = self._lowest_merged(top, bottom + 1)
        return self._made(top, bottom)

    def _made(self, top: int, bottom: int) -> _Block:
        columns = self._columns(top, bottom)
        known = len({name for name in self._meanings(columns) if name})
        wide = 2 * sum(map(bool, columns)) >= self._widest
        bound = any(
            top <= span.top < bottom and 0 < span.right - span.left < self._widest - 1
            for span in self._merged
        )
        return _Block(top, bottom, columns, known, wide, bound)

    def _lowest_merged(self, top: int, bottom: int) -> int:
        """The last line that cells of these lines reach down to."""
        reach = [span.bottom for span in self._merged if top <= span.top <= bottom]
        return min(max([bottom, *reach]), top + _MOST, len(self._texts) - 1)

    def _goes_on(self, top: int, bottom: int) -> bool:
        """Whether the line below still belongs to the headings."""
        line = self._grid.lines[bottom + 1]
        cells = dict(looks.filled(line))
        if not cells or any(looks.figure(cell) and not looks.year(cell) for cell in cells.values()):
            return False
        return self._stands_under(bottom, cells) or self._completes(top, bottom)

    def _stands_under(self, at: int, cells: dict[int, object]) -> bool:
        """Whether the cells of the line below stand under headings that span several columns. Under a heading
        of one column there may be a label, or anything where most such headings have nothing below."""
        # The line below may itself stand over a further one, with blank cells beside its own.
        below = self._texts[at + 1]
        beyond = self._spread(at + 1, self._texts[at + 2]) if at + 2 < len(self._texts) else below
        over = self._spread(at, beyond)
        spans = Counter(text for n, text in enumerate(over) if text and n in cells)
        under = [n for n in cells if spans[over[n] or ""] > 1]
        others = [n for n in cells if n not in under]
        single = sum(text is not None and spans[text] <= 1 for text in over)
        few = 2 * len(others) < single and all(over[n] for n in others)
        return len(under) > 1 and (few or all(self._is_label(below[n] or "") for n in others))

    def _is_label(self, text: str) -> bool:
        """Whether a cell is a heading that is known, or a unit."""
        return bool(_BRACKETED.fullmatch(text) or measure(text) or self._word(text))

    def _completes(self, top: int, bottom: int) -> bool:
        """Whether only with the line below headings become known, of at least two columns more."""
        now, then = self._columns(top, bottom), self._columns(top, bottom + 1)
        before = sum(name is not None for name in self._meanings(now))
        after = sum(len(parts) > 1 and self._word(" ".join(parts)) is not None for parts in then)
        return after >= before + 2

    def _columns(self, top: int, bottom: int) -> tuple[tuple[str, ...], ...]:
        lines: list[Sequence[str | None]] = [self._texts[bottom]]
        for at in range(bottom - 1, top - 1, -1):
            lines.insert(0, self._spread(at, lines[0]))
        return tuple(tuple(_distinct(column)) for column in zip(*lines, strict=True))

    def _spread(self, at: int, below: Sequence[str | None]) -> list[str | None]:
        """A line in which every heading stands in each column that it spans."""
        spread = list(self._texts[at])
        merged = [span for span in self._merged if span.top <= at <= span.bottom]
        for span in merged:
            if span.right > span.left:
                held = self._texts[span.top][span.left]
                spread[span.left : span.right + 1] = [held] * (min(span.right + 1, self._width) - span.left)
        settled = {n for span in merged for n in range(span.left, span.right + 1)}
        parent: str | None = None
        for n, text in enumerate(spread):
            if n in settled or below[n] is None:
                parent = None
            elif text:
                parent = text
            else:
                spread[n] = parent
        return spread

    def _meanings(self, columns: Sequence[tuple[str, ...]]) -> Iterator[str | None]:
        """What columns are known as: by the whole heading, by its lowest line, by one over it alone."""
        often = Counter(text for parts in columns for text in parts)
        for parts in columns:
            alone = [text for text in parts[:-1] if often[text] == 1]
            tried = (" ".join(parts), parts[-1], *alone) if parts else ()
            yield next((name for text in tried if (name := self._word(text, often))), None)

    def _word(self, text: str, others: Iterable[str] = ()) -> str | None:
        """The field or the part of a place that is headed so."""
        if len(text) > _LONGEST or looks.figure(text):
            return None
        f = self._known.field(text)
        return f.name if f else spelled(text, others)

    def _figures(self, block: _Block) -> int:
        lines = self._grid.lines[block.top : block.bottom + 1]
        return sum(looks.figure(cell) and not looks.year(cell) for line in lines for cell in line)


def _count(texts: Sequence[str | None]) -> int:
    return sum(text is not None for text in texts)


def _distinct(lines: Sequence[str | None]) -> Iterator[str]:
    """The texts of a column's lines; a text that stands in two of them counts once."""
    before = None
    for text in lines:
        if text and text != before:
            yield text
            before = text


def _all_units(texts: Sequence[str | None], headed: int) -> bool:
    """Whether a line holds nothing but units: in brackets, unless those are letters that number the columns,
    or plain ones in some of the columns."""
    said = [text for text in texts if text]
    if not said:
        return False
    if all(_BRACKETED.fullmatch(text) for text in said):
        letters = "".join(text.strip("()[] ").lower() for text in said)
        return letters != ascii_lowercase[: len(said)]
    return 1 < len(said) < headed and all(measure(text) for text in said)


def _in_brackets(unit: str) -> str:
    return unit if _BRACKETED.fullmatch(unit) else f"({unit})"
