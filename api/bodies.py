"""The body of a request, taken in with bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastapi import Request
from starlette.requests import ClientDisconnect

from gis.errors import BadRequest, TooLarge, UnfitMedia
from gis.language import Words

_MB: Final = 1024**2

_NO_TYPE: Final = Words(
    "Sebutkan jenis kirimannya: header 'Content-Type' tidak ada.",
    "Say what is sent: there is no 'Content-Type' header.",
)
_CUT_OFF: Final = Words(
    "Kiriman terputus; tidak ada yang disimpan.", "The body was cut off; nothing was stored."
)


async def body(request: Request, taken: Sequence[str], most_mb: int, unless: str = "") -> bytes:
    """The bytes of a request of one of the media types `taken`; `unless` is the type where none is said.

    Errors: `BadRequest` without a media type (/req/create-replace-delete/post-content-type); `UnfitMedia`
    for another one or a compressed body; `TooLarge` as soon as there is more than is taken.
    """
    _refuse_media(request, taken, unless)
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


def _refuse_media(request: Request, taken: Sequence[str], unless: str) -> None:
    given = request.headers.get("content-type", unless).strip()
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
            f"Kiriman lebih besar dari {most_mb} MB, batas di alamat ini.",
            f"The body is larger than {most_mb} MB, the most that is taken here.",
        )
    )
