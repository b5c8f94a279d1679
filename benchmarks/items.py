"""Pages of features: the first and late ones, small and large, made anew, asked again, by several at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.clock import in_turn, rate, scaled
from benchmarks.ground import Ground, say
from benchmarks.servers import Caller, peer, peer_collection, service
from benchmarks.table import RATE, Figure, Line

POINTS = "kejadian"
CALLERS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of a layer: how many features, and which page from the front."""

    layer: str
    limit: int
    page: int = 1


MADE = (
    Asked(POINTS, 100),
    Asked(POINTS, 100, page=50),
    Asked(POINTS, 1000),
    Asked(POINTS, 1000, page=50),
    Asked(POINTS, 50, page=1000),
    Asked("desa", 100),
)
ASKED_BEFORE = (Asked(POINTS, 100), Asked(POINTS, 1000))


def run(ground: Ground) -> Iterator[Line]:
    """Pages of 50, 100 and 1,000 incidents, early and late, and 100 villages with their boundaries.

    "Made" is by a service that keeps no answers; what is asked again is asked of one that does, as usual.
    """
    address = ground.with_more()
    with peer(ground, address) as theirs:
        with service(ground, address, cache_mb=0) as ours:
            for asked in MADE:
                yield _page(ground, (ours, theirs), asked, "made")
            yield _crowd(ground, (ours, theirs), "made")
        with service(ground, address) as ours:
            for asked in ASKED_BEFORE:
                yield _page(ground, (ours, theirs), asked, "asked before")
            yield _again(ground, (ours, theirs))
            yield _crowd(ground, (ours, theirs), "asked before")


def _page(ground: Ground, ports: tuple[int, int], asked: Asked, how: str) -> Line:
    say(f"items: {asked.layer}, page {asked.page} of {asked.limit}, {how}")
    caller, other = map(Caller, ports)
    path, peers = _path(caller, asked), _peers_path(asked)
    rows = _same_rows(caller, other, path, peers)
    found = in_turn({"service": caller.asking(path), "tipg": other.asking(peers)}, ground.pace.many, warm=3)
    return _line(f"{asked.layer}: {rows} features, page {asked.page}, {how}", found)


def _again(ground: Ground, ports: tuple[int, int]) -> Line:
    """A caller that holds the page asks whether it still holds; tipg gives no tag, so it sends all again."""
    caller, other = map(Caller, ports)
    path, peers = _path(caller, ASKED_BEFORE[1]), _peers_path(ASKED_BEFORE[1])
    tag, theirs = caller.get(path).tag, other.get(peers).tag
    acts = {"service": caller.asking(path, tag=tag), "tipg": other.asking(peers, tag=theirs)}
    return _line(f"{POINTS}: 1000 features, unchanged since", in_turn(acts, ground.pace.many, warm=3))


def _crowd(ground: Ground, ports: tuple[int, int], how: str) -> Line:
    caller = Caller(ports[0])
    paths = _path(caller, ASKED_BEFORE[0]), _peers_path(ASKED_BEFORE[0])
    found: list[list[float]] = [[], []]
    for number in range(ground.pace.few + 1):
        for rates, port, path in zip(found, ports, paths, strict=True):
            callers = {one: Caller(port).asking(path) for one in range(CALLERS)}
            answered = rate(callers, ground.pace.many * CALLERS)
            if number:
                rates.append(answered)
    ours, theirs = map(Figure.of, found)
    return Line(
        "items", f"{POINTS}: 100 features, {how}, {CALLERS} callers at once", RATE, ours, "tipg", theirs
    )


def _line(case: str, found: dict[str, Figure]) -> Line:
    ours, theirs = scaled(found["service"], 1000), scaled(found["tipg"], 1000)
    return Line("items", case, "ms", ours, "tipg", theirs)


def _path(caller: Caller, asked: Asked) -> str:
    """The address of a page: behind the first one there is no other way than from `next` to `next`."""
    path = f"/collections/{asked.layer}/items?limit={asked.limit}"
    for _ in range(asked.page - 1):
        links = json.loads(caller.get(path).plain)["links"]
        following = urlsplit(next(link["href"] for link in links if link["rel"] == "next"))
        path = f"{following.path}?{following.query}"
    return path


def _peers_path(asked: Asked) -> str:
    return f"{peer_collection(asked.layer)}/items?limit={asked.limit}&offset={asked.limit * (asked.page - 1)}"


def _same_rows(caller: Caller, other: Caller, path: str, peers: str) -> int:
    """How many rows both pages hold. Raises when they are not the same ones: that would compare nothing."""
    ours, theirs = (
        [feature["id"] for feature in json.loads(one.get(asked).plain)["features"]]
        for one, asked in ((caller, path), (other, peers))
    )
    if ours != theirs:
        raise RuntimeError(f"{path} and {peers} hold different rows.")
    return len(ours)
