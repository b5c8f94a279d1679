"""The virtualenv `.venv`, from a lock file: made once, and again only when the lock or the Python changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tools.setup import stamp
from tools.setup.speech import Stop, say

FOLDER = Path(".venv")
PYTHON = FOLDER / "bin" / "python"

# Each lock holds all of the ones before it, in the same versions.
LOCKS = {name: Path("requirements", f"{name}.txt") for name in ("run", "notebook", "test")}


def ensure(wanted: str) -> None:
    """See to it that the packages of the lock `wanted` are installed, as locked, and the project too."""
    if satisfied(wanted):
        return
    if not works(FOLDER):
        create(FOLDER)
    for name in LOCKS:
        _stamp(name).unlink(missing_ok=True)
    say(f"installing the packages of {LOCKS[wanted]} (the first time this takes a minute or two)")
    install(FOLDER, LOCKS[wanted])
    _pip(FOLDER, "--no-deps", "--no-build-isolation", "--editable", ".")
    _stamp(wanted).write_text(_value(wanted), encoding="utf-8")


def satisfied(wanted: str) -> bool:
    """Whether `wanted`, or a lock that holds all of it, is installed as it stands now."""
    names = list(LOCKS)
    enough = names[names.index(wanted) :]
    return works(FOLDER) and any(stamp.holds(_stamp(name), _value(name)) for name in enough)


def _value(name: str) -> str:
    # The place counts: scripts in a virtualenv name it, and stop working when it is moved.
    return stamp.digest([LOCKS[name]], _metadata(), str(Path.cwd()))


def _metadata() -> str:
    """What pyproject.toml says that an installation keeps; rules of checks and tests may change freely."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    kept = [project.get("build-system"), project.get("project"), project.get("tool", {}).get("hatch")]
    return json.dumps(kept, sort_keys=True)


def _stamp(name: str) -> Path:
    return FOLDER / f"installed-{name}"


def works(folder: Path) -> bool:
    """Whether a virtualenv's Python starts: the one it was made with may be gone."""
    try:
        ran = subprocess.run(
            [folder / "bin" / "python", "-I", "-S", "-c", ""], capture_output=True, check=False
        )
    except OSError:
        return False
    return ran.returncode == 0


def create(folder: Path) -> None:
    """Make a virtualenv with the Python that runs this, in the place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    say(f"making {folder} with Python {sys.version_info.major}.{sys.version_info.minor}")
    ran = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Stop(f"Making {folder} failed:\n{ran.stdout}{ran.stderr}")


def install(folder: Path, lock: Path) -> None:
    """Install the packages of a lock, as locked."""
    _pip(folder, "--require-hashes", "--only-binary", ":all:", "-r", str(lock))


def _pip(folder: Path, *arguments: str) -> None:
    python = str(folder / "bin" / "python")
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*command, *arguments], check=False).returncode:
        raise Stop("pip could not install the packages; its words stand above. Mend that and try again.")
