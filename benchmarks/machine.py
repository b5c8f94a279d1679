"""The machine a run was on: without it no figure means anything."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psycopg

from gis.address import Address


@dataclass(frozen=True, slots=True)
class Machine:
    """What ran where, and how busy the machine was with all its work, before the run and after it."""

    cores: int
    processor: str
    memory_gb: float
    load_before: float
    load_after: float
    software: str

    def line(self) -> str:
        """All of it in one line."""
        return (
            f"{self.cores} cores ({self.processor}), {self.memory_gb:.0f} GB; "
            f"load {self.load_before:.1f} before, {self.load_after:.1f} after; {self.software}"
        )


def load() -> float:
    """Processes that wanted a core, on average over the last minute."""
    return os.getloadavg()[0]


def described(load_before: float, software: str) -> Machine:
    """This machine, now that the run is over."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    cores = len(os.sched_getaffinity(0))
    return Machine(cores, _processor(), pages / 1e9, load_before, load(), software)


def software(address: Address, peer_python: Path) -> str:
    """The versions of what takes part."""
    with psycopg.connect(address.conninfo()) as connection:
        found = connection.execute(
            "SELECT current_setting('server_version'), postgis_lib_version()"
        ).fetchone()
    server, postgis = found or ("?", "?")
    said = {
        "PostgreSQL": str(server).split()[0],
        "PostGIS": str(postgis),
        "Python": platform.python_version(),
        "geopandas": version("geopandas"),
        "tipg": _output(peer_python, "-c", "import tipg; print(tipg.__version__)"),
        "GDAL": _output("ogr2ogr", "--version").removeprefix("GDAL ").partition(",")[0],
    }
    return ", ".join(f"{name} {number}" for name, number in said.items())


def _output(*command: str | Path) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "missing"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.machine()
