"""Places out of reach: what is wrong with each, which slip explains it, and its mending once accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from gis.imports.mending import Mended, Mending
from gis.imports.places import distance, projected, slips
from gis.imports.places.placed import Placed
from gis.imports.places.projected import Looks
from gis.imports.places.reach import Reach
from gis.imports.places.slips import EXPLANATIONS, NONE, SEVERAL, Claims, Explained
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.places.areas import Areas
    from gis.imports.places.reach import Boxes

_SEEMS: Final = {
    Mending.SWAPPED: "lintang dan bujur tertukar",
    Mending.MINUS: "lintang kehilangan tanda minus (lintang selatan)",
    Mending.DECIMAL: "koordinat kehilangan titik desimal",
}
_DONE: Final = {
    Mending.SWAPPED: "Lintang dan bujur ditukar kembali",
    Mending.MINUS: "Lintang diberi tanda minus",
    Mending.DECIMAL: "Titik desimal koordinat dikembalikan",
}
_ZERO: Final = (
    "Koordinatnya 0 dan 0: itu biasanya sel yang tidak diisi. Isi titiknya, atau kosongkan keduanya."
)


@dataclass(frozen=True, eq=False, slots=True)
class Judging:
    """What places are judged by.

    reach   where they may lie; None where they may lie anywhere
    claims  the areas that rows name
    known   the areas that the distance is taken to
    accept  the mendings that are accepted
    shown   whether coordinates may stand in a message
    """

    reach: Reach | None = None
    claims: Claims | None = None
    known: Areas | None = None
    accept: frozenset[Mending] = frozenset()
    shown: bool = False


def judged(placed: Placed, judging: Judging) -> Placed:
    """The places that are in reach or were mended into it; the others are problems."""
    boxes = shapely.bounds(placed.shapes)
    finite = np.isfinite(boxes).all(axis=1)
    zero = finite & (boxes == 0).all(axis=1)
    placed = placed.without(zero, "zero", _ZERO)
    if judging.reach is None:
        return placed
    held = np.ones(len(boxes), dtype=bool)
    held[finite] = judging.reach.holds(boxes[finite])
    out = np.flatnonzero(~held & ~zero)
    if not out.size:
        return placed
    claims = judging.claims.at(out) if judging.claims else None
    found = slips.explained(boxes[out], judging.reach, claims)
    of_rows = _Outlying(placed, judging, judging.reach, out, boxes[out], found)
    return of_rows.mended()


@dataclass(frozen=True, eq=False, slots=True)
class _Outlying:
    """The rows out of reach: their positions in `placed`, their boxes, and what explains each."""

    placed: Placed
    judging: Judging
    reach: Reach
    rows: NDArray[np.int_]
    boxes: Boxes
    found: Explained

    def mended(self) -> Placed:
        """Every accepted slip is mended and told; every other row is a problem."""
        shapes = self.placed.shapes.copy()
        told: list[Mended] = []
        problems: list[Problem] = []
        for at, words in enumerate(EXPLANATIONS):
            mine = self.found.rows_by(at)
            if not mine.size:
                continue
            boxes = slips.applied(words, self.boxes[mine], self.reach)
            if self.judging.accept.issuperset(words):
                shapes[self.rows[mine]] = slips.mended(shapes[self.rows[mine]], words, boxes)
                told += self._told(mine, words, boxes)
            else:
                problems += self._proposed(mine, words, boxes)
        for at in (NONE, SEVERAL):
            problems += self._unexplained(self.found.rows_by(at))
        numbers = {problem.row for problem in problems}
        bad = [row for row in self.rows.tolist() if self.placed.numbers[row] in numbers]
        shapes[bad] = None
        all_told = (*self.placed.mended, *told), (*self.placed.problems, *problems)
        return replace(self.placed, shapes=shapes, mended=all_told[0], problems=all_told[1])

    def _number(self, at: int) -> int:
        return int(self.placed.numbers[self.rows[at]])

    def _told(self, mine: NDArray[np.int_], words: tuple[Mending, ...], boxes: Boxes) -> Iterator[Mended]:
        for at, became in zip(mine.tolist(), self._became(boxes), strict=True):
            for word in words:
                yield Mended(
                    self._number(at),
                    self._column(at, words),
                    word,
                    f"{_DONE[word]}{became and f' ({became})'}.",
                )

    def _proposed(
        self, mine: NDArray[np.int_], words: tuple[Mending, ...], boxes: Boxes
    ) -> Iterator[Problem]:
        seems, accept = (
            _joined([_SEEMS[word] for word in words]),
            " ".join(f"--accept {word}" for word in words),
        )
        for at, became in zip(mine.tolist(), self._became(boxes), strict=True):
            message = f"Tampaknya {seems}. Bila benar, terima dengan {accept}{became and f' ({became})'}."
            yield Problem(self._number(at), self._column(at, words), words[0].value, message, ",".join(words))

    def _became(self, boxes: Boxes) -> Iterator[str]:
        """What points become, in words; nothing where that may not be told."""
        if not self.judging.shown:
            yield from [""] * len(boxes)
            return
        for west, south, east, north in self.reach.degrees(boxes).tolist():
            yield f"menjadi {south:.10g}, {west:.10g}" if (west, south) == (east, north) else ""

    def _unexplained(self, mine: NDArray[np.int_]) -> Iterator[Problem]:
        if not mine.size:
            return
        likes = projected.looks(self.boxes[mine], self.reach)
        counts = Counter(like for like in likes if like)
        away = self._away(mine)
        for at, like, far in zip(mine.tolist(), likes, away, strict=True):
            if like:
                most = counts[like] * 2 > len(self.placed.shapes)
                yield Problem(
                    self._number(at), self.placed.column, "crs", _asked(like, self.reach, most=most)
                )
            else:
                message = f"Lokasinya {far} di luar wilayah kabupaten.{self._hint(at)}"
                yield Problem(self._number(at), self._column(at, ()), "range", message)

    def _hint(self, at: int) -> str:
        """What comes near to an explanation."""
        if self.found.by[at] == SEVERAL:
            return (
                " Ada lebih dari satu salah tulis yang dapat menjelaskannya; perbaiki sendiri di berkasnya."
            )
        nearly = int(self.found.nearly[at])
        if nearly == NONE:
            return ""
        seems = _joined([_SEEMS[word] for word in EXPLANATIONS[nearly]])
        off = distance.spelled(float(self.found.off[at]))
        return f" Seandainya {seems}, titiknya pun {off} di luar wilayah yang disebut barisnya."

    def _away(self, mine: NDArray[np.int_]) -> list[str]:
        """How far each lies from the known areas, in words; "jauh" where none is known."""
        degrees = self.reach.degrees(self.boxes[mine])
        with np.errstate(invalid="ignore", over="ignore"):
            lon, lat = (degrees[:, 0] + degrees[:, 2]) / 2, (degrees[:, 1] + degrees[:, 3]) / 2
            earthly = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
        far = np.full(len(mine), np.inf)
        known = self.judging.known
        if known is not None and len(known.codes) and earthly.any():
            far[earthly] = distance.metres_outside(known, lon[earthly], lat[earthly])
        return [distance.spelled(metres) if np.isfinite(metres) else "jauh" for metres in far.tolist()]

    def _column(self, at: int, words: Sequence[Mending]) -> str | None:
        """The heading of the coordinate that is to blame."""
        lon, lat = self.placed.column, self.placed.lat or self.placed.column
        if Mending.SWAPPED in words:
            return lon
        if Mending.MINUS in words:
            return lat
        west, _, east, _ = self.reach.own
        return lat if west <= self.boxes[at, 0] and self.boxes[at, 2] <= east else lon


def _asked(like: Looks, reach: Reach, *, most: bool) -> str:
    """The sentence for numbers of another reference system; `most`: most rows of the file are like it."""
    turned = ", dengan X dan Y tertukar" if like.swapped else ""
    if reach.metric:
        return (
            f"Angkanya tampaknya {like.name}{turned}, padahal berkas dimuat sebagai {reach.source.name}. "
            f"Ubah angkanya, atau muat baris seperti ini tersendiri dengan {like.option}."
        )
    if most:
        return (
            f"Angkanya meter, bukan derajat: tampaknya {like.name}{turned}. "
            f"Bila benar, muat berkas ini dengan {like.option}."
        )
    return (
        f"Angkanya meter (tampaknya {like.name}{turned}), sedangkan baris lain derajat. "
        f"Ubah menjadi derajat, atau muat baris seperti ini tersendiri dengan {like.option}."
    )


def _joined(said: Sequence[str]) -> str:
    """Parts of a sentence with "dan" before the last."""
    return " dan ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
