"""Two sites of tourism as a file has them, and how they are looked at: most tests of loading begin so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.db.conftest import DESA, INSIDE, Town

ONE, TWO, THREE = DESA
LON, LAT = INSIDE[ONE]

SITES = f"""
    nama,jenis,lon,lat,wisnus
    Pantai A,bahari,{LON},{LAT},47
    Bukit B,alam,{INSIDE[TWO][0]},{LAT},
"""

BAD = SITES + f"    Air Terjun C,curug,{LON},{LAT},-1\n    ,,,,\n    Goa D,alam,100,{LAT},5\n"
"""The same with two bad rows and a blank one."""


def sites(town: Town) -> list[tuple[Any, ...]]:
    """The sites that are stored."""
    return town.rows("SELECT nama, jenis, kode, wisnus, ST_X(geom), batch FROM store.wisata ORDER BY nama")


def cells(path: Path) -> list[list[Any]]:
    """What the first sheet of a workbook holds, line by line."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
