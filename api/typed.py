"""Features as JSON-FG documents: the same pages and features as in GeoJSON, and what JSON-FG adds to them."""

from __future__ import annotations

from api import collected
from api.models import Document
from api.negotiate import Said
from gis.crs import Crs
from gis.features import Feature, Page
from gis.formats import jsonfg
from gis.privacy import View


def page(view: View, found: Page, said: Said, system: Crs) -> Document:
    """A page as a FeatureCollection; places are in `system`."""
    features = [_feature(view, each, system) for each in found.features]
    return {**collected.page(view, found, said), **jsonfg.collection(view, system), "features": features}


def one(view: View, feature: Feature, said: Said, system: Crs) -> Document:
    """One feature with its links; its place is in `system`."""
    alone = jsonfg.collection(view, system) | _feature(view, feature, system)
    return {**alone, "links": collected.one(view, feature, said)["links"]}


def _feature(view: View, feature: Feature, system: Crs) -> Document:
    return jsonfg.feature(view, system, feature.key, feature.values, feature.geometry)
