"""How a command speaks: lines for people, JSON for programs, progress as a bar or as lines, exit codes."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

import typer

from gis.errors import BadRequest, Error, NotFound, Unavailable

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from gis.imports.pipeline import Progress, Watch


class Exit(IntEnum):
    """What a command's exit code means."""

    DONE = 0
    REFUSED = 1
    WRONG_USE = 2
    NOT_THERE = 3


_UNSEEN: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

STAGES: Final = {
    "reading": "membaca berkas",
    "checking": "memeriksa baris",
    "loading": "memuat baris",
    "before commit": "menyimpan",
    "after commit": "selesai",
}
"""The stages of an import, as they are told."""


def seen(text: str) -> str:
    r"""A line as it may stand on a terminal: what a file brought must neither steer the terminal nor turn the
    line around, so characters that cannot be seen are spelled out.

    >>> print(seen("Bulu\x1b[2J\u202e\nBaris 9"), seen("Jepara, 6°35′ LS"))
    Bulu\x1b[2J\u202e\nBaris 9 Jepara, 6°35′ LS
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else _spelled(each) for each in text)


def _spelled(character: str) -> str:
    blank = unicodedata.category(character) == "Zs" or character == "\t"
    return " " if blank else character.encode("unicode_escape", "surrogatepass").decode()


def code_of(error: Error) -> Exit:
    """The exit code an error ends a command with.

    >>> code_of(NotFound("There is no layer 'x' here.")).name
    'WRONG_USE'
    """
    if isinstance(error, Unavailable):
        return Exit.NOT_THERE
    return Exit.WRONG_USE if isinstance(error, BadRequest | NotFound) else Exit.REFUSED


def refusal(kind: str, sentence: str, code: int) -> str:
    """Why nothing was done, for programs."""
    said = {"error": {"kind": kind, "message": sentence, "exit": int(code)}}
    return _encodable(json.dumps(said, ensure_ascii=False, indent=2))


def _encodable(document: str) -> str:
    """JSON in which bytes of a file's name that are no text, and marks that turn text around, are escaped."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


class Voice:
    """Speaks for one command; `as_json` keeps everything but the result from standard output."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self._bar: Bar | None = None

    @property
    def can_ask(self) -> bool:
        """Whether a person can answer: both ends are a terminal, and the result is for people."""
        return not self.as_json and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str) -> bool:
        """Asks a person; no is the answer of who only presses enter. A bar makes room for the question."""
        if self._bar is not None:
            self._bar.stop()
        answer = typer.confirm(seen(question), default=False, err=True)
        if self._bar is not None:
            self._bar.start()
        return answer

    def say(self, sentence: str) -> None:
        """Tells a person what is going on; never among a command's results."""
        if not self.as_json:
            typer.echo(seen(sentence), err=True)

    def result(self, value: Any, lines: Iterable[str]) -> None:  # noqa: ANN401 -- whatever JSON can hold.
        """The command's result, for programs or for people."""
        if self.as_json:
            typer.echo(_encodable(json.dumps(value, ensure_ascii=False, indent=2, default=str)))
        else:
            for line in lines:
                typer.echo(seen(line))

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Errors of the core become a sentence and an exit code."""
        try:
            yield
        except Error as error:
            self._refuse(type(error).__name__, str(error), code_of(error))
            raise typer.Exit(code_of(error)) from error
        except OSError as error:
            self._refuse("FileError", f"{error.strerror}: {error.filename}", Exit.WRONG_USE)
            raise typer.Exit(Exit.WRONG_USE) from error

    def _refuse(self, kind: str, sentence: str, code: int) -> None:
        """Says why nothing was done."""
        if self.as_json:
            typer.echo(refusal(kind, sentence, code))
        else:
            typer.echo(seen(sentence), err=True)

    @contextmanager
    def progress(self, title: str, *, brief: bool = False) -> Iterator[Watch]:
        """A bar on a terminal; elsewhere a line per stage, or none if `brief`; nothing beside JSON."""
        if self.as_json or (brief and not sys.stderr.isatty()):
            yield lambda _: None
        elif sys.stderr.isatty():
            with _bar() as self._bar:
                yield _moving(self._bar, title)
            self._bar = None
        else:
            yield self._line_by_line(title)

    def _line_by_line(self, title: str) -> Watch:
        told: set[str] = set()

        def watch(progress: Progress) -> None:
            if progress.stage not in told:
                told.add(progress.stage)
                rows = f", {progress.total} baris" if progress.total else ""
                self.say(f"{title}: {STAGES[progress.stage]}{rows}")

        return watch


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    look = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]}"),
        TimeElapsedColumn(),
    )
    return Progress(*look, console=Console(stderr=True), transient=True)


def _moving(bar: Bar, title: str) -> Watch:
    task = bar.add_task(title, total=None, rows="")

    def watch(progress: Progress) -> None:
        rows = f"{progress.done}/{progress.total} baris" if progress.done else ""
        bar.update(
            task,
            description=f"{title}: {STAGES[progress.stage]}",
            completed=progress.done,
            total=progress.total or None,
            rows=rows,
        )

    return watch


def aligned(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table in plain text; numbers to the right.

    >>> list(aligned(["a", "n"], [["x", 5], ["yy", 10]]))
    ['a    n', 'x    5', 'yy  10']
    """
    listed = [[_cell(cell) for cell in row] for row in rows]
    right = [bool(listed) and all(row[at][1] for row in listed) for at in range(len(headings))]
    texts = [list(headings), *([text for text, _ in row] for row in listed)]
    widths = [max(len(row[at]) for row in texts) for at in range(len(headings))]
    for row in texts:
        cells = (
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(row, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _cell(value: object) -> tuple[str, bool]:
    if value is None:
        return "-", True
    return str(value), isinstance(value, int | float) and not isinstance(value, bool)
