"""Pages for people over the toy layers: what they show, in which language, and what they never show."""

from __future__ import annotations

import re

import pytest

from gis.formats import FORMATS
from tests.http.garden import box
from tests.http.toys import HIDDEN_FIELDS, SECRET

METRES = "http://www.opengis.net/def/crs/EPSG/0/32749"


@pytest.fixture
def page(client):
    """Opens a page as a browser does."""

    def opened(path, language="id", **params):
        headers = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": language}
        return client.get(path, params=params or None, headers=headers)

    return opened


def test_a_collection_s_page_has_its_map_its_legend_and_every_way_to_have_it(page):
    text = page("/collections/pohon").text
    assert 'role="img" aria-label="Pohon"' in text
    assert "Jati" in text
    assert 'stroke="#111111"' in text
    for word, form in FORMATS.items():
        # What is otherwise told in pages is all of them here too, and a file.
        asked = f"{'json' if word == 'geojson' else word}{'&amp;limit=10000' if form.paged else ''}"
        offered = f'href="http://peta.test/collections/pohon/items?f={asked}" type="{form.media}"'
        assert offered + (f' download="pohon{form.suffix}"' if form.paged else "") in text, word
    assert "ogr2ogr pohon.gpkg OAPIF:http://peta.test pohon" in text


def test_what_one_page_does_not_hold_is_not_offered_as_a_file(page, monkeypatch):
    monkeypatch.setattr("api.pages.MOST", 2)
    for path in ("/collections/pohon", "/collections/pohon/items"):
        text = page(path, f="html").text
        assert "limit=2" not in text
        assert "f=geojsonseq" in text


def test_a_page_is_never_too_long_to_be_drawn_and_leads_on(page, monkeypatch):
    monkeypatch.setattr("api.routes.items.MOST_SHOWN", 4)
    text = page("/collections/pohon/items", limit=10_000).text
    assert "4 dari 10 data" in text
    assert re.search(r'rel="next" href="[^"]*limit=10000[^"]*after=', text)
    assert page("/collections/pohon/items", limit=10_000, f="json").json()["numberReturned"] == 10


def test_a_map_shows_one_kind_at_a_time_and_says_which(page):
    text = page("/collections/risiko").text
    assert 'aria-label="Risiko: Api"' in text
    assert 'aria-label="Risiko (en): Fire"' in page("/collections/risiko", "en").text


def test_a_table_is_sorted_searched_and_turned_by_links(page):
    text = page("/collections/pohon/items", limit=3, sortby="-nama", f="html").text
    assert 'aria-sort="descending"' in text
    assert "sortby=nama&amp;f=html" in text
    assert '<input id="q" name="q" type="search" value="">' in text
    assert re.search(r'<a class="button" rel="next" href="[^"]*after=[^"]*"', text)
    assert "3 dari 10 data" in text
    assert 'href="http://peta.test/collections/pohon/items?sortby=-nama&amp;f=csv"' in text


def test_a_search_keeps_what_else_was_asked(page):
    text = page("/collections/pohon/items", q="Pohon 1,Pohon 2", jenis="api", limit=5).text
    assert 'value="Pohon 1,Pohon 2"' in text
    assert '<input type="hidden" name="jenis" value="api">' in text
    assert "1 dari 1 data" in text


def test_a_table_of_nothing_says_so(page):
    text = page("/collections/pohon/items", nama="tidak ada").text
    assert "Tidak ada data yang cocok." in text
    assert "<table" not in text
    assert "<svg" not in text


def test_a_feature_s_page_has_its_place(page):
    text = page("/collections/pohon/items/pohon-3").text
    assert 'role="img" aria-label="Lokasi: Pohon 3"' in text
    assert 'class="dot"' in text
    assert "<svg" not in page("/collections/pohon/items/pohon-9").text


def test_places_in_metres_are_not_drawn_as_degrees(page):
    answer = page("/collections/pohon/items", crs=METRES)
    assert answer.status_code == 200
    assert "<svg" not in answer.text


@pytest.mark.parametrize("path", ["/collections/pohon", "/collections/pohon/items", "/docs", "/collections"])
def test_no_page_knows_of_what_is_hidden(page, path):
    text = page(path).text
    assert SECRET not in text
    for name in HIDDEN_FIELDS:
        assert not re.search(rf"\b{name}\b", text), name
    assert "griya" not in re.sub("jumlah_griya", "", text)


def test_a_page_is_another_one_in_another_language(page):
    indonesian, english = page("/collections"), page("/collections", "en-GB,id;q=0.5")
    assert '<html lang="id">' in indonesian.text
    assert '<html lang="en">' in english.text
    assert indonesian.headers["etag"] != english.headers["etag"]
    assert "accept-language" in indonesian.headers["vary"]
    assert '<html lang="id">' in page("/collections", "en", lang="id").text


@pytest.mark.parametrize("path", ["/collections/pohon/items", "/collections/pohon/items/pohon-3"])
def test_a_page_is_kept_until_the_land_below_its_map_changes(client, garden, path):
    wants = {"accept": "text/html"}
    tag, json_tag = (client.get(path, headers=each).headers["etag"] for each in (wants, {}))
    assert client.get(path, headers={**wants, "if-none-match": tag}).status_code == 304
    with garden.change() as write:
        write.row("latar", id="pulau", geom=box(110.2, -5.5, 110.4, -5.3), contoh=False)
    try:
        assert client.get(path, headers={**wants, "if-none-match": tag}).status_code == 200
        assert client.get(path, headers={"if-none-match": json_tag}).status_code == 304
    finally:
        with garden.change() as write:
            write.delete("latar", "pulau")


@pytest.mark.parametrize(
    ("path", "status", "indonesian", "english"),
    [
        ("/nowhere", 404, "Tidak ditemukan", "Not found"),
        ("/collections/griya", 404, "Tidak ada kumpulan data", "There is no collection"),
        ("/collections/pohon/items/x", 404, "Tidak ada data", "There is no feature"),
        ("/collections/pohon/items?lupa=1", 400, "Yang dapat dipakai", "What is allowed"),
        ("/collections/pohon/items?limit=0", 400, "tidak dapat dipakai", "does not fit"),
        ("/collections?lang=xx", 400, "Berikan id atau en", "Expected id or en"),
        ("/styles/griya", 404, "Tidak ada gaya peta", "There is no style"),
        ("/processes/x", 404, "Tidak ditemukan", "Not found"),
    ],
)
def test_errors_are_pages_too_in_either_language(page, path, status, indonesian, english):
    for language, words in (("id", indonesian), ("en", english)):
        answer = page(path, language)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-language"] == language
        assert words in answer.text
        assert f'<html lang="{language}">' in answer.text


def test_who_asks_for_a_format_gets_errors_for_programs(page):
    answer = page("/collections/pohon/items", f="csv", limit="x")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_the_style_of_the_pages_is_never_an_old_one(client):
    answer = client.get("/assets/pages.css")
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/assets/pages.css", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_an_error_page_for_a_hidden_field_is_that_for_a_missing_one(page):
    hidden, missing = (page(f"/collections/pohon/items?{name}=1").text for name in ("lupa", "luka"))
    assert hidden.replace("lupa", "luka") == missing


def test_the_kinds_of_errors_are_told_of_where_their_addresses_lead(client):
    told = client.get("/collections/pohon/items?limit=0").json()
    assert told["type"].startswith("http://peta.test/docs#")
    assert f'id="{told["type"].partition("#")[2]}"' in client.get("/docs").text
