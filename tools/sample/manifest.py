"""What data/sample/ holds: every file with its layer, rows, hash, and whether its dates move."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.sample import areas, evacuation, fishing, houses, incidents, sea, tourism, waste
from tools.sample.hazards import sheets as hazards
from tools.sample.sheets import ANCHOR, Sheet

Maker = Callable[["Sizes"], Sheet]

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made: houses not yet repaired, hazard areas (None: as they come), incidents."""

    houses: int = 12_328
    hazards: int | None = None
    incidents: int = 300


MAKERS: Final[Sequence[Maker]] = (
    lambda _: areas.kabupaten(),
    lambda _: areas.kecamatan(),
    lambda _: areas.desa(),
    lambda _: areas.daratan(),
    lambda sizes: hazards.kajian(sizes.hazards),
    lambda sizes: hazards.bahaya(sizes.hazards),
    lambda sizes: incidents.kejadian(sizes.incidents),
    lambda _: evacuation.titik_evakuasi(),
    lambda sizes: houses.rtlh(sizes.houses),
    lambda _: waste.dms(),
    lambda _: waste.tempat_sampah(),
    lambda _: sea.jalur_tangkap(),
    lambda _: fishing.pelabuhan(),
    lambda _: fishing.prakiraan_ikan(),
    lambda _: tourism.wisata(),
)
"""In the order in which the files are loaded: parents first."""


def files(sizes: Sizes) -> dict[str, bytes]:
    """Every file of the sample by name, the manifest last."""
    sheets = [make(sizes) for make in MAKERS]
    made = {sheet.file: sheet.text().encode() for sheet in sheets}
    entries = [
        {
            "layer": sheet.layer,
            "file": sheet.file,
            "rows": len(sheet.records),
            "sha256": hashlib.sha256(made[sheet.file]).hexdigest(),
            "dates": "relative" if sheet.relative else "fixed",
        }
        for sheet in sheets
    ]
    text = json.dumps({"anchor": ANCHOR, "files": entries}, indent=2) + "\n"
    return {**made, MANIFEST: text.encode()}


def write(folder: Path, sizes: Sizes) -> list[str]:
    """Write the sample into `folder`; the names of the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = files(sizes)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return list(made)


def differing(folder: Path, sizes: Sizes) -> list[str]:
    """The files in `folder` that are missing or not what the makers make; empty if all are."""
    made = files(sizes)
    return [name for name, content in made.items() if _content(folder / name) != content]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
