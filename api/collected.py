"""Features as GeoJSON documents, with the links that lead on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import orjson

from api.answers import digest
from api.links import GEOJSON, JSON, link
from api.models import Document
from api.negotiate import Said
from gis.asking import Question
from gis.features import Feature, Page
from gis.privacy import View


def page(view: View, found: Page, said: Said) -> Document:
    """A page as a FeatureCollection; `numberMatched` only where it was counted."""
    title = view.layer.title.in_(said.language)
    links = said.here(GEOJSON, title)
    if found.after:
        onward = said.address(after=found.after, f=said.encoding.word)
        links.append(link(onward, "next", links[0]["type"], title))
    links.append(link(said.site.at("collections", view.layer.name), "collection", JSON, title))
    counted = {} if found.matched is None else {"numberMatched": found.matched}
    return {
        "type": "FeatureCollection",
        "timeStamp": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        **counted,
        "numberReturned": len(found.features),
        "links": links,
        "features": [_feature(each) for each in found.features],
    }


def one(view: View, feature: Feature, said: Said) -> Document:
    """One feature with its links."""
    links = said.here(GEOJSON, view.called(feature.key, feature.values, said.language))
    links.append(link(said.site.at("collections", view.layer.name), "collection", JSON))
    return {**_feature(feature), "links": links}


def tag(feature: Feature, said: Said, question: Question, ground: Mapping[str, str]) -> str:
    """The strong tag of one feature's answer: the row's own, then how it is told where that is not the usual
    way. By the row's part a caller proves which state of the row it knows.

    ground  the versions of the land that a page shows it on
    """
    ways: list[str] = [said.language, digest(ground)[:8]] if said.html else []
    if said.encoding.word not in ("html", "json"):
        ways.append(said.encoding.word)
    if question != Question():
        ways.append(digest(question.crs.uri, question.properties, question.geometry)[:8])
    return f'"{".".join([row_tag(feature), *ways])}"'


def row_tag(feature: Feature) -> str:
    """What stands for the state of a row as an audience sees it, in whichever system and form it is told."""
    return digest(feature.values, feature.kept)


def _feature(feature: Feature) -> Document:
    # The place is JSON already; it is put in as it is.
    place = orjson.Fragment(feature.geometry) if feature.geometry else None
    return {"type": "Feature", "id": feature.key, "geometry": place, "properties": feature.values}
