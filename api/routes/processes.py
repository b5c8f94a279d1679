"""Processes: the questions that are more than a filter. Answered at once; there are no lasting jobs."""

from __future__ import annotations

import json
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from api import execution, processes, reference
from api.answers import answer, encoded
from api.bodies import body
from api.deps import OfferDep, PlainDep, PlainVisitDep, SaidDep
from api.execution import Execution, example
from api.links import JSON
from api.pages import Page
from api.processes import NoSuchJob, Process
from api.words import words

router = APIRouter()

_MOST_MB: Final = 1


async def _execution(request: Request) -> Execution:
    return execution.read(await body(request, (JSON,), _MOST_MB, unless=JSON))


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
    sent = json.dumps(example(document["inputs"]), ensure_ascii=False)
    extra = {"example": sent, "allowed": reference.allowed}
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
