"""What is told of an error: status, words in the caller's language, what programs want to know."""

from __future__ import annotations

import json

import pytest

from api.errors import STATUS, TITLES, answer, status_of
from gis import errors
from gis.language import Words
from gis.problems import Problem


def told(error: Exception, *, query: str = "", accept: str = "*/*", language: str = ""):
    headers = {"host": "peta.test", "accept": accept, "accept-language": language}
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "query_string": query.encode(),
        "headers": [(name.encode(), text.encode()) for name, text in headers.items()],
        "scheme": "http",
        "server": ("peta.test", 80),
        "root_path": "",
    }
    return answer(error, scope)


def test_every_error_has_a_status_by_its_nearest_branch():
    assert status_of(errors.UnknownName("x", "y", [])) == 400
    assert status_of(errors.Refused("x")) == 500
    assert status_of(errors.DiskFull("x")) == 507
    assert status_of(errors.Unavailable("x")) == 503
    assert set(STATUS) <= {kind for kind in vars(errors).values() if isinstance(kind, type)}
    assert {status.value for status in STATUS.values()} <= set(TITLES)


@pytest.mark.parametrize(
    "error", [ValueError("SELECT sandi"), errors.Refused("SELECT sandi"), errors.Error("sandi")]
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_what_the_caller_cannot_mend_is_logged_and_only_its_id_is_told(error, accept, caplog):
    made = told(error, accept=accept)
    assert made.status_code == 500
    assert b"sandi" not in made.body
    assert b"urn:uuid:" in made.body
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("query", "language", "title", "detail"),
    [
        ("", "", "Tidak ditemukan", "Tidak ada."),
        ("lang=en", "", "Not found", "There is none."),
        ("", "en-GB", "Not found", "There is none."),
        ("lang=id", "en", "Tidak ditemukan", "Tidak ada."),
        ("lang=xx&f=odd&f=odder", "en", "Not found", "There is none."),
    ],
)
def test_an_error_speaks_the_caller_s_language_however_odd_the_question(query, language, title, detail):
    made = told(errors.NotFound(Words("Tidak ada.", "There is none.")), query=query, language=language)
    said = json.loads(made.body)
    assert said == {"type": "about:blank", "title": title, "status": 404, "detail": detail}
    assert made.headers["content-type"] == "application/problem+json"
    assert made.headers["content-language"] == ("en" if title == "Not found" else "id")
    assert "accept-language" in made.headers["vary"]


def test_who_reads_in_a_browser_gets_a_page():
    error = errors.UnknownName("field", "<b>", ["nama", "kode", "jenis", "luas"])
    made = told(error, accept="text/html,*/*;q=0.8", query="<b>=1")
    assert made.headers["content-type"].startswith("text/html")
    assert b'<html lang="id">' in made.body
    assert b"<b>" not in made.body
    assert b"<code>luas</code>" in made.body
    asked_for_json = told(error, accept="text/html,*/*;q=0.8", query="f=json")
    assert asked_for_json.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status", "kind", "members"),
    [
        (
            errors.UnknownName("parameter", "x", ["b", "a"]),
            400,
            "unknown-name",
            {"what": "parameter", "name": "x", "allowed": ["a", "b"]},
        ),
        (
            errors.BadValue("limit", "x", Words("angka", "a number")),
            400,
            "bad-value",
            {"parameter": "limit", "expected": "a number"},
        ),
        (errors.NotAcceptable(["text/html"]), 406, "not-acceptable", {"allowed": ["text/html"]}),
        (errors.UnfitMedia("a/b", ["text/html"]), 415, "unfit-media", {"allowed": ["text/html"]}),
        (errors.Stale(), 412, "stale", {}),
        (errors.Unconditional(), 428, "unconditional", {}),
    ],
)
def test_programs_are_told_what_kind_of_error_it_is(error, status, kind, members):
    said = json.loads(told(error, query="lang=en").body)
    assert said.pop("type") == f"http://peta.test/docs#{kind}"
    assert said.pop("status") == status
    assert {name: said[name] for name in members} == members
    assert set(said) == {"title", "detail", *members}


def test_broken_rules_are_listed_one_by_one():
    found = [Problem(row, "nama", "required", "Nama wajib diisi.") for row in range(2, 300)]
    said = json.loads(told(errors.RowErrors(found)).body)
    assert said["status"] == 422
    assert len(said["problems"]) == 100
    assert said["problems"][0] == {
        "row": 2,
        "column": "nama",
        "rule": "required",
        "message": "Nama wajib diisi.",
        "accept": None,
    }


@pytest.mark.parametrize(
    ("error", "seconds"), [(errors.TooMany(7), "7"), (errors.Unavailable("x"), "5"), (errors.Stale(), None)]
)
def test_who_may_ask_again_is_told_when(error, seconds):
    assert told(error).headers.get("retry-after") == seconds
