"""Pages for people: the same documents that programs get, put into words and tables.

No script, no address outside the service, one style sheet. Everything shown is escaped by the templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.links import GEOJSON
from api.models import Document, Link
from api.negotiate import FEATURES, PAGE, Encoding, Said
from api.words import words
from gis.asking.question import MOST
from gis.formats import FORMATS
from gis.language import Language
from gis.layer import Field
from gis.privacy import WITHHELD
from gis.validity import WIB

TEMPLATES: Final = Path(__file__).parent / "templates"

_MONTHS: Final = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Which template shows a document to people, and what it needs besides the document."""

    template: str
    title: str
    extra: Mapping[str, object] | None = None


def page(said: Said, document: Document, wanted: Page) -> bytes:
    """The document as a page in the caller's language."""
    template = _environment().get_template(wanted.template)
    text = template.render(
        document=document,
        title=wanted.title,
        site=said.site,
        said=said,
        language=said.language,
        other="en" if said.language == "id" else "id",
        words=words(said.language),
        encodings=_elsewise(said),
        links=_links(document) if "links" in document else [],
        files=[Way(each, said.language) for each in FEATURES if each is not PAGE],
        most=MOST,
        page_at=partial(said.site.at, f=PAGE.word, lang=said.language),
        shown=shown,
        cell=cell,
        figure=partial(_number, language=said.language),
        moment=partial(_moment, language=said.language),
        span=partial(_span, language=said.language),
        dates=partial(_dates, language=said.language),
        **(wanted.extra or {}),
    )
    return text.encode()


@dataclass(frozen=True, slots=True)
class Way:
    """An encoding as a page offers it."""

    encoding: Encoding
    language: Language
    href: str = ""

    @property
    def word(self) -> str:
        """What `f` calls it."""
        return self.encoding.word

    @property
    def media(self) -> str:
        """Its media type."""
        return self.encoding.media

    @property
    def file(self) -> str:
        """How a file of it ends, where it is an answer in pages and says no name of its own."""
        form = FORMATS.get("geojson" if self.media == GEOJSON else self.word)
        return form.suffix if form and form.paged else ""

    @property
    def title(self) -> str:
        """What people call it."""
        if self.word in FORMATS:
            return FORMATS[self.word].title.in_(self.language)
        if self.media == GEOJSON:
            return "GeoJSON"
        return words(self.language).get(f"format_{self.word}", self.word.upper())


def _elsewise(said: Said) -> list[Way]:
    """The ways to have the same besides a page. A file begins at the beginning, whatever page is seen."""
    given = {name: text for name, text in said.given.items() if name not in ("after", "limit")}
    return [
        Way(each, said.language, said.site.path(said.path, {**given, "f": each.word}))
        for each in said.offered
        if each is not PAGE
    ]


def _links(told: object) -> list[Link]:
    """The links of a document and of what it lists, each address once (/req/html/content B).

    Patterns of addresses are left out: they lead nowhere.
    """
    found = {each["href"]: each for each in reversed(list(_every_link(told))) if "{" not in each["href"]}
    return list(reversed(found.values()))


def _every_link(told: object) -> Iterator[Link]:
    if isinstance(told, list):
        for each in told:
            yield from _every_link(each)
    elif isinstance(told, dict):
        yield from told.get("links", ())
        yield from _every_link([value for name, value in told.items() if name != "links"])


def shown(values: Mapping[str, object], field: Field, language: Language) -> str:
    """A feature's value in words: code titles, units, dates; unknown and withheld are told apart."""
    text = _text(values, field, language)
    if text is None:
        return words(language)["unknown"]
    if not field.unit or values.get(field.name) is None:
        return text
    return f"Rp{text}" if field.unit == "Rp" else f"{text} {field.unit}"


def cell(values: Mapping[str, object], field: Field, language: Language) -> str:
    """The same for a table: a dash for what is not known, and the unit stands above the column."""
    return _text(values, field, language) or "–"


def _text(values: Mapping[str, object], field: Field, language: Language) -> str | None:
    """A value in words without its unit; None for one that is not known."""
    value = values.get(field.name)
    if value is None:
        return words(language)["withheld"] if values.get(WITHHELD) and field.unit else None
    if isinstance(value, list):
        return ", ".join(_worded(part, field, language) for part in value) or None
    return _worded(value, field, language)


def _worded(value: object, field: Field, language: Language) -> str:
    choice = field.choice(value)
    if choice:
        return choice.title.in_(language)
    if isinstance(value, bool):
        return words(language)["yes" if value else "no"]
    # A year or a number in a code has no unit, and no mark between its thousands either.
    if isinstance(value, float) or (isinstance(value, int) and field.unit):
        return _number(value, language)
    return _dated(value, language)


def _number(value: float, language: Language) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def _moment(text: str | None, language: Language) -> str | None:
    """A day or an instant, as JSON writes it, in words; in the regency's time."""
    if not text:
        return None
    if len(text) == len("2026-05-31"):
        return _day(date.fromisoformat(text), language)
    return _dated(datetime.fromisoformat(text).astimezone(WIB), language)


def _span(interval: Sequence[str | None], language: Language) -> str:
    """From which day until which; an open end is open."""
    days = [each and datetime.fromisoformat(each).astimezone(WIB).date() for each in interval]
    first, last = (_day(day, language) if day else None for day in days)
    return f"{first or '…'} – {last or words(language)['open_end']}"


def _dates(days: Sequence[str] | None, language: Language) -> str | None:
    """The first and the last of some days; one where they are the same."""
    return (
        " – ".join(dict.fromkeys(_day(date.fromisoformat(day), language) for day in days)) if days else None
    )


def _dated(value: object, language: Language) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(WIB)
        return (
            f"{_day(value, language)} {value:%H.%M} WIB"
            if language == "id"
            else f"{_day(value, language)} {value:%H:%M} WIB"
        )
    return _day(value, language) if isinstance(value, date) else str(value)


def _day(value: date, language: Language) -> str:
    return f"{value.day} {_MONTHS[language].split()[value.month - 1]} {value.year}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
