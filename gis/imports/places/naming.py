"""Which area one row names, by a code, a name and the names of the areas it lies in.

An exact name is taken where it can mean one area only. A name that is spelled nearly like one is proposed,
and a person decides. Whatever contradicts is wrong: neither the code nor the name is believed against the
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from gis.imports.draft import quoted
from gis.imports.places.gazetteer import Gazetteer, Level, Near, upper

_LISTED: Final = 5
"""Candidates in a sentence."""

_LONGEST: Final = 120
"""A longer text is no list of names."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says: a code, the area's own name, and the names above it, the nearest first."""

    code: str | None
    own: str | None
    above: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What follows from it.

    code      the area, where it is beyond doubt
    wrong     otherwise a sentence that says why not
    at        which of the names that sentence is about: 0 the area's own, 1 that of the level above, …
    proposed  the area that a person may accept
    spelled   names that were read although they are spelled otherwise: (as written, the area's own)
    """

    code: str | None = None
    wrong: str | None = None
    at: int = 0
    proposed: str | None = None
    spelled: tuple[tuple[str, str], ...] = ()


class Reader:
    """Finds the areas of one level. `shown`: whether sentences may repeat what rows say."""

    def __init__(self, gazetteer: Gazetteer, level: Level, *, shown: bool) -> None:
        self._gazetteer, self._level, self._shown = gazetteer, level, shown
        self._above = gazetteer.above(level)

    def read(self, said: Said) -> Finding:
        """What a row names. A code that is not known is left for others to tell."""
        said = self._taken_apart(said)
        if said.code is not None:
            return self._compared(said.code, said) if said.code in self._level.names else Finding(said.code)
        if said.own is None:
            return Finding()
        exact = sorted(self._level.exact(said.own))
        fits = [code for code in exact if self._fits(code, said)]
        if len(fits) == 1:
            return Finding(fits[0], spelled=self._spelled(fits[0], said))
        if fits:
            return self._several(said.own, fits)
        return self._elsewhere(said, exact) if exact else self._unknown(said)

    def described(self, code: str) -> str:
        """The area for a sentence."""
        return self._gazetteer.described(self._level, code) if code in self._level.names else code

    def _taken_apart(self, said: Said) -> Said:
        """A name that holds those above it, "Bulu, Kec. Jepara", as the names they are."""
        own, above = said.own, list(said.above)
        if own is None or len(own) > _LONGEST:
            return said
        for at, pattern in reversed(list(enumerate(self._within))):
            found = pattern.fullmatch(own)
            if found:
                own = found["own"]
                above[at] = above[at] or found["above"]
        return Said(said.code, own, tuple(above))

    @cached_property
    def _within(self) -> list[re.Pattern[str]]:
        return [_following(level.called) for level in self._above]

    def _names(self, said: Said) -> Iterator[tuple[int, Level, str]]:
        """The names a row gives, each with its level."""
        levels = (self._level, *self._above)
        for at, (level, text) in enumerate(zip(levels, (said.own, *said.above), strict=True)):
            if text is not None:
                yield at, level, text

    def _compared(self, code: str, said: Said) -> Finding:
        """A known code beside names: they must mean the same."""
        for at, level, text in self._names(said):
            if not _means(level, text, upper(code, level.parts)):
                meant = f" {code}: {self.described(code)}" if self._shown else "nya"
                wrong = f"Nama {level.word}{self._quoted(text)} tidak sesuai dengan kode{meant}."
                return Finding(code, wrong, at)
        return Finding(code, spelled=self._spelled(code, said))

    def _fits(self, code: str, said: Said) -> bool:
        """Whether an area lies where the names above say."""
        return all(
            _means(level, text, upper(code, level.parts)) for at, level, text in self._names(said) if at
        )

    def _spelled(self, code: str, said: Said) -> tuple[tuple[str, str], ...]:
        """The names that are not spelled as the areas' own."""
        meant = [(text, level, upper(code, level.parts)) for _, level, text in self._names(said)]
        return tuple((text, level.names[area]) for text, level, area in meant if not level.is_own(text, area))

    def _several(self, own: str, codes: Sequence[str]) -> Finding:
        word = self._above[0].word if self._above else "kode"
        return Finding(
            wrong=f"Nama {self._level.word}{self._quoted(own)} dapat berarti {len(codes)} wilayah: "
            f"{self._listed(codes)}. Isi kolom {word} atau kodenya."
        )

    def _elsewhere(self, said: Said, exact: Sequence[str]) -> Finding:
        """There are areas of this name, and none lies where the row says."""
        above = [name for name in self._names(said) if name[0]]
        at, level, text = next((name for name in above if not _means_any(name, exact)), above[-1])
        there = f"{self._level.word.capitalize()} bernama itu: {self._listed(exact)}."
        if not level.exact(text) and not level.near(text):
            return Finding(wrong=f"Nama {level.word}{self._quoted(text)} tidak dikenal. {there}", at=at)
        near = [found.code for found in self._level.near(said.own or "")]
        also = [code for code in near if self._fits(code, said)]
        other = f" Yang mirip di {level.word} itu: {self._listed(also)}." if also else ""
        return Finding(
            wrong=f"Nama {self._level.word}{self._quoted(said.own)} tidak ada di "
            f"{level.word}{self._quoted(text, 'itu')}. {there}{other} Betulkan salah satunya."
        )

    def _unknown(self, said: Said) -> Finding:
        """No area has this name; some may have nearly this one."""
        own = said.own or ""
        near = self._level.near(own)
        fits = [found for found in near if self._fits(found.code, said)]
        unknown = f"Nama {self._level.word}{self._quoted(own)} tidak dikenal"
        if fits and _is_clear(fits):
            return Finding(
                wrong=f"{unknown}. Mungkin maksudnya {self.described(fits[0].code)}.", proposed=fits[0].code
            )
        others = [found.code for found in fits or near]
        begun = self._level.beginning(own)
        candidates = others or [code for code in begun if self._fits(code, said)] or begun
        return Finding(
            wrong=f"{unknown}. Yang mirip: {self._listed(candidates)}." if candidates else f"{unknown}."
        )

    def _quoted(self, text: str | None, instead: str = "") -> str:
        """A name as the row has it, where it may be repeated."""
        said = quoted(text) if self._shown else instead
        return f" {said}" if said else ""

    def _listed(self, codes: Sequence[str]) -> str:
        listed = ", ".join(self.described(code) for code in sorted(codes)[:_LISTED])
        return listed if len(codes) <= _LISTED else f"{listed} dan {len(codes) - _LISTED} lagi"


def _means(level: Level, text: str, code: str) -> bool:
    """Whether a name is this area's: its own, an alias, or nearly so where no area has exactly this name."""
    exact = level.exact(text)
    return code in exact if exact else any(found.code == code for found in level.near(text))


def _means_any(name: tuple[int, Level, str], codes: Sequence[str]) -> bool:
    _, level, text = name
    return any(_means(level, text, upper(code, level.parts)) for code in codes)


def _is_clear(near: Sequence[Near]) -> bool:
    """Whether the nearest name is meant: no other one is less than twice as far."""
    return len(near) == 1 or near[1].letters > max(near[0].letters, 2 * near[0].letters - 1)


def _following(called: Iterable[str]) -> re.Pattern[str]:
    """A name that is followed by one of a level above: "Bulu, Kec. Jepara", "Bulu (Kecamatan Jepara)"."""
    words = "|".join(re.escape(word) for word in sorted(called, key=len, reverse=True)) or r"(?!)"
    return re.compile(
        rf"(?P<own>.*?\w.*?)[\s,;(/-]+(?:{words})[.:\s]+(?P<above>[^,;()]+?)[\s)]*", re.IGNORECASE
    )
