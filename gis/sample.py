"""The sample: ordinary files, loaded like anyone's, their dates kept relative to the day of loading.

`manifest.json` lists the files in the order of loading, and the day the makers took for today (`anchor`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from gis.address import Address
from gis.errors import NotFound, RefusedData
from gis.imports import pipeline
from gis.imports.cells import WIB
from gis.imports.pipeline import Job, Options, Progress
from gis.imports.report import Report
from gis.layer import Layer

MANIFEST: Final = "manifest.json"
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
    """What a folder of sample files holds. Errors: `NotFound` where there is no sample."""
    path = folder / MANIFEST
    if not path.is_file():
        raise NotFound(f"There is no sample in {folder}: {MANIFEST} is missing.")
    said = json.loads(path.read_text("utf-8"))
    entries = (Entry(one["layer"], folder / one["file"], one["dates"] == "relative") for one in said["files"])
    return Manifest(date.fromisoformat(said["anchor"]), tuple(entries))


def load(
    folder: Path,
    layers: Mapping[str, Layer],
    address: Address,
    watch: Callable[[str, Progress], None] = lambda _layer, _progress: None,
    today: date | None = None,
) -> Iterator[Report]:
    """Loads every file of the sample, each as a batch of its own.

    Errors: `RefusedData` when a file does not load; those before it stay loaded.
    """
    listed = manifest(folder)
    shift = listed.shift(today or datetime.now(WIB).date())
    for entry in listed.entries:
        options = Options(actor=ACTOR, shift=shift if entry.moves else timedelta())
        layer = layers[entry.layer]
        report = pipeline.run(Job(entry.file, layer, layers, options, partial(watch, layer.name)), address)
        if report.refused:
            raise RefusedData(f"{entry.file.name}: {next(report.lines(most=1))}")
        yield report
