"""The jobs: whose turn it is, what becomes of it, and what is put right after a crash.

A worker runs inside the server. Of several servers over one database one works at a time: the one that holds
the lock; all of them take files. Whoever gets the lock makes the queue anew from the uploads, so that nothing
that was under way when a server died is forgotten or done twice: a check is simply done again, and a load
finds out first whether its batch is there.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from gis import batches
from gis.address import Address
from gis.database import Office, Writer
from gis.errors import Unavailable
from gis.imports.files.limits import Limits
from gis.imports.pipeline import Progress
from gis.layer import Layer
from gis.queue import short, upload
from gis.queue.errand import Errand, Outcome
from gis.queue.runner import Runner
from gis.queue.upload import State, Upload

log = logging.getLogger(__name__)

_QUEUE: Final = "imports"
_TASK: Final = "import"
_AT_ONCE: Final = 2
"""Files of different layers that are worked on side by side; those of one layer follow each other."""

_MOST_TRIES: Final = 3
_AGAIN_S: Final = 2.0
_PARTIAL_S: Final = 3600
"""After so long an upload that was never finished is taken for abandoned."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What bounds the work.

    folder      where uploads lie, each in a folder of its own
    limits      what a file may measure
    memory_mb, minutes  what the process that handles one may take
    keep_hours  how long a file waits for a person's word
    """

    folder: Path
    limits: Limits
    memory_mb: int = 4096
    minutes: float = 30
    keep_hours: int = 24


class Worker:
    """Takes uploads in their turn. `run` goes on until it is cancelled."""

    def __init__(self, office: Office, address: Address, layers: Mapping[str, Layer], terms: Terms) -> None:
        self._office = office
        self._address = address
        self._layers = layers
        self._terms = terms
        self.runner = Runner(terms.minutes)
        self._app = procrastinate.App(connector=procrastinate.PsycopgConnector())
        self._app.task(name=_TASK, queue=_QUEUE)(self._work)
        tidy = self._app.task(name="tidy", queue=_QUEUE)(self._tidy_in_turn)
        self._app.periodic(cron="*/10 * * * *")(tidy)

    async def open(self) -> None:
        """Makes ready to take jobs; the office's pool is open."""
        await self._app.open_async(self._office.pool)

    async def defer(self, one: Upload, writer: Writer) -> None:
        """Puts an upload in the queue, in the caller's transaction."""
        deferrer = self._app.configure_task(
            _TASK, lock=f"layer {one.layer}", queue=_QUEUE, connection=writer.connection
        )
        await deferrer.defer_async(number=one.id)

    async def run(self) -> None:
        """Works as long as it may; comes back by itself when the database was away."""
        while True:
            try:
                async with self._alone() as alone:
                    if alone:
                        await self._begin()
            except (psycopg.Error, PoolTimeout, ConnectorException, Unavailable) as error:
                log.warning(
                    "the queue of imports rests until the database answers (%s)", type(error).__name__
                )
            await asyncio.sleep(_AGAIN_S)

    async def _begin(self) -> None:
        await self._take_up_again()
        await self.tidy()
        await self._app.run_worker_async(
            queues=[_QUEUE],
            concurrency=_AT_ONCE,
            install_signal_handlers=False,
            shutdown_graceful_timeout=0.0,
            delete_jobs="always",
        )

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[bool]:
        """Whether this is the only worker of the database, for as long as the block takes."""
        async with await psycopg.AsyncConnection.connect(
            self._office.conninfo, autocommit=True, connect_timeout=10
        ) as connection:
            found = await connection.execute(
                "SELECT pg_try_advisory_lock(hashtextextended('peta jepara: worker', 0))"
            )
            row = await found.fetchone()
            yield bool(row and row[0])

    async def _take_up_again(self) -> None:
        async with self._office.writing() as writer:
            await writer.connection.execute("DELETE FROM procrastinate_jobs")
            for row in await writer.rows(upload.waiting_query()):
                await self.defer(upload.read(row), writer)

    async def _work(self, number: int) -> None:
        """One job: an upload whose turn it is. One that was decided otherwise meanwhile is left alone."""
        async with self._office.writing() as writer:
            row = await writer.row(upload.claim(number))
        if row is None:
            return
        one = upload.read(row)
        if one.tries > _MOST_TRIES:
            await self._settle(one, Outcome(message=_TOO_OFTEN, failed=True))
            return

        async def listen(progress: Progress) -> None:
            said = {"stage": str(progress.stage), "done": progress.done, "total": progress.total}
            async with self._office.writing() as writer:
                await writer.rows(upload.move(number, [one.state], **said))

        if self._file(one).is_file():
            outcome = await self.runner.run(number, self._errand(one), listen)
        else:
            outcome = Outcome(message=_NO_FILE, failed=True)
        if outcome.failed and one.state is State.LOADING:
            outcome = await self._perhaps_loaded(one) or outcome
        await self._settle(one, outcome)

    def _errand(self, one: Upload) -> Errand:
        trial = one.state is not State.LOADING
        return Errand(
            folder=self._terms.folder / one.folder,
            file=one.file or "",
            layer=one.layer,
            layers=self._layers,
            options=upload.options(one.choices, one.actor, one.id, trial=trial),
            limits=self._terms.limits,
            address=self._address,
            memory_mb=self._terms.memory_mb,
            deletes=None if trial else one.deleted,
            keeps=None if trial or not one.report else one.report.get("report"),
        )

    async def _perhaps_loaded(self, one: Upload) -> Outcome | None:
        """The batch of a load whose process ended before it could say that it was committed."""
        async with self._office.writing() as writer:
            await writer.connection.execute("SET LOCAL statement_timeout = 0")
            await writer.rows(batches.lock_query(self._layers[one.layer]))
            row = await writer.row(batches.of_upload_query(one.id))
        batch = batches.read(row) if row else None
        return Outcome(report=short.of_batch(batch), batch=batch.id) if batch else None

    async def _settle(self, one: Upload, outcome: Outcome) -> None:
        """Writes down how it ended, unless the upload was discarded meanwhile."""
        async with self._office.writing() as writer:
            row = await writer.row(upload.move(one.id, [one.state], **_became(one, outcome)))
        if row is None:
            self.forget(one)
        elif row["state"] == State.LOADED:
            self._file(one).unlink(missing_ok=True)

    def forget(self, one: Upload) -> None:
        """Ends the upload's process, if there is one, and removes its files."""
        self.runner.end(one.id)
        shutil.rmtree(self._terms.folder / one.folder, ignore_errors=True)

    def _file(self, one: Upload) -> Path:
        return self._terms.folder / one.folder / (one.file or "")

    async def _tidy_in_turn(self, timestamp: int) -> None:  # noqa: ARG002 -- procrastinate tells the time.
        await self.tidy()

    async def tidy(self) -> None:
        """Discards what nobody decided on in time, and removes the files that are no longer needed."""
        hours = self._terms.keep_hours
        async with self._office.writing() as writer:
            await writer.rows(upload.expire(hours))
            rows = await writer.rows(upload.folders_query(hours))
        await asyncio.to_thread(_remove_others, self._terms.folder, {row["folder"] for row in rows})


def _became(one: Upload, outcome: Outcome) -> dict[str, Any]:
    """What the upload is after an outcome."""
    said = {"stage": None, "message": outcome.message, "batch": outcome.batch}
    if outcome.report is None:
        state = State.FAILED if outcome.failed else State.REFUSED
        return {**said, "state": str(state), "report": None}
    if one.state is State.LOADING and not outcome.report.get("refused"):
        kept = one.report.get("report") if one.report else None
        return {**said, "state": str(State.LOADED), "report": {**outcome.report, "report": kept}}
    state = State.REFUSED if outcome.report["bad"] or outcome.report["refused"] else State.CHECKED
    return {**said, "state": str(state), "report": outcome.report}


def _remove_others(folder: Path, needed: set[str]) -> None:
    """Removes the folders nobody needs. One that no row names yet may be just coming in."""
    if not folder.is_dir():
        return
    for each in folder.iterdir():
        if each.name not in needed and time.time() - each.stat().st_mtime > _PARTIAL_S:
            shutil.rmtree(each, ignore_errors=True)


_NO_FILE: Final = (
    "Berkas ini tidak ada lagi di server. Tidak ada yang dimuat. Buang impor ini dan kirim lagi berkasnya."
)
_TOO_OFTEN: Final = (
    "Pengolahan berkas ini beberapa kali terputus bersama layanannya, maka dihentikan. "
    "Tidak ada yang dimuat. Muat lagi berkasnya, sebaiknya dalam bagian yang lebih kecil."
)
