"""OGC's executable test suites: what each has to be told, how it is run, and what it says.

A suite is given as its all-in-one file; OGC does not publish them where Maven would find them.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import urllib.request
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_MATRICES: Final = "WebMercatorQuad"
_MVT: Final = "application/vnd.mapbox-vector-tile"
_DOCTYPE: Final = '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">'
_PATIENCE_S: Final = 3600.0


class NoResults(RuntimeError):
    """A suite ended without telling what passed."""


@dataclass(frozen=True, slots=True)
class Result:
    """One test of a suite: its class, its name, `PASS`, `FAIL` or `SKIP`, and why if it did not pass."""

    group: str
    name: str
    status: str
    reason: str = ""


def features(site: str) -> dict[str, str]:
    """What the suite of OGC API Features is told."""
    return {"iut": f"{site}/"}


def tiles(site: str) -> dict[str, str]:
    """What the suite of OGC API Tiles is told: the first level of the whole map, where it has tiles."""
    told = _document(f"{site}/tiles/{_MATRICES}")
    (template,) = [each["href"] for each in told["links"] if each["rel"] == "item" and each["type"] == _MVT]
    limits = told["tileMatrixSetLimits"][0]
    return {
        "iut": f"{site}/",
        "tilematrixsetdefinitionuri": told["tileMatrixSetURI"],
        "urltemplatefortiles": template,
        "tilematrix": limits["tileMatrix"],
        "mintilerow": str(limits["minTileRow"]),
        "maxtilerow": str(limits["maxTileRow"]),
        "mintilecol": str(limits["minTileCol"]),
        "maxtilecol": str(limits["maxTileCol"]),
    }


SUITES: Final[Mapping[str, Callable[[str], dict[str, str]]]] = {"features": features, "tiles": tiles}
"""The suites that can be given, by what the command line calls them."""


def run(file: Path, told: Mapping[str, str]) -> list[Result]:
    """Runs a suite. Errors: `NoResults`, with the last of what it wrote."""
    with tempfile.TemporaryDirectory(prefix="peta-jepara-suite-") as made:
        folder = Path(made)
        given = folder / "given.xml"
        given.write_text(properties(told), encoding="utf-8")
        options = ["-Djava.awt.headless=true", f"-Djava.io.tmpdir={folder}"]
        wrote = subprocess.run(
            ["java", *options, "-jar", file.absolute(), "-o", folder / "said", given],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_PATIENCE_S,
        )
        said = sorted(folder.rglob("testng-results.xml"))
        if not said:
            raise NoResults(
                f"{file.name} ended with {wrote.returncode} and no results:\n{wrote.stdout[-2000:]}"
            )
        return [result for each in said for result in results(each.read_text(encoding="utf-8"))]


def properties(told: Mapping[str, str]) -> str:
    """What a suite is told, as Java writes properties."""
    root = ET.Element("properties", version="1.0")
    for name, value in told.items():
        ET.SubElement(root, "entry", key=name).text = value
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n{ET.tostring(root, encoding="unicode")}\n'


def results(document: str) -> Iterator[Result]:
    """The tests of a document of TestNG's; what only prepares is told when it failed."""
    for group in ET.fromstring(document).iter("class"):  # noqa: S314 - written by a program run here
        for method in group.iter("test-method"):
            status = method.get("status", "FAIL")
            if method.get("is-config") == "true" and status == "PASS":
                continue
            reason = " ".join((method.findtext("exception/message") or "").split())
            yield Result(group.get("name", ""), method.get("name", ""), status, reason)


def summary(found: list[Result]) -> Iterator[str]:
    """A line for each class, and below it what failed or was skipped, with the reason."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for each in found:
        groups[each.group].append(each)
    for name, members in sorted(groups.items()):
        yield f"{name}: {counts(members)}"
        for each in members:
            if each.status != "PASS":
                yield f"  {each.status} {each.name}: {each.reason}"


def counts(found: list[Result]) -> str:
    """How many passed, failed and were skipped."""
    number = {status: sum(each.status == status for each in found) for status in ("PASS", "FAIL", "SKIP")}
    return f"{number['PASS']} passed, {number['FAIL']} failed, {number['SKIP']} skipped"


def _document(address: str) -> dict[str, Any]:
    asked = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 - our own
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - as above
        found: dict[str, Any] = json.load(answer)
    return found
