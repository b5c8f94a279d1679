"""Lines below the headings that are no data, by rules so narrow that a row of data is never taken for one.

BLANK      nothing in any cell.
HEADING    every cell repeats a cell of one of the heading lines, as on the top of a printed page.
NUMBERING  directly below headings: 1, 2, 3 ... through all columns, in brackets, "(1)", or where the next
           line shows that they are not data: it has words below a number, or begins with 1 itself. Also a
           line that repeats such a one.
TOTAL      the first cell that is filled says jumlah, total, subtotal or rata-rata; all others hold figures;
           and the line is no normal row: its words stand where other rows have figures, or across merged
           cells, or a cell that other rows always fill with words is blank. Where the words go on ("Jumlah
           Kecamatan Kedung") it must be one of the first two, or lack the running number as well.
NOTE       at the end of the table, lines of a cell or two ("sparse": at most a third of the columns and half
           of what rows usually fill), from the first that begins like a note, a place with a date or a
           signature, or that follows the last total; between rows only a single cell that begins "Catatan:",
           "Sumber:", "*" or the like; and a line that repeats a title.

A person or village named Jumlah or Total in an otherwise normal row is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from gis.imports.files import looks
from gis.imports.files.headlines import Headlines
from gis.imports.files.sheet import Cell, Grid, Why
from gis.imports.spelling import fold

_SAMPLE: Final = 200
"""So many rows tell what a normal row looks like."""

_TOTAL: Final = re.compile(
    r"(?:sub|grand)?[\s-]*(?:jumlah|total|jml|rata[\s-]*rata|rerata|average)\b(?P<more>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_MORE: Final = re.compile(
    r"(?:[\s.:/&,-]|\b(?:(?:ke)?seluruh(?:nya|an)?|semua(?:nya)?|akhir|umum|besar|total|jumlah|rata[\s-]*rata"
    r"|dan)\b|\([^)]*\))*",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"(?:catatan|sumber(?: data)?|keterangan|ket|notes?|nb|source|penjelasan|dicetak|diunduh|data per)"
    r"\s*[.:].*|\*+\)?\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)
_BARE_NOTE: Final = re.compile(r"(?:catatan|sumber(?: data)?|keterangan|penjelasan)", re.IGNORECASE)
_SIGNATURE: Final = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|disahkan|ditetapkan|dibuat|disusun|pembuat|penyusun|penanggung"
    r" jawab|petugas|operator|tertanda|ttd|an|a\.\s?n|plt|plh|pj|kepala|sekretaris|camat|lurah|petinggi"
    r"|bupati|ketua|nip|bidang|dinas|badan)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PLACE_AND_DATE: Final = re.compile(
    r"[^\d,]{3,30},\s*(?:tanggal\s*)?(?:\d{1,2}|[.…_]+)?\s*[^\W\d_]{3,9}\s*(?:\d{4}|20[.…_]+)\.?",
    re.IGNORECASE,
)
_OPENINGS: Final = (_NOTE, _BARE_NOTE, _PLACE_AND_DATE, _SIGNATURE)
_ORDINAL: Final = re.compile(
    r"(?P<open>[(\[]?)\s*(?P<mark>\d{1,3}|[a-z])\s*[)\]]?\s*(?P<sum>=.*)?", re.IGNORECASE | re.DOTALL
)


def asides(grid: Grid, heads: Headlines, last: int) -> dict[int, Why]:
    """Why lines between the headings and the last filled line hold no data, by line; lines from 0."""
    return _Body(grid, heads, last).asides()


@dataclass(frozen=True, slots=True)
class _Normal:
    """What a normal row looks like: the columns in which rows mostly have figures, those they nearly always
    fill with words, those that have words in half of the rows, and how many cells a row fills."""

    figures: frozenset[int]
    always: frozenset[int]
    words: frozenset[int]
    running: bool
    fill: float


class _Body:
    """The lines below the headings."""

    def __init__(self, grid: Grid, heads: Headlines, last: int) -> None:
        self._lines, self._merged = grid.lines, grid.merged
        self._range = range(heads.bottom + 1, last + 1)
        self._columns = sum(map(bool, heads.columns))
        self._headings = [self._spelled(at) for at in range(max(heads.top, 0), heads.bottom + 1)]
        self._titles = [self._spelled(at) for at in range(max(heads.top, 0))]
        self._initials = {
            (n, cell.strip()[:1].casefold())
            for line in grid.lines[max(heads.top, 0) : heads.bottom + 1]
            for n, cell in looks.filled(line)
            if isinstance(cell, str)
        }
        self._normal = self._sampled()

    def asides(self) -> dict[int, Why]:
        found: dict[int, Why] = {}
        under_headings = True
        numbering: list[Cell] = []
        for at in self._range:
            why = self._reason(at)
            if why is None and (under_headings or numbering):
                cells = [cell for _, cell in looks.filled(self._lines[at])]
                if cells == numbering or (under_headings and self._numbers(at)):
                    why = Why.NUMBERING
                    # Plain numbers that come again may be data.
                    numbering = cells if all(map(_is_certain, cells)) else numbering
            if why is not None:
                found[at] = why
            under_headings = why in {Why.HEADING, Why.NUMBERING} or (under_headings and why is Why.BLANK)
        return found | dict(self._notes_at_the_end(found))

    def _reason(self, at: int) -> Why | None:
        first = next(looks.filled(self._lines[at]), None)
        if first is None:
            return Why.BLANK
        if not isinstance(first[1], str):
            return None
        if self._repeats(at, *first):
            return Why.HEADING
        if self._is_total(at, *first):
            return Why.TOTAL
        return Why.NOTE if self._is_lone_note(at, first[1]) else None

    def _is_lone_note(self, at: int, text: str) -> bool:
        """Whether a line anywhere is a note: by its only cell, or as it repeats a title."""
        if self._columns > 2 and _NOTE.fullmatch(text.strip()) and self._count(at) == 1:
            return True
        return bool(self._titles) and self._is_sparse(at) and self._spelled(at) in self._titles

    def _repeats(self, at: int, place: int, text: str) -> bool:
        """Whether every cell of a line repeats one of the same heading line."""
        if (place, text.strip()[:1].casefold()) not in self._initials:
            return False
        spelled = self._spelled(at)
        return any(
            (len(spelled) > 1 or len(heading) == 1)
            and all(heading.get(n) == each for n, each in spelled.items())
            for heading in self._headings
        )

    def _numbers(self, at: int) -> bool:
        """Whether a line numbers the columns."""
        cells = dict(looks.filled(self._lines[at]))
        ordinals = [_ordinal(cell) for cell in cells.values()]
        if ordinals != list(range(1, len(cells) + 1)) or len(cells) < max(2, 0.8 * self._columns):
            return False
        return all(_is_certain(cell) for cell in cells.values()) or self._next_differs(at, list(cells))

    def _next_differs(self, at: int, columns: Sequence[int]) -> bool:
        """Whether the row after this one shows that numbers are not what these columns hold."""
        rows = (self._lines[n] for n in range(at + 1, self._range.stop) if self._reason(n) is None)
        after = next(rows, None)
        if after is None:
            return False
        words = any(looks.words(looks.cell_at(after, n)) for n in columns)
        return words or _ordinal(looks.cell_at(after, columns[0])) == 1

    def _is_total(self, at: int, place: int, label: str) -> bool:
        said = _TOTAL.fullmatch(label.strip())
        if said is None:
            return False
        others = [(n, cell) for n, cell in looks.filled(self._lines[at]) if n != place]
        if any(looks.words(cell) for _, cell in others):
            return False
        exact = _NO_MORE.fullmatch(said["more"]) is not None
        if not others:
            return exact and self._columns > 1
        normal = self._normal
        if place in normal.figures or self._is_merged_across(at, place):
            return True
        lacks = any(n != place and not self._holds(at, n) for n in normal.always)
        if exact:
            return lacks or not normal.words - {place}
        return lacks and normal.running and place > 0

    def _holds(self, at: int, column: int) -> bool:
        return looks.text(looks.cell_at(self._lines[at], column)) is not None

    def _is_merged_across(self, at: int, place: int) -> bool:
        return any(span.top <= at <= span.bottom and span.left == place < span.right for span in self._merged)

    def _notes_at_the_end(self, found: dict[int, Why]) -> Iterator[tuple[int, Why]]:
        """The lines from the first note or signature on, where only such and totals follow."""
        end: list[int] = []
        for at in reversed(self._range):
            if at not in found and not self._is_note_like(at):
                break
            end.append(at)
        totals = [at for at in end if found.get(at) is Why.TOTAL]
        begins = [at for at in end if found.get(at, Why.NOTE) is Why.NOTE and self._opens_notes(at)]
        closed = max(totals, default=self._range.stop)
        begins += [at for at in end if at > closed and at not in found]
        if begins:
            first = min(begins)
            yield from ((at, Why.NOTE) for at in end if at >= first and at not in found)

    def _is_note_like(self, at: int) -> bool:
        return self._is_sparse(at) or self._is_parted_note(at)

    def _opens_notes(self, at: int) -> bool:
        cells = [str(cell).strip() for _, cell in looks.filled(self._lines[at])]
        begins = any(said.fullmatch(cell) for cell in cells for said in _OPENINGS)
        return (begins and self._is_sparse(at)) or self._is_parted_note(at)

    def _is_parted_note(self, at: int) -> bool:
        """Whether a line is a note whose commas part it: all its cells but the first begin with a space."""
        cells = [cell for _, cell in looks.filled(self._lines[at])]
        if len(cells) == self._normal.fill or not all(isinstance(cell, str) for cell in cells):
            return False
        whole = ",".join(cells).strip()
        parted = all(cell.startswith(" ") for cell in cells[1:])
        return parted and any(said.fullmatch(whole) for said in (_NOTE, _PLACE_AND_DATE))

    def _is_sparse(self, at: int) -> bool:
        return self._count(at) <= min(max(1, self._columns // 3), self._normal.fill / 2)

    def _count(self, at: int) -> int:
        return sum(1 for _ in looks.filled(self._lines[at]))

    def _spelled(self, at: int) -> dict[int, str]:
        return {n: fold(str(looks.text(cell))) for n, cell in looks.filled(self._lines[at])}

    def _may_be_row(self, at: int) -> bool:
        """Whether a line is none that shows at once that it is no row."""
        cells = dict(looks.filled(self._lines[at]))
        if not cells or [_ordinal(cell) for cell in cells.values()] == list(range(1, len(cells) + 1)):
            return False
        first = next(iter(cells.items()))
        label = str(first[1]).strip()
        return _TOTAL.fullmatch(label) is None and not self._repeats(at, first[0], label)

    def _sampled(self) -> _Normal:
        """What rows of the table look like: those that fill most, as titles and notes fill less."""
        step = max(1, len(self._range) // _SAMPLE)
        lines = [self._lines[at] for at in self._range[::step] if self._may_be_row(at)]
        counts = [sum(1 for _ in looks.filled(line)) for line in lines]
        # Weighted by itself, or a few notes below a few rows would pass for what is usual.
        usual = median(count for count in counts for _ in range(count)) if counts else 0
        lines = [line for line, count in zip(lines, counts, strict=True) if 2 * count >= usual]
        width = max(map(len, lines), default=0)
        figures, words = [0] * width, [0] * width
        for line in lines:
            for n, cell in looks.filled(line):
                figures[n] += looks.figure(cell)
                words[n] += looks.words(cell)
        return _Normal(
            figures=frozenset(n for n in range(width) if figures[n] > 0.6 * len(lines)),
            always=frozenset(n for n in range(width) if words[n] >= 0.8 * len(lines)),
            words=frozenset(n for n in range(width) if 2 * words[n] >= len(lines)),
            running=bool(width) and figures[0] >= 0.8 * len(lines),
            fill=usual,
        )


def _ordinal(cell: Cell) -> int | None:
    """Which number a cell gives its column; letters count from a.

    >>> _ordinal("(3)"), _ordinal(2.0), _ordinal("c"), _ordinal("5=3+4"), _ordinal("Bulu")
    (3, 2, 3, 5, None)
    """
    said = _ORDINAL.fullmatch(looks.text(cell) or "")
    if said is None:
        return None
    mark = said["mark"]
    return int(mark) if mark.isdigit() else ord(mark.lower()) - ord("a") + 1


def _is_certain(cell: Cell) -> bool:
    """Whether a cell that numbers its column can be nothing else: "(3)", "5=3+4"."""
    said = _ORDINAL.fullmatch(looks.text(cell) or "")
    return said is not None and bool(said["open"] or said["sum"])
