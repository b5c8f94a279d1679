"""Our units as programs know them: by UCUM where it has one, else in a register that is named."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UCUM: Final = "UCUM"
CURRENCY: Final = "ISO 4217"
OURS: Final = "peta-jepara"

_IN_UCUM: Final[Mapping[str, str]] = MappingProxyType(
    {
        "m": "m",
        "cm": "cm",
        "mm": "mm",
        "km": "km",
        "mil laut": "[nmi_i]",
        "m²": "m2",
        "km²": "km2",
        "ha": "har",
        "m²/orang": "m2/{orang}",
        "t": "t",
        "kg": "kg",
        "t/hari": "t/d",
        "t/tahun": "t/a",
        "hari": "d",
        "bulan": "mo",
        "tahun": "a",
        "°C": "Cel",
        "%": "%",
        "orang": "{orang}",
        "orang/bulan": "{orang}/mo",
        "rumah": "{rumah}",
        "unit": "{unit}",
        "lantai": "{lantai}",
    }
)
"""Counted things are the unit one, with what is counted as an annotation in braces (UCUM, 2.3)."""

_CURRENCIES: Final[Mapping[str, str]] = MappingProxyType({"Rp": "IDR"})


def unit(text: str) -> tuple[str, str]:
    """The code of a unit and the register it is of; a unit that no register here knows keeps its own name.

    >>> unit("t/tahun"), unit("Rp"), unit("ikat")
    (('t/a', 'UCUM'), ('IDR', 'ISO 4217'), ('ikat', 'peta-jepara'))
    """
    if text in _IN_UCUM:
        return _IN_UCUM[text], UCUM
    if text in _CURRENCIES:
        return _CURRENCIES[text], CURRENCY
    return text, OURS
