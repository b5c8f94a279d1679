"""The server, put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from anyio import CapacityLimiter
from fastapi import FastAPI

from api import door, errors
from api.door import Behind, Door, OpenElsewhere
from api.figures import Counting
from api.guard import Guard
from api.hits import Hits
from api.packing import Packing
from api.routes import (
    collections,
    data,
    edits,
    functions,
    health,
    imports,
    items,
    landing,
    page,
    processes,
    styles,
    tiles,
)
from api.service import Service
from gis.database import Database
from gis.imports.files.limits import Limits
from gis.layer import Audience, Layer
from gis.queue.desk import FOLDER, Desk
from gis.queue.worker import Terms
from gis.settings import Settings


def create_app(
    settings: Settings,
    layers: Mapping[str, Layer],
    database: Database,
    audience: Audience = Audience.PUBLIC,
) -> FastAPI:
    """The service over these layers for one audience. The database's pools are opened and closed with it.

    For any other audience than the public all of it stands behind the door, and rows can be changed.
    """
    desk = _desk(settings, layers, database)
    service = Service(settings, layers, database, desk, audience)

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
    for module in (landing, collections, items, functions, tiles, styles, processes, health, page):
        app.include_router(module.router)
    if desk:
        for module in (imports, data):
            app.include_router(module.router)
    if audience is not Audience.PUBLIC:
        app.include_router(edits.router)
        app.state.writers = CapacityLimiter(edits.AT_ONCE)
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
    behind = _behind(service)
    app.add_middleware(
        OpenElsewhere,
        behind=behind,
        methods=["GET", "HEAD", "POST"],
        headers=["content-type", "if-none-match"],
        told=["content-crs", "etag", "link", "retry-after"],
    )
    app.add_middleware(Door, behind=behind)
    app.add_middleware(Guard, basemap=service.basemap)


def _behind(service: Service) -> Behind:
    """What only this machine may ask for: all that is not the public's, and what takes files."""
    if service.audience is not Audience.PUBLIC:
        return door.anything
    return door.takes_files if service.desk else door.nothing
