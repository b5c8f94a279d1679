"""The page where an officer loads data: a file is dropped, checked, corrected, loaded, looked back at, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gis.address import Address
from layers import LAYERS
from tests.browser.conftest import Visitor
from tests.conftest import serving
from tests.db.conftest import INSIDE, founded

pytestmark = pytest.mark.browser

LON, LAT = next(iter(INSIDE.values()))
GOOD = f"id,nama,lon,lat,sumber\nb-1,Pantai Satu,{LON},{LAT},Survei\nb-2,Pantai Dua,{LON},{LAT},Survei\n"
MINUS = f"id,nama,lon,lat,sumber\nb-1,Pantai Satu,{LON},{-LAT},Survei\nb-2,Pantai Dua,{LON},{LAT},Survei\n"
HALF = f"id,nama,lon,lat,sumber\nb-1,Pantai Satu,{LON},{LAT},Survei\nb-2,,{LON},{LAT},Survei\n"


@dataclass
class Office:
    """The page, and files to hand in."""

    visitor: Visitor
    folder: Path

    def page(self, **device: object) -> Page:
        page = self.visitor.page(**device)  # type: ignore[arg-type]
        page.goto(f"{self.visitor.server}/data")
        return page

    def file(self, text: str, name: str = "wisata 2024.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def hand_in(self, page: Page, file: Path, layer: str = "wisata", who: str = "Citra") -> None:
        """Fills the form and sends it; then the check is over."""
        page.goto(f"{self.visitor.server}/data")
        page.get_by_label("Layer", exact=True).select_option(layer)
        page.get_by_label("Berkas", exact=True).set_input_files(file)
        page.get_by_label("Siapa Anda?").fill(who)
        page.get_by_role("button", name="Periksa berkas").click()
        self.decided(page)

    @staticmethod
    def decided(page: Page) -> None:
        page.wait_for_selector(".state:is(.checked, .refused, .failed, .loaded)")


@pytest.fixture(scope="module")
def address(make_database: Callable[..., Address]) -> Address:
    return make_database(LAYERS)


@pytest.fixture(scope="module")
def service(address: Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    with serving(address, GIS_IMPORTS="loopback", GIS_HOME=str(home), GIS_IMPORT_FILE_MB="1") as (url, _):
        yield url


@pytest.fixture
def office(browser: Browser, service: str, address: Address, tmp_path: Path) -> Iterator[Office]:
    """The page in a town; at the end nothing may have erred, and nobody else been asked."""
    founded(address, tmp_path)
    visitor = Visitor(browser, service)
    yield Office(visitor, tmp_path)
    for context in visitor.contexts:
        context.close()
    assert [error for watch in visitor.watches for error in watch.errors] == []
    assert [url for watch in visitor.watches for url in watch.outside] == []


def test_a_file_is_checked_loaded_and_undone(office: Office):
    page = office.page()
    office.hand_in(page, office.file(GOOD))
    expect(page.locator("h1")).to_have_text("Daya tarik wisata")
    expect(page.locator(".outcome")).to_contain_text("2 baru.")
    page.get_by_role("button", name="Muat 2 baris").click()
    page.wait_for_selector(".state.loaded")
    page.get_by_role("link", name="Muat berkas lain").click()
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("wisata 2024.csv")
    expect(row).to_contain_text("Citra")
    row.get_by_role("link", name="Batalkan").click()
    expect(page.locator(".undo li")).to_contain_text("2 baris dihapus")
    expect(page.get_by_label("Siapa Anda?")).to_have_value("Citra")
    page.get_by_role("button", name="Ya, batalkan").click()
    expect(page.locator("tbody tr").nth(1)).to_contain_text("dibatalkan oleh batch")
