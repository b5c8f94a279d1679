"""Exposure: how many objects of a layer lie in which class of a hazard, by area.

    ask = Ask.from_inputs({"hazard": "bahaya", "jenis": "banjir", "exposed": "wisata"})
    found = await summary(reader, layers, audience, ask)
    found.as_json()["rows"][0]["terdampak"]

Only rows in force take part. An object counts once, in its worst class (`gis.hazards` says how that is
found), and in one village: the one its point lies in or, for an area, its centroid (ST_Centroid, in
degrees); on a common edge, the village with the smallest code. An object in no village, or without a place,
is counted in a row of its own whose code is null. The total is a count of its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from gis.database import Reader, Session
from gis.exposure.answer import AreaCounts, Counts, Summary, summarised
from gis.exposure.ask import Ask, Rule
from gis.exposure.query import areas_query, exposure_query, total_query
from gis.exposure.subject import Layers, Subject, subject
from gis.inquiry import Inquiry, answer, answer_now
from gis.layer import Audience, Language
from gis.sources import sources_query
from gis.versions import versions_query

__all__ = [
    "AreaCounts",
    "Ask",
    "Counts",
    "Rule",
    "Subject",
    "Summary",
    "exposure_query",
    "inquiry",
    "subject",
    "summary",
    "summary_now",
]


async def summary(
    reader: Reader, layers: Layers, audience: Audience, ask: Ask, language: Language = "id"
) -> Summary:
    """The answer, all of it from the reader's one snapshot.

    Errors: `NotFound` for a layer that does not exist for this audience; `UnknownName` and `BadValue` for an
    input that does not fit.
    """
    return await answer(reader, inquiry(layers, audience, ask, language))


def summary_now(
    session: Session, layers: Layers, audience: Audience, ask: Ask, language: Language = "id"
) -> Summary:
    """The same for the command line and notebooks."""
    return answer_now(session, inquiry(layers, audience, ask, language))


def inquiry(layers: Layers, audience: Audience, ask: Ask, language: Language = "id") -> Inquiry[Summary]:
    """All that is asked of the database, and how its rows become the answer."""
    asked = subject(layers, audience, ask)
    hazard, studies = asked.hazard, asked.hazard.studies
    study = studies.layer.study
    of_kind = hazard.areas.table.c[hazard.kind] == asked.kind
    studied = studies.table.c[hazard.studied] == asked.kind
    parts: dict[str, sa.Select[Any]] = {
        "counts": exposure_query(asked),
        "total": total_query(asked.exposed),
        "areas": areas_query(asked.by),
        "versions": versions_query(asked.views),
        "of_hazard": sources_query(hazard.areas, of_kind),
        "of_studies": sources_query(studies, studied, names=study.names if study else ()),
        "of_exposed": sources_query(asked.exposed),
        "of_villages": sources_query(asked.villages),
    }
    return Inquiry(parts, lambda answers: summarised(asked, answers, language))
