"""What every answer carries for the safety of browsers, and HEAD for every GET."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    "cross-origin-resource-policy": "cross-origin",
}


def content_policy(basemap: str | None = None) -> str:
    """The content security policy: the service itself, and the base map's address if one is set."""
    outside = ""
    if basemap:
        parts = urlsplit(basemap)
        outside = f" {parts.scheme}://{parts.netloc.replace('{s}', '*')}"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{outside}",
            f"connect-src 'self'{outside}",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class Guard:
    """Adds the headers, and answers HEAD like GET without the body."""

    def __init__(self, app: ASGIApp, basemap: str | None) -> None:
        self.app = app
        self.headers = {**_HEADERS, "content-security-policy": content_policy(basemap)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on with the headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    # What an answer says more strictly itself stays.
                    said.setdefault(name, value)
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # Who would make a body that is long and dear can see that nobody wants it.
        await self.app({**scope, "method": "GET", "head": True} if head else scope, receive, guarded)
