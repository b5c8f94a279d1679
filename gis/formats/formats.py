"""The formats by the words that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gis.formats.content import Content
from gis.language import Words

Write = Callable[[Content], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    word    what `f` calls it, e.g. "csv"
    suffix  how its files end, e.g. ".csv"
    write   content -> the file's bytes, a part at a time, in bounded memory
    """

    word: str
    media: str
    suffix: str
    title: Words
    write: Write


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({})
"""Every format, in the order in which they are offered."""
