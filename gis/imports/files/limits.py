"""How much of a file is taken before it is refused: no file may fill the memory of the machine it meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gis.errors import SheetError

_MB: Final = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may measure at most.

    file_mb      the file itself, in megabytes
    unpacked_mb  what its packed parts (zip, xlsx, ods, kmz) become, in megabytes
    members      files in one archive
    held_mb      a file that is one whole (GeoJSON, KML, GPX) and is held in memory several times over
    rows         rows of a table
    columns      columns of a table
    cells        rows times columns of a table, blank ones included
    points       points of one geometry
    """

    file_mb: int = 512
    unpacked_mb: int = 1024
    members: int = 5_000
    held_mb: int = 128
    rows: int = 2_000_000
    columns: int = 1_000
    cells: int = 24_000_000
    points: int = 2_000_000

    def check_file(self, file: Path) -> None:
        """Refuses a file that is too large. Errors: `SheetError`."""
        size = file.stat().st_size
        if size > self.file_mb * _MB:
            raise SheetError(
                f"Berkas '{file.name}' berukuran {size / _MB:,.0f} MB; batasnya {self.file_mb} MB. "
                "Pecah menjadi beberapa berkas."
            )

    def counted(self, pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
        """The pieces of a file that is held in memory whole. Errors: `SheetError` once they are too many."""
        left = self.held_mb * _MB
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                raise SheetError(
                    f"Berkas '{name}' terlalu besar untuk bentuk ini; batasnya {self.held_mb} MB. "
                    "Simpan sebagai GeoPackage."
                )
            yield piece

    def check_text(self, characters: int) -> None:
        """Refuses a table whose texts come to too much once each stands in its cell. Errors: `SheetError`."""
        if characters > self.unpacked_mb * _MB:
            raise SheetError(
                f"Isi tabel ini bila dibuka lebih dari {self.unpacked_mb} MB. Yang sebesar itu tidak dimuat; "
                "pecah menjadi beberapa berkas."
            )

    def check_table(self, rows: int, columns: int) -> None:
        """Refuses a table with too many rows, columns or cells. Errors: `SheetError`."""
        if rows > self.rows:
            raise SheetError(f"Tabel ini berisi {rows:,} baris; batasnya {self.rows:,}.")
        if columns > self.columns:
            raise SheetError(f"Tabel ini berisi {columns:,} kolom; batasnya {self.columns:,}.")
        if rows * columns > self.cells:
            raise SheetError(
                f"Tabel ini meliputi {rows:,} baris x {columns:,} kolom; batasnya {self.cells:,} sel. "
                "Mungkin ada sel terisi jauh di luar tabelnya."
            )
