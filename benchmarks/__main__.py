"""The command `python -m benchmarks`: run them, and show what was measured."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from benchmarks import exposure, files, first_map, imports, items, machine, rtlh_workbook, tiles
from benchmarks.clock import QUICK, USUAL
from benchmarks.ground import Ground, ground, say
from benchmarks.machine import Machine
from benchmarks.servers import PEER_PYTHON
from benchmarks.table import Line, row, table

BENCHMARKS: Final[Mapping[str, Callable[[Ground], Iterator[Line]]]] = {
    "items": items.run,
    "tiles": tiles.run,
    "exposure": exposure.run,
    "import": imports.run,
    "rtlh-workbook": rtlh_workbook.run,
    "first-map": first_map.run,
}


def main() -> int:
    """Always 0 when all was measured: slow is no failure."""
    wanted = _arguments()
    # Whoever stops this stops the database and the servers with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    before = machine.load()
    with ground(files.larger(), QUICK if wanted.quick else USUAL, wanted.home) as stage:
        lines = list(_told(line for name in wanted.only or BENCHMARKS for line in BENCHMARKS[name](stage)))
        software = machine.software(stage.empty("usual"), PEER_PYTHON)
    _show(machine.described(before, software), lines, as_json=wanted.json)
    return 0


def _told(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines as they come, each told at once: what was measured is seen before the last is."""
    for line in lines:
        say(row(line))
        yield line


def _show(ran_on: Machine, lines: list[Line], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"machine": asdict(ran_on), "lines": [line.as_json() for line in lines]}, indent=1))
        return
    print(table(lines))
    print()
    print(ran_on.line())
    say("The ratio says how many times better the service is; below 1 the peer is better.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure the service and its peers."
    )
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--json", action="store_true", help="the figures for programs, with quartiles")
    parser.add_argument("--home", type=Path, help="keep the databases here, and use those that are here")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
