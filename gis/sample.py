"""The sample: ordinary files, loaded like anyone's, their dates kept relative to the day of loading.

`manifest.json` lists the files in the order of loading, and the day the makers took for today (`anchor`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from gis import batches
from gis.address import Address
from gis.batches import Deed
from gis.database import Session
from gis.errors import NotFound, RefusedData
from gis.imports import pipeline
from gis.imports.pipeline import Job, Options, Watch
from gis.imports.report.told import Report
from gis.layer import Layer
from gis.validity import WIB

MANIFEST: Final = "manifest.json"
_SHEETS: Final = (".csv", ".geojson")

ACTOR: Final = "contoh"
"""Who loads the sample, in the list of batches."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the sample; `moves` says whether its dates keep their distance from today."""

    layer: str
    file: Path
    moves: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files in the order of loading, parents first."""

    anchor: date
    entries: tuple[Entry, ...]

    def shift(self, today: date) -> timedelta:
        """What is added to the dates of files whose dates move."""
        return today - self.anchor


def manifest(folder: Path) -> Manifest:
    """What a folder of sample files holds: those listed, then sheets of further layers that lie beside them.

    A sheet that is not listed is named like its layer (`sumur.csv`), and its dates stay as they are.
    Errors: `NotFound` where there is no sample.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise NotFound(f"There is no sample in {folder}: {MANIFEST} is missing.")
    said = json.loads(path.read_text("utf-8"))
    listed = [Entry(one["layer"], folder / one["file"], one["dates"] == "relative") for one in said["files"]]
    known = {entry.file.name for entry in listed}
    beside = sorted(file for file in folder.iterdir() if file.suffix in _SHEETS and file.name not in known)
    added = [Entry(file.stem, file, moves=False) for file in beside]
    return Manifest(date.fromisoformat(said["anchor"]), (*listed, *added))


def pending(session: Session, folder: Path, layers: Mapping[str, Layer]) -> list[Entry]:
    """The files that a first start has still to load: all of them into an empty database, the rest where a
    start was cut short, and none once anybody has loaded or undone anything."""
    done = batches.listed(session, limit=None)
    if any(batch.actor != ACTOR or batch.deed is not Deed.IMPORT for batch in done):
        return []
    if not done and not batches.is_empty(session, layers.values()):
        return []
    loaded = {batch.layer for batch in done}
    return [entry for entry in manifest(folder).entries if entry.layer not in loaded]


def load(
    entry: Entry,
    shift: timedelta,
    layers: Mapping[str, Layer],
    address: Address,
    watch: Watch = lambda _: None,
) -> Report:
    """Loads one file of the sample, as a batch of its own.

    Errors: `RefusedData` when it does not load, `NotFound` when it is named like no layer.
    """
    if entry.layer not in layers:
        raise NotFound(f"The sample has a file for '{entry.layer}', and no such layer is declared.")
    options = Options(actor=ACTOR, shift=shift if entry.moves else timedelta())
    report = pipeline.run(Job(entry.file, layers[entry.layer], layers, options, watch), address)
    if report.refused:
        first = report.problems[0]
        raise RefusedData(f"{entry.file.name}, baris {first.row}: {first.message}")
    return report


def load_all(
    folder: Path, layers: Mapping[str, Layer], address: Address, today: date | None = None
) -> list[Report]:
    """Loads every file of the sample in its order. Errors: `RefusedData`; files before it stay loaded."""
    listed = manifest(folder)
    shift = listed.shift(today or today_here())
    return [load(entry, shift, layers, address) for entry in listed.entries]


def today_here() -> date:
    """Today in the regency."""
    return datetime.now(WIB).date()
