"""Who may change data while there is no sign-in: programs and browsers on this very machine, nobody else.

A service that takes files shuts the door before the addresses that do; one for staff shuts it before all.

"This machine" is more than an address. A page from anywhere can make a browser here send requests to
127.0.0.1, under a name of its own if its name server plays along (DNS rebinding), and a proxy in front makes
every caller look local. So the address, the name asked for, and where a browser says the request began must
all be this machine's, and nothing may have been forwarded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Fault, told
from gis.language import Words

Behind = Callable[[str], bool]
"""Whether a path lies behind the door."""

# Wider than the routes: these match an address that ends in a line feed too.
_FILES: Final = re.compile(r"/(imports|batches|data)(\W.*)?|/collections/[^/]+/imports(\W.*)?", re.DOTALL)

_HOST: Final = re.compile(r"(?P<name>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")

_FORWARDED: Final = re.compile(
    r"(x-)?forwarded(-.*)?|via|x-(real|client|cluster-client|original|envoy|proxyuser)-.*"
    r"|(cf-connecting|true-client|fastly-client)-ip"
)
"""What proxies add to a request, so that those behind them know where it came from."""

_READING: Final = frozenset({"GET", "HEAD"})

_KEPT_CLOSE: Final = {"cross-origin-resource-policy": "same-origin", "cache-control": "no-store"}


def takes_files(path: str) -> bool:
    r"""Whether a path is one of those that take files and tell of them.

    >>> takes_files("/data"), takes_files("/collections/x/imports"), takes_files("/imports\n")
    (True, True, True)
    >>> takes_files("/database"), takes_files("/collections/x/items")
    (False, False)
    """
    return _FILES.fullmatch(path) is not None


def anything(_: str) -> bool:
    """Every path: a service whose data not everyone may see."""
    return True


def nothing(_: str) -> bool:
    """No path: a service that only tells what everyone may know."""
    return False


class Door:
    """Refuses whoever is not here; its answers are for nobody else and are not kept."""

    def __init__(self, app: ASGIApp, behind: Behind) -> None:
        self.app = app
        self.behind = behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may pass."""
        if scope["type"] != "http" or not self.behind(scope["path"]):
            await self.app(scope, receive, send)
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_KEPT_CLOSE)
            await send(message)

        why = refusal(scope)
        if why:
            await told(Fault(HTTPStatus.FORBIDDEN, why), scope)(scope, receive, closed)
        else:
            await self.app(scope, receive, closed)


class OpenElsewhere:
    """Other sites' pages may read the service's data, and nothing that is behind the door."""

    def __init__(
        self,
        app: ASGIApp,
        behind: Behind,
        *,
        methods: Sequence[str],
        headers: Sequence[str],
        told: Sequence[str],
    ) -> None:
        self.app = app
        self.behind = behind
        self.opened = CORSMiddleware(
            app, allow_origins=["*"], allow_methods=methods, allow_headers=headers, expose_headers=told
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, as another origin's request only where that is allowed."""
        shut = scope["type"] == "http" and self.behind(scope["path"])
        await (self.app if shut else self.opened)(scope, receive, send)


def refusal(scope: Scope) -> Words | None:
    """Why a request may not pass; None where it may."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    hosts = headers.getlist("host")
    if client is None or not is_here(client[0]):
        return _NOT_HERE
    if any(_FORWARDED.fullmatch(name.lower().replace("_", "-")) for name in headers):
        return _FORWARDED_BY
    if len(hosts) != 1 or not is_here(_name(hosts[0])):
        return _OTHER_NAME
    origins = headers.getlist("origin")
    if origins and origins != [f"{scope['scheme']}://{hosts[0]}"]:
        return _OTHER_SITE
    allowed = {"same-origin", "none"} if scope["method"] in _READING else {"same-origin"}
    if not set(headers.getlist("sec-fetch-site")) <= allowed:
        return _OTHER_SITE
    return None


def is_here(host: str) -> bool:
    """Whether a name or an address is this machine's own, as it calls itself.

    >>> is_here("127.0.0.1"), is_here("::1"), is_here("192.168.1.7"), is_here("0.0.0.0")
    (True, True, False, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _name(host: str) -> str:
    """The name within a Host header; nothing where it is anything but a name and a port."""
    found = _HOST.fullmatch(host)
    return found["name"].strip("[]") if found else ""


def _told(indonesian: str = "", english: str = "") -> Words:
    return Words(
        "Selama belum ada fitur masuk, ini hanya dapat dilakukan dari komputer tempat layanan ini berjalan"
        f"{indonesian}.",
        f"Until there is sign-in, this can only be done on the machine that the service runs on{english}.",
    )


_NOT_HERE: Final = _told()
_FORWARDED_BY: Final = _told(
    ", dan permintaan ini diteruskan oleh perantara (proxy)", ", and this request was forwarded by a proxy"
)
_OTHER_NAME: Final = _told(
    ": bukalah sebagai http://127.0.0.1 atau http://localhost",
    ": open it as http://127.0.0.1 or http://localhost",
)
_OTHER_SITE: Final = _told(
    ", dan permintaan ini datang dari halaman situs lain", ", and this request came from another site's page"
)
