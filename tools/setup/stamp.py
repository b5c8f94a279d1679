"""Stamps: what a step was made from, so that a step that would change nothing is left out.

Contents are compared, not times: a checkout, a copy or a clock that is wrong changes times.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """One word for the names and contents of `files` and for `words`, in whatever order the files come."""
    seen = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        content = file.read_bytes()
        seen.update(f"\0{file}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.hexdigest()


def holds(stamp: Path, value: str) -> bool:
    """Whether the step that wrote `stamp` was made from `value`."""
    try:
        return stamp.read_text(encoding="utf-8") == value
    except OSError:
        return False
