"""The map page as a reader meets it: drawn, tapped, searched, linked, by mouse, finger and keys."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect
from shapely.geometry import shape

from layers import LAYERS

pytestmark = pytest.mark.browser

VILLAGE = "33.20.06.1001"
"""A village of the town of Jepara; what it is called is asked of the service."""

APART = {"sumber", "tanggal_data", "contoh", "ditahan"}
"""Fields that stand in a card's head or foot rather than among its values, as do key, name and place."""


def drawn(page: Page) -> None:
    page.wait_for_selector("html[data-map=idle]", state="attached")


def pixels(page: Page) -> np.ndarray:
    """The part of the map between the panel and the buttons, as rows of red, green and blue."""
    picture = page.screenshot(clip={"x": 400, "y": 80, "width": 860, "height": 620})
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def share(picture: np.ndarray, color: str) -> float:
    """The part of a picture that has this colour, give or take a shade."""
    wanted = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)])
    return float((np.abs(picture.astype(int) - wanted).max(axis=2) <= 3).mean())


@pytest.fixture
def village(ask: Callable[[str], dict]) -> dict:
    return ask(f"/collections/desa/items/{VILLAGE}?f=json")


def at(feature: dict, zoom: float, rest: str = "") -> str:
    """A link that looks at the inside of a feature."""
    inner = shape(feature["geometry"]).representative_point()
    return f"#peta={zoom}/{inner.y:.5f}/{inner.x:.5f}{rest}"


def middle(page: Page) -> tuple[float, float]:
    size = page.viewport_size
    assert size
    return size["width"] / 2, size["height"] / 2


def titles(page: Page) -> list[str]:
    return page.locator("#card dt").all_inner_texts()


def test_first_view_shows_sea_land_and_more(visitor, ask):
    page = visitor.open()
    style = ask("/styles/peta?f=json")
    sea = next(each["paint"]["background-color"] for each in style["layers"] if each["type"] == "background")
    picture = pixels(page)
    assert 0.2 < share(picture, sea) < 0.95
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 100
    expect(page.locator("#sample")).to_be_visible()
    expect(page).to_have_title(re.compile("Peta Jepara"))


def test_first_view_holds_the_whole_regency(visitor, ask):
    west, south, east, north = ask("/styles/peta?f=json")["metadata"]["gis:bounds"]
    page = visitor.open()
    page.click("button.plus")
    page.wait_for_url(re.compile("#peta="))
    drawn(page)
    page.click("button.whole")
    drawn(page)
    zoom, lat, lon = map(float, re.search(r"peta=([\d.]+)/([-\d.]+)/([-\d.]+)", page.url).groups())
    degrees = 360 / (512 * 2**zoom)
    panel = page.locator("#panel").bounding_box()
    left = lon + (panel["x"] + panel["width"] - 1366 / 2) * degrees
    right = lon + 1366 / 2 * degrees
    assert left < west
    assert east < right
    tall = 768 * degrees * np.cos(np.radians(lat))
    assert lat - tall / 2 < south
    assert north < lat + tall / 2


def test_every_public_layer_has_a_switch_and_a_legend(visitor, ask):
    page = visitor.open()
    collections = {each["id"]: each["title"] for each in ask("/collections?f=json&lang=id")["collections"]}
    switchable = [name for name in collections if LAYERS[name].pictured]
    expect(page.locator("#panel-body input[type=checkbox]")).to_have_count(len(switchable))
    for name in switchable:
        row = page.locator(f"[data-collection={name}]")
        expect(row.locator("label")).to_contain_text(collections[name])
        expect(row.locator("label .swatch")).to_have_count(1)


def test_a_switch_draws_and_takes_away(visitor, village):
    page = visitor.open(at(village, 12, "&lapis="))
    before = pixels(page)
    page.locator("label[for=switch-desa]").click()
    assert "lapis=desa" in page.url
    drawn(page)
    assert (pixels(page) != before).any()
    page.go_back()
    expect(page.locator("#switch-desa")).not_to_be_checked()
    drawn(page)
    assert (pixels(page) == before).all()


def test_a_village_tapped_says_its_fields_by_their_titles(visitor, ask, village):
    page = visitor.open(at(village, 13, "&lapis=desa"))
    page.mouse.click(*middle(page))
    expect(page.locator("#card .entry-name").first).to_have_text(village["properties"]["nama"])
    page.wait_for_selector("#card dt")
    schema = ask("/collections/desa/schema?f=json&lang=id")["properties"]
    wanted = [
        field["title"]
        for name, field in schema.items()
        if not (
            name in APART or field.get("x-ogc-label") or field.get("x-ogc-role") in ("id", "primary-geometry")
        )
    ]
    assert sorted(titles(page)) == sorted(wanted)
    assert len(wanted) >= 3
    expect(page.locator("#card .tag")).to_have_text("data contoh")
    assert f"lihat=desa/{VILLAGE}" in page.url


def test_several_things_under_the_finger_can_be_chosen(visitor, village):
    page = visitor.open(at(village, 13, "&lapis=desa,kecamatan"))
    page.mouse.click(*middle(page))
    entries = page.locator("#card details.entry")
    expect(entries).to_have_count(2)
    expect(entries.first).to_have_attribute("open", "")
    entries.nth(1).locator("summary").click()
    page.wait_for_url(re.compile("lihat=kecamatan/"))
    expect(entries.first).not_to_have_attribute("open", "")


def test_what_is_here_is_what_the_service_answers(visitor, village, browser, server):
    page = visitor.open(at(village, 13, "&lapis=desa"))
    page.mouse.click(*middle(page))
    page.get_by_role("button", name="Apa yang ada di sini?").click()
    inner = shape(village["geometry"]).representative_point()
    context = browser.new_context()
    answer = context.request.post(
        f"{server}/processes/at-point/execution", data={"inputs": {"lon": inner.x, "lat": inner.y}}
    ).json()
    context.close()
    expect(page.locator("#card .hazards li")).to_have_count(len(answer["bahaya"]))
    expect(page.locator("#card .shelters li")).to_have_count(len(answer["evakuasi"]))
    expect(page.locator("#card")).to_contain_text(village["properties"]["nama"])
    unknown = [each for each in answer["bahaya"] if each["status"] == "tidak_ada_data"]
    expect(page.locator("#card .tidak_ada_data")).to_have_count(len(unknown))


def test_a_place_is_found_by_keyboard_with_a_slip_of_the_finger(visitor):
    page = visitor.open()
    page.focus("#search")
    page.keyboard.type("ujungpandn")
    expect(page.locator("#found li").first).to_contain_text("Ujung")
    expect(page.locator("#search")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card dt")
    drawn(page)
    assert re.search(r"lihat=desa/33\.20\.\d\d\.[12]\d{3}", page.url)
    zoom = float(re.search(r"peta=([\d.]+)/", page.url)[1])
    assert zoom > 11


@pytest.mark.parametrize(("typed", "collection"), [("zona inti pulau", "jalur_tangkap"), ("rob", "kajian")])
def test_what_lies_in_no_village_is_found_by_its_name(visitor, ask, typed, collection):
    page = visitor.open()
    page.fill("#search", typed)
    title = ask(f"/collections/{collection}?f=json")["title"]
    option = page.locator("#found li", has=page.locator("small", has_text=re.compile(rf"^{title}$"))).first
    option.click()
    page.wait_for_selector("#card dt")
    assert f"lihat={collection}/" in page.url


def test_a_name_that_is_nowhere_is_said_to_be_nowhere(visitor):
    page = visitor.open()
    page.fill("#search", "xyzzyxyzzy")
    expect(page.locator("#found")).to_contain_text("Tidak ada tempat")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


def test_the_language_turns_and_is_remembered(visitor, ask):
    page = visitor.open()
    page.locator("button[data-language=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    english = {each["id"]: each["title"] for each in ask("/collections?f=json&lang=en")["collections"]}
    expect(page.locator("[data-collection=desa] .name")).to_have_text(english["desa"])
    expect(page.locator("#grip")).to_contain_text("Layers and legend")
    page.goto(f"{visitor.server}/map")
    drawn(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_another_kind_of_hazard_is_another_map_and_legend(visitor):
    page = visitor.open("#lapis=bahaya")
    row = page.locator("[data-collection=bahaya]")
    select = row.locator("select")
    before, legend = pixels(page), row.locator("ul.legend").get_attribute("aria-label")
    other = select.locator("option:not(:checked)").first.get_attribute("value")
    assert other
    select.select_option(other)
    drawn(page)
    assert f"bahaya:{other}" in page.url
    assert (pixels(page) != before).any()
    assert row.locator("ul.legend").get_attribute("aria-label") != legend
    expect(row.locator(".swatch.hatch").first).to_be_visible()


def test_a_link_reopens_the_same_view(visitor, village):
    first = visitor.open(at(village, 12.5, "&lapis=desa,bahaya,wisata&pilih=bahaya:rob&bahasa=en"))
    first.mouse.click(*middle(first))
    first.wait_for_selector("#card dt")
    drawn(first)
    again = visitor.open(first.url.partition("/map")[2])
    again.wait_for_selector("#card dt")
    drawn(again)
    assert again.url == first.url
    for page in (first, again):
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#switch-wisata")).to_be_checked()
        expect(page.locator("#switch-kejadian")).not_to_be_checked()
        expect(page.locator("[data-collection=bahaya] select")).to_have_value("rob")
    opened = "#card details[open] .entry-name"
    assert again.locator(opened).inner_text() == first.locator(opened).inner_text()


def test_the_keyboard_reaches_the_map_opens_and_closes(visitor, village):
    page = visitor.open(at(village, 13, "&lapis=desa"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    canvas = page.locator("#map canvas")
    expect(canvas).to_be_focused()
    expect(canvas).to_have_attribute("aria-label", re.compile("Peta Kabupaten Jepara"))
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    page.wait_for_selector("#card dt")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(canvas).to_be_focused()


def test_a_phone_has_room_for_the_map_and_for_a_thumb(visitor, tmp_path):
    page = visitor.phone()
    page.screenshot(path=tmp_path / "phone.png")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("#panel").bounding_box()["y"] > 740 * 0.8
    page.tap("#grip")
    expect(page.locator("#grip")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#panel-body label").first).to_be_in_viewport(ratio=1)
    small = [
        (box, each.get_attribute("class"))
        for each in page.locator("button, select, label[for^=switch], summary, input#search").all()
        if each.is_visible() and (box := each.bounding_box()) and min(box["width"], box["height"]) < 43.5
    ]
    assert small == []


def test_without_webgl_the_page_says_so_and_shows_the_way(visitor):
    page = visitor.page()
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    page.goto(f"{visitor.server}/map")
    expect(page.get_by_role("alert")).to_contain_text("tidak dapat menggambar peta")
    link = page.get_by_role("link", name="Buka daftar data")
    assert page.request.get(link.get_attribute("href")).ok


def test_a_lost_line_is_said_quietly_and_taken_back(visitor):
    page = visitor.open(may_err=True)
    page.context.set_offline(True)
    expect(page.locator("#notices")).to_contain_text("Sambungan terputus")
    page.context.set_offline(False)
    expect(page.locator("#notices")).to_contain_text("Tersambung kembali")


def test_tiles_that_fail_leave_the_rest_and_can_be_asked_again(visitor):
    page = visitor.page(may_err=True)
    broken = re.compile(r"/collections/desa/tiles/")

    def fail(route: Route) -> None:
        route.fulfill(status=503, body="")

    page.route(broken, fail)
    page.goto(f"{visitor.server}/map")
    again = page.locator("#notices").get_by_role("button", name="Coba lagi")
    expect(again).to_be_visible()
    assert len(np.unique(pixels(page).reshape(-1, 3), axis=0)) > 20
    page.unroute(broken)
    again.click()
    expect(page.locator("#notices .notice")).to_have_count(0)
    drawn(page)
