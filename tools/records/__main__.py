"""`make records`: the record of every layer, for every audience, in both languages, by ISO's schemas."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

from lxml import etree

from gis import metadata
from gis.asking import Span
from gis.facts import NOTHING, Facts
from gis.language import Language, Words
from gis.layer import Audience
from gis.metadata import Addresses, Distribution, Way
from gis.privacy import View, visible
from layers import LAYERS
from tools.records.schemas import schema

_SITE = "http://localhost:8000"

_MOMENT = datetime(2026, 5, 31, 8, 0, tzinfo=UTC)
_FULL = Facts(
    (110.1, -6.9, 111.0, -5.7),
    12,
    sample=True,
    span=Span(_MOMENT, None),
    dated=(date(2024, 1, 1), date(2026, 5, 1)),
    changed=_MOMENT,
)
_LANGUAGES: tuple[Language, ...] = ("id", "en")


def main() -> int:
    """Tell what does not hold; 0 when all does."""
    rules, wrong, checked = schema(), 0, 0
    for name, record in _records():
        checked += 1
        if not rules.validate(etree.fromstring(record)):
            wrong += 1
            for error in rules.error_log:
                print(f"{name}: line {error.line}: {error.message}")
    print(f"{checked} records checked, {wrong} against the schemas of ISO 19115-3")
    return 1 if wrong else 0


def _records() -> Iterator[tuple[str, bytes]]:
    for view in _views():
        for facts in (_FULL, NOTHING):
            record = metadata.record(view, facts)
            for language in _LANGUAGES:
                name = f"{view.layer.name} ({view.audience}, {language}, {facts.rows} rows)"
                yield name, metadata.iso(record, _addresses(view), language)


def _views() -> Iterator[View]:
    for layer in LAYERS.values():
        for audience in Audience:
            if layer.access.seen_by(audience):
                yield visible(layer, audience)


def _addresses(view: View) -> Addresses:
    at = f"{_SITE}/collections/{view.layer.name}"
    file = Distribution(f"{at}/items?f=csv", "text/csv", Words("CSV", "CSV"), Way.FILE)
    page = Distribution(f"{at}/items?f=html", "text/html", view.layer.title, Way.PAGE)
    return Addresses(at, f"{at}?f=html", _SITE, f"{at}/schema", (file, page))


if __name__ == "__main__":
    sys.exit(main())
