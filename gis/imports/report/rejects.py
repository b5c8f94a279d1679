"""The rows that were not loaded, as given, with the reasons beside them: to correct and load again."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import geopandas
import numpy as np

from gis.errors import BadRequest
from gis.imports.draft import Draft
from gis.imports.files.sheet import Cell, Sheet
from gis.imports.values.cells import written

REASON: Final = "alasan"
"""The heading of the added column."""


def write(sheet: Sheet, draft: Draft, file: Path, asked: Path | None) -> Path:
    """Writes the bad rows beside their reasons, readable by their owner only; the file's path.

    Text stays text (CSV), a map stays a map (GeoPackage). Without a path asked for it is a new file in the
    current directory. Errors: `BadRequest` where the file asked for exists.
    """
    suffix = ".csv" if sheet.shapes is None else ".gpkg"
    path = asked or _free(file.stem, suffix)
    if path.exists():
        raise BadRequest(f"Berkas '{path}' sudah ada; sebutkan nama lain dengan --rejects.")
    bad = draft.bad
    at = [position for position, number in zip(draft.at, draft.numbers, strict=True) if number in bad]
    reasons = _reasons(draft)
    said = [reasons[sheet.numbers[position]] for position in at]
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if path.suffix == ".gpkg" and sheet.shapes is not None:
        path.unlink()
        _write_map(path, sheet, at, said)
        path.chmod(0o600)
    else:
        _write_text(path, sheet, at, said)
    return path


def _free(stem: str, suffix: str) -> Path:
    name = stem.removesuffix("-ditolak")
    tried = (Path(f"{name}-ditolak{f'-{turn}' if turn else ''}{suffix}") for turn in range(10_000))
    return next(path for path in tried if not path.exists())


def _reasons(draft: Draft) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for problem in draft.problems:
        found.setdefault(problem.row, []).append(problem.message)
    return {row: " ".join(messages) for row, messages in found.items()}


def _write_text(path: Path, sheet: Sheet, at: Sequence[int], reasons: Sequence[str]) -> None:
    columns = [column for column in sheet.columns if column.heading != REASON]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*(column.heading for column in columns), REASON])
        for position, reason in zip(at, reasons, strict=True):
            rows.writerow([*(_text(column.cells[position]) for column in columns), reason])


def _write_map(path: Path, sheet: Sheet, at: Sequence[int], reasons: Sequence[str]) -> None:
    cells: dict[str, Any] = {
        column.heading: [_plain(column.cells[position]) for position in at]
        for column in sheet.columns
        if column.heading != REASON
    }
    shapes = sheet.shapes[np.asarray(at, dtype=int)] if sheet.shapes is not None else None
    frame = geopandas.GeoDataFrame({**cells, REASON: list(reasons)}, geometry=shapes, crs=sheet.crs)
    frame.to_file(path, driver="GPKG", layer=sheet.name, geometry_type="Unknown", engine="pyogrio")


def _text(cell: Cell) -> str:
    return "" if cell is None else _plain(cell) if isinstance(cell, list) else written(cell)


def _plain(cell: Cell) -> Cell:
    return "; ".join(written(part) for part in cell) if isinstance(cell, list) else cell
