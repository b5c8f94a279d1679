"""Records of layers: what is made of a declaration and its facts, and what is said where nothing is known."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest

from gis import metadata
from gis.asking import Span
from gis.facts import NOTHING, Facts
from gis.language import Words
from gis.layer import Access, Audience, Frequency, Shape, Topic
from gis.metadata import Addresses, Distribution, Way, codes, units
from gis.metadata.elements import NAMESPACES
from gis.privacy import visible
from tests.http.toys import TOYS

MOMENT = datetime(2026, 5, 31, 8, 0, tzinfo=UTC)
FULL = Facts(
    (110.1, -6.95, 111.7, -6.15),
    10,
    sample=True,
    span=Span(datetime(2026, 1, 1, tzinfo=UTC), None),
    dated=(date(2024, 1, 1), date(2026, 5, 1)),
    changed=MOMENT,
)

CSV = Distribution("http://x/items?f=csv", "text/csv; charset=utf-8", Words("CSV", "CSV"), Way.FILE)
AT = Addresses("http://x/c", "http://x/c?f=html", "http://x", "http://x/c/schema", (CSV,))


def view(name: str, audience: Audience = Audience.PUBLIC):
    return visible(TOYS[name], audience)


def written(name: str, facts: Facts, language: str = "id") -> ET.Element:
    """The record as XML, read again."""
    return ET.fromstring(metadata.iso(metadata.record(view(name), facts), AT, language))  # noqa: S314


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [each.text for each in root.findall(f".//{path}", NAMESPACES)]


def test_a_record_says_what_is_declared_and_what_is_there():
    made = metadata.record(view("pohon"), FULL)
    assert (made.name, made.source, made.scale, made.rows) == ("pohon", "Kebun <uji>", 1000, 10)
    assert (made.access, made.shape, made.sample) == (Access.PUBLIC, Shape.POINT, True)
    assert (made.bounds, made.span, made.dated, made.changed) == (
        FULL.bounds,
        FULL.span,
        FULL.dated,
        FULL.changed,
    )
    assert "pemilik" not in [f.name for f in made.fields]
    assert "pemilik" in [f.name for f in metadata.record(view("pohon", Audience.STAFF), FULL).fields]


def test_what_nobody_said_stays_unknown():
    made = metadata.record(view("risiko"), NOTHING)
    assert (made.scale, made.accuracy, made.lineage, made.gaps, made.topic) == (None,) * 5
    assert made.frequency is Frequency.UNKNOWN
    assert made.licence.title.en == "Not yet decided by the data's keeper"
    root = written("risiko", NOTHING)
    assert texts(root, "mrl:statement/gco:CharacterString") == ["Belum diketahui"]
    assert root.find("mdb:dateInfo", NAMESPACES).attrib == {f"{{{NAMESPACES['gco']}}}nilReason": "unknown"}
    for absent in ("mri:extent", "mri:topicCategory", "mri:spatialResolution", "cit:contactInfo"):
        assert root.find(f".//{absent}", NAMESPACES) is None, absent


def test_each_audience_is_told_what_is_withheld_from_it():
    assert len(metadata.record(view("jumlah_griya"), FULL).withheld) == 1
    assert metadata.record(view("jumlah_griya", Audience.RESTRICTED), FULL).withheld == ()
    assert len(metadata.record(view("peristiwa"), FULL).withheld) == 2
    assert metadata.record(view("peristiwa", Audience.STAFF), FULL).withheld == ()


def test_the_xml_says_dates_and_time_and_that_it_holds_samples():
    root = written("pohon", FULL)
    kinds = [each.get("codeListValue") for each in root.findall(".//cit:CI_DateTypeCode", NAMESPACES)]
    assert kinds == ["revision", "creation", "lastUpdate"]
    assert texts(root, "gco:Date") == ["2026-05-01"]
    assert texts(root, "gml:beginPosition") == ["2026-01-01T00:00:00+00:00"]
    assert root.find(".//gml:endPosition", NAMESPACES).get("indeterminatePosition") == "unknown"
    assert "Memuat data contoh" in " ".join(filter(None, texts(root, "mri:abstract/gco:CharacterString")))
    assert "Kebun <uji>" in texts(root, "mrl:description/gco:CharacterString")


def test_the_xml_stands_in_both_languages_whichever_comes_first():
    for first, second in (("id", "en"), ("en", "id")):
        root = written("pohon", FULL, first)
        title = root.find(".//mri:citation//cit:title", NAMESPACES)
        words = TOYS["pohon"].title
        assert title.find("gco:CharacterString", NAMESPACES).text == words.in_(first)
        localised = title.find(".//lan:LocalisedCharacterString", NAMESPACES)
        assert (localised.get("locale"), localised.text) == (f"#{second}", words.in_(second))
        assert root.find("mdb:otherLocale/lan:PT_Locale", NAMESPACES).get("id") == second


def test_a_dataset_says_only_what_is_known():
    made = metadata.dataset(metadata.record(view("risiko"), NOTHING), AT)
    assert not {"dct:spatial", "dct:temporal", "dct:modified", "dct:created", "dcat:theme"} & set(made)
    assert "dct:provenance" not in made or made["dct:provenance"]
    assert None not in made.values()
    assert "null" not in json.dumps(made)


def test_a_file_can_be_downloaded_and_a_page_of_features_is_only_had_there():
    page = Distribution("http://x/items", "application/geo+json", Words("a", "b"), Way.FEATURES)
    made = metadata.dataset(metadata.record(view("pohon"), FULL), Addresses("a", "b", "c", "d", (CSV, page)))
    first, second = made["dcat:distribution"]
    assert first["dcat:downloadURL"] == first["dcat:accessURL"] == {"@id": "http://x/items?f=csv"}
    assert "dcat:downloadURL" not in second
    assert first["dcat:mediaType"]["@id"].endswith("/text/csv")


def test_a_catalogue_of_nothing_is_a_catalogue():
    made = metadata.catalogue("http://x/collections", "http://x", Words("a", "b"), Words("c", "d"), [])
    assert made["dcat:dataset"] == made["dcat:service"]["dcat:servesDataset"] == []


@pytest.mark.parametrize("frequency", Frequency)
def test_every_frequency_has_its_code_in_both_registers(frequency):
    assert codes.MAINTENANCE[frequency][0]
    assert codes.PERIODICITY[frequency].startswith("http://publications.europa.eu/")


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_a_category_of_the_standard(topic):
    assert codes.theme(topic).endswith(topic.value)


def test_units_that_no_register_knows_keep_their_name():
    assert units.unit("ikat") == ("ikat", units.OURS)
