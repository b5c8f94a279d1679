"""One file that came in over the wire: what is known of it, and the questions to `store.upload`.

    waiting ─► checking ─┬─► checked ─► loading ─► loaded
                 ▲       ├─► refused ─┘      (the good rows only, or after a new check)
                 │       └─► failed                           the check itself could not be done
                 └── other choices                 every state but loading and loaded ─► discarded

The table is what counts: the queue only says whose turn it is, and is made anew from the table after a crash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from psycopg.types.json import Jsonb

from gis import literals, tables
from gis.database import Row
from gis.imports.choosing import Choices
from gis.imports.pipeline import Options
from gis.layer import Words

_TABLE: Final = tables.upload_table()


class State(StrEnum):
    """Where a file is on its way."""

    WAITING = "waiting"
    CHECKING = "checking"
    CHECKED = "checked"
    REFUSED = "refused"
    LOADING = "loading"
    LOADED = "loaded"
    DISCARDED = "discarded"
    FAILED = "failed"


STATES: Final[Mapping[State, Words]] = {
    State.WAITING: Words("menunggu giliran", "waiting for its turn"),
    State.CHECKING: Words("sedang diperiksa", "being checked"),
    State.CHECKED: Words("siap dimuat", "ready to be loaded"),
    State.REFUSED: Words("perlu diperbaiki", "needs correcting"),
    State.LOADING: Words("sedang dimuat", "being loaded"),
    State.LOADED: Words("sudah dimuat", "loaded"),
    State.DISCARDED: Words("dibuang", "discarded"),
    State.FAILED: Words("gagal", "failed"),
}
"""The states as people read them."""

UNDER_WAY: Final = (State.WAITING, State.CHECKING, State.LOADING)
"""Something is being done, or will be as soon as its turn comes."""

TO_DECIDE: Final = (State.CHECKED, State.REFUSED, State.FAILED)
"""A person is to say what happens next."""

UNDECIDED: Final = (*TO_DECIDE, State.WAITING, State.CHECKING)
"""The same, or it will be so once the file is checked."""


def options(choices: Choices, actor: str, number: int, *, trial: bool) -> Options:
    """How an upload is to be imported.

    A trial also counts what the good rows beside bad ones would do, and leaves a report of the bad.
    """
    given = choices.chosen() | {"keep_good": not choices.replace if trial else choices.keep_good}
    return Options(actor=actor, upload=number, dry_run=trial, report_bad=trial, **given)


@dataclass(frozen=True, slots=True)
class Given:
    """A file that lies in its folder: the folder's name, the file's name and size."""

    folder: str
    file: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it stands in the table. `folder` is its own below the uploads' folder."""

    id: int
    layer: str
    actor: str
    folder: str
    file: str | None
    bytes: int
    choices: Choices
    state: State
    stage: str | None
    done: int
    total: int
    tries: int
    message: str | None
    report: Mapping[str, Any] | None
    batch: int | None
    created_at: datetime
    changed_at: datetime

    @property
    def good(self) -> int:
        """The rows that could be loaded, as the check found."""
        return int(self.report["good"]) if self.report else 0

    @property
    def deleted(self) -> int:
        """The rows of the layer that loading would delete, as the check counted them."""
        return int(self.report["deleted"]) if self.report else 0

    @property
    def bad(self) -> int:
        """The rows that could not."""
        return int(self.report["bad"]) if self.report else 0


def read(row: Row) -> Upload:
    """A row of the table as an upload."""
    plain = {name: value for name, value in row.items() if name not in ("options", "state")}
    return Upload(**plain, choices=Choices.of(row["options"]), state=State(row["state"]))


def one_query(number: int) -> sa.Select[Any]:
    """The upload of this number."""
    return sa.select(_TABLE).where(_TABLE.c.id == number)


def listed_query(limit: int) -> sa.Select[Any]:
    """The newest uploads first, without those that were discarded."""
    kept = _TABLE.c.state != str(State.DISCARDED)
    return sa.select(_TABLE).where(kept).order_by(_TABLE.c.id.desc()).limit(limit)


def waiting_query() -> sa.Select[Any]:
    """The uploads with something to be done, in the order they came."""
    return sa.select(_TABLE).where(_TABLE.c.state.in_(_texts(UNDER_WAY))).order_by(_TABLE.c.id)


def undecided_query() -> sa.Select[Any]:
    """How many files nobody has decided on yet, as `files`."""
    return sa.select(sa.func.count().label("files")).where(_TABLE.c.state.in_(_texts(UNDECIDED)))


def insert(layer: str, actor: str, given: Given, choices: Choices) -> sa.Insert:
    """Writes down a file that has come in and waits to be checked."""
    return (
        sa.insert(_TABLE)
        .values(
            layer=layer,
            actor=actor,
            folder=given.folder,
            file=given.file,
            bytes=given.bytes,
            options=Jsonb(choices.as_json()),
            state=str(State.WAITING),
        )
        .returning(*_TABLE.c)
    )


def move(number: int, source: Iterable[State], **values: object) -> sa.Update:
    """Changes an upload that is in one of these states; finds no row where it has left them meanwhile."""
    stored = {name: storable(value) for name, value in values.items()}
    written = {name: Jsonb(value) if isinstance(value, dict) else value for name, value in stored.items()}
    return (
        sa.update(_TABLE)
        .where(_TABLE.c.id == number, _TABLE.c.state.in_(_texts(source)))
        .values(**written, changed_at=sa.func.now())
        .returning(*_TABLE.c)
    )


def storable(value: object) -> object:
    r"""A value as the database can hold it: what a report repeats of a file may hold a zero character, or
    half of a pair that makes one.

    >>> storable({"notes": ["a\x00b\ud800"], "bad": 0})
    {'notes': ['a�b�'], 'bad': 0}
    """
    if isinstance(value, str):
        return literals.UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {storable(name): storable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return value


def claim(number: int) -> sa.Update:
    """Takes up an upload whose turn it is, and counts the try."""
    waits = _TABLE.c.state == str(State.WAITING)
    taken = sa.case((waits, str(State.CHECKING)), else_=_TABLE.c.state)
    return move(number, UNDER_WAY, state=taken, tries=_TABLE.c.tries + 1, stage=None, done=0, total=0)


def expire(hours: int) -> sa.Update:
    """Discards what nobody has decided on for so long."""
    age = sa.func.now() - sa.func.make_interval(0, 0, 0, 0, hours)
    return (
        sa.update(_TABLE)
        .where(_TABLE.c.state.in_(_texts(TO_DECIDE)), _TABLE.c.changed_at < age)
        .values(**FORGOTTEN)
        .returning(*_TABLE.c)
    )


def folders_query(hours: int) -> sa.Select[Any]:
    """The folders still needed: of everything to be done or decided, and for a while of what was loaded."""
    age = sa.func.now() - sa.func.make_interval(0, 0, 0, 0, hours)
    fresh = sa.and_(_TABLE.c.state == str(State.LOADED), _TABLE.c.changed_at >= age)
    needed = sa.or_(_TABLE.c.state.in_(_texts((*UNDER_WAY, *TO_DECIDE))), fresh)
    return sa.select(_TABLE.c.folder).where(needed)


FORGOTTEN: Final[Mapping[str, Any]] = {
    "state": str(State.DISCARDED),
    "file": None,
    "report": None,
    "message": None,
    "stage": None,
    "options": Jsonb({}),
}
"""What stays of a discarded file: that there was one, for which layer, whose and when."""


def _texts(states: Iterable[State]) -> list[str]:
    return [str(state) for state in states]
