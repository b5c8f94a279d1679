"""Features: pages of them, all of them in a file, and one by its key."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Response

from api import collected, pages, sketches, typed
from api.answers import answer, encoded, headers, in_system, is_known, tag_of, unchanged
from api.deps import FeaturesVisitDep, FeatureVisitDep, ViewDep
from api.grid import grid
from api.kept import Kept
from api.links import GEOJSON
from api.negotiate import COMMON, Said
from api.pages import Page
from api.sending import Wanted
from api.visit import Visit
from gis import asking, exports, features
from gis.asking import MOST, Question
from gis.facts import current
from gis.features import Feature
from gis.features import Page as Found
from gis.formats import FORMATS, Format
from gis.legend import legend
from gis.privacy import View

router = APIRouter()

MOST_SHOWN: Final = 1_000
"""Features on a page for people: to draw more of them would take all other callers' time."""


@router.get("/collections/{collection}/items")
async def items(view: ViewDep, visit: FeaturesVisitDep) -> Response:
    """A page of features, or a file of all that match."""
    said = visit.said
    form = FORMATS.get(said.encoding.word)
    if form and not form.paged:
        return await _file(view, visit, form)
    question = _shown(said, asking.question(view, said.given, COMMON))
    versions = await current(visit.reader, sketches.drawn_from(visit, view))
    tag = tag_of(said, versions)
    if is_known(said, tag):
        return unchanged(tag)
    kept = visit.service.pages.find(tag)
    if kept is None:
        facts = await visit.service.facts.of(visit.reader, (view,), versions)
        found = await features.page(visit.reader, view, question, facts[view.layer.name].rows)
        body = await _page(view, visit, question, found)
        said_of_it = {**headers(tag), **in_system(question.crs)}
        kept = visit.service.pages.keep(Kept.of(body, tag, said.encoding.media, said_of_it))
    return kept.answer(said.headers)


def _shown(said: Said, question: Question) -> Question:
    """The question as it is answered: a page for people is shorter than what programs may have at once."""
    most = MOST_SHOWN if said.html else MOST
    return replace(question, limit=min(question.limit or most, most))


async def _page(view: View, visit: Visit, question: Question, found: Found) -> bytes:
    said = visit.said
    if said.encoding.word in FORMATS:
        return encoded(typed.page(view, found, said, question.crs))
    document = collected.page(view, found, said)
    if not said.html:
        return encoded(document)
    extra = {
        "view": view,
        "grid": grid(view, question, found.features, said),
        "legend": legend(view.layer, said.language, view.audience),
        "sketch": await sketches.of_features(visit, view, found.features, question.crs),
    }
    return pages.page(said, document, Page("items.html", view.layer.title.in_(said.language), extra))


async def _file(view: View, visit: Visit, form: Format) -> Response:
    said = visit.said
    question = exports.question(view, said.given, COMMON)
    versions = await current(visit.reader, (view,))
    tag = tag_of(said, versions)
    if is_known(said, tag):
        return unchanged(tag)
    return visit.service.sendings.response(Wanted(form, view, question, said, versions[view.layer.name]))


@router.get("/collections/{collection}/items/{fid:path}")
async def item(view: ViewDep, fid: str, visit: FeatureVisitDep) -> Response:
    """One feature; its tag is that of its row as the caller sees it, and moves with nothing else but the land
    below a page's map."""
    said = visit.said
    question = asking.question_of_one(view, said.given, COMMON)
    feature = await features.one(visit.reader, view, fid, question.crs)
    tag = collected.tag(feature, said, question, await current(visit.reader, sketches.ground(visit)))
    if is_known(said, tag):
        return unchanged(tag)
    found = features.chosen(feature, question)
    document = (
        typed.one(view, found, said, question.crs)
        if said.encoding.word in FORMATS
        else collected.one(view, found, said)
    )
    response = answer(said, document, await _shown_alone(view, visit, feature, question), _media(said), tag)
    response.headers.update(in_system(question.crs))
    return response


async def _shown_alone(view: View, visit: Visit, feature: Feature, question: Question) -> Page:
    """The page of one feature."""
    language = visit.said.language
    extra = {
        "view": view,
        "legend": legend(view.layer, language, view.audience),
        "sketch": await sketches.of_features(visit, view, (feature,), question.crs),
    }
    return Page("item.html", view.called(feature.key, feature.values, language), extra)


def _media(said: Said) -> str:
    """What an answer is that is no page."""
    return GEOJSON if said.html else said.encoding.media
