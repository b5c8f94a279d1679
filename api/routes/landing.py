"""The way in: landing page, conformance, and the interface's own description."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api import described, openapi
from api.answers import answer
from api.conformance import classes
from api.deps import InterfaceDep, OfferDep, PageDep, PlainDep, ServiceDep
from api.edits import described as edits
from api.errors import KINDS
from api.imports import described as imports
from api.links import JSON, OPENAPI
from api.models import Document
from api.negotiate import Said
from api.offer import Offer
from api.pages import Page
from api.reference import reference, standards
from api.service import Service
from api.words import words
from gis.language import Language

router = APIRouter()


@router.get("/")
async def landing(said: PlainDep) -> Response:
    """What this service is and where everything is."""
    return answer(said, described.landing(said), Page("landing.html", words(said.language)["service"]))


@router.get("/conformance")
async def conformance(said: PlainDep, service: ServiceDep) -> Response:
    """The parts of OGC's standards that are kept."""
    title = words(said.language)["conformance"]
    kept = classes(service.audience)
    document = {"conformsTo": kept, "links": said.here(JSON, title)}
    extra = {"standards": standards(kept, said.language)}
    return answer(said, document, Page("conformance.html", title, extra))


@router.get("/api")
async def description(offer: OfferDep, said: InterfaceDep, service: ServiceDep) -> Response:
    """The interface as OpenAPI 3.0."""
    document = openapi.document(offer, said.site, said.language, _further(service, said.language))
    return answer(said, document, _described(document, offer, said), OPENAPI)


@router.get("/docs")
async def docs(offer: OfferDep, said: PageDep, service: ServiceDep) -> Response:
    """The same as a page."""
    document = openapi.document(offer, said.site, said.language, _further(service, said.language))
    return answer(said.only(), document, _described(document, offer, said))


def _further(service: Service, language: Language) -> dict[str, Document]:
    """What there is to ask besides reading, where this service takes files or edits."""
    taken = imports.paths(language) if service.desk else {}
    return {**taken, **edits.paths(service.offer, language)}


def _described(document: Document, offer: Offer, said: Said) -> Page:
    """The page of the interface's description."""
    told = words(said.language)
    fields = {f.name for view in offer.views.values() for f in view.fields}
    extra = {"reference": reference(document, fields, told["of_each_collection"]), "kinds": KINDS}
    return Page("docs.html", told["docs"], extra)
