"""A request that brings a feature: its body, of which type, in which coordinates."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.requests import ClientDisconnect

from api.links import GEOJSON, JSON
from gis import asking, crs
from gis.crs import Crs
from gis.errors import BadRequest, TooLarge, UnfitMedia
from gis.language import Words

FEATURE: Final = (GEOJSON, JSON)
"""What a whole feature is taken as."""

PATCH: Final = ("application/merge-patch+json",)
"""What a change of parts is taken as (RFC 7396)."""

_MB: Final = 1024**2

_NO_TYPE: Final = Words(
    "Sebutkan jenis kirimannya: header 'Content-Type' tidak ada.",
    "Say what is sent: there is no 'Content-Type' header.",
)
_CUT_OFF: Final = Words(
    "Kiriman terputus; tidak ada yang disimpan.", "The body was cut off; nothing was stored."
)


async def body(request: Request, taken: tuple[str, ...], most_mb: int) -> bytes:
    """The bytes of a request.

    Errors: `BadRequest` without a media type (/req/create-replace-delete/post-content-type); `UnfitMedia`
    for another one or a compressed body; `TooLarge` as soon as there is more than is taken.
    """
    _refuse_media(request, taken)
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most_mb * _MB:
        raise _too_large(most_mb)
    found = bytearray()
    try:
        async for chunk in request.stream():
            found += chunk
            if len(found) > most_mb * _MB:
                raise _too_large(most_mb)
    except ClientDisconnect:
        raise BadRequest(_CUT_OFF) from None
    return bytes(found)


def system(request: Request) -> Crs:
    """In which reference system coordinates are sent (/req/features/content-crs-header): longitude and
    latitude in degrees where that is not said. Errors: `UnknownName`."""
    given = request.headers.get("content-crs")
    if given is None:
        return crs.DEFAULT
    return asking.system(given.strip().removeprefix("<").removesuffix(">"))


def _refuse_media(request: Request, taken: tuple[str, ...]) -> None:
    given = request.headers.get("content-type", "").strip()
    if not given:
        raise BadRequest(_NO_TYPE)
    if given.partition(";")[0].strip().lower() not in taken:
        raise UnfitMedia(given, taken)
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise UnfitMedia(coding, ["identity"])


def _too_large(most_mb: int) -> TooLarge:
    return TooLarge(
        Words(
            f"Kiriman lebih besar dari {most_mb} MB, batas untuk satu data.",
            f"The body is larger than {most_mb} MB, the most that is taken for one feature.",
        )
    )
