"""Records for catalogues over HTTP: what OWSLib reads of the XML, what a graph holds of the JSON-LD."""

from __future__ import annotations

import pytest
import rdflib
from owslib.etree import etree
from owslib.iso3 import MD_Metadata
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from tests.http.toys import HIDDEN_FIELDS, SECRET, TOYS

# The parser of JSON-LD makes a graph of a kind that rdflib itself calls out of date.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

VISIBLE = [name for name in TOYS if name != "griya"]


@pytest.fixture
def iso(client):
    """The XML of a collection's record, and what OWSLib makes of it."""

    def ask(name: str, **params: str) -> MD_Metadata:
        answer = client.get(f"/collections/{name}", params={"f": "iso", **params})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/xml"
        return MD_Metadata(etree.fromstring(answer.content))

    return ask


@pytest.fixture
def graph(client):
    """A JSON-LD answer as a graph. Nothing but the answer is asked for: its context stands inside."""

    def ask(path: str) -> rdflib.Graph:
        answer = client.get(path, params={"f": "dcat"})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/ld+json"
        return rdflib.Graph().parse(data=answer.text, format="json-ld")

    return ask


def test_owslib_reads_the_record_of_a_collection(iso):
    record = iso("pohon")
    (about,) = record.identification
    assert record.identifier == "http://peta.test/collections/pohon"
    assert (record.languagecode, record.hierarchy, record.stdname) == ("ind", "dataset", "ISO 19115-3")
    assert [each.organization for each in record.contact] == ["Uji"]
    assert (about.title, about.abstract) == ("Pohon", "Pohon")
    assert [float(side) for side in (about.bbox.minx, about.bbox.miny, about.bbox.maxx, about.bbox.maxy)] == (
        pytest.approx([110.1, -6.95, 111.7, -6.15])
    )
    assert about.denominators == ["1000"]
    assert {(each.organization, each.role) for each in about.contact} == {
        ("Uji", "pointOfContact"),
        ("Uji", "owner"),
        ("Pemerintah Kabupaten Jepara", "publisher"),
    }
    assert about.otherconstraints[-1] == "CC0: bebas tanpa syarat"
    assert (about.accessconstraints, about.useconstraints) == (["unrestricted"], ["licence"])
    assert record.referencesystem.code == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    assert "tinggi_m (Tinggi, m)" in about.supplementalinformation


def test_the_record_speaks_the_language_asked_for_first_and_the_other_beside_it(iso):
    record = iso("pohon", lang="en")
    assert (record.languagecode, record.identification[0].title) == ("eng", "Pohon (en)")
    beside = record.md.findall(".//{*}LocalisedCharacterString")
    assert {each.get("locale") for each in beside} == {"#id"}
    assert "Pohon" in [each.text for each in beside]


def test_the_record_lists_every_way_in_which_the_data_can_be_had(iso, client):
    listed = iso("pohon").distribution.online
    assert {each.protocol for each in listed} == {
        "OGC API - Features",
        "OGC API - Tiles",
        "WWW:DOWNLOAD",
        "WWW:LINK",
    }
    for each in listed:
        answer = client.get(each.url.partition("#")[0])
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == each.description.partition(";")[0]


def test_a_change_moves_the_date_of_the_record_and_a_hidden_one_does_not(iso, garden):
    before = iso("pohon").datestamp
    with garden.change() as write:
        write.update("pohon", "pohon-1", pemilik="lain")
    assert iso("pohon").datestamp == before
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Lain")
    moved = iso("pohon").datestamp
    assert moved >= before
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Pohon 1", pemilik=SECRET)
    assert iso("pohon").datestamp >= moved


@pytest.mark.parametrize("name", VISIBLE)
@pytest.mark.parametrize("form", ["iso", "dcat"])
def test_no_record_names_what_is_hidden(client, name, form):
    said = client.get(f"/collections/{name}", params={"f": form}).text
    assert SECRET not in said
    assert not [hidden for hidden in (*HIDDEN_FIELDS, "griya ") if hidden in said]


@pytest.mark.parametrize("form", ["iso", "dcat"])
def test_a_hidden_collection_has_no_record(client, form):
    hidden = client.get("/collections/griya", params={"f": form})
    missing = client.get("/collections/tidak_ada", params={"f": form})
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json()["detail"].replace("griya", "tidak_ada") == missing.json()["detail"]


def test_the_catalogue_holds_every_collection_with_its_data(graph):
    found = graph("/collections")
    (catalogue,) = found.subjects(RDF.type, DCAT.Catalog)
    listed = set(found.objects(catalogue, DCAT.dataset))
    assert listed == {rdflib.URIRef(f"http://peta.test/collections/{name}") for name in VISIBLE}
    for each in listed:
        assert set(found.objects(each, DCTERMS.title))
        assert set(found.objects(each, DCAT.contactPoint))
        assert set(found.objects(each, DCAT.distribution))
    assert str(found.value(found.value(catalogue, DCTERMS.publisher), FOAF.name, any=True))


def test_a_dataset_says_its_terms_its_extent_and_its_fields(graph):
    found = graph("/collections/pohon")
    tree = rdflib.URIRef("http://peta.test/collections/pohon")
    titles = {(each.language, str(each)) for each in found.objects(tree, DCTERMS.title)}
    assert titles == {("id", "Pohon"), ("en", "Pohon (en)")}
    assert str(found.value(tree, DCTERMS.license)) == "https://creativecommons.org/publicdomain/zero/1.0/"
    box = str(found.value(found.value(tree, DCTERMS.spatial), DCAT.bbox))
    assert box.startswith("POLYGON((110.1 -6.95, 111.7 -6.95,")
    names = {str(each) for each in found.objects(None, rdflib.URIRef("https://schema.org/propertyID"))}
    assert {"nama", "tinggi_m", "tanggal_data"} < names
    assert found.value(tree, DCTERMS.modified) is not None


def test_a_portal_can_harvest_all_data_from_one_address(graph, client):
    """Every distribution of the catalogue is fetched, and is of the media type it was announced with."""
    found = graph("/collections")
    fetched = 0
    for each in found.subjects(RDF.type, DCAT.Distribution):
        address = str(found.value(each, DCAT.accessURL)).partition("#")[0]
        media = str(found.value(each, DCAT.mediaType)).removeprefix(
            "https://www.iana.org/assignments/media-types/"
        )
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"].partition(";")[0] == media
        fetched += 1
    assert fetched >= 10 * len(VISIBLE)


def test_records_are_asked_for_by_accept_as_well(client):
    for media in ("application/xml", "application/ld+json"):
        answer = client.get("/collections/pohon", headers={"accept": media})
        assert answer.headers["content-type"] == media
    assert client.get("/collections", headers={"accept": "application/xml"}).status_code == 406


def test_a_browser_that_takes_xml_too_gets_a_page(client):
    asked = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = client.get("/collections/pohon", headers={"accept": asked})
    assert answer.headers["content-type"].startswith("text/html")


def test_a_record_is_not_sent_again_while_nothing_has_changed(client):
    for form in ("iso", "dcat"):
        first = client.get("/collections/pohon", params={"f": form})
        again = client.get(
            "/collections/pohon", params={"f": form}, headers={"if-none-match": first.headers["etag"]}
        )
        assert again.status_code == 304


def test_every_link_of_a_collection_leads_somewhere_of_the_type_it_says(get, client):
    for link in get("/collections/pohon")["links"]:
        if not link["href"].startswith("http://peta.test"):
            assert link["rel"] == "license"
            continue
        answer = client.get(link["href"])
        assert answer.status_code == 200, link
        assert answer.headers["content-type"].partition(";")[0] == link["type"].partition(";")[0]


def test_what_is_known_of_a_collection_is_said_in_json_too(get):
    one = get("/collections/pohon", lang="en")
    assert one["metadata"]["licence"] == "CC0: free of conditions"
    assert one["metadata"]["licenceUri"].startswith("https://creativecommons.org/")
    assert one["metadata"]["access"] == "Open to anyone"
    assert one["attribution"] == "Kebun <uji>, Uji"
    assert one["updated"] >= "2020"


def test_withheld_figures_and_placed_events_say_so(get):
    assert get("/collections/jumlah_griya", lang="en")["metadata"]["withheld"] == [
        "Figures from 1 to 4 are withheld, and with them those that would give them away."
    ]
    assert get("/collections/peristiwa", lang="en")["metadata"]["withheld"] == [
        "Only rows with Status (en): Checked.",
        "Places are shown as a point inside their area, not where they really are.",
    ]
    assert "withheld" not in get("/collections/pohon")["metadata"]
