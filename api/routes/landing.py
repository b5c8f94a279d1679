"""The way in: landing page, conformance, and the interface's own description."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import described, openapi
from api.answers import answer
from api.conformance import CLASSES
from api.deps import InterfaceDep, OfferDep, PageDep, PlainDep, ServiceDep
from api.imports.described import paths
from api.links import JSON, OPENAPI
from api.pages import Page
from api.words import words

router = APIRouter()


@router.get("/")
async def landing(said: PlainDep) -> Response:
    """What this service is and where everything is."""
    return answer(said, described.landing(said), Page("landing.html", words(said.language)["service"]))


@router.get("/conformance")
async def conformance(said: PlainDep) -> Response:
    """The parts of OGC's standards that are kept."""
    title = words(said.language)["conformance"]
    document = {"conformsTo": list(CLASSES), "links": said.here(JSON, title)}
    return answer(said, document, Page("document.html", title))


@router.get("/api")
async def description(offer: OfferDep, said: InterfaceDep, service: ServiceDep) -> Response:
    """The interface as OpenAPI 3.0."""
    document = openapi.document(offer, said.site, said.language, paths() if service.desk else None)
    return answer(said, document, Page("docs.html", words(said.language)["docs"]), OPENAPI)


@router.get("/docs")
async def docs(offer: OfferDep, said: PageDep, service: ServiceDep) -> Response:
    """The same as a page."""
    document = openapi.document(offer, said.site, said.language, paths() if service.desk else None)
    return answer(said.only(), document, Page("docs.html", words(said.language)["docs"]))
