"""A request that brings a feature: of which media type, in which coordinates."""

from __future__ import annotations

from typing import Final

from fastapi import Request

from api.links import GEOJSON, JSON
from gis import asking, crs
from gis.crs import Crs

FEATURE: Final = (GEOJSON, JSON)
"""What a whole feature is taken as."""

PATCH: Final = ("application/merge-patch+json",)
"""What a change of parts is taken as (RFC 7396)."""


def system(request: Request) -> Crs:
    """In which reference system coordinates are sent (/req/features/content-crs-header): longitude and
    latitude in degrees where that is not said. Errors: `UnknownName`."""
    given = request.headers.get("content-crs")
    if given is None:
        return crs.DEFAULT
    return asking.system(given.strip().removeprefix("<").removesuffix(">"))
