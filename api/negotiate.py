"""In which encoding and language an answer is wanted, from `f`, `lang` and what the caller accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.datastructures import Headers

from api.links import GEOJSON, HTML, JSON, LINKED, MVT, OPENAPI, SCHEMA, XML, Site, link
from api.models import Link
from gis.errors import BadValue, NotAcceptable, UnknownName
from gis.formats import FORMATS
from gis.language import LANGUAGES, Language, Words


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way in which a resource can be had.

    word   what `f` calls it;  media  its media type
    words  other words for it;  family  other media types that ask for it
    """

    word: str
    media: str
    words: tuple[str, ...] = ()
    family: tuple[str, ...] = ()

    def suits(self, wanted: str) -> int:
        """How closely a media range of an Accept header fits: 3 by name, 2 by kin, 1 by `type/*`, 0 by `*/*`;
        -1 where it does not."""
        bare = self.media.partition(";")[0]
        if wanted == bare:
            return 3
        if wanted in self.family:
            return 2
        if wanted == f"{bare.partition('/')[0]}/*":
            return 1
        return 0 if wanted == "*/*" else -1


PAGE: Final = Encoding("html", HTML, family=("application/xhtml+xml",))


def json_as(media: str, *words: str) -> Encoding:
    """JSON under a media type of its own, which programs also ask for as plain JSON or as GeoJSON."""
    return Encoding("json", media, words, (JSON, GEOJSON))


DOCUMENT: Final = (json_as(JSON), PAGE)
"""What most resources are offered as."""

_FORMATS: Final = {
    each.word: Encoding(each.word, each.media, family=each.family) for each in FORMATS.values()
}

FEATURE: Final = (json_as(GEOJSON, "geojson"), PAGE, _FORMATS["jsonfg"])
"""What a feature is offered as."""

FEATURES: Final = (
    *FEATURE[:2],
    *(each for word, each in _FORMATS.items() if word != "geojson"),
)
"""What features are offered as: in pages, or all in one file."""

COLLECTIONS: Final = (*DOCUMENT, Encoding("dcat", LINKED))
"""What the list of collections is offered as: in DCAT it is a catalogue."""

COLLECTION: Final = (*COLLECTIONS, Encoding("iso", XML, family=("text/xml",)))
"""What a collection is offered as; in DCAT and in ISO 19115-3 it is a record for catalogues."""

INTERFACE: Final = (json_as(OPENAPI), PAGE)
"""What the interface's own description is offered as."""

FIELDS: Final = (json_as(SCHEMA), PAGE)
"""What the fields of a collection are offered as."""

TILE: Final = (Encoding("mvt", MVT),)
"""What tiles are offered as."""

_RANGE: Final = re.compile(r"[a-z0-9!#$&^_.+-]+/([a-z0-9!#$&^_.+-]+|\*)|\*/\*")
_WEIGHT: Final = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")

COMMON: Final = ("f", "lang")
"""The parameters that every address knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a caller wants to be answered, and where the answer stands."""

    site: Site
    path: str
    given: Mapping[str, str]
    encoding: Encoding
    offered: Sequence[Encoding]
    language: Language
    headers: Headers

    @property
    def html(self) -> bool:
        """Whether a page for people is wanted."""
        return self.encoding is PAGE

    def here(self, media: str, title: str) -> list[Link]:
        """Links to this very answer in its encoding, then in the others. `media` is what its JSON is."""
        others = [each for each in self.offered if each is not self.encoding]
        found = [self._link(self.encoding, "self", media, title)]
        return found + [self._link(each, "alternate", media, title) for each in others]

    def _link(self, encoding: Encoding, rel: str, media: str, title: str) -> Link:
        kind = media if encoding.word == "json" else encoding.media
        return link(self.address(f=encoding.word), rel, kind, title)

    def address(self, **changed: str) -> str:
        """This address with some of its parameters changed."""
        return self.site.path(self.path, {**self.given, **changed})

    def beyond(self, *known: str) -> dict[str, str]:
        """The parameters besides `f`, `lang` and those named."""
        return {name: text for name, text in self.given.items() if name not in (*COMMON, *known)}

    def only(self, *known: str) -> Said:
        """The same, sure that no other parameter was given. Errors: `UnknownName`."""
        for name in self.beyond(*known):
            raise UnknownName("parameter", name, [*COMMON, *known])
        return self


def said(request: Request, offered: Sequence[Encoding] = DOCUMENT) -> Said:
    """How this request wants to be answered, by a resource that is offered so.

    The language is `lang`'s, else the one that Accept-Language likes best, else Indonesian.
    Errors: `BadValue`, `UnknownName` for an odd `f` or `lang`; `NotAcceptable` where the Accept header wants
    none of what is offered.
    """
    given = _once(request)
    accepted = request.headers.get("accept-language", "")
    return Said(
        site=Site(str(request.base_url).rstrip("/")),
        path=request.url.path,
        given=given,
        encoding=chosen(offered, given.get("f"), request.headers.get("accept", "")),
        offered=offered,
        language=_language(given["lang"]) if "lang" in given else preferred(accepted),
        headers=request.headers,
    )


def roughly_said(request: Request, offered: Sequence[Encoding] = DOCUMENT) -> Said:
    """The same for an answer that has to be given, whatever was asked: what cannot be understood is passed
    over, and who wants a page first gets a page."""
    given = dict(request.query_params.multi_items())
    lang, accept = given.get("lang"), request.headers.get("accept", "")
    paged = given["f"] == PAGE.word if "f" in given else _likes_pages(accept)
    return Said(
        site=Site(str(request.base_url).rstrip("/")),
        path=request.url.path,
        given=given,
        encoding=PAGE if paged else offered[0],
        offered=offered,
        language=_language(lang)
        if lang in LANGUAGES
        else preferred(request.headers.get("accept-language", "")),
        headers=request.headers,
    )


def _likes_pages(accept: str) -> bool:
    try:
        return chosen(DOCUMENT, None, accept) is PAGE
    except NotAcceptable:
        return False


def preferred(accepted: str) -> Language:
    """The language that an Accept-Language header likes best; Indonesian unless it is clearly English.

    >>> preferred("en-US,en;q=0.9"), preferred("id-ID,en;q=0.8"), preferred("*"), preferred("")
    ('en', 'id', 'id', 'id')
    """
    found = {"id": 0.0, "en": 0.0}
    for name, weight in _weights(accepted):
        tongue = {"in": "id"}.get(name.partition("-")[0], name.partition("-")[0])
        if tongue in found:
            found[tongue] = max(found[tongue], weight)
    return "en" if found["en"] > found["id"] else "id"


def _once(request: Request) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, text in request.query_params.multi_items():
        if name in given:
            raise BadValue(name, text, Words("satu kali saja", "to be given once"))
        given[name] = text
    return given


def _language(text: str) -> Language:
    if text == "id":
        return "id"
    if text == "en":
        return "en"
    raise BadValue("lang", text, Words("id atau en", "id or en"))


def chosen(offered: Sequence[Encoding], f: str | None, accept: str) -> Encoding:
    """The encoding that `f` names, else the one the Accept header likes best; of several that it likes alike,
    a page that it names, else the first. Errors: `UnknownName`, `NotAcceptable`.

    >>> chosen(DOCUMENT, None, "text/html,*/*;q=0.8").word, chosen(DOCUMENT, None, "").word
    ('html', 'json')
    """
    if f is not None:
        return _named(offered, f)
    ranges = _qualities(accept)
    weighed = [(*_weight(each, ranges), each is PAGE, -at, each) for at, each in enumerate(offered)]
    best = max(weighed, key=lambda one: (one[0], one[1], one[2] and one[1] == 3, one[3]))
    if best[0] <= 0:
        raise NotAcceptable([each.media for each in offered])
    return best[4]


def _named(offered: Sequence[Encoding], f: str) -> Encoding:
    known = {word: each for each in offered for word in (each.word, *each.words)}
    if f not in known:
        raise UnknownName("format", f, known)
    return known[f]


def _weight(encoding: Encoding, ranges: Mapping[str, float]) -> tuple[float, int]:
    """What the closest of the media ranges that fit says, and how closely it fits."""
    fitting = [(encoding.suits(wanted), weight) for wanted, weight in ranges.items()]
    closeness, weight = max((fit for fit in fitting if fit[0] >= 0), default=(-1, 0.0))
    return weight, closeness


def _qualities(accept: str) -> dict[str, float]:
    """Media ranges with their weights: `text/html;q=0.8` -> {"text/html": 0.8}. Nonsense is passed over, and
    who says nothing that makes sense takes anything."""
    found = {wanted: weight for wanted, weight in _weights(accept) if _RANGE.fullmatch(wanted)}
    return found or {"*/*": 1.0}


def _weights(header: str) -> Iterator[tuple[str, float]]:
    """The parts of a header that weighs its choices, in small letters, without nonsense."""
    for part in header.split(","):
        wanted, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        if _WEIGHT.fullmatch(weight):
            yield wanted, float(weight)
