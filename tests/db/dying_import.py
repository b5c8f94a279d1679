"""An import that stops at a stage until it is told to go on: python -m tests.db.dying_import SAID_AS_JSON.

It says the stage's name when it gets there. With `hold` it waits for a line on standard input, so that the
one who watches can end it, or the database, exactly there; without, it goes on while it is being ended.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gis.address import Address
from gis.imports import pipeline
from gis.imports.pipeline import Job, Options, Progress, Stage
from layers import LAYERS


def main(said: dict[str, str | int | bool]) -> None:
    """Runs the import described in `said`."""
    stage = Stage(said["stage"])

    def watch(progress: Progress) -> None:
        # Loading is interrupted in the midst of the rows, not before the first.
        if progress.stage is stage and (stage is not Stage.LOADING or progress.done):
            sys.stdout.write(f"{stage}\n")
            sys.stdout.flush()
            if said["hold"]:
                sys.stdin.readline()

    address = Address(str(said["database"]), str(said["host"]), int(said["port"]), str(said["owner"]))
    job = Job(Path(str(said["file"])), LAYERS["wisata"], LAYERS, Options(actor="uji"), watch)
    pipeline.run(job, address)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
