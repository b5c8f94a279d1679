"""Values as plain text, for formats whose cells are text."""

from __future__ import annotations

from datetime import date


def text(value: object) -> str:
    """A value as text that is read back as the same value; nothing as nothing.

    >>> text(["api", "air"]), text(True), text(1e-07), text(None)
    ('api; air', 'true', '1e-07', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
