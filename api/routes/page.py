"""The web map: the built page and its files."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from api.deps import SaidDep
from api.errors import problem
from api.words import words

router = APIRouter()

DIST: Final = Path(__file__).parents[1] / "web" / "dist"
ASSETS: Final = Path(__file__).parents[1] / "assets"

_FOREVER: Final = "public, max-age=31536000, immutable"


@router.get("/map")
@router.get("/map/")
async def web_map(said: SaidDep) -> Response:
    """The map page; a clear word where it has not been built."""
    page = DIST / "index.html"
    if not page.is_file():
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, words(said.language)["not_built"])
    return FileResponse(page, media_type="text/html", headers={"cache-control": "no-cache"})


class _Files(StaticFiles):
    """Files of a folder. Those with a digest in their name never change; others are asked for again."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file with its rule for keeping it."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        path = Path(str(args[0]))
        response.headers["cache-control"] = _FOREVER if path.parent.name == "assets" else "no-cache"
        return response


def mount(app: FastAPI) -> None:
    """Serves the page's files below /map and the style of the plain pages below /assets."""
    app.mount("/map", _Files(directory=DIST, check_dir=False), name="map-files")
    app.mount("/assets", StaticFiles(directory=ASSETS), name="assets")
