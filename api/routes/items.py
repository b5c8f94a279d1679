"""Features: pages of them, and one by its key."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import collected
from api.answers import answer, digest, is_known, unchanged
from api.deps import FeaturesVisitDep, ViewDep
from api.links import GEOJSON
from api.pages import Page
from gis import asking, features

router = APIRouter()


@router.get("/collections/{collection}/items")
async def items(view: ViewDep, visit: FeaturesVisitDep) -> Response:
    """A page of features."""
    said = visit.said
    question = asking.question(view, said.beyond())
    tag = await visit.tag((view,))
    if is_known(said, tag):
        return unchanged(tag)
    document = collected.page(view, await features.page(visit.reader, view, question), said)
    page = Page("items.html", view.layer.title.in_(said.language), {"view": view, "question": question})
    return answer(said, document, page, GEOJSON, tag)


@router.get("/collections/{collection}/items/{fid:path}")
async def item(view: ViewDep, fid: str, visit: FeaturesVisitDep) -> Response:
    """One feature; its tag is a digest of its row as the caller sees it, and moves with nothing else."""
    said = visit.said.only()
    feature = await features.one(visit.reader, view, fid)
    tag = f'"{digest(feature.values, feature.geometry)}{f".{said.language}" if said.html else ""}"'
    page = Page(
        "item.html", collected.title(view, feature, said.language), {"view": view, "feature": feature}
    )
    return answer(said, collected.one(view, feature, said), page, GEOJSON, tag)
