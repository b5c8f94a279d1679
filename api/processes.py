"""The processes: what each is called, what it takes, and which question of the core it asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from api.execution import OUTPUT, Inputs
from api.links import JSON, RELATION, Site, link
from api.models import Document, Link
from api.negotiate import Said
from api.offer import Offer
from gis import at_point, exposure
from gis.database import Reader
from gis.errors import BadValue, NotFound
from gis.layer import Choice, Language, Words

EXCEPTIONS: Final = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/"
"""Before the names of the standard's own exceptions."""

MOST: Final = 100
"""Processes that are listed at once at most, and unless a caller asks for fewer."""

_DIGITS: Final = 10
"""Digits of a number in an address, less than which it has."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process. `inputs` describes what it takes; `run` asks the core and gives the result."""

    id: str
    title: Words
    description: Words
    inputs: Callable[[Offer, Language], Document]
    run: Callable[[Reader, Offer, Inputs, Language], Awaitable[Document]]


class NoSuchProcess(NotFound):
    """There is no process of this id (/req/core/process-exception/no-such-process)."""

    kind: ClassVar[str] = f"{EXCEPTIONS}no-such-process"

    def __init__(self) -> None:
        listed = ", ".join(PROCESSES)
        super().__init__(
            Words(
                f"Tidak ada perhitungan dengan nama itu di sini. Yang ada: {listed}.",
                f"There is no process of that name here. There are: {listed}.",
            )
        )


class NoSuchJob(NotFound):
    """There is no job of this id: no process outlasts its answer (/req/core/job-exception-no-such-job)."""

    kind: ClassVar[str] = f"{EXCEPTIONS}no-such-job"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Tidak ada pekerjaan seperti itu: setiap perhitungan langsung dijawab.",
                "There is no such job: every process here is answered at once.",
            )
        )


def named(process: str) -> Process:
    """The process with this id. Errors: `NoSuchProcess`."""
    if process not in PROCESSES:
        raise NoSuchProcess
    return PROCESSES[process]


def listed(said: Said, here: list[Link]) -> Document:
    """The processes, as many as `limit` asks for from the one at `offset` on; a link leads to the next ones
    (/req/core/pl-limit-response, /req/core/pl-links)."""
    limit = min(_whole(said, "limit", MOST, 1), MOST)
    first = _whole(said, "offset", 0, 0)
    found = [summary(each, said.site, said.language) for each in PROCESSES.values()]
    last = first + limit
    further = [link(said.address(offset=str(last)), "next", JSON)] if last < len(found) else []
    return {"processes": found[first:last], "links": [*here, *further]}


def _whole(said: Said, name: str, unless: int, least: int) -> int:
    text = said.given.get(name)
    if text is None:
        return unless
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS and int(text) >= least):
        raise BadValue(name, text, Words(f"bilangan bulat mulai {least}", f"a whole number from {least} on"))
    return int(text)


def summary(process: Process, site: Site, language: Language) -> Document:
    """A process in the list of them."""
    return {
        "id": process.id,
        "title": process.title.in_(language),
        "description": process.description.in_(language),
        "version": "1.0.0",
        "jobControlOptions": ["sync-execute"],
        "outputTransmission": ["value"],
        "links": [link(site.at("processes", process.id), "self", JSON)],
    }


def description(process: Process, offer: Offer, said: Said) -> Document:
    """A process with its inputs and its output."""
    site, language = said.site, said.language
    title = process.title.in_(language)
    execute = link(site.at("processes", process.id, "execution"), f"{RELATION}execute", JSON)
    return {
        **summary(process, site, language),
        "inputs": process.inputs(offer, language),
        "outputs": {
            OUTPUT: {"title": title, "schema": {"type": "object", "contentMediaType": JSON}},
        },
        "links": [*said.here(JSON, title), execute],
    }


async def _exposure(reader: Reader, offer: Offer, inputs: Inputs, language: Language) -> Document:
    ask = exposure.Ask.from_inputs(inputs)
    return (await exposure.summary(reader, offer.layers, offer.audience, ask, language)).as_json()


async def _at_point(reader: Reader, offer: Offer, inputs: Inputs, language: Language) -> Document:
    spot = at_point.Spot.from_inputs(inputs)
    return (await at_point.look(reader, offer.layers, offer.audience, spot, language)).as_json()


def _exposure_inputs(offer: Offer, language: Language) -> Document:
    hazards = [view.layer for view in offer.views.values() if view.layer.hazard]
    areas = [name for name, view in offer.views.items() if view.layer.area]
    kinds = [choice for layer in hazards if layer.hazard for choice in layer.field(layer.hazard.kind).choices]
    classes = [
        c for layer in hazards if layer.hazard for c in layer.field(layer.hazard.level).choices if c.value
    ]
    pictured = [name for name, view in offer.views.items() if view.layer.pictured]
    return {
        "hazard": _input(
            Words("Lapisan bahaya", "Hazard layer"), language, _one_of([x.name for x in hazards])
        ),
        "jenis": _input(Words("Jenis bahaya", "Kind of hazard"), language, _one_of(_values(kinds)), least=0),
        "classes": _input(
            Words("Kelas yang dihitung terdampak", "Classes that count as affected"),
            language,
            {"type": "array", "minItems": 1, "items": _one_of(_names(classes))},
            least=0,
        ),
        "exposed": _input(
            Words("Lapisan yang dihitung", "Layer that is counted"), language, _one_of(pictured)
        ),
        "by": _input(Words("Menurut wilayah", "By area"), language, _one_of(areas), least=0),
        "rule": _input(Words("Aturan", "Rule"), language, _one_of(list(exposure.Rule)), least=0),
    }


def _at_point_inputs(_: Offer, language: Language) -> Document:
    return {
        "lon": _input(Words("Bujur", "Longitude"), language, _degrees(180, 110.67)),
        "lat": _input(Words("Lintang", "Latitude"), language, _degrees(90, -6.59)),
    }


def _input(title: Words, language: Language, schema: Document, least: int = 1) -> Document:
    return {"title": title.in_(language), "minOccurs": least, "maxOccurs": 1, "schema": schema}


def _one_of(values: list[str]) -> Document:
    return {"type": "string", "enum": values}


def _degrees(most: int, example: float) -> Document:
    return {"type": "number", "minimum": -most, "maximum": most, "examples": [example]}


def _values(choices: list[Choice]) -> list[str]:
    return list(dict.fromkeys(str(choice.value) for choice in choices))


def _names(choices: list[Choice]) -> list[str]:
    return list(dict.fromkeys(choice.title.id for choice in choices))


PROCESSES: Final[Mapping[str, Process]] = {
    "exposure": Process(
        "exposure",
        Words("Keterpaparan", "Exposure"),
        Words(
            "Berapa objek suatu lapisan yang berada di tiap kelas bahaya, menurut wilayah.",
            "How many objects of a layer lie in which class of a hazard, by area.",
        ),
        _exposure_inputs,
        _exposure,
    ),
    "at-point": Process(
        "at-point",
        Words("Apa yang ada di sini?", "What is here?"),
        Words(
            "Desa, bahaya menurut jenisnya, dan titik evakuasi terdekat dari satu titik.",
            "The village, each kind of hazard, and the nearest evacuation points of a point.",
        ),
        _at_point_inputs,
        _at_point,
    ),
}
"""Every process by its id."""
