"""The processes of one data directory: the postmaster, and what a killed one left behind.

A process belongs to a data directory when it is a `postgres` that stands in it (PostgreSQL enters its data
directory when it starts). A number in a file proves nothing: after a reboot it may be anybody's.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gis.cluster.account import Account
from gis.cluster.errors import ClusterError

_POLL_S = 0.02

# First nothing is said, then leave, then it is ended; each with this many seconds to obey.
_WORDS = ((0, 1.0), (signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))

# Asked as the account itself: inside a container even root may not look where another's process stands.
_LIST = """
for process in /proc/[0-9]*; do
    if [ "$process/cwd" -ef "$0" ]; then
        case $(readlink "$process/exe") in
            */postgres | */postgres\\ *) echo "${process#/proc/}" ;;
        esac
    fi
done
"""


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What postmaster.pid says of a running server: `state` is starting, ready, stopping or standby."""

    pid: int
    state: str


def of(account: Account, data: Path) -> list[int]:
    """Every PostgreSQL process of `data`, by its number."""
    return [int(word) for word in account.run(["sh", "-c", _LIST, data]).stdout.split()]


def postmaster(account: Account, data: Path) -> Postmaster | None:
    """The postmaster of `data`, if one runs; None for a dead one's file, whoever has its number now."""
    written = _written(data)
    return written if written and written.pid in of(account, data) else None


def clear(account: Account, data: Path, socket: Path) -> None:
    """Remove what a killed postmaster left: its children, and files that would keep a new one from starting.

    Raises ClusterError when a child cannot be ended. Only call this when `postmaster` is None.
    """
    _end(account, data)
    # These files hold the dead one's number; PostgreSQL refuses to start while any process has it.
    (data / "postmaster.pid").unlink(missing_ok=True)
    for left in socket.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)


def wait_until(done: Callable[[], bool], patience_s: float) -> bool:
    """Ask `done` again and again until it says yes; False when it has not within `patience_s` seconds."""
    end = time.monotonic() + patience_s
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(_POLL_S)
    return True


def _end(account: Account, data: Path) -> None:
    """Children notice by themselves that their postmaster is gone; busy ones are told, deaf ones are ended.

    Ending them is safe: what they committed is in the log of changes, the rest is undone at the next start.
    """
    for word, patience_s in _WORDS:
        for pid in of(account, data):
            _signal(pid, word)
        if wait_until(lambda: not of(account, data), patience_s):
            return
    left = of(account, data)
    raise ClusterError(f"Processes {left} still hold {data} and cannot be ended. End them, then try again.")


def _signal(pid: int, word: int) -> None:
    try:
        os.kill(pid, word)
    except ProcessLookupError:
        return


def _written(data: Path) -> Postmaster | None:
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        return Postmaster(int(lines[0]), lines[7].strip() if len(lines) > 7 else "starting")
    except (OSError, ValueError, IndexError):
        return None
