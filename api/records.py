"""Records of collections for catalogues, in ISO 19115-3 or DCAT, and where they stand on this site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.answers import encoded
from api.links import HTML, JSON, LINKED, XML, Site
from api.negotiate import Said
from api.words import WORDS
from gis import metadata
from gis.facts import Facts
from gis.formats import FORMATS, Format
from gis.language import Words
from gis.metadata import Addresses, Distribution, Record, Way
from gis.privacy import View
from gis.tiling import WEB_MERCATOR

_TILES: Final = Words("Ubin vektor", "Vector tiles")
_TILEJSON: Final = Words("Ubin vektor (TileJSON)", "Vector tiles (TileJSON)")
_MAP: Final = Words("Peta di peramban", "Map in the browser")


def is_wanted(said: Said) -> bool:
    """Whether a record for catalogues is wanted, rather than what programs and people read."""
    return said.encoding.media in (XML, LINKED)


def alone(view: View, facts: Facts, said: Said) -> bytes:
    """One collection's record, in the encoding asked for."""
    record, at = metadata.record(view, facts), addresses(view, said.site)
    if said.encoding.media == XML:
        return metadata.iso(record, at, said.language)
    return encoded(metadata.dataset(record, at))


def catalogue(views: Mapping[str, View], facts: Mapping[str, Facts], said: Said) -> bytes:
    """Every collection's record in one catalogue."""
    listed: list[tuple[Record, Addresses]] = [
        (metadata.record(view, facts[name]), addresses(view, said.site)) for name, view in views.items()
    ]
    title, about = Words(*WORDS["service"]), Words(*WORDS["service_about"])
    return encoded(metadata.catalogue(said.site.at("collections"), said.site.root, title, about, listed))


def addresses(view: View, site: Site) -> Addresses:
    """Where a collection, its schema and its data stand."""
    name = view.layer.name
    return Addresses(
        collection=site.at("collections", name),
        page=site.at("collections", name, f="html"),
        service=site.root,
        schema=site.at("collections", name, "schema"),
        distributions=tuple(_distributions(view, site)),
    )


def _distributions(view: View, site: Site) -> list[Distribution]:
    name = view.layer.name
    tiles = site.at("collections", name, "tiles")
    found = [_in_format(name, each, site) for each in FORMATS.values()]
    found.append(
        Distribution(site.at("collections", name, "items", f="html"), HTML, view.layer.title, Way.PAGE)
    )
    found.append(Distribution(tiles, JSON, _TILES, Way.TILES))
    tilejson = site.at("collections", name, "tiles", WEB_MERCATOR.id, "tilejson.json")
    found.append(Distribution(tilejson, JSON, _TILEJSON, Way.TILES))
    if view.layer.pictured:
        found.append(Distribution(f"{site.at('map')}#lapis={name}", HTML, _MAP, Way.PAGE))
    return found


def _in_format(name: str, form: Format, site: Site) -> Distribution:
    way = Way.FEATURES if form.paged else Way.FILE
    return Distribution(site.at("collections", name, "items", f=form.word), form.media, form.title, way)
