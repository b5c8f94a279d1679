"""The servers under measurement: the service and tipg, each one process on loopback, asked from this one."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from benchmarks.ground import PEER, PROJECT, Ground, let_peer_in
from gis import privacy
from gis.address import Address
from gis.layer import Audience
from layers import LAYERS

GIS: Final = Path(sys.executable).with_name("gis")
PEER_PYTHON: Final = PROJECT / ".venv-bench" / "bin" / "python"

_PATIENCE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, the bytes as they were sent, whether they are zipped, and the tag."""

    status: int
    sent: bytes
    zipped: bool
    tag: str | None

    @property
    def plain(self) -> bytes:
        """The bytes unpacked."""
        return gzip.decompress(self.sent) if self.zipped else self.sent


class Caller:
    """One caller with one connection that is kept open, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)

    def get(self, path: str, tag: str | None = None) -> Answer:
        """Asks once. Unpacking is not done here: it would be measured."""
        known = {"If-None-Match": tag} if tag else {}
        self._line.request("GET", path, headers={"Accept-Encoding": "gzip", **known})
        said = self._line.getresponse()
        return Answer(
            said.status, said.read(), said.getheader("Content-Encoding") == "gzip", said.getheader("ETag")
        )

    def asking(self, *paths: str, tag: str | None = None) -> Callable[[], None]:
        """An act that asks for each path. Raises when an answer is none: that is not to be timed."""

        def act() -> None:
            for path in paths:
                answer = self.get(path, tag)
                if answer.status not in {200, 204, 304}:
                    raise RuntimeError(f"{path} answers {answer.status}: {answer.plain[:200]!r}")

        return act


@contextmanager
def service(ground: Ground, address: Address, *, cache_mb: int = 64) -> Iterator[int]:
    """The port of the service, as `gis serve` starts it."""
    environ = {
        "GIS_HOME": str(ground.home),
        "GIS_DATABASE": address.database,
        "GIS_TILE_CACHE_MB": str(cache_mb),
        "GIS_LOG_LEVEL": "warning",
    }
    with _served([str(GIS), "serve"], environ, "PORT") as port:
        yield port


@contextmanager
def peer(ground: Ground, address: Address) -> Iterator[int]:
    """The port of tipg, reading the public's views of the same database.

    It is told the keys of views, to draw all rows of a tile and as wide a margin as the service does, and not
    to look for new tables meanwhile.
    """
    let_peer_in(ground, address)
    schema = privacy.SCHEMAS[Audience.PUBLIC]
    keys = {f"{schema}_{name}": {"pk": layer.key} for name, layer in LAYERS.items()}
    host = quote(address.host, safe="")
    environ = {
        "DATABASE_URL": f"postgresql://{PEER}@{host}:{address.port}/{address.database}",
        "TIPG_DB_SCHEMAS": json.dumps([schema]),
        "TIPG_TABLE_CONFIG": json.dumps(keys),
        "TIPG_MAX_FEATURES_PER_TILE": "1000000",
        "TIPG_TILE_BUFFER": "64",
        "TIPG_CATALOG_TTL": "0",
    }
    command = [str(PEER_PYTHON), "-m", "uvicorn", "tipg.main:app", "--no-access-log"]
    with _served(command, environ, "--port") as port:
        yield port


def peer_collection(layer: str) -> str:
    """The path of a layer's collection at the peer."""
    return f"/collections/{privacy.SCHEMAS[Audience.PUBLIC]}.{layer}"


@contextmanager
def _served(command: Sequence[str], environ: Mapping[str, str], port_word: str) -> Iterator[int]:
    """A server process that answers; `port_word` is an option of the command, or a variable."""
    port = _free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIS_", "TIPG_"))}
    option = [port_word, str(port)] if port_word.startswith("-") else []
    said = {} if option else {port_word: str(port)}
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            [*command, *option],
            env={**inherited, **environ, **said},
            cwd=tempfile.gettempdir(),
            stdout=words,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _answers(process, port):
                words.seek(0)
                raise RuntimeError(f"{command[0]} does not serve:\n{words.read().decode()[-2000:]}")
            yield port
        finally:
            process.terminate()
            process.wait(_PATIENCE_S)


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if Caller(port).get("/healthz").status == http.client.OK:
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
