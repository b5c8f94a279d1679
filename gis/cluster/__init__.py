"""The private PostGIS: found, made, started and stopped by the service itself.

Standard library only: the set-up asks it what is installed before anything else is.
"""

from gis.cluster.cluster import SUPERUSER, Address, Cluster, Status
from gis.cluster.errors import AlreadyServed, ClusterError
from gis.cluster.lock import HomeLock, port_is_free, port_problem

__all__ = [
    "SUPERUSER",
    "Address",
    "AlreadyServed",
    "Cluster",
    "ClusterError",
    "HomeLock",
    "Status",
    "port_is_free",
    "port_problem",
]
