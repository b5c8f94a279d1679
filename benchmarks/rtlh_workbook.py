"""An officer's workbook of 12,000 houses, one row in twenty spoilt: how long it takes, in how much room.

There is no peer: nothing else reads such a file. What is asked of it is less than 10 s and 500 MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.ground import SAMPLE, Ground, drop, say
from benchmarks.servers import GIS
from benchmarks.table import Figure, Line
from gis import sample
from gis.address import Address
from layers import LAYERS

HOUSES: Final = 12_000
LAYER: Final = "rtlh"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of the command took: seconds, and its most memory in MB."""

    seconds: float
    megabytes: float


def run(ground: Ground) -> Iterator[Line]:
    """The command as one types it: first a look, then a load that keeps the good rows."""
    looked: list[Cost] = []
    loaded: list[Cost] = []
    with tempfile.TemporaryDirectory(prefix="peta-jepara-bench-") as folder:
        file = _workbook(Path(folder))
        for number in range(ground.pace.few):
            say(f"rtlh-workbook: round {number + 1} of {ground.pace.few}")
            address = _prepared(ground, f"workbook_{number}")
            looked.append(_import(ground, address, file, "--dry-run"))
            loaded.append(_import(ground, address, file, "--keep-good"))
            drop(address)
    for case, costs in (("looked at", looked), ("the good rows loaded", loaded)):
        told = f"{HOUSES:,} rows, {case}"
        yield Line("rtlh-workbook", told, "s", Figure.of([cost.seconds for cost in costs]))
        yield Line("rtlh-workbook", told, "MB", Figure.of([cost.megabytes for cost in costs]))


def _workbook(folder: Path) -> Path:
    """The workbook that the tests load too."""
    from tests.independent.spoilt import houses, plan, workbook

    made = houses.houses(houses.villages(SAMPLE), HOUSES)
    workbook.write(folder / "rtlh.xlsx", plan.planned(made))
    return folder / "rtlh.xlsx"


def _prepared(ground: Ground, name: str) -> Address:
    """A new database with the areas in which the houses stand."""
    address = ground.empty(name)
    listed = sample.manifest(SAMPLE)
    for entry in listed.entries:
        if LAYERS[entry.layer].area:
            sample.load(entry, listed.shift(sample.today_here()), LAYERS, address)
    return address


def _import(ground: Ground, address: Address, file: Path, how: str) -> Cost:
    """One run in a process of its own. Raises when it did not see every row: that would measure nothing."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIS_")}
    environ |= {"GIS_HOME": str(ground.home), "GIS_DATABASE": address.database}
    command = [str(GIS), "import", LAYER, str(file), how, "--json"]
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaint:
        begun = time.perf_counter()
        process = subprocess.Popen(command, env=environ, cwd=file.parent, stdout=said, stderr=complaint)
        # Asked for by its number, so that the memory told is this process's and no other's.
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complaint.seek(0)
        _check(said.read(), complaint.read())
    return Cost(took, usage.ru_maxrss / 1024)


def _check(report: str, complaint: str) -> None:
    try:
        told = json.loads(report)
        rows = told["good"] + told["bad"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"gis import told no report:\n{complaint[-2000:]}") from error
    if rows != HOUSES:
        raise RuntimeError(f"gis import saw {rows} houses of {HOUSES}.")
