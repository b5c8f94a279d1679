"""What a client expects of a row, by the tag of the state that it knows (RFC 9110, 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers

from api.collected import row_tag
from gis.errors import BadValue, Stale, Unconditional
from gis.features import Feature
from gis.language import Words

_TAGS: Final = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,\s*|$)')
_ANY: Final = "*"
_THERE: Final = Words(
    "Data dengan pengenal ini sudah ada; tidak ada yang disimpan, karena dilarang oleh 'If-None-Match'.",
    "A feature of this key is there already; nothing was stored, since 'If-None-Match' rules it out.",
)
_QUOTED: Final = Words("ETag di dalam tanda petik, atau *", "an ETag in quotes, or *")


@dataclass(frozen=True, slots=True)
class Conditions:
    """The two headers by which a client says what it knows; `required`: the first one has to be there.

    `If-Unmodified-Since` is not looked at: rows are told without `Last-Modified` (RFC 9110, 13.1.4).
    """

    match: str | None = None
    none_match: str | None = None
    required: bool = False

    @classmethod
    def of(cls, headers: Headers, *, required: bool) -> Conditions:
        """The conditions of a request. Errors: `BadValue` for what is no list of tags."""
        return cls(_listed(headers, "if-match"), _listed(headers, "if-none-match"), required)

    def __call__(self, feature: Feature | None) -> None:
        """Errors: `Stale` where the row is not what is expected, `Unconditional` where nothing is said."""
        if self.required and self.match is None and feature is not None:
            raise Unconditional
        if self.match is not None and not self._matches(feature):
            raise Stale
        if self.none_match is not None and feature is not None and self._excludes(feature):
            raise Stale(_THERE)

    def _matches(self, feature: Feature | None) -> bool:
        # By strong comparison: a weak tag stands for several states of the bytes (RFC 9110, 13.1.1).
        if feature is None or self.match is None:
            return False
        return self.match == _ANY or row_tag(feature) in {row for weak, row in _rows(self.match) if not weak}

    def _excludes(self, feature: Feature) -> bool:
        return self.none_match == _ANY or row_tag(feature) in {row for _, row in _rows(self.none_match or "")}


def _listed(headers: Headers, name: str) -> str | None:
    given = headers.getlist(name)
    if not given:
        return None
    text = ",".join(given).strip()
    if text != _ANY and "".join(found[0] for found in _TAGS.finditer(text)) != text:
        raise BadValue(name, text, _QUOTED)
    return text


def _rows(text: str) -> Iterator[tuple[bool, str]]:
    """Of each tag whether it is weak, and the part that stands for the row: what follows a point says in
    which form it was told."""
    for weak, opaque in _TAGS.findall(text):
        yield bool(weak), opaque.partition(".")[0]
