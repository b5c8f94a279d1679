"""Where the database is, and under which names its roles are reached."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from gis.errors import BadValue
from gis.layer import Audience

EDITOR: Final = "editor"
"""The role that loads and undoes: it may change rows, and nothing of the schema."""

CLERK: Final = "clerk"
"""The role that keeps uploads and the queue of their jobs: it reads no row of any layer."""


@dataclass(frozen=True, slots=True)
class Address:
    """One database and the role that owns it.

    database  its name: roles carry it, since roles belong to the whole cluster
    host      a host name, or the directory of the socket
    owner     the role that migrates;  password: None where the socket tells who one is (peer)
    options   further libpq words, e.g. (("sslmode", "require"),)
    """

    database: str
    host: str
    port: int
    owner: str
    password: str | None = field(default=None, repr=False)
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str) -> Address:
        """The address in a PostgreSQL URL. Errors: `BadValue`, which never repeats the password."""
        try:
            said = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
        except ProgrammingError:
            raise BadValue(
                "GIS_DATABASE_URL", "(hidden)", "postgresql://user:password@host:5432/database"
            ) from None
        owner = said.pop("user", "postgres")
        return cls(
            database=said.pop("dbname", owner),
            host=said.pop("host", "localhost"),
            port=int(said.pop("port", "5432")),
            owner=owner,
            password=said.pop("password", None),
            options=tuple(sorted(said.items())),
        )

    def role(self, name: Audience | str) -> str:
        """The database's role for an audience, the editor or the clerk, e.g. "gis_public"."""
        return f"{self.database}_{name}"

    def roles(self) -> tuple[str, ...]:
        """Every role the service logs in as, besides the owner."""
        return (*(self.role(name) for name in (*Audience, EDITOR, CLERK)),)

    def role_password(self, role: str) -> str | None:
        """A role's password, derived from the owner's, so that nothing has to be kept; None under peer.

        Who knows the owner's password can become any role anyway; the other way round it tells nothing.
        """
        if self.password is None:
            return None
        return hmac.new(self.password.encode(), f"peta jepara {role}".encode(), hashlib.sha256).hexdigest()

    def conninfo(self, role: str | None = None, database: str | None = None) -> str:
        """The libpq connection text for a role (the owner if none is named)."""
        user = role or self.owner
        password = self.password if user == self.owner else self.role_password(user)
        said: dict[str, str | int] = dict(self.options)
        said |= {"host": self.host, "port": self.port, "dbname": database or self.database, "user": user}
        if password is not None:
            said["password"] = password
        return make_conninfo("", **said, application_name="peta-jepara")
