"""What there is one of: the service's own documents, the tiles of everything, styles, processes, health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Final

from api.execution import OUTPUT, RESPONSES, example
from api.links import HTML, JSON, STYLE
from api.models import Document
from api.negotiate import COLLECTIONS, DOCUMENT, INTERFACE, PAGE, Encoding, json_as
from api.offer import Offer
from api.openapi import parameters
from api.openapi.dialect import in_openapi
from api.openapi.operations import Operation, encoded, schema
from api.openapi.tiled import Tiled
from api.processes import MOST, PROCESSES, Process
from gis.language import Language, Words
from gis.style import MAP
from gis.tiling import SETS

_STYLE: Final = (json_as(STYLE),)
_PAGE: Final = (PAGE,)
_TEXT: Final[Document] = {"type": "string"}

TAGS: Final[Mapping[str, Words]] = {
    "service": Words("Layanan dan antarmukanya", "The service and its interface"),
    "tiles": Words("Ubin vektor", "Vector tiles"),
    "styles": Words("Gaya peta", "Map styles"),
    "processes": Words("Perhitungan", "Processes"),
    "imports": Words("Berkas yang dimuat", "Files that are loaded"),
    "health": Words("Untuk pengelola layanan", "For the service's keepers"),
}
"""The groups of operations besides the collections."""

_DOCUMENTS: Final[Mapping[str, tuple[str, str, tuple[Encoding, ...], Words]]] = {
    "/": ("landing", "service", DOCUMENT, Words("Halaman utama", "The landing page")),
    "/conformance": ("conformance", "service", DOCUMENT, Words("Kesesuaian standar", "Conformance")),
    "/api": ("interface", "service", INTERFACE, Words("Antarmuka ini", "This interface")),
    "/collections": ("collections", "service", COLLECTIONS, Words("Kumpulan data", "The collections")),
    "/functions": ("functions", "service", DOCUMENT, Words("Fungsi untuk saringan", "Functions for filters")),
    "/tileMatrixSets": ("tileMatrixSets", "tiles", DOCUMENT, Words("Skema ubin", "Tile matrix sets")),
    "/styles": ("styles", "styles", DOCUMENT, Words("Gaya peta yang ada", "The styles there are")),
    "/jobs": ("jobs", "processes", DOCUMENT, Words("Pekerjaan; selalu kosong", "Jobs; there are none")),
}
"""Documents without parameters of their own: schema and id of the operation, group, encodings, title."""


def operations(offer: Offer, language: Language) -> Iterator[tuple[str, Operation]]:
    """Every address that there is one of, with what can be asked there."""
    for path, (name, tag, offered, title) in _DOCUMENTS.items():
        bodies = encoded(offered, name)
        yield path, Operation(id=name, title=title, tag=tag, bodies=bodies, offered=offered)
    yield "/docs", _docs()
    yield "/processes", _processes(language)
    yield "/map", _map()
    zooms = [view.layer.zooms for view in offer.views.values()]
    chosen = [parameters.collections(language, list(offer.views))]
    yield from Tiled("dataset", "tiles", language, zooms, chosen).operations().items()
    for matrix in SETS:
        yield f"/tileMatrixSets/{matrix}", _matrix_set(matrix)
    yield "/styles/{style}", _style(offer, language)
    for process in PROCESSES.values():
        yield f"/processes/{process.id}", _process(process)
        yield f"/processes/{process.id}/execution", _execution(process, offer, language)
    yield "/jobs/{job}", _job("job", Words("Satu pekerjaan", "One job"), language)
    yield (
        "/jobs/{job}/results",
        _job("results", Words("Hasil satu pekerjaan", "The results of a job"), language),
    )
    yield from _health()


def _docs() -> Operation:
    title = Words("Antarmuka ini sebagai halaman", "This interface as a page")
    return Operation(id="docs", title=title, tag="service", bodies={HTML: _TEXT}, offered=_PAGE)


def _map() -> Operation:
    return Operation(
        id="map", title=Words("Peta", "The map"), tag="service", bodies={HTML: _TEXT}, kept=False
    )


def _matrix_set(matrix: str) -> Operation:
    return Operation(
        id=f"tileMatrixSet.{matrix}",
        title=Words(f"Skema ubin {matrix}", f"The tile matrix set {matrix}"),
        tag="tiles",
        bodies=encoded(DOCUMENT, "tileMatrixSet"),
        offered=DOCUMENT,
    )


def _style(offer: Offer, language: Language) -> Operation:
    about = Words("Gaya peta.", "The style.").in_(language)
    named: Document = {"type": "string", "enum": [MAP, *offer.views]}
    return Operation(
        id="style",
        title=Words("Satu gaya peta MapLibre", "One MapLibre style"),
        tag="styles",
        bodies=encoded(_STYLE, "style"),
        offered=_STYLE,
        parameters=[parameters.within("style", about, named)],
        refused=(HTTPStatus.NOT_FOUND,),
    )


def _processes(language: Language) -> Operation:
    """The list, with what pages it (OGC API Processes, /req/core/pl-limit-definition)."""
    most = Words(f"Berapa banyak; paling banyak {MOST}.", f"How many; at most {MOST}.")
    first = Words("Berapa yang dilewati.", "How many are passed over.")
    whole: Document = {"type": "integer"}
    return Operation(
        id="processes",
        title=Words("Perhitungan yang ada", "The processes"),
        tag="processes",
        bodies=encoded(DOCUMENT, "processes"),
        offered=DOCUMENT,
        parameters=[
            parameters.behind(
                "limit", most.in_(language), {**whole, "minimum": 1, "maximum": MOST, "default": MOST}
            ),
            parameters.behind("offset", first.in_(language), {**whole, "minimum": 0, "default": 0}),
        ],
    )


def _process(process: Process) -> Operation:
    return Operation(
        id=f"process.{process.id}",
        title=process.title,
        tag="processes",
        bodies=encoded(DOCUMENT, "process"),
        offered=DOCUMENT,
    )


def _execution(process: Process, offer: Offer, language: Language) -> Operation:
    return Operation(
        id=f"execute.{process.id}",
        title=process.description,
        tag="processes",
        method="post",
        bodies={JSON: _result(schema(process.id))},
        offered=DOCUMENT,
        request=_inputs(process, offer, language),
        refused=(
            HTTPStatus.NOT_FOUND,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        kept=False,
    )


def _result(raw: Document) -> Document:
    """The result itself, or a document that holds it (OGC API Processes, `response`)."""
    value = {
        "type": "object",
        "properties": {"value": raw, "mediaType": {"type": "string", "enum": [JSON]}},
        "required": ["value", "mediaType"],
    }
    held = {"type": "object", "properties": {OUTPUT: value}, "required": [OUTPUT]}
    return {"anyOf": [raw, held]}


def _inputs(process: Process, offer: Offer, language: Language) -> Document:
    """The body of an execution: the process's own inputs, and an example that can be asked as it stands."""
    described = process.inputs(offer, language)
    named = {name: {"title": one["title"], **in_openapi(one["schema"])} for name, one in described.items()}
    must = [name for name, one in described.items() if one["minOccurs"]]
    inputs = {"type": "object", "properties": named, "required": must, "additionalProperties": False}
    outputs = {"type": "object", "properties": {OUTPUT: {"type": "object"}}, "additionalProperties": False}
    response = {"type": "string", "enum": list(RESPONSES), "default": RESPONSES[0]}
    members = {"inputs": inputs, "outputs": outputs, "response": response}
    body: Document = {
        "type": "object",
        "properties": members,
        "required": ["inputs"],
        "additionalProperties": False,
    }
    return {"required": True, "content": {JSON: {"schema": body, "example": example(described)}}}


def _job(name: str, title: Words, language: Language) -> Operation:
    about = Words("Tidak ada pekerjaan yang disimpan.", "No jobs are kept.").in_(language)
    return Operation(
        id=name,
        title=title,
        tag="processes",
        bodies={},
        parameters=[parameters.within("job", about, _TEXT)],
        refused=(HTTPStatus.NOT_FOUND,),
        kept=False,
    )


def _health() -> Iterator[tuple[str, Operation]]:
    machine = {JSON: schema("health")}
    told: Mapping[str, tuple[str, Words, Mapping[str, Document]]] = {
        "/healthz": ("alive", Words("Apakah layanan hidup", "Whether it is alive"), machine),
        "/readyz": ("ready", Words("Apakah basis data menjawab", "Whether the database answers"), machine),
        "/metrics": (
            "metrics",
            Words("Angka untuk Prometheus", "Figures for Prometheus"),
            {"text/plain": _TEXT},
        ),
    }
    for path, (name, title, bodies) in told.items():
        yield path, Operation(id=name, title=title, tag="health", bodies=bodies, kept=False)
