"""Starting the service: the database, the schema, the sample the first time, the server; and stopping it all.

Whatever ends the server (Ctrl-C, a closed terminal, `kill`), the private database is stopped after it. What
ends this process at once (`kill -9`, a power cut) leaves nothing that the next start does not put right.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from api.cli.voice import Voice
from gis import database, sample, schema, whereabouts
from gis.address import Address
from gis.cluster import HomeLock, port_problem
from gis.errors import BadValue, Unavailable
from gis.language import Words
from gis.layer import Audience, Layer
from gis.settings import Settings


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the project's own files lie."""

    migrations: Path
    sample: Path


def up(settings: Settings, layers: Mapping[str, Layer], folders: Folders, voice: Voice) -> None:
    """Brings everything up and serves until it is told to stop. Errors: `Unavailable` with what to do."""
    with ExitStack() as held:
        held.enter_context(_leaving_in_order())
        if not settings.database_url:
            held.enter_context(HomeLock(settings.home, settings.port))
        _require_port(settings)
        held.callback(_stop, settings, voice)
        address = prepared(settings, layers, folders, voice)
        serve(settings, layers, address, voice)


def prepared(settings: Settings, layers: Mapping[str, Layer], folders: Folders, voice: Voice) -> Address:
    """The address of a database that runs, is as the layers are declared, and holds something to look at."""
    address = whereabouts.started(settings, voice.say)
    if schema.upgrade(address, layers, folders.migrations):
        voice.say("The database is as the layers are declared.")
    with database.writing(address) as session:
        missing = sample.pending(session, folders.sample, layers)
    load_sample(missing, layers, address, folders, voice)
    return address


def load_sample(
    entries: list[sample.Entry], layers: Mapping[str, Layer], address: Address, folders: Folders, voice: Voice
) -> list[Any]:
    """Loads these files of the sample, telling how it goes; the reports for machines."""
    if not entries:
        return []
    shift = sample.manifest(folders.sample).shift(sample.today_here())
    voice.say("Loading the sample data (marked as such wherever they are shown).")
    reports = []
    for entry in entries:
        with voice.progress(entry.layer, brief=True) as watch:
            report = sample.load(entry, shift, layers, address, watch)
        voice.say(f"  {entry.layer}: {report.counts.good} rows")
        reports.append(report.as_json())
    return reports


def serve(
    settings: Settings,
    layers: Mapping[str, Layer],
    address: Address,
    voice: Voice,
    audience: Audience = Audience.PUBLIC,
) -> None:
    """Serves until it is told to stop, against a database that is up.

    Errors: `BadValue` where what is not the public's would be reached from other machines.
    """
    from api.app import create_app
    from api.wire import Wire

    if audience is not Audience.PUBLIC:
        _require_loopback(settings)
    _require_port(settings)
    _require_database(address)
    pool = database.Database(
        address,
        connections=settings.pool_max,
        kept=settings.pool_min,
        statement_timeout_ms=settings.statement_timeout_ms,
    )
    app = create_app(settings, layers, pool, audience)
    config = uvicorn.Config(
        app, settings.host, settings.port, http=Wire, log_level=settings.log_level, access_log=False
    )
    told = "" if audience is Audience.PUBLIC else f" for {audience}, on this machine only"
    server = _Server(
        config, lambda: voice.say(f"Peta Jepara{told}: {_address(settings)}/map  (Ctrl-C stops it)")
    )
    server.run()
    if not server.started:
        raise Unavailable("The server did not start; the lines above say why.")


class _Server(uvicorn.Server):
    """Tells when it can be reached, not before."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _require_loopback(settings: Settings) -> None:
    """The door refuses who is not here; a server that others cannot reach has nobody to refuse."""
    from api.door import is_here

    if not is_here(settings.host):
        raise BadValue(
            "HOST",
            settings.host,
            Words(
                "127.0.0.1: hanya layanan untuk umum yang dapat dibuka dari komputer lain",
                "127.0.0.1: only the public's service may be reached from other machines",
            ),
        )


def _require_port(settings: Settings) -> None:
    problem = port_problem(settings.host, settings.port)
    if problem:
        raise Unavailable(problem)


def _require_database(address: Address) -> None:
    """A server without its database would start, and answer nothing but errors."""
    with database.reading(address, Audience.PUBLIC) as session:
        session.connection.execute("SELECT FROM version LIMIT 1")


def _stop(settings: Settings, voice: Voice) -> None:
    # A second Ctrl-C must not leave the database half stopped.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    whereabouts.stopped(settings, voice.say)


@contextmanager
def _leaving_in_order() -> Iterator[None]:
    """Signals that end the process end it through every `finally`; being asked to stop is no failure."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        yield
    except KeyboardInterrupt:
        return
