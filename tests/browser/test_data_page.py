"""The page where an officer loads data: a file is dropped, checked, corrected, loaded and undone."""

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
        page.get_by_label("Lapisan", exact=True).select_option(layer)
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


def test_what_is_proposed_is_ticked_and_checked_again(office: Office):
    page = office.page()
    office.hand_in(page, office.file(MINUS))
    expect(page.locator(".state")).to_have_text("perlu diperbaiki")
    expect(page.locator(".kind tbody tr")).to_contain_text("-6.55")
    good = page.get_by_role("button", name="Muat 1 baris yang baik saja")
    expect(good).to_be_visible()
    page.get_by_label("Lintang diberi tanda minusnya").check()
    # Loaded now, what was just ticked would count for nothing.
    expect(good).to_be_hidden()
    expect(page.get_by_text("Pilihan Anda berubah")).to_be_visible()
    page.locator("fieldset").get_by_role("button", name="Periksa lagi").click()
    page.wait_for_selector(".state.checked")
    expect(page.get_by_role("button", name="Muat 2 baris")).to_be_visible()
    expect(page.get_by_text("Diperbaiki sesuai permintaan Anda")).to_be_visible()
    page.get_by_role("button", name="Buang berkas ini").click()
    expect(page.locator("h2", has_text="Belum selesai")).to_have_count(0)


def test_the_good_rows_are_loaded_and_the_others_taken_home(office: Office):
    page = office.page()
    office.hand_in(page, office.file(HALF))
    with page.expect_download() as report:
        page.get_by_role("link", name="Unduh berkas Anda").click()
    assert report.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("button", name="Muat 1 baris yang baik saja").click()
    page.wait_for_selector(".state.loaded")
    with page.expect_download() as rejects:
        page.get_by_role("link", name="Unduh baris yang tidak dimuat").click()
    assert rejects.value.suggested_filename.endswith(".xlsx")


def test_later_batches_in_the_way_are_named_and_undone_together(office: Office):
    page = office.page()
    for text in (GOOD, GOOD.replace("Satu", "Lain")):
        office.hand_in(page, office.file(text))
        page.get_by_role("button", name="Muat 2 baris").click()
        page.wait_for_selector(".state.loaded")
    page.goto(f"{office.visitor.server}/data")
    page.locator("tbody tr").nth(1).get_by_role("link", name="Batalkan").click()
    expect(page.locator(".told")).to_contain_text("diubah lagi oleh batch")
    expect(page.get_by_role("link", name="Hanya batch")).to_be_visible()
    page.get_by_role("button", name="Ya, batalkan semuanya").click()
    expect(page.get_by_text("dibatalkan oleh batch")).to_have_count(2)


def test_a_file_is_dropped_and_one_that_is_too_large_is_told_before_it_is_sent(office: Office):
    page = office.page()
    drop = """([name, size]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(size)], name));
        const field = document.querySelector("[data-drop]");
        field.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(drop, ["besar.csv", 1024**2 + 1])
    expect(page.locator("[data-said]")).to_contain_text("lebih besar dari 1 MB")
    page.evaluate(drop, ["kecil.csv", 10])
    expect(page.locator("[data-said]")).to_be_empty()
    assert page.evaluate("document.querySelector('#file').files[0].name") == "kecil.csv"


def test_on_a_phone_without_a_script_it_works_too(office: Office):
    page = office.page(width=360, height=740, is_mobile=True, has_touch=True, java_script_enabled=False)
    office.hand_in(page, office.file(HALF))
    expect(page.locator(".figures .bad")).to_contain_text("1")
    page.get_by_role("button", name="Muat 1 baris yang baik saja").click()
    page.wait_for_selector(".state.loaded")


def test_nothing_is_wider_than_a_phone_and_every_field_has_a_label(office: Office):
    page = office.page(width=360, height=740, is_mobile=True, has_touch=True)
    seen = [page.url]
    office.hand_in(page, office.file(HALF, "sangat_panjang_" * 8 + ".csv"))
    seen.append(page.url)
    for url in seen:
        page.goto(url)
        page.locator("summary").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        unlabelled = "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        assert page.evaluate(f"{unlabelled}.filter((each) => !each.labels.length).length") == 0
        assert page.evaluate("document.querySelectorAll('h1').length") == 1


def test_the_page_is_used_by_keys_alone(office: Office):
    page = office.page()
    page.get_by_label("Lapisan", exact=True).focus()
    reached = []
    for _ in range(4):
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert reached == ["layer", "file", "actor", "SUMMARY"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Lembar atau tabel")).to_be_visible()
