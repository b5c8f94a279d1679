"""The areas that are known by name, level by level, and how a written name finds them.

Names are compared without case, accents, spaces and punctuation, and without what the level is called ("Ds.
Bulu"). What is only spelled nearly like a name is found too, and never taken for it here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from gis.imports.spelling import fold
from gis.layer import Layer

_OLD: Final = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("ch", "kh"))
"""The spelling before 1972, still in deeds and on signs: Soekodono, Tjepogo, Wonoredjo."""

_SHORT: Final = 6
"""Names of so many letters may differ in one of them, longer ones in two."""

_LONGEST: Final = 40
"""No name of an area is longer; a longer text is not looked for among them."""


@dataclass(frozen=True, slots=True)
class Near:
    """An area whose name is spelled nearly as written: its code, and by how many letters they differ."""

    code: str
    letters: int


@dataclass(frozen=True, eq=False)
class Level:
    """One level of areas by their names.

    layer    the layer of the areas
    word     what the level is called, for sentences: "desa"
    parts    how many dotted parts its codes have
    called   everything it is called in files
    names    code -> name
    aliases  other names: (code, name)
    exacting whether names that are only spelled nearly right are left unknown
    """

    layer: str
    word: str
    parts: int
    called: tuple[str, ...]
    names: Mapping[str, str]
    aliases: Sequence[tuple[str, str]] = ()
    exacting: bool = False

    def exact(self, written: str) -> frozenset[str]:
        """The codes of the areas of exactly this name or alias; a code names its area too.

        >>> level = Level("desa", "desa", 4, ("desa", "ds"), {"33.20.06.1001": "Ujung Batu"})
        >>> level.exact("DS. UJUNGBATU"), level.exact("Ujung Watu")
        (frozenset({'33.20.06.1001'}), frozenset())
        """
        found = (self._by_code, self._by_name)
        texts = (fold(written), self._spelled(written))
        return next((held[text] for held in found for text in texts if text in held), frozenset())

    def is_own(self, written: str, code: str) -> bool:
        """Whether a text is this area's own name, or its code."""
        own = (fold(code), fold(self.names[code]), self._spelled(self.names[code]))
        return fold(written) in own or self._spelled(written) in own

    def near(self, written: str) -> list[Near]:
        """The areas whose names are spelled nearly so, the nearest first; that of this very name among them.

        >>> level = Level("desa", "desa", 4, ("desa",), {"1": "Banyuputih", "2": "Sukodono"})
        >>> level.near("Banyputih"), level.near("Desa Soekodono"), level.near("Troso")
        ([Near(code='1', letters=1)], [Near(code='2', letters=0)], [])
        """
        plain = self._spelled(written)
        if self.exacting or not plain or len(plain) > _LONGEST:
            return []
        found: dict[str, int] = {}
        # A slip may leave a double letter that was none in the name, so it is looked for as written too.
        for spelled in {plain, modern(plain)}:
            for name in {name for short in _shortened(spelled) for name in self._by_shortened.get(short, ())}:
                letters = differing(spelled, name)
                if letters <= _allowed(max(spelled, name, key=len)):
                    for code in self._by_modern[name]:
                        found[code] = min(letters, found.get(code, letters))
        return sorted((Near(*each) for each in found.items()), key=lambda near: (near.letters, near.code))

    def beginning(self, written: str) -> list[str]:
        """The codes of areas whose names begin so and go on: "Pecangaan" of Pecangaan Kulon and Wetan."""
        spelled = self._spelled(written)
        if len(spelled) < 4:
            return []
        return sorted(
            {code for name, codes in self._by_name.items() if name.startswith(spelled) for code in codes}
        )

    def _spelled(self, written: str) -> str:
        return fold(self._before.sub("", written))

    @cached_property
    def _before(self) -> re.Pattern[str]:
        """What may stand before a name: a word for the level, set off by a point, a colon or a space."""
        words = "|".join(re.escape(word) for word in sorted(self.called, key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"^\s*(?:{words})[.:\s]+(?=\S)", re.IGNORECASE)

    @cached_property
    def _by_code(self) -> Mapping[str, frozenset[str]]:
        return {fold(code): frozenset({code}) for code in self.names}

    @cached_property
    def _by_name(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for code, name in (*self.names.items(), *self.aliases):
            if code in self.names:
                found[fold(name)].add(code)
                found[self._spelled(name)].add(code)
        return {name: frozenset(codes) for name, codes in found.items() if name}

    @cached_property
    def _by_modern(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, codes in self._by_name.items():
            found[modern(name)] |= codes
        return {name: frozenset(codes) for name, codes in found.items()}

    @cached_property
    def _by_shortened(self) -> Mapping[str, Sequence[str]]:
        """Every name under every text that is left of it when letters are struck out: two texts that differ
        little have one of these in common, so a name is compared with a handful of others, not with all."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._by_modern:
            for short in _shortened(name):
                found[short].append(name)
        return found


@dataclass(frozen=True, eq=False, slots=True)
class Gazetteer:
    """The levels whose areas can be named, the widest first."""

    levels: tuple[Level, ...] = ()

    def level(self, layer: str) -> Level | None:
        """The level of this layer."""
        return next((level for level in self.levels if level.layer == layer), None)

    def has(self, layer: str) -> bool:
        """Whether any area of this layer is known by name."""
        level = self.level(layer)
        return level is not None and bool(level.names)

    def above(self, level: Level) -> tuple[Level, ...]:
        """The levels that areas of this one lie in, the nearest first; those without areas are left out."""
        return tuple(other for other in reversed(self.levels) if other.parts < level.parts and other.names)

    def described(self, level: Level, code: str) -> str:
        """An area for a sentence: its name and the one it lies in, else its code."""
        for other in self.above(level):
            held = other.names.get(upper(code, other.parts))
            if held:
                return f"{level.names[code]} ({other.word} {held})"
        return f"{level.names[code]} ({code})"


@dataclass(frozen=True, eq=False, slots=True)
class Tellable:
    """What names of areas can tell: the codes in `fields` (field -> layer), by names of these levels."""

    fields: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[Layer, ...] = ()


def upper(code: str, parts: int) -> str:
    """The code of the area of so many parts that an area lies in.

    >>> upper("33.20.01.2001", 3)
    '33.20.01'
    """
    return ".".join(code.split(".")[:parts])


def tellable(layer: Layer, layers: Mapping[str, Layer], refers: Mapping[str, str]) -> Tellable:
    """What names of areas can tell of rows of `layer`. `refers`: field -> the layer whose row it names."""
    fields = {name: other for name, other in refers.items() if layers[other].area}
    finest = max((_parts(layers[other]) for other in fields.values()), default=0)
    levels = [
        other for other in layers.values() if other.area and other is not layer and _parts(other) <= finest
    ]
    return Tellable(fields, tuple(sorted(levels, key=_parts)))


def headings(level: Layer) -> frozenset[str]:
    """How files head a column of names of this level, folded."""
    if level.area is None:
        return frozenset()
    words = (level.name, *level.area.called)
    return frozenset(fold(text) for word in words for text in (word, f"nama {word}"))


def modern(spelled: str) -> str:
    """A folded name in today's spelling, and without double letters; only for comparing.

    >>> modern("soekodono"), modern("wonoredjo"), modern("pulloddarat")
    ('sukodono', 'wonorejo', 'pulodarat')
    """
    for old, new in _OLD:
        spelled = spelled.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", spelled)


def differing(one: str, other: str) -> int:
    """In how many letters two texts differ: struck out, put in, exchanged, or two neighbours swapped.

    >>> differing("banyputih", "banyuputih"), differing("kecpai", "kecapi"), differing("", "ab")
    (1, 1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, theirs in enumerate(other, 1):
            least = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != theirs))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == theirs:
                least = min(least, last[to - 2] + 1)
            row.append(least)
    return row[-1]


def _parts(layer: Layer) -> int:
    return layer.area.parts if layer.area else 0


def _allowed(spelled: str) -> int:
    return 1 if len(spelled) <= _SHORT else 2


def _shortened(spelled: str) -> Iterator[str]:
    """A text, and all that is left of it when one letter or, of a long one, two are struck out."""
    left = {spelled}
    yield spelled
    for _ in range(_allowed(spelled)):
        left = {text[:at] + text[at + 1 :] for text in left for at in range(len(text))}
        yield from left
