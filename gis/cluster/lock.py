"""One server per home, one server per port."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
from pathlib import Path
from types import TracebackType
from typing import Self

from gis.cluster.errors import AlreadyServed
from gis.cluster.place import explain


class HomeLock:
    """Held by the process that serves from a home, for as long as it lives; the kernel lets go of it when the
    process ends, however it ends.

    >>> with HomeLock(Path(".gis"), port=8000):  # doctest: +SKIP
    ...     serve()
    """

    def __init__(self, home: Path, port: int | None = None) -> None:
        self._home = home
        self._port = port
        self._file: int | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def peek(self) -> None:
        """Raises AlreadyServed when the lock is taken; takes nothing and makes nothing."""
        if (self._home / "server.lock").exists():
            self.acquire()
            self.release()

    def acquire(self) -> None:
        """Take the lock. Raises AlreadyServed, with the holder's process and port, when it is taken."""
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            file = os.open(self._home / "server.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise explain(error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid, port = _written(file)
            os.close(file)
            raise AlreadyServed(str(self._home), pid, port) from None
        os.ftruncate(file, 0)
        os.write(file, json.dumps({"pid": os.getpid(), "port": self._port}).encode())
        self._file = file

    def release(self) -> None:
        """Let go of the lock; nothing happens when it is not held. The file stays: removing it would race."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def port_problem(host: str, port: int) -> str | None:
    """Why nothing can listen on `host` and `port`, as a sentence; None when it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        return f"There is no host {host} here. Set HOST to an address of this machine, such as 127.0.0.1."
    with socket.socket(family, kind, protocol) as trial:
        # Connections of a server that just stopped fade away; they do not keep a new one from listening.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as error:
            return _refused(error, host, port)
    return None


def port_is_free(host: str, port: int) -> bool:
    """Whether a server can listen on `host` and `port`."""
    return port_problem(host, port) is None


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use by another program. Stop that one, or set another PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} is only for root. Set PORT to a number from 1024 to 65535."
    return f"Nothing can listen on {host}, port {port}: {error.strerror}. Set HOST and PORT."


def _written(file: int) -> tuple[int | None, int | None]:
    """What the holder wrote down; nothing when it has not come to that yet."""
    try:
        words = json.loads(os.pread(file, 4096, 0))
        return words["pid"], words["port"]
    except (ValueError, KeyError, TypeError):
        return None, None
