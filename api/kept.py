"""Answers kept in memory under their tags, packed once for everyone.

A tag names the versions an answer was made from, so a kept answer is never out of date: once the data move,
nobody asks for its tag again, and in time it is forgotten.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from cachetools import LRUCache
from fastapi import Response
from starlette.datastructures import Headers

from api.answers import matches
from api.links import MVT
from api.packing import accepted, packed

_ZIPPED_FROM: Final = 200
"""Bytes from which an answer is packed. Measured: hazard tiles shrink to 40-55 %, villages to 35-60 %."""

_ALWAYS: Final = {"cache-control": "no-cache", "vary": "accept-encoding"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer ready to be sent; packed where that pays. `said` are further headers it carries."""

    data: bytes
    zipped: bool
    tag: str
    media: str = MVT
    said: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes, tag: str, media: str = MVT, said: Mapping[str, str] | None = None) -> Kept:
        """An answer's bytes, packed once for everyone."""
        pays = len(data) >= _ZIPPED_FROM
        return cls(packed(data) if pays else data, pays, tag, media, said or {})

    @property
    def size(self) -> int:
        """How much room it takes: the data, the entry, its tag twice, and the dictionaries' share."""
        return len(self.data) + 400

    def answer(self, headers: Headers) -> Response:
        """The answer for a caller with these headers: the bytes, none there are (204), or unchanged (304)."""
        said = {**_ALWAYS, **self.said, "etag": self.tag}
        if matches(headers.get("if-none-match", ""), self.tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said)
        if not self.data:
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=said)
        if self.zipped and not accepted(headers.get("accept-encoding", "")):
            return Response(gzip.decompress(self.data), headers=said, media_type=self.media)
        if self.zipped:
            said["content-encoding"] = "gzip"
        return Response(self.data, headers=said, media_type=self.media)


class Store:
    """Answers by their tags, the longest unused forgotten first; `most` is the room in bytes."""

    def __init__(self, most: int) -> None:
        self._kept: LRUCache[str, Kept] = LRUCache(most, getsizeof=lambda kept: kept.size)

    @property
    def size(self) -> float:
        """How many bytes are taken."""
        return self._kept.currsize

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, tag: str) -> Kept | None:
        """The answer with this tag, if it is kept."""
        return self._kept.get(tag)

    def keep(self, answer: Kept) -> Kept:
        """Keeps an answer, unless it is larger than all the room; the same answer."""
        if answer.size <= self._kept.maxsize:
            self._kept[answer.tag] = answer
        return answer
