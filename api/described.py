"""What there is, described from the declarations as an audience sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from api.links import GEOJSON, HTML, JSON, LINKED, OPENAPI, RELATION, SCHEMA, STYLE, XML, Site, link
from api.models import Collection, Document, Extent, Link
from api.negotiate import Said
from api.words import words
from gis import crs
from gis.facts import Facts
from gis.formats import FORMATS
from gis.layer import SYSTEMS, Language, Source
from gis.metadata import ACCESS, Record, record
from gis.privacy import View
from gis.style import MAP, NAME

GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
"""The reference system of times: ISO 8601, in the Gregorian calendar."""


def landing(said: Said) -> Document:
    """The way in: links to everything there is."""
    told, at = words(said.language), said.site.at
    links = [
        *said.here(JSON, told["service"]),
        link(at("api"), "service-desc", OPENAPI, told["api"]),
        link(at("docs"), "service-doc", HTML, told["docs"]),
        link(at("conformance"), "conformance", JSON, told["conformance"]),
        link(at("collections"), "data", JSON, told["collections"]),
        link(at("tiles"), f"{RELATION}tilesets-vector", JSON, told["tiles"]),
        link(at("tileMatrixSets"), f"{RELATION}tiling-schemes", JSON),
        link(at("styles"), f"{RELATION}styles", JSON, told["styles"]),
        link(at("processes"), f"{RELATION}processes", JSON, told["processes"]),
        link(at("map"), "alternate", HTML, told["map"]),
    ]
    return {"title": told["service"], "description": told["service_about"], "links": links}


def styles(views: Mapping[str, View], said: Said) -> Document:
    """Every style: of the whole map, and of each collection over the base."""
    titles_by_id = {MAP: NAME, **{name: view.layer.title for name, view in views.items()}}
    preview = link(said.site.at("map"), "preview", HTML)
    listed = [
        {
            "id": name,
            "title": title.in_(said.language),
            "links": [link(said.site.at("styles", name), "stylesheet", STYLE), preview],
        }
        for name, title in titles_by_id.items()
    ]
    return {"default": MAP, "styles": listed, "links": said.here(JSON, words(said.language)["styles"])}


def collection(view: View, facts: Facts, said: Said, here: list[Link]) -> Collection:
    """A collection; `here` are its links to itself."""
    layer, language = view.layer, said.language
    about = record(view, facts)
    made: Collection = {
        "id": layer.name,
        "title": layer.title.in_(language),
        "description": layer.description.in_(language),
        "itemType": "feature",
        "crs": list(crs.OFFERED),
        "storageCrs": crs.CRS84,
        "extent": _extent(facts),
        "system": {"id": layer.system, "title": SYSTEMS[layer.system].in_(language)},
        "owner": layer.owner,
        "contoh": facts.sample,
        "rows": facts.rows,
        "shape": layer.shape.value,
        "zooms": [layer.zooms.first, layer.zooms.last],
        "pictured": layer.pictured,
        "search": [name for name in layer.search if view.field(name)],
        "area": layer.area.parts if layer.area else None,
        "source": _source(layer.source, language) if layer.source else None,
        "keywords": [each.in_(language) for each in about.keywords],
        "attribution": f"{about.source}, {about.owner.name.in_(language)}",
        "metadata": _metadata(about, language),
        "links": [*here, *_links(about, said.site, language)],
    }
    if about.changed:
        made["updated"] = about.changed.isoformat(timespec="seconds")
    return made


def collections(views: Mapping[str, View], facts: Mapping[str, Facts], said: Said) -> Document:
    """All collections, each with a link to itself."""
    title = words(said.language)["collections"]
    return {
        "links": said.here(JSON, title),
        "collections": [
            collection(view, facts[name], said, _self(view, said)) for name, view in views.items()
        ],
    }


def alone(view: View, facts: Facts, said: Said) -> Document:
    """One collection, asked for by itself."""
    here = said.here(JSON, view.layer.title.in_(said.language))
    return {**collection(view, facts, said, here)}


def _self(view: View, said: Said) -> list[Link]:
    name, title = view.layer.name, view.layer.title.in_(said.language)
    return [
        link(said.site.at("collections", name, f="json"), "self", JSON, title),
        link(said.site.at("collections", name, f="html"), "alternate", HTML, title),
    ]


def _extent(facts: Facts) -> Extent:
    found: Extent = {}
    if facts.bounds is not None:
        found["spatial"] = {"bbox": [list(facts.bounds)], "crs": crs.CRS84}
    if facts.span is not None:
        found["temporal"] = {
            "interval": [[_moment(facts.span.first), _moment(facts.span.last)]],
            "trs": GREGORIAN,
        }
    return found


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _source(source: Source, language: Language) -> Document:
    said = {
        "name": source.name,
        "licence": source.licence,
        "rhythm": source.rhythm.in_(language),
        "scale": source.scale,
        "lineage": source.lineage.in_(language) if source.lineage else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _metadata(about: Record, language: Language) -> Document:
    """What else is known of a collection; what nobody has said is left out."""
    said = {
        "agency": about.owner.name.in_(language),
        "publisher": about.publisher.name.in_(language),
        "address": about.owner.address.in_(language) if about.owner.address else None,
        "topic": about.topic.value if about.topic else None,
        "access": ACCESS[about.access].in_(language),
        "licence": about.licence.title.in_(language),
        "licenceUri": about.licence.uri,
        "frequency": about.frequency.value,
        "dated": [day.isoformat() for day in about.dated] if about.dated else None,
        "accuracy": about.accuracy.in_(language) if about.accuracy else None,
        "gaps": about.gaps.in_(language) if about.gaps else None,
        "withheld": [each.in_(language) for each in about.withheld] or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _links(about: Record, site: Site, language: Language) -> list[Link]:
    name, title = about.name, about.title.in_(language)
    below = ("collections", name)
    return [
        link(site.at(*below, "items", f="json"), "items", GEOJSON, title),
        link(site.at(*below, "items", f="html"), "items", HTML, title),
        *(
            link(site.at(*below, "items", f=word), "items", each.media, each.title.in_(language))
            for word, each in FORMATS.items()
            if each.media != GEOJSON
        ),
        link(site.at(*below, f="iso"), "describedby", XML, "ISO 19115-3"),
        link(site.at(*below, f="dcat"), "describedby", LINKED, "DCAT"),
        *_terms(about, language),
        link(site.at(*below, "queryables"), f"{RELATION}queryables", SCHEMA),
        link(site.at(*below, "sortables"), f"{RELATION}sortables", SCHEMA),
        link(site.at(*below, "schema"), f"{RELATION}schema", SCHEMA),
        link(site.at(*below, "tiles"), f"{RELATION}tilesets-vector", JSON),
        link(site.at("styles"), f"{RELATION}styles", JSON),
        link(site.at("styles", name), "stylesheet", STYLE, title),
    ]


def _terms(about: Record, language: Language) -> list[Link]:
    """The licence, where it has an address (OGC API Features, part 1, /rec/core/fc-md-license)."""
    terms = about.licence
    return [link(terms.uri, "license", None, terms.title.in_(language))] if terms.uri else []
