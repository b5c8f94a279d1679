"""The peer of the benchmarks, in a virtualenv of its own: it needs other versions than the service does."""

from __future__ import annotations

from pathlib import Path

from tools.setup import stamp, virtualenv
from tools.setup.speech import say

FOLDER = Path(".venv-bench")
LOCK = Path("requirements", "bench.txt")


def ensure() -> None:
    """See to it that the packages of the peer's lock are installed, as locked."""
    if virtualenv.works(FOLDER) and stamp.holds(_stamp(), _value()):
        return
    if not virtualenv.works(FOLDER):
        virtualenv.create(FOLDER)
    _stamp().unlink(missing_ok=True)
    say(f"installing the packages of {LOCK}")
    virtualenv.install(FOLDER, LOCK)
    _stamp().write_text(_value(), encoding="utf-8")


def _stamp() -> Path:
    return FOLDER / "installed"


def _value() -> str:
    return stamp.digest([LOCK], str(Path.cwd()))
