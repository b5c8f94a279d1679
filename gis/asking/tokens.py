"""Where a page begins: an opaque text in links that lead on, made from the last row of the page before.

It holds that row's values of the order and its key, so the next page begins behind them whatever was added,
changed or removed meanwhile; and a mark of the layer and the order, outside which it means nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Final

from gis.asking.question import Sort
from gis.asking.values import value
from gis.errors import BadValue
from gis.language import Words
from gis.layer import Field
from gis.privacy import View

_EXPECTED: Final = Words(
    "teks dari tautan rel=next, dengan kumpulan data dan urutan (sortby) yang sama",
    "the text that a link with rel=next carries, with the same collection and order (sortby)",
)


def token(view: View, sort: Sequence[Sort], last: Sequence[object]) -> str:
    """The opaque text that stands for "behind this row": `last` has its values of the order, then its key."""
    said = [_mark(view, sort), *map(_plain, last)]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def last(view: View, sort: Sequence[Sort], text: str) -> tuple[object, ...]:
    """The values and the key in a token.

    Errors: `BadValue` for a text that is no token, or one of another layer or another order.
    """
    fields = [*(view.layer.field(each.field) for each in sort), view.layer.key_field]
    said = _decoded(text)
    if len(said) != len(fields) + 1 or said[0] != _mark(view, sort) or said[-1] is None:
        raise BadValue("after", text, _EXPECTED)
    try:
        return tuple(_read(f, each) for f, each in zip(fields, said[1:], strict=True))
    except BadValue:
        raise BadValue("after", text, _EXPECTED) from None


def _mark(view: View, sort: Sequence[Sort]) -> str:
    order = ",".join(f"{'-' if each.falling else '+'}{each.field}" for each in sort)
    return blake2b(f"{view.layer.name}:{order}".encode(), digest_size=4).hexdigest()


def _plain(each: object) -> object:
    """A value as JSON can hold it. Times go in UTC: older offsets of the regency had seconds."""
    if isinstance(each, datetime):
        return each.astimezone(UTC).isoformat()
    return each.isoformat() if isinstance(each, date) else each


def _decoded(text: str) -> list[object]:
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        raise BadValue("after", text, _EXPECTED) from None
    return found if isinstance(found, list) else []


def _read(f: Field, each: object) -> object:
    if each is None:
        return None
    if not isinstance(each, str | int | float):
        raise BadValue("after", "", _EXPECTED)
    return value(f, json.dumps(each) if isinstance(each, bool) else str(each))
