"""What is here: the areas a point lies in, what is known of each hazard, and where to flee.

    here = await look(reader, layers, audience, Spot(lon=110.67, lat=-6.59))
    here.as_json()["bahaya"][0]["status"]

A point is judged like an object of an exposure (`gis.hazards`): the worst class, boundaries included; what
nobody has studied is "no data", never "safe". Only rows in force speak.
"""

from __future__ import annotations

from gis.at_point.answer import HazardHere, Here, RefugeHere, shaped
from gis.at_point.query import queries
from gis.at_point.spot import Spot
from gis.at_point.subject import Layers, subject
from gis.database import Reader, Session
from gis.inquiry import Inquiry, answer, answer_now
from gis.layer import Audience, Language

__all__ = ["HazardHere", "Here", "RefugeHere", "Spot", "inquiry", "look", "look_now"]


async def look(
    reader: Reader, layers: Layers, audience: Audience, spot: Spot, language: Language = "id"
) -> Here:
    """What is known of a point, all of it from the reader's one snapshot."""
    return await answer(reader, inquiry(layers, audience, spot, language))


def look_now(
    session: Session, layers: Layers, audience: Audience, spot: Spot, language: Language = "id"
) -> Here:
    """The same for the command line and notebooks."""
    return answer_now(session, inquiry(layers, audience, spot, language))


def inquiry(layers: Layers, audience: Audience, spot: Spot, language: Language = "id") -> Inquiry[Here]:
    """All that is asked of the database, and how its rows become the answer."""
    asked = subject(layers, audience)
    return Inquiry(queries(asked, spot), lambda answers: shaped(asked, answers, language))
