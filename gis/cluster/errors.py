"""What can be wrong with the private PostgreSQL. Every sentence says what to do."""

from __future__ import annotations

from gis.errors import Unavailable


class ClusterError(Unavailable):
    """The private PostgreSQL cannot be found, made, started or stopped."""


class AlreadyServed(ClusterError):
    """Another process serves from this home. `pid` and `port` are what it wrote down, when it did."""

    def __init__(self, home: str, pid: int | None, port: int | None) -> None:
        self.pid = pid
        self.port = port
        who = f"process {pid}" if pid else "another process"
        where = f" on port {port}" if port else ""
        super().__init__(
            f"{home} is already being served by {who}{where}. "
            "Use that one, stop it, or name another home in GIS_HOME."
        )
