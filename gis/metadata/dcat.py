"""Records as DCAT 3 in JSON-LD, in both languages: the catalogue that open-data portals harvest.

The context stands inside the document, so that it is read without asking any other address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from gis.crs import Sides
from gis.language import Words
from gis.layer import PUBLISHER, Agency, Field, Licence
from gis.metadata import codes
from gis.metadata.distribution import Addresses, Distribution, Way
from gis.metadata.record import Record

Node = dict[str, Any]
"""A node of the graph; what is None is left out."""

CONTEXT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adms": "http://www.w3.org/ns/adms#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The vocabularies that a catalogue uses, by prefix."""


def dataset(record: Record, at: Addresses) -> Node:
    """A document about one layer."""
    return {"@context": dict(CONTEXT), **_dataset(record, at)}


def catalogue(
    uri: str, service: str, title: Words, about: Words, listed: Iterable[tuple[Record, Addresses]]
) -> Node:
    """A document about all layers: a portal that harvests it needs no other address."""
    every = list(listed)
    return {
        "@context": dict(CONTEXT),
        "@id": uri,
        "@type": "dcat:Catalog",
        "dct:title": _words(title),
        "dct:description": _words(about),
        "dct:publisher": _agent(PUBLISHER),
        "dct:language": _languages(),
        "dcat:dataset": [_dataset(record, at) for record, at in every],
        "dcat:service": _service(service, title, [at.collection for _, at in every]),
    }


def _service(root: str, title: Words, served: list[str]) -> Node:
    return {
        "@id": f"{root}/",
        "@type": "dcat:DataService",
        "dct:title": _words(title),
        "dcat:endpointURL": _ref(root),
        "dcat:endpointDescription": _ref(f"{root}/api"),
        "dct:conformsTo": _ref("http://www.opengis.net/spec/ogcapi-features-1/1.0/req/core"),
        "dcat:servesDataset": [_ref(each) for each in served],
    }


def _dataset(record: Record, at: Addresses) -> Node:
    return _told(
        {
            "@id": at.collection,
            "@type": "dcat:Dataset",
            "dct:identifier": at.collection,
            **_described(record),
            **_answered_for(record),
            **_dates(record),
            **_terms(record),
            **_reach(record),
            "dcat:landingPage": _ref(at.page),
            "dct:conformsTo": [_system(each.uri) for each in record.crs],
            "dct:source": _label("rdfs:Resource", Words(record.source, record.source)),
            "dct:provenance": _label("dct:ProvenanceStatement", record.lineage),
            "rdfs:comment": [part for each in _remarks(record) for part in _words(each)],
            "void:entities": record.rows,
            "schema:variableMeasured": [_variable(each) for each in record.fields],
            "dcat:distribution": [_distribution(each, record.licence) for each in at.distributions],
        }
    )


def _described(record: Record) -> Node:
    return {
        "dct:title": _words(record.title),
        "dct:description": _words(record.about),
        "dcat:keyword": [part for each in (*record.keywords, record.system) for part in _words(each)],
        "dcat:theme": _ref(codes.theme(record.topic)) if record.topic else None,
        "dct:language": _languages(),
    }


def _answered_for(record: Record) -> Node:
    owner = record.owner
    card = {
        "@type": "vcard:Organization",
        "vcard:fn": _words(owner.name),
        "vcard:hasURL": _ref(owner.site) if owner.site else None,
    }
    return {
        "dct:creator": _agent(owner),
        "dct:publisher": _agent(record.publisher),
        "dcat:contactPoint": _told(card),
    }


def _dates(record: Record) -> Node:
    return {
        "dct:created": _moment(record.dated[1]) if record.dated else None,
        "dct:modified": _moment(record.changed) if record.changed else None,
        "dct:accrualPeriodicity": _ref(codes.PERIODICITY[record.frequency]),
    }


def _terms(record: Record) -> Node:
    held = [{"@type": "dct:RightsStatement", "rdfs:label": _words(each)} for each in record.withheld]
    return {
        "dct:license": _licence(record.licence),
        "dct:accessRights": _ref(codes.ACCESS_RIGHTS[record.access]),
        "dct:rights": held or None,
    }


def _reach(record: Record) -> Node:
    span = record.span
    period = {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _moment(span.first) if span and span.first else None,
        "dcat:endDate": _moment(span.last) if span and span.last else None,
    }
    return {
        "dct:spatial": _location(record.bounds) if record.bounds else None,
        "dct:temporal": _told(period) if span else None,
    }


def _location(bounds: Sides) -> Node:
    west, south, east, north = (round(side, 6) for side in bounds)
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    text = f"POLYGON(({', '.join(f'{x} {y}' for x, y in ring)}))"
    return {"@type": "dct:Location", "dcat:bbox": {"@type": "geo:wktLiteral", "@value": text}}


def _remarks(record: Record) -> Iterator[Words]:
    """How often it is renewed, how right it is, and what is missing."""
    yield record.rhythm
    if record.scale:
        scale = f"1 : {record.scale}"
        yield Words(f"Skala {scale}", f"Scale {scale}")
    yield from (each for each in (record.accuracy, record.gaps) if each)


def _variable(field: Field) -> Node:
    return _told(
        {
            "@type": "schema:PropertyValue",
            "schema:propertyID": field.name,
            "schema:name": _words(field.title),
            "schema:description": _words(field.description) if field.description else None,
            "schema:unitText": field.unit,
            "schema:valueReference": [_choice(each.value, each.title) for each in field.choices] or None,
        }
    )


def _choice(value: str | int, title: Words) -> Node:
    return {"@type": "skos:Concept", "skos:notation": str(value), "skos:prefLabel": _words(title)}


def _distribution(way: Distribution, terms: Licence) -> Node:
    is_file = way.way is Way.FILE
    return _told(
        {
            "@id": way.href,
            "@type": "dcat:Distribution",
            "dct:title": _words(way.title),
            "dcat:accessURL": _ref(way.href),
            "dcat:downloadURL": _ref(way.href) if is_file else None,
            "dcat:mediaType": _ref(codes.media_type(way.media)),
            "dct:license": _licence(terms),
        }
    )


def _licence(terms: Licence) -> Node:
    if terms.uri:
        return {"@id": terms.uri, "@type": "dct:LicenseDocument", "rdfs:label": _words(terms.title)}
    return {"@type": "dct:LicenseDocument", "rdfs:label": _words(terms.title)}


def _agent(agency: Agency) -> Node:
    site = {"foaf:homepage": _ref(agency.site)} if agency.site else {}
    return {"@type": "foaf:Organization", "foaf:name": _words(agency.name), **site}


def _system(uri: str) -> Node:
    return {"@id": uri, "@type": "dct:Standard"}


def _label(kind: str, said: Words | None) -> Node | None:
    return {"@type": kind, "rdfs:label": _words(said)} if said else None


def _languages() -> list[Node]:
    return [_ref(uri) for _, uri in codes.LANGUAGES.values()]


def _words(said: Words) -> list[Node]:
    return [{"@language": "id", "@value": said.id}, {"@language": "en", "@value": said.en}]


def _moment(moment: date) -> Node:
    if isinstance(moment, datetime):
        return {"@type": "xsd:dateTime", "@value": moment.isoformat(timespec="seconds")}
    return {"@type": "xsd:date", "@value": moment.isoformat()}


def _ref(uri: str) -> Node:
    return {"@id": uri}


def _told(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}
