"""OGC API Styles, as far as it is a draft."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import RELATION, linked

STYLE = "application/vnd.mapbox.style+json"


@pytest.fixture(scope="module")
def styles(stranger, landing) -> dict:
    return stranger.json(linked(landing, f"{RELATION}styles")[0]["href"])


@pytest.mark.requirement(
    "styles-1/core/base-resource-link", "styles-1/core/styles-op", "styles-1/global-styles/styles-op"
)
def test_the_landing_page_leads_to_the_styles(landing, styles):
    (told,) = linked(landing, f"{RELATION}styles")
    assert told["href"].endswith("/styles")
    assert styles["styles"]


@pytest.mark.requirement("styles-1/core/styles-success")
def test_every_style_is_listed_once_with_its_encodings(styles):
    names = [each["id"] for each in styles["styles"]]
    assert len(set(names)) == len(names)
    assert styles["default"] in names
    for each in styles["styles"]:
        assert each["title"]
        assert [link["type"] for link in linked(each, "stylesheet")] == [STYLE]


@pytest.mark.requirement(
    "styles-1/core/style-op",
    "styles-1/core/style-success",
    "styles-1/global-styles/style-op",
)
def test_every_style_is_a_maplibre_document_in_the_language_it_says(stranger, styles):
    for each in styles["styles"]:
        (told,) = linked(each, "stylesheet")
        for language in ("id", "en"):
            answer = stranger.get(told["href"], STYLE, lang=language)
            assert answer.status_code == 200
            assert answer.headers["content-type"] == STYLE
            assert answer.headers["content-language"] == language
            document = answer.json()
            assert document["version"] == 8
            assert {layer["source"] for layer in document["layers"] if "source" in layer} <= set(
                document["sources"]
            )


@pytest.mark.requirement("styles-1/core/style-feature-type")
def test_what_a_style_draws_is_named_as_in_the_tiles(stranger, styles):
    document = stranger.json(f"/styles/{styles['default']}", STYLE)
    for name, source in document["sources"].items():
        if source["type"] != "vector":
            continue
        told = stranger.json(source["tiles"][0].partition("/{z}")[0])
        inside = {layer["id"] for layer in told["layers"]}
        drawn = {layer["source-layer"] for layer in document["layers"] if layer.get("source") == name}
        assert drawn <= inside, name
