"""The process that imports one file: `python -I -m gis.queue.child`, told what to do on its standard input.

A file may be hostile or simply huge. Here it can take only this process's memory and time, and a fault in a
library ends nothing else. Standard output belongs to the lines that `errand` describes; whatever a library
prints there goes to standard error.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import BinaryIO, Final

from gis import batches, database
from gis.errors import BadRequest, Conflict, Error, NotFound, RefusedData, Unavailable
from gis.imports import pipeline
from gis.imports.pipeline import Job, Progress, Watch
from gis.imports.report.told import refusal
from gis.queue import short
from gis.queue.errand import Errand, Outcome, told

_EVERY_S: Final = 0.25
"""Progress within a stage is told no more often than this."""

_NICE: Final = 10
_MB: Final = 1024**2


def main() -> None:
    """Does one errand and says how it ended."""
    said = _standard_output()
    errand = Errand.receive(sys.stdin.buffer)
    _bound(errand.memory_mb)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    os.chdir(errand.folder)
    _clear({errand.file, errand.keeps})
    said.write(told(_done(errand, _telling(said))))
    said.flush()
    # Not through the interpreter's own end: a thread waits on standard input.
    os._exit(0)


def _standard_output() -> BinaryIO:
    """Standard output for our own lines; what others print goes to standard error."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _bound(memory_mb: int) -> None:
    """Bounds this process and lets all others go first. It leaves no core: that would hold rows."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, memory_mb * _MB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_NICE)


def _clear(needed: set[str | None]) -> None:
    """Removes what an earlier process has left, its report or half of it."""
    for path in Path().iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in needed:
            path.unlink()


def _end_with_the_server() -> None:
    # Nothing more is sent, so that a read ends only when the server has gone.
    sys.stdin.buffer.read()
    os._exit(1)


def _telling(said: BinaryIO) -> Watch:
    last: list[Progress] = []
    at = [0.0]

    def watch(progress: Progress) -> None:
        same = bool(last) and last[0].stage is progress.stage
        if same and time.monotonic() - at[0] < _EVERY_S:
            return
        last[:], at[0] = [progress], time.monotonic()
        said.write(told(progress))
        said.flush()

    return watch


def _done(errand: Errand, watch: Watch) -> Outcome:
    try:
        return _loaded_before(errand) or _imported(errand, watch)
    except RefusedData as error:
        report = refusal(errand.layer, errand.file, error, dry_run=errand.options.dry_run)
        return Outcome(report=short.of_report(report), message=str(error))
    except Exception as error:  # noqa: BLE001 -- whatever a file brings about is told to the person.
        return _not_done(error)


def _not_done(error: Exception) -> Outcome:
    """The outcome of an errand that came to no report."""
    fault = error.__cause__ if isinstance(error, Error) and error.__cause__ else error
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return Outcome(message=_FULL, failed=True)
    if isinstance(fault, MemoryError):
        return Outcome(message=_TOO_LARGE, failed=True)
    if isinstance(error, BadRequest | Conflict | NotFound):
        return Outcome(message=str(error))
    if isinstance(error, Unavailable):
        return Outcome(message=str(error), failed=True)
    return Outcome(message=_BROKEN, failed=True, trace=_where(fault))


def _loaded_before(errand: Errand) -> Outcome | None:
    """The batch that this very upload became, if the server died after it was loaded and before it knew."""
    if errand.options.dry_run or errand.options.upload is None:
        return None
    layer = errand.layers[errand.layer]
    with database.writing(errand.address) as session:
        # Once the layer is free, whatever the earlier process had begun is over, one way or the other.
        session.connection.execute("SET LOCAL statement_timeout = 0")
        batches.lock_layer(session, layer)
        batch = batches.of_upload(session, errand.options.upload)
    return Outcome(report=short.of_batch(batch), batch=batch.id) if batch else None


def _imported(errand: Errand, watch: Watch) -> Outcome:
    job = Job(
        Path(errand.file),
        errand.layers[errand.layer],
        errand.layers,
        errand.options,
        watch,
        errand.limits,
        ask=lambda deletion: errand.deletes is None or deletion.rows <= errand.deletes,
    )
    report = pipeline.run(job, errand.address)
    return Outcome(report=short.of_report(report), batch=report.batch)


def _where(error: BaseException) -> tuple[str, ...]:
    """The way through the code to an error. Its own words stay away: they may hold a row's values."""
    frames = traceback.extract_tb(error.__traceback__)
    return (type(error).__name__, *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames))


_TOO_LARGE: Final = (
    "Berkas ini membutuhkan memori lebih banyak daripada yang disediakan. Tidak ada yang dimuat. "
    "Pecah menjadi beberapa berkas."
)
_FULL: Final = (
    "Tempat penyimpanan di server penuh. Tidak ada yang dimuat. Coba lagi setelah pengelola layanan "
    "mengosongkannya."
)
_BROKEN: Final = (
    "Berkas ini tidak dapat diolah karena kesalahan di layanan, bukan karena isinya. Tidak ada yang dimuat. "
    "Laporkan kepada pengelola layanan."
)


if __name__ == "__main__":
    main()
