"""The server, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import errors
from api.deps import EVERYONE
from api.figures import Counting
from api.guard import Guard
from api.hits import Hits, TileStore
from api.routes import collections, health, items, landing, page, processes, styles, tiles
from api.service import Service
from gis.database import Database
from gis.layer import Layer
from gis.settings import Settings


def create_app(settings: Settings, layers: Mapping[str, Layer], database: Database) -> FastAPI:
    """The service over these layers. The database's pools are opened and closed with it."""
    service = Service(settings, layers, database, TileStore(settings.tile_cache_bytes))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await database.open([EVERYONE])
        try:
            yield
        finally:
            await database.close()

    app = FastAPI(title="Peta Jepara", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.service = service
    errors.install(app)
    for module in (landing, collections, items, tiles, styles, processes, health, page):
        app.include_router(module.router)
    page.mount(app)
    _stand_in_front(app, service)
    return app


def _stand_in_front(app: FastAPI, service: Service) -> None:
    """The layers in front of the router; the last added is the first to be met."""
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Hits, store=service.tiles, offer=service.offers[EVERYONE])
    app.add_middleware(errors.ErrorsAsProblems)
    app.add_middleware(Counting, figures=service.figures)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["content-type", "if-none-match"],
        expose_headers=["etag", "link", "retry-after"],
    )
    app.add_middleware(Guard, basemap=service.basemap)
