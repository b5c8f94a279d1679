"""The pages for people: fit for everyone (axe), for a phone, and where no other address can be reached."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT

AXE = ROOT / "api" / "web" / "node_modules" / "axe-core" / "axe.min.js"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAGES = (
    "",
    "collections",
    "collections/desa",
    "collections/bahaya",
    "collections/rtlh_desa",
    "collections/jalur_tangkap",
    "collections/desa/items",
    "collections/desa/items?q=ka&sortby=-nama",
    "collections/bahaya/items?limit=30",
    "collections/kejadian/items?limit=50",
    "collections/wisata/items",
    "collections/desa/items?kode=33.20.99.9999",
    "collections/desa/items/33.20.16.2001",
    "collections/desa/queryables",
    "collections/bahaya/schema",
    "collections/desa/tiles",
    "collections/desa/tiles/WebMercatorQuad",
    "tiles",
    "tiles/WebMercatorQuad",
    "tileMatrixSets",
    "tileMatrixSets/WebMercatorQuad",
    "styles",
    "conformance",
    "functions",
    "collections/desa/sortables",
    "processes",
    "processes/exposure",
    "processes/at-point",
    "jobs",
    "docs",
    "nowhere",
    "collections/desa/items?limit=nothing",
)
"""A page of every kind."""

HEAVIEST = 60_000
"""Bytes of a page, unpacked."""


def address(page: str, language: str) -> str:
    """The page as people see it."""
    return f"/{page}{'&' if '?' in page else '?'}f=html&lang={language}"


@pytest.fixture(scope="module")
def checker() -> str:
    """The accessibility checker's own script."""
    assert AXE.is_file(), "axe-core is missing: make web"
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def desk(browser):
    """A window that stays open for all the pages; the checker may run in it whatever the pages allow."""
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        yield context.new_page()


LOOKS = {"id": ((360, "light"), (1280, "light"), (360, "dark")), "en": ((360, "light"), (1280, "light"))}
"""Widths and colours in which each language's pages are looked at; words do not change with colours."""


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_kept_out(server, desk, checker, page, language):
    desk.goto(server + address(page, language))
    desk.evaluate(checker)
    for width, scheme in LOOKS[language]:
        desk.set_viewport_size({"width": width, "height": 800})
        desk.emulate_media(color_scheme=scheme)
        found = desk.evaluate("rules => axe.run({runOnly: rules})", RULES)
        told = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
        assert told == [], (width, scheme)
        assert len(found["passes"]) > 10
        assert desk.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_nowhere_else_and_is_light(server, page, language):
    answer = httpx.get(server + address(page, language))
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}">' in answer.text
    # The text of a licence is elsewhere, and named rather than fetched.
    page = re.sub(r"<[^>]*rel=.license[^>]*>", "", answer.text)
    told = re.findall(r"""(?:href|src|action)=["']?(?:https?:)?//([^"'/ >]*)""", page)
    assert set(told) == {server.removeprefix("http://")}
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert len(answer.content) < HEAVIEST


def test_pages_are_drawn_under_their_own_content_policy(server, visitor):
    page = visitor.page(width=360)
    for each in ("collections/bahaya", "collections/desa/items", "docs"):
        page.goto(server + address(each, "id"))
    dots = page.goto(f"{server}/collections/wisata?f=html&lang=id")
    assert dots.ok
    assert page.locator("svg[role=img]").get_attribute("aria-label") == page.locator("h1").inner_text()


def test_a_reader_finds_sorts_turns_the_page_and_downloads(server, visitor):
    page = visitor.page(width=360)
    page.goto(f"{server}/?f=html&lang=id")
    page.get_by_role("link", name="Kumpulan data").first.click()
    page.get_by_role("link", name="Batas desa dan kelurahan").click()
    page.get_by_role("link", name="Lihat sebagai tabel").click()
    page.get_by_role("link", name="Nama desa/kelurahan").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Nama desa")
    first = page.locator("tbody tr").first.inner_text()
    page.get_by_role("link", name="Berikutnya").click()
    assert page.locator("tbody tr").first.inner_text() != first
    page.get_by_label("Cari dalam data ini").fill("karimun")
    page.get_by_role("button", name="Cari").click()
    expect(page).to_have_url(re.compile("q=karimun"))
    assert page.locator("tbody tr").count() in range(1, 5)
    with page.expect_download() as begun:
        page.get_by_role("link", name="CSV").click()
    lines = Path(begun.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == page.locator("tbody tr").count() + 1
    page.locator("tbody a").first.click()
    expect(page.locator("svg[role=img]")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
