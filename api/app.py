"""The server, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api import errors
from api.figures import Counting
from api.guard import Guard
from api.hits import Hits
from api.imports.door import Door, OpenElsewhere
from api.packing import Packing
from api.routes import collections, data, health, imports, items, landing, page, processes, styles, tiles
from api.service import Service
from gis.database import Database
from gis.imports.files.limits import Limits
from gis.layer import Layer
from gis.queue.desk import FOLDER, Desk
from gis.queue.worker import Terms
from gis.settings import Settings


def create_app(settings: Settings, layers: Mapping[str, Layer], database: Database) -> FastAPI:
    """The service over these layers. The database's pools are opened and closed with it."""
    desk = _desk(settings, layers, database)
    service = Service(settings, layers, database, desk)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as opened:
            opened.push_async_callback(database.close)
            await database.open([service.audience])
            if desk:
                opened.push_async_callback(desk.close)
                await desk.open()
            yield

    app = FastAPI(title="Peta Jepara", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.service = service
    errors.install(app)
    for module in (landing, collections, items, tiles, styles, processes, health, page):
        app.include_router(module.router)
    if desk:
        for module in (imports, data):
            app.include_router(module.router)
    page.mount(app)
    _stand_in_front(app, service)
    return app


def _desk(settings: Settings, layers: Mapping[str, Layer], database: Database) -> Desk | None:
    """The desk that takes files, where the settings ask for one."""
    if settings.imports == "off":
        return None
    terms = Terms(
        folder=settings.home / FOLDER,
        limits=Limits(file_mb=settings.import_file_mb),
        memory_mb=settings.import_memory_mb,
        minutes=settings.import_minutes,
        keep_hours=settings.import_keep_hours,
    )
    return Desk(database.address, layers, terms)


def _stand_in_front(app: FastAPI, service: Service) -> None:
    """The layers in front of the router; the last added is the first to be met."""
    app.add_middleware(Packing)
    app.add_middleware(Hits, store=service.tiles, offer=service.offer)
    app.add_middleware(errors.ErrorsAsProblems)
    app.add_middleware(Counting, figures=service.figures)
    app.add_middleware(
        OpenElsewhere if service.desk else CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["content-type", "if-none-match"],
        expose_headers=["etag", "link", "retry-after"],
    )
    if service.desk:
        app.add_middleware(Door)
    app.add_middleware(Guard, basemap=service.basemap)
