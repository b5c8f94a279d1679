"""The server for uvicorn: `uvicorn --factory api.asgi:create`. Here settings, layers and database meet.

The database must be running and as the layers are declared; `gis up` sees to that.
"""

from __future__ import annotations

import os

from fastapi import FastAPI

from api.app import create_app
from gis import whereabouts
from gis.database import Database
from gis.settings import Settings
from layers import LAYERS


def create() -> FastAPI:
    """The service as the environment's settings ask for it."""
    settings = Settings.from_environment(os.environ)
    pool = Database(
        whereabouts.running(settings),
        connections=settings.pool_max,
        kept=settings.pool_min,
        statement_timeout_ms=settings.statement_timeout_ms,
    )
    return create_app(settings, LAYERS, pool)
