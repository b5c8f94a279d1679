"""The text of the private cluster's configuration. Written anew at every start, so that it is always this."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

PORT = 5432
"""Names the socket's file only: nothing listens on a network."""

_SMALL_SHARED_MEMORY = 256 * 1024**2

_SETTINGS = """\
# Written by Peta Jepara at every start. Settings of your own go into local.conf beside this file.
cluster_name = 'peta-jepara'

# Reached by a socket only.
listen_addresses = ''
port = {port}
unix_socket_directories = {socket}
unix_socket_permissions = 0700
max_connections = 100

# What is acknowledged is on the disk.
fsync = on
full_page_writes = on
synchronous_commit = on
wal_compression = on
max_wal_size = '1GB'

# A small server beside other work; geometry makes rows expensive to compute, not to find.
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
random_page_cost = 1.1
jit = off
dynamic_shared_memory_type = '{shared_memory}'

# Western Indonesian time; the same words and order everywhere.
timezone = 'Asia/Jakarta'
log_timezone = 'Asia/Jakarta'
datestyle = 'iso, ymd'
lc_messages = 'C.UTF-8'

# A week of logs, one file a day. Values of statements stay out: they may be personal.
logging_collector = on
log_directory = {log}
log_filename = 'postgresql-%a.log'
log_rotation_age = '1d'
log_rotation_size = 0
log_truncate_on_rotation = on
log_line_prefix = '%m [%p] %q%u@%d '
log_min_duration_statement = '2s'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0

include_if_exists 'local.conf'
"""

ACCESS = """\
# Written by Peta Jepara at every start. No network, no passwords: the operating system says who connects.
local all         all      peer map=gis
local replication postgres peer map=gis
"""


def settings(socket: Path, log: Path) -> str:
    """The text of postgresql.conf, for a socket and logs in these directories."""
    return _SETTINGS.format(
        port=PORT, socket=quoted(str(socket)), log=quoted(str(log)), shared_memory=_shared_memory()
    )


def identities(accounts: Iterable[str], roles: Iterable[str]) -> str:
    """The text of pg_ident.conf: each account may be each role. PostgreSQL 15 knows no "any role" here.

    >>> print(identities(["budi"], ["postgres"]))
    # Written by Peta Jepara: which accounts of this machine may connect as which roles.
    gis "budi" "postgres"
    <BLANKLINE>
    """
    lines = [f'gis "{account}" "{role}"\n' for account in sorted(accounts) for role in sorted(roles)]
    return "# Written by Peta Jepara: which accounts of this machine may connect as which roles.\n" + "".join(
        lines
    )


def roles_in(text: str) -> Sequence[str]:
    """The roles a text of `identities` names.

    >>> roles_in(identities(["budi", "root"], ["postgres", "gis_owner"]))
    ['gis_owner', 'postgres']
    """
    return sorted(set(re.findall(r'^gis "[^"]*" "([^"]*)"$', text, flags=re.MULTILINE)))


def quoted(value: str) -> str:
    """A value as postgresql.conf wants it.

    >>> quoted("/srv/it's here")
    "'/srv/it''s here'"
    """
    return "'" + value.replace("'", "''") + "'"


def _shared_memory() -> str:
    """Where parallel queries meet: memory, or files where a container has next to none of it."""
    try:
        size = shutil.disk_usage("/dev/shm").total  # noqa: S108 (only measured)
    except OSError:
        return "mmap"
    return "posix" if size >= _SMALL_SHARED_MEMORY else "mmap"
