"""Features: pages of them, and one by its key."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import collected, sketches
from api.answers import answer, is_known, tag_of, unchanged
from api.deps import FeaturesVisitDep, ViewDep
from api.grid import grid
from api.links import GEOJSON
from api.pages import Page
from gis import asking, features
from gis.crs import Crs
from gis.facts import current

router = APIRouter()


@router.get("/collections/{collection}/items")
async def items(view: ViewDep, visit: FeaturesVisitDep) -> Response:
    """A page of features."""
    said = visit.said
    question = asking.question(view, said.beyond())
    versions = await current(visit.reader, sketches.drawn_from(visit, view))
    tag = tag_of(said, versions)
    if is_known(said, tag):
        return unchanged(tag)
    facts = await visit.service.facts.of(visit.reader, (view,), versions)
    found = await features.page(visit.reader, view, question, facts[view.layer.name].rows)
    extra = {
        "view": view,
        "grid": grid(view, question, found.features, said),
        "sketch": await sketches.of_features(visit, view, found.features, question.crs),
    }
    page = Page("items.html", view.layer.title.in_(said.language), extra)
    return in_system(question.crs, answer(said, collected.page(view, found, said), page, GEOJSON, tag))


@router.get("/collections/{collection}/items/{fid:path}")
async def item(view: ViewDep, fid: str, visit: FeaturesVisitDep) -> Response:
    """One feature; its tag is that of its row as the caller sees it, and moves with nothing else."""
    said = visit.said
    question = asking.question_of_one(view, said.beyond())
    feature = await features.one(visit.reader, view, fid, question.crs)
    tag = collected.tag(feature, said, question)
    title = collected.title(view, feature, said.language)
    drawn = await sketches.of_features(visit, view, (feature,), question.crs)
    page = Page("item.html", title, {"view": view, "sketch": drawn})
    document = collected.one(view, features.chosen(feature, question), said)
    return in_system(question.crs, answer(said, document, page, GEOJSON, tag))


def in_system(system: Crs, response: Response) -> Response:
    """The answer with its reference system said (OGC API Features part 2, ogc-crs-header)."""
    response.headers["content-crs"] = f"<{system.uri}>"
    return response
