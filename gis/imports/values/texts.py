"""Texts, and lists of them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from typing import Final

from gis.imports.files.sheet import Cell
from gis.imports.values.outcome import Fault

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EXACT: Final = 2**53
_FIFTEEN_DIGITS: Final = 10**15
"""As many digits as spreadsheets keep of a number; the rest they turn into zeros."""


def written(cell: Cell) -> str:
    """A cell as text: a whole number without ".0", a date in ISO form.

    >>> written(3.0), written(True), written("a ")
    ('3', 'true', 'a')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()


def told(cell: Cell) -> str:
    """A cell as a person sees it in a message: a date as spreadsheets show it here.

    >>> told(datetime(2027, 1, 5, 4, 30)), told(datetime(2027, 1, 5)), told(3.0)
    ('05/01/2027 04.30', '05/01/2027', '3')
    """
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d/%m/%Y %H.%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else written(cell)


def has_control(given: str) -> bool:
    r"""Whether a text holds what no spreadsheet and no database keeps.

    >>> has_control("a\nb"), has_control("a\x00")
    (False, True)
    """
    return _CONTROL.search(given) is not None


def text(cell: Cell) -> str | Fault:
    """A text. A number too long to have survived as a number is refused: its last digits are already lost."""
    if isinstance(cell, float) and abs(cell) >= _FIFTEEN_DIGITS:
        return Fault(
            "text", "angka sepanjang ini kehilangan digit terakhirnya; simpan kolom ini sebagai teks"
        )
    found = written(cell)
    if has_control(found):
        return Fault("text", "berisi karakter kendali yang tidak dapat disimpan")
    return found


def texts(cell: Cell) -> list[str] | Fault:
    """A list of texts: of a list, of JSON, or of a text parted by semicolons, lines or commas."""
    if isinstance(cell, list | tuple):
        parts = [written(part) for part in cell if part is not None]
    elif str(cell).startswith("["):
        try:
            parts = [written(part) for part in json.loads(cell)]
        except (ValueError, RecursionError):
            return Fault("list", "tidak dapat dibaca sebagai daftar; pisahkan dengan titik koma")
    else:
        given = str(cell)
        separator = next((mark for mark in (";", "\n", "|") if mark in given), ",")
        parts = [part.strip() for part in given.split(separator)]
    if any(map(has_control, parts)):
        return Fault("list", "berisi karakter kendali yang tidak dapat disimpan")
    return [part for part in parts if part]
