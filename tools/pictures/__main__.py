"""Takes the pictures of the docs from a running service: `python -m tools.pictures http://127.0.0.1:8000`.

Needs chromium (Debian's, or the one that CHROMIUM names).
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize, sync_playwright

PICTURES: Final = Path(__file__).resolve().parents[2] / "docs" / "pictures"

FLAGS: Final = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
"""WebGL by software, and nothing asked of anyone but the service."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the file, the words of the map's link, and the screen in pixels."""

    file: str
    view: str
    width: int
    height: int


ALL: Final = (
    Picture("kabupaten.png", "", 1366, 900),
    Picture("desa.png", "peta=12.6/-6.69/110.66&lihat=desa/33.20.01.2008", 1366, 900),
    Picture("ponsel.png", "", 360, 740),
    Picture("ponsel-desa.png", "peta=12/-6.6/110.68", 360, 740),
    Picture("rumah.png", "peta=9.6/-6.6/110.75&lapis=kabupaten,kecamatan,rtlh_desa", 1366, 900),
    Picture("laut.png", "peta=8.6/-6.2/110.6&lapis=kabupaten,jalur_tangkap,pelabuhan", 1366, 900),
)


def take(browser: Browser, root: str, picture: Picture) -> None:
    """Opens the view on a device that remembers nothing and keeps what is drawn."""
    screen = ViewportSize(width=picture.width, height=picture.height)
    context = browser.new_context(viewport=screen, locale="id-ID", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{root}/map#{picture.view}")
    page.wait_for_selector("html[data-map=idle]", timeout=90_000)
    page.screenshot(path=PICTURES / picture.file)
    context.close()
    print(picture.file)


def main() -> None:
    """Takes every picture."""
    root = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(FLAGS))
        for picture in ALL:
            take(browser, root, picture)
        browser.close()


if __name__ == "__main__":
    main()
