"""Collections: what there is, and what each is made of."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import described, records, schemas, sketches
from api.answers import answer
from api.deps import CollectionsVisitDep, CollectionVisitDep, FieldsDep, OfferDep, ViewDep
from api.links import SCHEMA
from api.pages import Page
from api.words import words
from gis.legend import legend

router = APIRouter()


@router.get("/collections")
async def collections(visit: CollectionsVisitDep) -> Response:
    """Every collection the caller may know of."""
    views, said = visit.offer.views, visit.said
    if records.is_wanted(said):
        return await visit.sent(tuple(views.values()), lambda facts: records.catalogue(views, facts, said))
    page = Page("collections.html", words(said.language)["collections"])
    return await visit.answer(
        tuple(views.values()), lambda facts: described.collections(views, facts, said), page
    )


@router.get("/collections/{collection}")
async def collection(view: ViewDep, visit: CollectionVisitDep) -> Response:
    """One collection."""
    said, layer = visit.said, view.layer
    if records.is_wanted(said):
        return await visit.sent((view,), lambda facts: records.alone(view, facts[layer.name], said))
    drawn, kind = await sketches.of_collection(visit, view)
    meaning = legend(layer, said.language, view.audience)
    extra = {"view": view, "legend": meaning, "sketch": drawn, "kind": kind}
    page = Page("collection.html", layer.title.in_(said.language), extra)
    views = sketches.drawn_from(visit, view)
    return await visit.answer(views, lambda facts: described.alone(view, facts[layer.name], said), page)


@router.get("/collections/{collection}/schema")
async def schema(view: ViewDep, offer: OfferDep, said: FieldsDep) -> Response:
    """The fields of a collection's features, with titles, units and code lists."""
    document = schemas.schema(view, said.site.path(said.path, {}), said.language, offer.views)
    return answer(said, document, Page("fields.html", document["title"], {"view": view}), SCHEMA)


@router.get("/collections/{collection}/queryables")
async def queryables(view: ViewDep, offer: OfferDep, said: FieldsDep) -> Response:
    """What a question to the collection may name."""
    document = schemas.queryables(view, said.site.path(said.path, {}), said.language, offer.views)
    return answer(said, document, Page("fields.html", document["title"], {"view": view}), SCHEMA)


@router.get("/collections/{collection}/sortables")
async def sortables(view: ViewDep, offer: OfferDep, said: FieldsDep) -> Response:
    """What features of a collection may be sorted by."""
    document = schemas.sortables(view, said.site.path(said.path, {}), said.language, offer.views)
    return answer(said, document, Page("fields.html", document["title"], {"view": view}), SCHEMA)
