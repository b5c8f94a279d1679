"""What the process that imports is told, and what it says: between a server and its child, nobody else.

The errand goes to the child's standard input, so that no password stands in a list of processes. It is
pickled: both ends are this very program, and nothing of the person's is in it but text. The input stays open
as long as the server lives; when it ends, the child ends too.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from gis.address import Address
from gis.imports.files.limits import Limits
from gis.imports.pipeline import Options, Progress, Stage
from gis.layer import Layer


@dataclass(frozen=True, eq=False, slots=True)
class Errand:
    """One file to be checked or loaded.

    folder     the upload's own; the child works in it, and finds the file there by its name
    memory_mb  how much memory the child may take
    keeps      a file of an earlier check that stays beside it, its report
    deletes    how many rows the person has agreed to lose with `replace`; None in a trial, which loses none
    """

    folder: Path
    file: str
    layer: str
    layers: Mapping[str, Layer]
    options: Options
    limits: Limits
    address: Address
    memory_mb: int
    deletes: int | None = None
    keeps: str | None = None

    def send(self) -> bytes:
        """The errand as bytes."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return pickle.dumps(said | {"layers": dict(self.layers)})

    @classmethod
    def receive(cls, source: BinaryIO) -> Errand:
        """The errand that the server has sent."""
        return cls(**pickle.load(source))  # noqa: S301 -- from our own parent only.


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an errand ended.

    report   what became of the rows; None where it came to no report
    batch    the batch that holds the rows, where some were changed
    message  why nothing could be judged, in a sentence for the person
    failed   the fault is not the file's, or nobody can tell
    trace    where in the code it happened: file, line and function, no values
    """

    report: dict[str, Any] | None = None
    batch: int | None = None
    message: str | None = None
    failed: bool = False
    trace: tuple[str, ...] = field(default=())


def told(said: Progress | Outcome) -> bytes:
    """One line of the child's standard output, its end included.

    >>> told(Progress(Stage.CHECKING, 0, 12)).decode().strip()
    '{"progress": {"stage": "checking", "done": 0, "total": 12}}'
    """
    name = "progress" if isinstance(said, Progress) else "outcome"
    return json.dumps({name: asdict(said)}, ensure_ascii=True).encode() + b"\n"


def heard(line: bytes) -> Progress | Outcome:
    """What a line of the child's says. Errors: `ValueError` for any other line."""
    said = json.loads(line)
    if "progress" in said:
        progress = said["progress"]
        return Progress(Stage(progress["stage"]), progress["done"], progress["total"])
    outcome = said["outcome"]
    return Outcome(**outcome | {"trace": tuple(outcome["trace"])})
