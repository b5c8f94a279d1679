"""Codes of areas as files hold them: with dots, without, or as the numbers that spreadsheets made of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from gis.imports.files.sheet import Cell
from gis.imports.values.outcome import Fault, Otherwise
from gis.imports.values.texts import text, written

RESTORED: Final = "dibaca sebagai kode dari angka"

_CODE: Final = re.compile(r"\d{2}(\d{2}(\d{2}(\d{4})?)?)?")
_PARTS: Final = re.compile(r"\d{2}\.\d{1,2}")
_WITH_ZERO: Final = re.compile(r"\d{2,10}\.0+")
_POWER: Final = re.compile(r"\d(?:[.,](?P<digits>\d+))?[eE]\+?(?P<power>\d{1,2})")


def dotted(code: str) -> str:
    """An area code with its dots; anything else as it is.

    >>> dotted("3320012001"), dotted("33.20"), dotted("")
    ('33.20.01.2001', '33.20', '')
    """
    if not _CODE.fullmatch(code):
        return code
    cuts = (code[0:2], code[2:4], code[4:6], code[6:10])
    return ".".join(part for part in cuts if part)


def area_code(cell: Cell) -> str | Fault | Otherwise:
    """A code with its dots. What a spreadsheet made a number of is restored where no digit can be lost.

    >>> area_code("3320012001"), area_code(33.2)
    ('33.20.01.2001', Otherwise(value='33.20', how='dibaca sebagai kode dari angka'))
    """
    found = text(cell)
    if isinstance(found, Fault):
        return found
    plain = found.removeprefix("'")
    if _POWER.fullmatch(plain):
        return _from_power(plain)
    whole = plain.partition(".")[0] if _WITH_ZERO.fullmatch(plain) and not _PARTS.fullmatch(plain) else plain
    code = dotted(_padded(whole))
    return code if code in (written(cell), dotted(written(cell))) else Otherwise(code, RESTORED)


def _padded(code: str) -> str:
    """A code of two parts with the zero that it lost as a number: 33.2 was 33.20."""
    return f"{code}0" if _PARTS.fullmatch(code) and len(code) == 4 else code


def _from_power(plain: str) -> Fault | Otherwise:
    """The code in 3.320012001E9: all its digits stand there, or it is lost."""
    found = _POWER.fullmatch(plain)
    digits, power = (found["digits"] or "", int(found["power"])) if found else ("", 0)
    if len(digits) < power:
        return Fault(
            "code",
            "ditulis berpangkat (E+) dan kehilangan digit terakhirnya; simpan kolom ini sebagai teks",
        )
    value = Decimal(plain.replace(",", "."))
    if value != value.to_integral_value():
        return Fault("code", "bukan kode")
    return Otherwise(dotted(str(int(value))), RESTORED)
