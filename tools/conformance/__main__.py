"""`make conformance`: OGC's own test suites against the service on the sample.

python -m tools.conformance [--features FILE] [--tiles FILE]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.clock import QUICK
from benchmarks.ground import SAMPLE, ground
from benchmarks.servers import service
from tools.conformance.proofs import ROOT
from tools.conformance.suites import SUITES, NoResults, Result, counts, run, summary

_ALONE = """No suite of OGC's was given, so tests/conformance asks what those suites ask.
For OGC's own: make conformance ETS_FEATURES=FILE ETS_TILES=FILE; see docs/conformance.md."""


def main(words: list[str]) -> int:
    """Run what was given and tell how it ended; 0 when nothing failed."""
    asked = argparse.ArgumentParser(prog="python -m tools.conformance")
    for name in SUITES:
        asked.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"OGC's suite for {name}")
    given = {name: file for name, file in vars(asked.parse_args(words)).items() if file}
    for file in given.values():
        if not file.is_file():
            asked.error(f"there is no file {file}")
    return _suites(given) if given else _own()


def _own() -> int:
    print(_ALONE, flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "tests/conformance"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _suites(given: Mapping[str, Path]) -> int:
    failed = False
    with _served() as site:
        for name, file in given.items():
            print(f"\n{file.name}", flush=True)
            try:
                found = run(file, SUITES[name](site))
            except NoResults as problem:
                print(problem)
                failed = True
                continue
            for line in summary(found):
                print(line)
            print(f"{name}: {counts(found)}")
            failed |= not _held(found)
    return 1 if failed else 0


def _held(found: list[Result]) -> bool:
    """A suite that got nowhere has failed nothing, and shown nothing."""
    statuses = {each.status for each in found}
    return "PASS" in statuses and "FAIL" not in statuses


@contextmanager
def _served() -> Iterator[str]:
    """The service over the sample, in a database of its own that goes with the run."""
    with (
        ground(SAMPLE, QUICK, None) as place,
        service(place, place.with_sample()) as port,
    ):
        yield f"http://127.0.0.1:{port}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
