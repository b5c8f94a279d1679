"""Processes: the questions that are more than a filter. Answered at once; there are no lasting jobs."""

from __future__ import annotations

from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Depends, Request, Response

from api import processes
from api.answers import answer, encoded
from api.deps import OfferDep, PlainDep, PlainVisitDep
from api.links import JSON
from api.pages import Page
from api.processes import Inputs
from api.words import words
from gis.errors import BadValue, NotFound

router = APIRouter()

_MOST_BYTES: Final = 1_000_000


async def _inputs(request: Request) -> Inputs:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise BadValue("body", f"more than {_MOST_BYTES} bytes", "less")
    try:
        return processes.inputs_of(orjson.loads(bytes(body)))
    except orjson.JSONDecodeError:
        raise BadValue("body", "(given)", 'JSON such as {"inputs": {…}}') from None


InputsDep = Annotated[Inputs, Depends(_inputs)]


@router.get("/processes")
async def listed(said: PlainDep) -> Response:
    """Every process."""
    title = words(said.language)["processes"]
    found = [processes.summary(each, said.site, said.language) for each in processes.PROCESSES.values()]
    return answer(said, {"processes": found, "links": said.here(JSON, title)}, Page("document.html", title))


@router.get("/processes/{process}")
async def process(process: str, offer: OfferDep, said: PlainDep) -> Response:
    """One process with its inputs."""
    one = processes.named(process)
    title = one.title.in_(said.language)
    return answer(said, processes.description(one, offer, said), Page("document.html", title))


@router.post("/processes/{process}/execution")
async def execute(process: str, inputs: InputsDep, visit: PlainVisitDep) -> Response:
    """Runs a process and gives its result itself (response: raw)."""
    run = processes.named(process).run
    result = await run(visit.reader, visit.offer, inputs, visit.said.language)
    return Response(encoded(result), headers={"cache-control": "no-store"}, media_type=JSON)


@router.get("/jobs")
async def jobs(said: PlainDep) -> Response:
    """No process outlasts its answer, so there are none."""
    return answer(said, {"jobs": [], "links": said.here(JSON, "Jobs")}, Page("document.html", "Jobs"))


@router.get("/jobs/{job}")
async def job(job: str) -> Response:
    """Nothing, always: see `jobs`."""
    raise NotFound(f"There is no job '{job}'. Every process here is answered at once.")
