"""The web map: the built page and its files."""

from __future__ import annotations

from http import HTTPStatus
from os import PathLike, stat_result
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI, Request
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.errors import Fault, told
from api.words import WORDS
from gis.language import Words

router = APIRouter()

DIST: Final = Path(__file__).parents[1] / "web" / "dist"
ASSETS: Final = Path(__file__).parents[1] / "assets"

_DIGESTED: Final = (DIST / "assets").resolve()
"""Where the build puts files with a digest of their content in their names."""

_FOREVER: Final = "public, max-age=31536000, immutable"

_PACKED: Final = {"br": ".br", "gzip": ".gz"}
"""How the build packs its text files beside themselves, the smallest first."""


@router.get("/map")
@router.get("/map/")
async def web_map(request: Request) -> Response:
    """The map page; a clear word where it has not been built."""
    page = DIST / "index.html"
    if not page.is_file():
        return told(Fault(HTTPStatus.SERVICE_UNAVAILABLE, Words(*WORDS["not_built"])), request.scope)
    return FileResponse(page, media_type="text/html", headers={"cache-control": "no-cache"})


class _Files(StaticFiles):
    """Files of a folder, as small as the build has packed them.

    Those with a digest in their name never change; others are asked for again."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = HTTPStatus.OK,
    ) -> Response:
        """The file with its rule for keeping it, packed in a way that the browser takes."""
        plain = Path(full_path)
        coding, path = _packed(plain, Headers(scope=scope).get("accept-encoding", ""))
        found = path.stat() if coding else stat_result
        response = super().file_response(path, found, scope, status_code)
        response.headers["cache-control"] = _FOREVER if plain.parent == _DIGESTED else "no-cache"
        if coding:
            response.headers["content-encoding"] = coding
            response.headers.add_vary_header("Accept-Encoding")
        return response


def _packed(plain: Path, accepted: str) -> tuple[str | None, Path]:
    """How a file stands packed beside itself, and that file; None and the file itself where it does not."""
    offers = [offer.replace(" ", "").partition(";q=") for offer in accepted.split(",")]
    taken = {name for name, weighed, weight in offers if not weighed or weight.strip("0.")}
    for coding, ending in _PACKED.items():
        beside = plain.with_name(plain.name + ending)
        if coding in taken and beside.is_file():
            return coding, beside
    return None, plain


def mount(app: FastAPI) -> None:
    """Serves the page's files below /map and the style of the plain pages below /assets."""
    app.mount("/map", _Files(directory=DIST, check_dir=False), name="map-files")
    app.mount("/assets", _Files(directory=ASSETS), name="assets")
