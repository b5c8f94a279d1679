"""Map styles: the whole map, and each collection over the base."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import described
from api.answers import answer
from api.deps import OfferDep, PlainDep, StyleVisitDep
from api.links import STYLE
from api.pages import Page
from api.words import words
from gis.errors import Missing
from gis.style import MAP, Place, map_style

router = APIRouter()


@router.get("/styles")
async def styles(offer: OfferDep, said: PlainDep) -> Response:
    """Every style."""
    return answer(
        said, described.styles(offer.views, said), Page("styles.html", words(said.language)["styles"])
    )


@router.get("/styles/{style}")
async def style(style: str, visit: StyleVisitDep) -> Response:
    """One style document, in the caller's language."""
    offer, said = visit.offer, visit.said
    if style != MAP and style not in offer.views:
        raise Missing("style", style)
    only = None if style == MAP else style
    place = Place(said.site.root, visit.service.basemap)
    return await visit.answer(
        tuple(offer.views.values()),
        lambda facts: map_style(offer.drawings, facts, place, said.language, only),
        Page("document.html", style),
        STYLE,
    )
