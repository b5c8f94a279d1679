"""Processes: the questions that are more than a filter. Answered at once; there are no lasting jobs."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from api import execution, processes, reference
from api.answers import answer, encoded
from api.deps import OfferDep, PlainDep, PlainVisitDep, SaidDep
from api.execution import Execution
from api.links import JSON
from api.pages import Page
from api.processes import NoSuchJob, Process
from api.words import words
from gis.errors import TooLarge, UnfitMedia
from gis.layer import Words

router = APIRouter()

_MOST_BYTES: Final = 1_000_000

_TOO_LARGE: Final = Words(
    f"Kiriman lebih besar dari {_MOST_BYTES} bita. Kirim masukannya saja.",
    f"More than {_MOST_BYTES} bytes were sent. Send the inputs alone.",
)


async def _execution(request: Request) -> Execution:
    sent = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if sent != JSON:
        raise UnfitMedia(sent, [JSON])
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise TooLarge(_TOO_LARGE)
    return execution.read(bytes(body))


ExecutionDep = Annotated[Execution, Depends(_execution)]


async def _process(process: str) -> Process:
    return processes.named(process)


ProcessDep = Annotated[Process, Depends(_process)]
"""The process in the path; asked for before anything else, so that a missing one is told first."""


@router.get("/processes")
async def listed(said: SaidDep) -> Response:
    """The processes, `limit` of them from `offset` on."""
    title = words(said.language)["processes"]
    document = processes.listed(said.only("limit", "offset"), said.here(JSON, title))
    return answer(said, document, Page("processes.html", title))


@router.get("/processes/{process}")
async def described(one: ProcessDep, offer: OfferDep, said: PlainDep) -> Response:
    """One process with its inputs."""
    title = one.title.in_(said.language)
    document = processes.description(one, offer, said)
    extra = {"example": reference.example(document["inputs"]), "allowed": reference.allowed}
    return answer(said, document, Page("process.html", title, extra))


@router.post("/processes/{process}/execution")
async def execute(one: ProcessDep, asked: ExecutionDep, visit: PlainVisitDep) -> Response:
    """Runs a process. It is answered at once even where a caller would rather wait
    (/req/core/process-execute-default-execution-mode and -auto-execution-mode)."""
    result = await one.run(visit.reader, visit.offer, asked.inputs, visit.said.language)
    headers = {"cache-control": "no-store"}
    return Response(encoded(asked.answer(result)), headers=headers, media_type=JSON)


@router.get("/jobs")
async def jobs(said: PlainDep) -> Response:
    """No process outlasts its answer, so there are none."""
    return answer(said, {"jobs": [], "links": said.here(JSON, "Jobs")}, Page("document.html", "Jobs"))


@router.get("/jobs/{job}")
async def job(job: str) -> Response:  # noqa: ARG001 - there is none, whatever it is called
    """Nothing, always: see `jobs`."""
    raise NoSuchJob


@router.get("/jobs/{job}/results")
async def results(job: str) -> Response:  # noqa: ARG001 - as above
    """Nothing, always: see `jobs`."""
    raise NoSuchJob
