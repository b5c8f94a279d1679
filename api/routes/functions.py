"""The functions that filters may use."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import functions
from api.answers import answer
from api.deps import PlainDep
from api.pages import Page

router = APIRouter()


@router.get("/functions")
async def listed(said: PlainDep) -> Response:
    """Every function (OGC API Features part 3, functions-get)."""
    title = functions.TITLE.in_(said.language)
    return answer(said, functions.listed(said), Page("functions.html", title))
