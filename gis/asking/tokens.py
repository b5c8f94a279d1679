"""Where a page begins: an opaque text in links that lead on, made from the last row of the page before."""

from __future__ import annotations

import base64
import binascii
import json

from gis.asking.values import value
from gis.errors import BadValue
from gis.privacy import View


def token(key: object) -> str:
    """The opaque text that stands for "after the row with this key" in a next link."""
    return base64.urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def key_after(view: View, text: str) -> object:
    """The key in a token. Errors: `BadValue` for any text that is no token of this layer."""
    refused = BadValue("after", text, "the text that a link with rel=next carries")
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error):
        raise refused from None
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise refused
    return value(view.layer.key_field, str(found))
