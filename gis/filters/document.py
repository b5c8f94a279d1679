"""CQL2 JSON -> its tree."""

from __future__ import annotations

import orjson

from gis.errors import BadRequest
from gis.filters.limits import CHARACTERS, Limits, exceeded
from gis.filters.tree import Tree
from gis.language import Words


def tree(text: str, limits: Limits) -> Tree:
    """The tree of a JSON text. Errors: `BadRequest` where it is no JSON.

    >>> tree('{"op": "isNull", "args": [{"property": "kelas"}]}', Limits())
    {'op': 'isNull', 'args': [{'property': 'kelas'}]}
    """
    if len(text) > limits.characters:
        raise exceeded(limits.characters, CHARACTERS)
    try:
        found: Tree = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _no_json(error.pos) from None
    except UnicodeEncodeError:
        raise _no_json(0) from None
    return found


def _no_json(at: int) -> BadRequest:
    return BadRequest(
        Words(
            f"filter: bukan JSON yang sah mulai karakter ke-{at + 1}. Periksa tanda petik, koma, dan kurung.",
            f"filter: no valid JSON from character {at + 1} on. Look at quotes, commas and brackets.",
        )
    )
