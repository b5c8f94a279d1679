"""Errors -> answers: one table, one shape (problem+json), and nothing of the inside in them."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.links import PROBLEM
from api.models import Problem
from gis import errors

log = logging.getLogger(__name__)

STATUS: Final[Mapping[type[errors.Error], HTTPStatus]] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.BadRequest: HTTPStatus.BAD_REQUEST,
    errors.NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    errors.UnfitMedia: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.Stale: HTTPStatus.PRECONDITION_FAILED,
    errors.Unconditional: HTTPStatus.PRECONDITION_REQUIRED,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    errors.RefusedData: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.Refused: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.DiskFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DeclarationError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.Error: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of each branch of the error tree; the nearest branch counts."""

RETRY_AFTER_S: Final = 5


def status_of(error: errors.Error) -> HTTPStatus:
    """The status that an error answers with.

    >>> status_of(errors.UnknownName("field", "x", [])).value
    400
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, instance: str | None = None
) -> Response:
    """An error as an answer."""
    body: Problem = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if instance:
        body["instance"] = instance
    said = {"cache-control": "no-store", **(headers or {})}
    return Response(orjson.dumps(body), status, headers=said, media_type=PROBLEM)


def answer(error: Exception) -> Response:
    """The answer to an error. What the caller cannot mend is logged under an id, and only the id is told."""
    if not isinstance(error, errors.Error):
        return _internal(error)
    status = status_of(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _internal(error)
    waiting = {"retry-after": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem(status, str(error), headers=waiting)


def _internal(error: Exception) -> Response:
    name = uuid.uuid4().urn
    log.error("unexpected error %s", name, exc_info=error)
    detail = "Internal error. Nothing was changed. Tell the service's keepers the id in 'instance'."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail, instance=name)


class ErrorsAsProblems:
    """Stands around everything that can fail, in front of the router too, and answers in the one shape."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on; an error before the answer has begun becomes an answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun:
                raise
            await answer(error)(scope, receive, send)


def install(app: FastAPI) -> None:
    """Answers the router's own refusals (no such path, no such method) in the same shape."""

    @app.exception_handler(HTTPException)
    async def _refused(_: Request, error: HTTPException) -> Response:
        detail = {
            HTTPStatus.NOT_FOUND: "There is nothing at this address. Begin at / to see what there is.",
            HTTPStatus.METHOD_NOT_ALLOWED: "This method is not known here; 'Allow' lists those that are.",
        }.get(HTTPStatus(error.status_code), error.detail)
        return problem(error.status_code, detail, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return problem(HTTPStatus.BAD_REQUEST, told)
