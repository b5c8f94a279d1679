"""What there is, described from the declarations as an audience sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from api.links import GEOJSON, HTML, JSON, OPENAPI, RELATION, SCHEMA, STYLE, Site, link
from api.models import Collection, Document, Extent, Link
from api.negotiate import Said
from api.words import words
from gis import crs
from gis.facts import Facts
from gis.layer import SYSTEMS, Field, Kind, Language, Layer, Shape, Source
from gis.legend import titles
from gis.privacy import WITHHELD, View
from gis.style import MAP, NAME

_TYPES: Final[dict[Kind, Document]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string", "format": "date-time"},
    Kind.LIST: {"type": "array"},
}

_GEOMETRIES: Final = {
    Shape.POINT: "geometry-point",
    Shape.LINE: "geometry-multilinestring",
    Shape.POLYGON: "geometry-multipolygon",
}

GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


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
    layer, site, language = view.layer, said.site, said.language
    return {
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
        "links": [*here, *_links(layer, site, language)],
    }


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


def schema(view: View, address: str, language: Language) -> Document:
    """The JSON schema of a feature's properties (OGC API Features, part 5)."""
    return {
        "$schema": DRAFT,
        "$id": address,
        "type": "object",
        "title": view.layer.title.in_(language),
        "description": view.layer.description.in_(language),
        "properties": _properties(view, language),
        "required": [f.name for f in view.fields if f.required],
    }


def queryables(view: View, address: str, language: Language) -> Document:
    """What a question may name (OGC API Features, part 3): the visible fields and the place."""
    found = _properties(view, language)
    found.pop(WITHHELD, None)
    return {
        "$schema": DRAFT,
        "$id": address,
        "type": "object",
        "title": view.layer.title.in_(language),
        "properties": found,
        "additionalProperties": False,
    }


def _properties(view: View, language: Language) -> Document:
    found = {f.name: _property(view.layer, f, seq, language) for seq, f in enumerate(view.fields, 1)}
    if view.withholds:
        found[WITHHELD] = {
            "title": words(language)["figures_withheld"],
            "type": "boolean",
            "readOnly": True,
            "x-ogc-propertySeq": len(found) + 1,
        }
    found["geometry"] = {
        "title": words(language)["place"],
        "format": _GEOMETRIES[view.layer.shape],
        "x-ogc-role": "primary-geometry",
        "x-ogc-propertySeq": len(found) + 1,
    }
    return found


def _property(layer: Layer, f: Field, seq: int, language: Language) -> Document:
    said: dict[str, Any] = {"title": f.title.in_(language), **_TYPES[f.kind], "x-ogc-propertySeq": seq}
    optional: dict[str, Any] = {
        "description": f.description.in_(language) if f.description else None,
        "minimum": f.least,
        "maximum": f.most,
        "exclusiveMinimum": f.above,
        "pattern": f.pattern and f"^(?:{f.pattern})$",
        "x-ogc-unit": f.unit,
        "x-ogc-role": "id" if f.name == layer.key else None,
        "x-label": True if f.name == layer.label else None,
    }
    said |= {name: value for name, value in optional.items() if value is not None}
    return said | _listed(f, language)


def _listed(f: Field, language: Language) -> Document:
    values = [choice.value for choice in f.choices]
    closed = {"enum": values} if values and not f.open else {}
    chosen = {"x-choices": titles(f.choices, language)} if values else {}
    if f.kind is Kind.LIST:
        return {"items": {"type": "string", **closed}, **chosen}
    return {**closed, **chosen}


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


def _links(layer: Layer, site: Site, language: Language) -> list[Link]:
    name, title = layer.name, layer.title.in_(language)
    below = ("collections", name)
    return [
        link(site.at(*below, "items", f="json"), "items", GEOJSON, title),
        link(site.at(*below, "items", f="html"), "items", HTML, title),
        link(site.at(*below, "queryables"), f"{RELATION}queryables", SCHEMA),
        link(site.at(*below, "schema"), f"{RELATION}schema", SCHEMA),
        link(site.at(*below, "tiles"), f"{RELATION}tilesets-vector", JSON),
        link(site.at("styles", name), f"{RELATION}styles", JSON),
    ]
