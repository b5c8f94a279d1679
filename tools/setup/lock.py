"""The locks `requirements/*.txt`: every package in one version, with its hashes, for every Python allowed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

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
    return 0


def _uv(folder: Path) -> Path:
    """The resolver; used here only, so it is in no lock itself."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "uv"]
    if subprocess.run(install, check=False).returncode:
        raise Stop("pip could not fetch uv, which makes the locks; its words stand above.")
    return folder / "bin" / "uv"


def _resolve(uv: Path, name: str) -> None:
    command = [str(uv), "pip", "compile", "pyproject.toml", "--quiet", "--output-file", str(LOCKS[name])]
    command += ["--universal", "--python-version", _OLDEST_PYTHON, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url"]
    for group in ("build", *_GROUPS[name]):
        command += ["--group", group]
    if LOCKS["test"].exists():
        command += ["--constraint", str(LOCKS["test"])]
    if subprocess.run(command, check=False).returncode:
        raise Stop(f"The packages of {name} do not fit together; uv's words stand above.")


if __name__ == "__main__":
    sys.exit(main())
