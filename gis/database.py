"""Talking to PostGIS: a pool per audience, one way to run a query, driver errors in the service's own words.

Serving is asynchronous, import and notebooks are synchronous; both run the same Selects. This is the only
module that knows both, and the only one that knows how a Select becomes text.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from psycopg import AsyncConnection, Connection
from psycopg.rows import dict_row, tuple_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from gis.address import CLERK, EDITOR, Address
from gis.errors import BadRequest, BadValue, DiskFull, Error, Refused, Unavailable
from gis.language import Words
from gis.layer import Audience

Row = dict[str, Any]

log = logging.getLogger(__name__)

_BUSY_S: Final = 5.0
_AWAY_S: Final = 1.5
"""How long a reader waits for a connection while others hold some, and while nobody holds any."""

_MOMENT_S: Final = 1.0

_LINES_KEPT: Final = 500
"""Lines of `store.moved` beyond which they are folded."""

_DIALECT: Final = PGDialect_psycopg()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text with its parameters, ready for the driver. Values are never in the text."""

    text: str
    values: Mapping[str, Any]


def statement(query: sa.ClauseElement, values: Mapping[str, Any] | None = None) -> Statement:
    """A query builder's result as text and parameters; `values` fills its named parameters.

    >>> statement(sa.select(sa.literal(1).label("one"))).text
    'SELECT %(param_1)s::INTEGER AS one'
    """
    compiled = query.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    return Statement(str(compiled), dict(compiled.params) | dict(values or {}))


@contextmanager
def translated() -> Iterator[None]:
    """Driver errors inside become errors of `gis.errors`. No word of PostgreSQL's reaches the caller."""
    try:
        yield
    except (psycopg.Error, PoolTimeout) as error:
        told = _told(error)
        if told is None:
            raise
        raise told from error


def _told(error: Exception) -> Error | None:
    """The service's own error for a driver's; None where it would be a fault of ours."""
    if isinstance(error, psycopg.OperationalError) and any(said in str(error) for said in _UNKNOWN_ACCOUNT):
        return Unavailable(
            Words(
                "Basis data menolak akun ini. GIS_DATABASE_URL harus berisi pengguna dan sandi yang benar.",
                "The database refuses this account. GIS_DATABASE_URL must hold the right user and password.",
            )
        )
    if isinstance(error, psycopg.errors.InternalError_) and str(error).startswith(_TOO_FAR):
        return BadRequest(
            Words(
                "Sistem koordinat yang diminta tidak berlaku sejauh itu. Minta derajat, atau wilayah yang "
                "lebih dekat.",
                "The reference system asked for does not reach so far. Ask for degrees, or a nearer area.",
            )
        )
    return next((tell() for kinds, tell in _TOLD if isinstance(error, kinds)), None)


_TOO_FAR: Final = "transform: "
"""How PostGIS begins to say that a place lies where a projection is not defined."""

_UNKNOWN_ACCOUNT: Final = ("authentication failed", "no password supplied")

_TOLD: Final[tuple[tuple[tuple[type[Exception], ...], Callable[[], Error]], ...]] = (
    ((psycopg.errors.InsufficientPrivilege,), lambda: Refused("The database refused this question.")),
    (
        (psycopg.errors.DiskFull, psycopg.errors.OutOfMemory),
        lambda: DiskFull(
            Words(
                "Ruang simpan basis data habis. Kosongkan sebagian; tidak ada yang diubah.",
                "The database has no room left to write. Free some disk space; nothing was changed.",
            )
        ),
    ),
    (
        (psycopg.errors.QueryCanceled,),
        lambda: Unavailable(
            Words(
                "Pertanyaan ini terlalu lama dijawab. Perkecil wilayah atau jumlah datanya.",
                "The question took too long. Ask for a smaller area or fewer rows.",
            )
        ),
    ),
    (
        (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn),
        lambda: Unavailable(
            Words(
                "Basis data lebih tua daripada deklarasinya. Jalankan make run, atau gis schema upgrade.",
                "The database is older than the declarations. Run make run, or gis schema upgrade.",
            )
        ),
    ),
    (
        (psycopg.errors.NumericValueOutOfRange, psycopg.errors.CharacterNotInRepertoire),
        lambda: BadValue(
            "value", "(given)", Words("nilai yang dapat ditampung kolomnya", "a value the field can hold")
        ),
    ),
    (
        (psycopg.errors.UntranslatableCharacter,),
        lambda: BadRequest(
            Words(
                "Teksnya memuat huruf yang tidak dapat disimpan.",
                "The text has a character that cannot be stored.",
            )
        ),
    ),
    (
        (psycopg.OperationalError, PoolTimeout),
        lambda: Unavailable(
            Words(
                "Basis data tidak menjawab. Jalankan, atau coba lagi sebentar lagi.",
                "The database does not answer. Start it, or try again in a moment.",
            )
        ),
    ),
)
"""What is told for which of the driver's errors; the first that fits."""


class Reader:
    """An open reading of the database as one audience: every query in it sees the same state."""

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self._connection = connection

    async def rows(
        self, query: sa.ClauseElement | Statement, values: Mapping[str, Any] | None = None
    ) -> list[Row]:
        """All rows, each a dict by column label."""
        ready = query if isinstance(query, Statement) else statement(query, values)
        given = ready.values if values is None else {**ready.values, **values}
        with translated():
            async with self._connection.cursor(row_factory=dict_row) as cursor:
                await cursor.execute(ready.text.encode(), given)
                return await cursor.fetchall()

    async def row(
        self, query: sa.ClauseElement | Statement, values: Mapping[str, Any] | None = None
    ) -> Row | None:
        """The first row, or None."""
        found = await self.rows(query, values)
        return found[0] if found else None


class Writer(Reader):
    """An open transaction of the clerk's: committed when its block ends well, else rolled back."""

    @property
    def connection(self) -> AsyncConnection[Any]:
        """The connection itself, for what writes through the driver within the same transaction."""
        return self._connection


class Office:
    """The clerk's side: uploads and the queue of their jobs. Opened only where files are taken."""

    def __init__(self, address: Address) -> None:
        self.conninfo = address.conninfo(address.role(CLERK))
        self.pool = AsyncConnectionPool(
            self.conninfo,
            kwargs={"options": "-c statement_timeout=30000"},
            min_size=1,
            max_size=6,
            timeout=10.0,
            open=False,
            check=AsyncConnectionPool.check_connection,
            name="clerk",
        )

    async def open(self) -> None:
        """Opens the pool; the database need not be there yet."""
        await self.pool.open(wait=False)

    async def close(self) -> None:
        """Closes the pool."""
        await self.pool.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writer]:
        """A transaction as the clerk."""
        with translated():
            async with self.pool.connection() as connection, connection.transaction():
                yield Writer(connection)


class _Rested(AsyncConnection[Any]):
    """A connection that knows when it was last handed out."""

    handed_out: float = 0.0


async def _read_only(connection: AsyncConnection[Any]) -> None:
    await connection.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
    await connection.set_read_only(True)


async def _check(connection: _Rested) -> None:
    """Sees that the server is still there, unless it answered on this connection a moment ago: asking costs
    as much as a small answer."""
    now = time.monotonic()
    if now - connection.handed_out > _MOMENT_S:
        await AsyncConnectionPool.check_connection(connection)
    connection.handed_out = now


class Database:
    """The asynchronous side: a pool per audience, opened and closed with the server."""

    def __init__(
        self, address: Address, *, connections: int = 8, kept: int = 1, statement_timeout_ms: int = 15_000
    ) -> None:
        self.address = address
        self._lent = Counter[Audience]()
        options = f"-c statement_timeout={statement_timeout_ms} -c default_transaction_read_only=on"
        self._pools = {
            audience: AsyncConnectionPool(
                address.conninfo(address.role(audience)),
                connection_class=_Rested,
                kwargs={"options": options, "prepare_threshold": 3},
                configure=_read_only,
                min_size=kept,
                max_size=connections,
                timeout=_BUSY_S,
                max_idle=120.0,
                open=False,
                check=_check,
                name=audience.value,
            )
            for audience in Audience
        }

    async def open(self, audiences: Sequence[Audience] = tuple(Audience)) -> None:
        """Opens the pools of these audiences; the database need not be there yet."""
        for audience in audiences:
            await self._pools[audience].open(wait=False)

    async def close(self) -> None:
        """Closes every pool."""
        for pool in self._pools.values():
            await pool.close()

    @asynccontextmanager
    async def reading(self, audience: Audience) -> AsyncIterator[Reader]:
        """A read-only transaction as this audience, on one snapshot: counts, versions and rows agree.

        It begins with the first question. Errors: `Unavailable` where no connection is free in time.
        """
        with translated():
            async with self._connection(audience) as connection:
                yield Reader(connection)

    @asynccontextmanager
    async def glance(self, audience: Audience) -> AsyncIterator[Reader]:
        """A reading of single questions: each sees a state of its own, and costs one round trip and no more.

        For who asks once, or may meet a newer state with the next question.
        """
        with translated():
            async with self._connection(audience) as connection:
                await connection.set_autocommit(True)
                try:
                    yield Reader(connection)
                finally:
                    await connection.set_autocommit(False)

    @asynccontextmanager
    async def _connection(self, audience: Audience) -> AsyncIterator[AsyncConnection[Any]]:
        """A connection of the pool. Where none is lent out and yet none is to be had, the server is away, and
        waiting for it helps nobody; where others hold them all, one comes back soon."""
        patience_s = _BUSY_S if self._lent[audience] else _AWAY_S
        async with self._pools[audience].connection(patience_s) as connection:
            self._lent[audience] += 1
            try:
                yield connection
            finally:
                self._lent[audience] -= 1


class Session:
    """The synchronous side's open transaction."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection

    def rows(self, query: sa.ClauseElement, values: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows, each a dict by column label."""
        ready = statement(query, values)
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(ready.text.encode(), ready.values).fetchall()

    def row(self, query: sa.ClauseElement, values: Mapping[str, Any] | None = None) -> Row | None:
        """The first row, or None."""
        found = self.rows(query, values)
        return found[0] if found else None

    def stream(self, query: sa.ClauseElement, size: int) -> Iterator[list[Row]]:
        """All rows in portions of `size`, fetched when asked for: they need not fit into memory."""
        ready = statement(query)
        with translated(), self.connection.cursor("rows", row_factory=dict_row) as cursor:
            cursor.execute(ready.text.encode(), ready.values)
            while found := cursor.fetchmany(size):
                yield found

    def run(self, query: sa.ClauseElement, values: Mapping[str, Any] | None = None) -> int:
        """Runs a statement that returns no rows; the number of rows it changed."""
        ready = statement(query, values)
        with self.connection.cursor(row_factory=tuple_row) as cursor:
            return cursor.execute(ready.text.encode(), ready.values).rowcount


@contextmanager
def reading(address: Address, audience: Audience, timeout_ms: int = 0) -> Iterator[Session]:
    """A read-only transaction as this audience. One question takes `timeout_ms` at most; 0 is no bound."""
    with (
        translated(),
        psycopg.connect(address.conninfo(address.role(audience)), connect_timeout=10) as connection,
    ):
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        if timeout_ms:
            connection.execute("SELECT set_config('statement_timeout', %s, true)", [str(timeout_ms)])
        yield Session(connection)


@contextmanager
def writing(address: Address) -> Iterator[Session]:
    """A transaction as the editor: committed when the block ends well, rolled back when it does not."""
    with (
        translated(),
        psycopg.connect(address.conninfo(address.role(EDITOR)), connect_timeout=10) as connection,
    ):
        yield Session(connection)
        connection.commit()
        _tidy(connection)


def _tidy(connection: Connection[Any]) -> None:
    """Keeps versions quick to sum. What was written is committed by now, so a failure here is only logged."""
    try:
        connection.execute("SELECT store.fold_moved(%s)", [_LINES_KEPT])
    except psycopg.Error:
        log.warning("the lines that versions are summed from were not folded", exc_info=True)
        connection.rollback()
