"""The command `python -m tools.sample`: write the sample, or check it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from tools.sample.manifest import Sizes, differing, write

_HERE: Final = Path(__file__).resolve().parents[2] / "data" / "sample"

_FEWEST_HOUSES: Final = 1_000
"""Below this the villages kept small on purpose would hold more than their kecamatan."""


def main() -> int:
    """0: written, or unchanged. 1: `--check` found files that differ. Wrong use exits with 2."""
    wanted = _arguments()
    sizes = Sizes(wanted.houses, wanted.hazards, wanted.incidents)
    if wanted.check:
        changed = differing(wanted.out, sizes)
        said = [f"{name} is not what the makers make." for name in changed]
        print("\n".join(said) or "The sample is what the makers make.")
        return 1 if changed else 0
    print(f"{wanted.out}: {', '.join(write(wanted.out, sizes))}")
    return 0


def _arguments() -> argparse.Namespace:
    usual = Sizes()
    parser = argparse.ArgumentParser(prog="python -m tools.sample", description="Make the sample's files.")
    parser.add_argument("--out", type=Path, default=_HERE, help="folder to write to (default: data/sample)")
    parser.add_argument("--check", action="store_true", help="write nothing; say which files differ")
    parser.add_argument("--houses", type=int, default=usual.houses, help="houses not yet repaired")
    parser.add_argument("--hazards", type=int, default=usual.hazards, help="hazard areas, about")
    parser.add_argument("--incidents", type=int, default=usual.incidents, help="incidents")
    wanted = parser.parse_args()
    if (
        wanted.houses < _FEWEST_HOUSES
        or wanted.incidents < 1
        or (wanted.hazards is not None and wanted.hazards < 1)
    ):
        parser.error(f"--houses takes {_FEWEST_HOUSES} or more, --hazards and --incidents 1 or more")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
