"""`python -m tools.setup PURPOSE`: all that `make run`, `make test` and the others need, nothing twice."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from tools.setup import peer, system, virtualenv, web
from tools.setup.speech import Stop, complain


def _run() -> None:
    system.ensure("run", os.environ)
    virtualenv.ensure("run")
    web.ensure()


def _notebook() -> None:
    system.ensure("run", os.environ)
    virtualenv.ensure("notebook")


def _test() -> None:
    system.ensure("test", os.environ)
    virtualenv.ensure("test")
    web.ensure()


def _qgis() -> None:
    _test()
    system.ensure("qgis", os.environ)


def _bench() -> None:
    _test()
    peer.ensure()


def _tools() -> None:
    virtualenv.ensure("test")


PURPOSES: Mapping[str, Callable[[], None]] = {
    "run": _run,
    "notebook": _notebook,
    "test": _test,
    "qgis": _qgis,
    "bench": _bench,
    "tools": _tools,
    "web": _run,
    "web-check": web.check,
}


def main(arguments: list[str]) -> int:
    """Prepare for one purpose; 0 when all is there, 2 for an unknown one, 3 when something cannot be had."""
    if len(arguments) != 1 or arguments[0] not in PURPOSES:
        print(f"usage: python -m tools.setup {'|'.join(PURPOSES)}", file=sys.stderr)
        return 2
    try:
        PURPOSES[arguments[0]]()
    except Stop as stop:
        complain(stop)
        return stop.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
