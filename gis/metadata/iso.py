"""A record as ISO 19115-3 XML (mdb 2.0), in both languages: what catalogues and geoportals harvest.

The order of elements is the schema's; SNI 8843-1 is a profile of the same model.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import Element

from gis.crs import Crs
from gis.language import LANGUAGES, Language, Words
from gis.layer import Access, Agency
from gis.metadata import codes
from gis.metadata.distribution import Addresses, Distribution, Way
from gis.metadata.elements import Tongue, anchor, code, document, element, text
from gis.metadata.record import ACCESS, SAMPLE, Record

_RESTRICTION: Final = {
    Access.PUBLIC: "unrestricted",
    Access.STAFF: "restricted",
    Access.RESTRICTED: "confidential",
}
"""MD_RestrictionCode."""

_NOT_KNOWN: Final = Words("Belum diketahui", "Not known")


def iso(record: Record, at: Addresses, language: Language) -> bytes:
    """The record as an XML document, written in `language` first."""
    tongue = Tongue(language)
    root = element(
        "mdb:MD_Metadata",
        element("mdb:metadataIdentifier", _identifier(at.collection)),
        tongue.locale("mdb:defaultLocale", language),
        element("mdb:metadataScope", _scope()),
        element("mdb:contact", _responsibility(tongue, record.owner, "pointOfContact")),
        _stamped(record),
        element("mdb:metadataStandard", _titled("ISO 19115-3", "2018")),
        tongue.locale("mdb:otherLocale", tongue.other, marked=True),
        element("mdb:spatialRepresentationInfo", _geometry(record)),
        *(element("mdb:referenceSystemInfo", _system(each)) for each in record.crs),
        element("mdb:identificationInfo", _identification(tongue, record, at)),
        element("mdb:contentInfo", _content(tongue, record, at)),
        element("mdb:distributionInfo", _distribution(tongue, record, at)),
        element("mdb:resourceLineage", _lineage(tongue, record)),
    )
    return document(root)


def _identifier(uri: str) -> Element:
    return element("mcc:MD_Identifier", text("mcc:code", uri))


def _scope() -> Element:
    return element("mdb:MD_MetadataScope", code("mdb:resourceScope", "mcc:MD_ScopeCode", "dataset"))


def _stamped(record: Record) -> Element:
    if record.changed is None:
        return element("mdb:dateInfo", gco_nilReason="unknown")
    return element("mdb:dateInfo", _date(record.changed, "revision"))


def _date(moment: date, kind: str) -> Element:
    return element(
        "cit:CI_Date",
        element("cit:date", _moment(moment)),
        code("cit:dateType", "cit:CI_DateTypeCode", kind),
    )


def _moment(moment: date) -> Element:
    if isinstance(moment, datetime):
        return element("gco:DateTime", moment.isoformat(timespec="seconds"))
    return element("gco:Date", moment.isoformat())


def _titled(title: str, edition: str | None = None) -> Element:
    return element("cit:CI_Citation", text("cit:title", title), text("cit:edition", edition))


def _responsibility(tongue: Tongue, agency: Agency, role: str) -> Element:
    contact = element("cit:contactInfo", _contact(tongue, agency)) if agency.address or agency.site else None
    office = element("cit:CI_Organisation", tongue.words("cit:name", agency.name), contact)
    return element(
        "cit:CI_Responsibility", code("cit:role", "cit:CI_RoleCode", role), element("cit:party", office)
    )


def _contact(tongue: Tongue, agency: Agency) -> Element:
    point = tongue.words("cit:deliveryPoint", agency.address)
    site = element("cit:CI_OnlineResource", text("cit:linkage", agency.site))
    return element(
        "cit:CI_Contact",
        element("cit:address", element("cit:CI_Address", point)) if agency.address else None,
        element("cit:onlineResource", site) if agency.site else None,
    )


def _geometry(record: Record) -> Element:
    counted = element(
        "msr:MD_GeometricObjects",
        code("msr:geometricObjectType", "msr:MD_GeometricObjectTypeCode", codes.GEOMETRIES[record.shape]),
        element("msr:geometricObjectCount", element("gco:Integer", str(record.rows)))
        if record.rows
        else None,
    )
    return element("msr:MD_VectorSpatialRepresentation", element("msr:geometricObjects", counted))


def _system(crs: Crs) -> Element:
    named = element("mcc:MD_Identifier", anchor("mcc:code", crs.uri, crs.uri))
    return element("mrs:MD_ReferenceSystem", element("mrs:referenceSystemIdentifier", named))


def _identification(tongue: Tongue, record: Record, at: Addresses) -> Element:
    return element(
        "mri:MD_DataIdentification",
        element("mri:citation", _citation(tongue, record, at)),
        tongue.words("mri:abstract", record.about),
        tongue.words("mri:credit", Words(record.source, record.source)),
        code("mri:status", "mcc:MD_ProgressCode", "onGoing"),
        element("mri:pointOfContact", _responsibility(tongue, record.owner, "pointOfContact")),
        element("mri:pointOfContact", _responsibility(tongue, record.owner, "owner")),
        element("mri:pointOfContact", _responsibility(tongue, record.publisher, "publisher")),
        code("mri:spatialRepresentationType", "mcc:MD_SpatialRepresentationTypeCode", "vector"),
        _scale(record),
        element("mri:topicCategory", element("mri:MD_TopicCategoryCode", record.topic.value))
        if record.topic
        else None,
        _extent(record),
        element("mri:resourceMaintenance", _maintenance(tongue, record)),
        element("mri:descriptiveKeywords", _keywords(tongue, record)),
        element("mri:resourceConstraints", _legal(tongue, record)),
        tongue.locale("mri:defaultLocale", tongue.language),
        tongue.words("mri:supplementalInformation", _supplement(record)),
    )


def _citation(tongue: Tongue, record: Record, at: Addresses) -> Element:
    newest = record.dated[1] if record.dated else None
    return element(
        "cit:CI_Citation",
        tongue.words("cit:title", record.title),
        element("cit:date", _date(newest, "creation")) if newest else None,
        element("cit:date", _date(record.changed, "lastUpdate")) if record.changed else None,
        element("cit:identifier", _identifier(at.collection)),
    )


def _scale(record: Record) -> Element | None:
    if record.scale is None:
        return None
    denominator = element("mri:denominator", element("gco:Integer", str(record.scale)))
    fraction = element("mri:equivalentScale", element("mri:MD_RepresentativeFraction", denominator))
    return element("mri:spatialResolution", element("mri:MD_Resolution", fraction))


def _extent(record: Record) -> Element | None:
    if record.bounds is None and record.span is None:
        return None
    return element("mri:extent", element("gex:EX_Extent", _box(record), _period(record)))


def _box(record: Record) -> Element | None:
    if record.bounds is None:
        return None
    west, south, east, north = (f"{side:.6f}" for side in record.bounds)
    sides = (
        ("westBoundLongitude", west),
        ("eastBoundLongitude", east),
        ("southBoundLatitude", south),
        ("northBoundLatitude", north),
    )
    box = element(
        "gex:EX_GeographicBoundingBox",
        *(element(f"gex:{name}", element("gco:Decimal", side)) for name, side in sides),
    )
    return element("gex:geographicElement", box)


def _period(record: Record) -> Element | None:
    if record.span is None:
        return None
    period = element(
        "gml:TimePeriod",
        _position("gml:beginPosition", record.span.first),
        _position("gml:endPosition", record.span.last),
        gml_id="masa",
    )
    return element("gex:temporalElement", element("gex:EX_TemporalExtent", element("gex:extent", period)))


def _position(tag: str, moment: datetime | None) -> Element:
    if moment is None:
        return element(tag, indeterminatePosition="unknown")
    return element(tag, moment.isoformat(timespec="seconds"))


def _maintenance(tongue: Tongue, record: Record) -> Element:
    frequency, period = codes.MAINTENANCE[record.frequency]
    every = element("gco:TM_PeriodDuration", period) if period else None
    return element(
        "mmi:MD_MaintenanceInformation",
        code("mmi:maintenanceAndUpdateFrequency", "mmi:MD_MaintenanceFrequencyCode", frequency),
        element("mmi:userDefinedMaintenanceFrequency", every) if every is not None else None,
        tongue.words("mmi:maintenanceNote", record.rhythm),
    )


def _keywords(tongue: Tongue, record: Record) -> Element:
    return element(
        "mri:MD_Keywords",
        *(tongue.words("mri:keyword", each) for each in (*record.keywords, record.system)),
        code("mri:type", "mri:MD_KeywordTypeCode", "theme"),
    )


def _legal(tongue: Tongue, record: Record) -> Element:
    terms = record.licence
    named = anchor("mco:otherConstraints", terms.title.in_(tongue.language), terms.uri) if terms.uri else None
    return element(
        "mco:MD_LegalConstraints",
        *(tongue.words("mco:useLimitation", each) for each in _limits(record)),
        code("mco:accessConstraints", "mco:MD_RestrictionCode", _RESTRICTION[record.access]),
        code("mco:useConstraints", "mco:MD_RestrictionCode", "licence"),
        named if named is not None else tongue.words("mco:otherConstraints", terms.title),
        tongue.words("mco:otherConstraints", ACCESS[record.access]),
    )


def _limits(record: Record) -> Iterator[Words]:
    """What a reader must mind: sample data, what is withheld, what is missing."""
    if record.sample:
        yield SAMPLE
    yield from record.withheld
    yield from (each for each in (record.gaps, record.accuracy) if each)


def _supplement(record: Record) -> Words:
    """The fields in words; as a schema they stand behind the feature catalogue's link."""
    listed = {language: "; ".join(_column(record, language)) for language in LANGUAGES}
    return Words(f"Kolom: {listed['id']}.", f"Fields: {listed['en']}.")


def _column(record: Record, language: str) -> Iterator[str]:
    for field in record.fields:
        unit = f", {field.unit}" if field.unit else ""
        yield f"{field.name} ({field.title.in_(language)}{unit})"


def _content(tongue: Tongue, record: Record, at: Addresses) -> Element:
    kind = element(
        "mrc:MD_FeatureTypeInfo",
        element("mrc:featureTypeName", element("gco:ScopedName", record.name)),
        element("mrc:featureInstanceCount", element("gco:Integer", str(record.rows)))
        if record.rows
        else None,
    )
    title = Words(f"Kolom: {record.title.id}", f"Fields: {record.title.en}")
    catalogue = element(
        "cit:CI_Citation",
        tongue.words("cit:title", title),
        element("cit:onlineResource", element("cit:CI_OnlineResource", text("cit:linkage", at.schema))),
    )
    return element(
        "mrc:MD_FeatureCatalogueDescription",
        element("mrc:includedWithDataset", element("gco:Boolean", "true")),
        element("mrc:featureTypes", kind),
        element("mrc:featureCatalogueCitation", catalogue),
    )


def _distribution(tongue: Tongue, record: Record, at: Addresses) -> Element:
    medias = dict.fromkeys(each.media.partition(";")[0] for each in at.distributions)
    formats = (
        element("mrd:MD_Format", element("mrd:formatSpecificationCitation", _titled(media)))
        for media in medias
    )
    distributor = element(
        "mrd:MD_Distributor",
        element("mrd:distributorContact", _responsibility(tongue, record.publisher, "distributor")),
    )
    transfer = element(
        "mrd:MD_DigitalTransferOptions",
        *(element("mrd:onLine", _online(tongue, each)) for each in at.distributions),
    )
    return element(
        "mrd:MD_Distribution",
        *(element("mrd:distributionFormat", each) for each in formats),
        element("mrd:distributor", distributor),
        element("mrd:transferOptions", transfer),
    )


def _online(tongue: Tongue, distribution: Distribution) -> Element:
    function = "information" if distribution.way is Way.PAGE else "download"
    return element(
        "cit:CI_OnlineResource",
        text("cit:linkage", distribution.href),
        text("cit:protocol", distribution.way.value),
        tongue.words("cit:name", distribution.title),
        text("cit:description", distribution.media),
        code("cit:function", "cit:CI_OnLineFunctionCode", function),
    )


def _lineage(tongue: Tongue, record: Record) -> Element:
    origin = element("mrl:LI_Source", text("mrl:description", record.source))
    return element(
        "mrl:LI_Lineage",
        tongue.words("mrl:statement", record.lineage or _NOT_KNOWN),
        element("mrl:scope", element("mcc:MD_Scope", code("mcc:level", "mcc:MD_ScopeCode", "dataset"))),
        element("mrl:source", origin),
    )
