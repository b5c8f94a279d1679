"""The locks `requirements/*.txt`: every package in one version, with its hashes, for every Python allowed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.setup import peer
from tools.setup.speech import Stop, say
from tools.setup.virtualenv import LOCKS

_OLDEST_PYTHON = "3.11"
_GROUPS = {"run": (), "notebook": ("notebook",), "test": ("test",)}


def main() -> int:
    """Resolve the newest packages that pyproject.toml allows, and write them down."""
    with tempfile.TemporaryDirectory() as folder:
        uv = _uv(Path(folder))
        for lock in LOCKS.values():
            lock.unlink(missing_ok=True)
        # The largest first; the others then take the same versions, so that each lock holds the smaller ones.
        for name in reversed(LOCKS):
            say(f"resolving {LOCKS[name]}")
            _resolve(uv, name)
        say(f"resolving {peer.LOCK}")
        peer.LOCK.unlink(missing_ok=True)
        _compile(uv, peer.LOCK, "--group", "bench")
    return 0


def _uv(folder: Path) -> Path:
    """The resolver; used here only, so it is in no lock itself."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "uv"]
    if subprocess.run(install, check=False).returncode:
        raise Stop("pip could not fetch uv, which makes the locks; its words stand above.")
    return folder / "bin" / "uv"


def _resolve(uv: Path, name: str) -> None:
    asked = ["pyproject.toml"]
    for group in ("build", *_GROUPS[name]):
        asked += ["--group", group]
    if LOCKS["test"].exists():
        asked += ["--constraint", str(LOCKS["test"])]
    _compile(uv, LOCKS[name], *asked)


def _compile(uv: Path, lock: Path, *asked: str) -> None:
    command = [str(uv), "pip", "compile", *asked, "--quiet", "--output-file", str(lock)]
    command += ["--universal", "--python-version", _OLDEST_PYTHON, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url"]
    if subprocess.run(command, check=False).returncode:
        raise Stop(f"The packages of {lock} do not fit together; uv's words stand above.")


if __name__ == "__main__":
    sys.exit(main())
