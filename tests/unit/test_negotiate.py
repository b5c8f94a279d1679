"""Which format is answered with."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from api.guard import content_policy
from api.negotiate import said
from gis.errors import BadRequest, NotAcceptable


def asked(query: str = "", accept: str = "*/*", language: str = ""):
    headers = [(b"host", b"peta.test"), (b"accept", accept.encode()), (b"accept-language", language.encode())]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "query_string": query.encode(),
        "headers": headers,
        "scheme": "http",
        "server": ("peta.test", 80),
        "root_path": "",
    }
    return said(Request(scope))


@pytest.mark.parametrize(
    ("query", "accept", "html"),
    [
        ("", "*/*", False),
        ("", "", False),
        ("", "text/html", True),
        ("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("", "application/json,text/html;q=0.9", False),
        ("", "application/geo+json;q=0.5,text/html;q=0.4", False),
        ("", "text/html;q=nonsense", False),
        ("", ";;,,q=1;", False),
        ("f=html", "application/json", True),
        ("f=json", "text/html", False),
    ],
)
def test_f_wins_over_what_the_caller_s_program_prefers(query, accept, html):
    assert asked(query, accept).html is html


def test_an_accept_header_that_wants_nothing_there_is_gets_what_there_is_told():
    with pytest.raises(NotAcceptable) as refused:
        asked(accept="text/html;q=0, image/png")
    assert refused.value.offered == ("application/json", "text/html")


@pytest.mark.parametrize(
    "query", ["f=geojson", "f=", "f=xml", "lang=", "lang=de", "f=json&f=html", "a=1&a=2"]
)
def test_what_cannot_be_is_refused(query):
    with pytest.raises(BadRequest):
        asked(query)


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "id"),
        ("", "en", "en"),
        ("", "EN-gb, en;q=0.8", "en"),
        ("", "id-ID,id;q=0.9,en-US;q=0.8", "id"),
        ("", "en;q=0.3, in;q=0.7", "id"),
        ("", "en;q=0", "id"),
        ("", "jv, de;q=0.9", "id"),
        ("", "*, en;q=nonsense", "id"),
        ("lang=id", "en", "id"),
        ("lang=en", "id", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_one_the_caller_reads(query, accepted, language):
    assert asked(query, language=accepted).language == language


def test_links_to_itself_keep_what_was_asked():
    links = asked("limit=3&bbox=1,2,3,4&lang=en").here("application/json", "x")
    assert links[0]["href"] == "http://peta.test/x?limit=3&bbox=1,2,3,4&lang=en&f=json"
    assert (links[0]["rel"], links[1]["rel"]) == ("self", "alternate")
    assert asked("f=html").here("application/json", "x")[0]["type"] == "text/html"


def test_the_content_policy_opens_to_the_base_map_only():
    assert "http" not in content_policy()
    policy = content_policy("https://tiles.example.org/a/{z}/{x}/{y}.png?key=1")
    assert "connect-src 'self' https://tiles.example.org;" in policy
    assert "key" not in policy
