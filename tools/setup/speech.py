"""How the set-up speaks: plain lines, and one sentence when it must stop."""

from __future__ import annotations

import sys


class Stop(Exception):
    """The set-up cannot go on, and says what to do. Exit code 3: something needed is not there."""

    code = 3


def say(line: str) -> None:
    """One plain line about what is being done now."""
    print(f"peta-jepara: {line}", flush=True)


def complain(stop: Stop) -> None:
    """Why the set-up stopped, on standard error."""
    print(f"peta-jepara: {stop}", file=sys.stderr, flush=True)
