"""The settings of the service: one frozen value, read from environment variables by whoever starts something.

Nothing here reads the environment by itself; callers pass `os.environ`, and tests pass a dict.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from gis.errors import BadRequest, BadValue

LogFormat = Literal["console", "json"]
Imports = Literal["off", "loopback"]
Locking = Literal["off", "required"]
LogLevel = Literal["debug", "info", "warning", "error"]

_PREFIX = "GIS_"
# Read by others: where the tests find their trial data.
_FOREIGN = frozenset({"GIS_SHARED"})


class UnknownSetting(BadRequest):
    """A variable begins with GIS_ and is no setting: most likely a slip of the pen. `near` is what was meant.

    >>> str(UnknownSetting("GIS_DATABSE_URL", "GIS_DATABASE_URL"))
    'There is no setting GIS_DATABSE_URL. Did you mean GIS_DATABASE_URL?'
    """

    def __init__(self, name: str, near: str | None) -> None:
        self.name = name
        self.near = near
        hint = f"Did you mean {near}?" if near else "Remove it from the environment."
        super().__init__(f"There is no setting {name}. {hint}")


def _text(name: str, raw: str, pattern: str, expected: str) -> str:
    if not re.fullmatch(pattern, raw):
        raise BadValue(name, raw, expected)
    return raw


def _number(name: str, raw: str, least: int, most: int) -> int:
    if not re.fullmatch(r"\d{1,12}", raw) or not least <= int(raw) <= most:
        raise BadValue(name, raw, f"a whole number from {least} to {most}")
    return int(raw)


def _one_of(name: str, raw: str, choices: tuple[str, ...]) -> str:
    if raw not in choices:
        raise BadValue(name, raw, " or ".join(choices))
    return raw


def _path(_: str, raw: str) -> Path:
    return Path(raw).expanduser().absolute()


def _host(name: str, raw: str) -> str:
    return _text(name, raw, r"[A-Za-z0-9.:-]{1,253}", "a name or address of this machine, such as 127.0.0.1")


def _database(name: str, raw: str) -> str:
    # Roles carry the database's name and a word of their own within PostgreSQL's 63 letters.
    return _text(name, raw, r"[a-z_][a-z0-9_]{0,39}", "at most 40 small letters, digits and underscores")


def _database_url(name: str, raw: str) -> str:
    # The value is not repeated: it may hold a password.
    if urlsplit(raw).scheme not in ("postgresql", "postgres"):
        raise BadValue(name, "what is given", "postgresql://user@host:5432/database")
    return raw


def _web_url(name: str, raw: str) -> str:
    return _text(name, raw, r"https?://\S+", "an address that begins with https://")


def _whole(least: int, most: int) -> Callable[[str, str], int]:
    return lambda name, raw: _number(name, raw, least, most)


def _choice(*choices: str) -> Callable[[str, str], str]:
    return lambda name, raw: _one_of(name, raw, choices)


def _home() -> Path:
    """`.gis` beside the project's own files, wherever a command is typed; else in the current directory."""
    project = Path(__file__).parents[1]
    return (project if (project / "pyproject.toml").exists() else Path.cwd()) / ".gis"


def _from(name: str, read: Callable[[str, str], object], example: str) -> dict[str, object]:
    """Which variable a field is read from, how, and an example of its value."""
    return {"name": name, "read": read, "example": example}


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen when the service is started. Every field has a default that suits one small server.

    >>> Settings.from_environment({"PORT": "8080"}).port
    8080
    >>> Settings.from_environment({}).database_url is None
    True
    """

    home: Path = field(default_factory=_home, metadata=_from("GIS_HOME", _path, "/srv/peta-jepara"))
    """Where the data live: the private database, and files that belong to it."""

    database_url: str | None = field(
        default=None, metadata=_from("GIS_DATABASE_URL", _database_url, "postgresql://gis@db.jepara/gis")
    )
    """An existing PostGIS to use; none is started then."""

    database: str = field(default="gis", metadata=_from("GIS_DATABASE", _database, "gis"))
    """The database inside the private PostgreSQL; its roles carry this name."""

    host: str = field(default="127.0.0.1", metadata=_from("HOST", _host, "192.168.1.20"))
    """The address the server listens on. The default is reached from this machine only."""

    port: int = field(default=8000, metadata=_from("PORT", _whole(1, 65535), "8080"))
    """The port the server listens on."""

    basemap: str | None = field(
        default=None, metadata=_from("GIS_BASEMAP", _web_url, "https://tiles.example.org/{z}/{x}/{y}.png")
    )
    """An outside map, a style or a tile address, to lay under the service's own. None is used by default."""

    tile_cache_mb: int = field(default=64, metadata=_from("GIS_TILE_CACHE_MB", _whole(0, 65536), "256"))
    """Memory for tiles that were asked for before, in megabytes; 0 keeps none."""

    statement_timeout_ms: int = field(
        default=30_000, metadata=_from("GIS_STATEMENT_TIMEOUT_MS", _whole(100, 3_600_000), "10000")
    )
    """How long one question of a visitor may take in the database, in milliseconds."""

    pool_min: int = field(default=1, metadata=_from("GIS_POOL_MIN", _whole(0, 50), "2"))
    """Connections each audience keeps open."""

    pool_max: int = field(default=8, metadata=_from("GIS_POOL_MAX", _whole(1, 50), "16"))
    """Connections each audience opens at most. The private PostgreSQL has 100 for all."""

    imports: Imports = field(
        default="off", metadata=_from("GIS_IMPORTS", _choice("off", "loopback"), "loopback")
    )
    """Whether files are taken by the page `/data` and the API; `loopback`: from this machine only."""

    import_file_mb: int = field(default=200, metadata=_from("GIS_IMPORT_FILE_MB", _whole(1, 10_000), "500"))
    """How large a file may be that comes in through the page or the API, in megabytes."""

    import_memory_mb: int = field(
        default=4096, metadata=_from("GIS_IMPORT_MEMORY_MB", _whole(1024, 1_000_000), "8192")
    )
    """How much memory the process that checks or loads such a file may take, in megabytes."""

    import_minutes: int = field(default=30, metadata=_from("GIS_IMPORT_MINUTES", _whole(1, 1440), "60"))
    """How long checking or loading one such file may take, in minutes."""

    import_keep_hours: int = field(default=24, metadata=_from("GIS_IMPORT_KEEP_HOURS", _whole(1, 8760), "72"))
    """How long such a file waits to be confirmed before it is removed, in hours."""

    locking: Locking = field(
        default="off", metadata=_from("GIS_LOCKING", _choice("off", "required"), "required")
    )
    """Whether who changes a row over HTTP has to say which state of it he knows (`If-Match`)."""

    edit_mb: int = field(default=16, metadata=_from("GIS_EDIT_MB", _whole(1, 1000), "64"))
    """How large a feature may be that is sent to be stored, in megabytes."""

    log_format: LogFormat = field(
        default="console", metadata=_from("GIS_LOG_FORMAT", _choice("console", "json"), "json")
    )
    """Lines for people, or one JSON object a line for programs."""

    log_level: LogLevel = field(
        default="info", metadata=_from("GIS_LOG_LEVEL", _choice("debug", "info", "warning", "error"), "debug")
    )
    """The least important line that is written."""

    @property
    def tile_cache_bytes(self) -> int:
        """`tile_cache_mb` in bytes."""
        return self.tile_cache_mb * 1024**2

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """The settings `environ` gives; an empty variable counts as none.

        Raises UnknownSetting for a GIS_ variable that is no setting, BadValue for a value that does not fit.
        """
        known = {str(each.metadata["name"]): each for each in fields(cls)}
        _refuse_unknown(environ, known)
        given = {
            each.name: each.metadata["read"](name, environ[name])
            for name, each in known.items()
            if environ.get(name)
        }
        settings = cls(**given)
        if settings.pool_min > settings.pool_max:
            raise BadValue(
                "GIS_POOL_MIN", settings.pool_min, f"at most GIS_POOL_MAX, which is {settings.pool_max}"
            )
        return settings


def _refuse_unknown(environ: Mapping[str, str], known: Mapping[str, object]) -> None:
    for name in sorted(environ):
        if name.startswith(_PREFIX) and name not in known and name not in _FOREIGN:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
            raise UnknownSetting(name, near[0] if near else None)
