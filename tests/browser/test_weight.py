"""What a phone must fetch before it can draw the map, as the build leaves it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

BUILT = Path(__file__).parents[2] / "api" / "web" / "dist"

MOST_BYTES = 350_000


def first_load() -> dict[str, int]:
    """Each file of the first load, packed by gzip where that makes it smaller."""
    return {
        file.name: file.stat().st_size
        for file in (BUILT / "assets").iterdir()
        if file.suffix in {".gz", ".woff2"}
    }


def test_the_first_load_is_light():
    assert {name.rsplit("-", 1)[0] for name in first_load()} >= {"index", "mapview", "worker"}
    assert sum(first_load().values()) < MOST_BYTES


def test_each_text_file_stands_packed_beside_itself():
    plain = [file for file in (BUILT / "assets").iterdir() if file.suffix in {".js", ".css"}]
    assert plain
    for file in plain:
        for packed in (".gz", ".br"):
            beside = file.with_name(file.name + packed)
            assert 0 < beside.stat().st_size < file.stat().st_size


def test_nothing_but_the_page_is_run_or_fetched():
    """Holds under a policy that allows the service's own files only, and no script in the page itself."""
    page = (BUILT / "index.html").read_text("utf-8")
    assert "<script>" not in page
    assert "style=" not in page
    assert " onclick=" not in page
    assert "http:" not in page
    assert "https:" not in page


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", None)],
)
def test_the_service_sends_each_file_as_small_as_the_browser_takes_it(server, accepted, coding):
    script = next(file for file in (BUILT / "assets").iterdir() if file.suffix == ".js")
    answer = httpx.get(
        f"{server.rstrip('/')}/map/assets/{script.name}", headers={"accept-encoding": accepted}
    )
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    ending = {"br": ".br", "gzip": ".gz", None: ""}[coding]
    assert (
        int(answer.headers["content-length"]) == (BUILT / "assets" / f"{script.name}{ending}").stat().st_size
    )
