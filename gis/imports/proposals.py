"""Which of a file's headings may be meant for what it lacks: by close spelling, for a person to confirm."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from gis.imports.spelling import fold
from gis.imports.vocabulary import bare
from gis.problems import Proposal

_ALIKE: Final = 0.75
"""From where two spellings count as alike: one letter in four may differ, or stand in another place."""

_SHORTEST: Final = 3
"""Shorter headings are alike by chance: 'x' and 'y', 'rt' and 'rw'."""


def proposals(theirs: Iterable[Sequence[str]], ours: Mapping[str, Iterable[str]]) -> tuple[Proposal, ...]:
    """The likeliest pairs of headings and fields, each in one pair only, the surest first.

    `theirs`: the headings of the columns that are not understood, each with the lines it consists of;
    `ours`: what is still lacking, each with the spellings it is known by.

    >>> proposals([("Kecamtan",), ("Foto",)], {"kecamatan": ("kecamatan", "kec")})
    (Proposal(theirs='Kecamtan', ours='kecamatan', sure=0.94),)
    >>> proposals([], {"nama": ("nama",)})
    ()
    """
    likely = sorted(_likely(theirs, ours), key=lambda one: -one.sure)
    found: list[Proposal] = []
    for one in likely:
        if all(one.theirs != taken.theirs and one.ours != taken.ours for taken in found):
            found.append(one)
    return tuple(found)


def _likely(theirs: Iterable[Sequence[str]], ours: Mapping[str, Iterable[str]]) -> Iterator[Proposal]:
    spelled = {name: {fold(text) for text in texts} for name, texts in ours.items()}
    for heading, *lines in theirs:
        written = {fold(bare(text)) for text in (heading, *lines)}
        for name, spellings in spelled.items():
            sure = max((_alike(a, b) for a in written for b in spellings), default=0.0)
            if sure >= _ALIKE:
                yield Proposal(heading, name, round(sure, 2))


def _alike(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST:
        return 0.0
    # The measure depends on the order of the two; the higher one holds.
    return max(difflib.SequenceMatcher(None, *pair).ratio() for pair in ((one, other), (other, one)))
