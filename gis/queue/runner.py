"""Runs an errand in a process of its own: starts it, listens to it, and sees that it ends.

However it ends (done, killed, out of time or memory, crashed), there is an outcome with a sentence.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from gis.imports.pipeline import Progress
from gis.queue.errand import Errand, Outcome, heard

log = logging.getLogger(__name__)

_COMMAND: Final = (sys.executable, "-I", "-m", "gis.queue.child")
"""-I: no variable and no file of the folder it works in decides which code is run."""

_LINE_BYTES: Final = 64 * 1024**2

_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")

Listener = Callable[[Progress], Awaitable[None]]


class Runner:
    """Starts errands, each known by its upload's number, and can end them."""

    def __init__(self, minutes: float) -> None:
        self._seconds = minutes * 60
        self._running: dict[int, asyncio.subprocess.Process] = {}

    async def run(self, number: int, errand: Errand, listen: Listener) -> Outcome:
        """Does the errand to its end. When this task is cancelled, the process is gone before it returns."""
        try:
            process = await _started(errand)
        except OSError as error:
            log.error("an import's process cannot be started (%s)", error.strerror)  # noqa: TRY400
            return Outcome(message=_NOT_STARTED, failed=True)
        self._running[number] = process
        try:
            async with asyncio.timeout(self._seconds):
                outcome = await _conversation(process, errand, listen)
        except TimeoutError:
            outcome = Outcome(message=_TOO_LONG, failed=True)
        except ValueError:
            # A line longer than any report, or none that the child writes.
            outcome = Outcome(message=_GONE, failed=True)
        finally:
            del self._running[number]
            await _ended(process)
        if outcome.trace:
            log.error("an import failed: %s", " < ".join(reversed(outcome.trace)))
        return outcome

    def end(self, number: int) -> None:
        """Ends the process of an upload, if it runs here."""
        if number in self._running:
            _kill(self._running[number])

    def process_of(self, number: int) -> int | None:
        """The process of an upload, if it runs here."""
        process = self._running.get(number)
        return process.pid if process else None


async def _started(errand: Errand) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *_COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(os.environ, errand.folder),
        limit=_LINE_BYTES,
    )


async def _conversation(process: asyncio.subprocess.Process, errand: Errand, listen: Listener) -> Outcome:
    assert process.stdin is not None  # noqa: S101 -- asked for above.
    assert process.stdout is not None  # noqa: S101 -- asked for above.
    try:
        process.stdin.write(errand.send())
        await process.stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        log.warning("an import's process was gone before it was told what to do")
    async for line in process.stdout:
        said = heard(line)
        if isinstance(said, Outcome):
            return said
        await listen(said)
    code = await process.wait()
    log.warning("an import's process ended without a word: %s", _reason(code))
    return Outcome(message=_GONE, failed=True)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Waits for the process; one that still does something is killed."""
    _kill(process)
    await process.wait()


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        try:
            process.kill()
        except ProcessLookupError:
            return


def _environment(given: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What the process finds around it: no setting of the service, its own folder for temporary files."""
    kept = {name: value for name, value in given.items() if not name.startswith(("GIS_", "PYTHON"))}
    return {**kept, **dict.fromkeys(_ONE_THREAD, "1"), "TMPDIR": str(folder)}


def _reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


_TOO_LONG: Final = (
    "Pengolahan berkas ini melewati batas waktu dan dihentikan. Tidak ada yang dimuat. "
    "Pecah menjadi beberapa berkas."
)
_NOT_STARTED: Final = (
    "Pengolahan berkas ini tidak dapat dimulai: server kekurangan memori atau proses. Tidak ada yang dimuat. "
    "Coba lagi nanti."
)
_GONE: Final = (
    "Pengolahan berkas ini terhenti sebelum selesai: mungkin berkasnya rusak atau terlalu besar. "
    "Tidak ada yang dimuat."
)
