"""Vector tiles of hazard areas and villages: made, kept, unchanged, by several callers; and their bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from statistics import mean

from benchmarks.clock import Act, in_turn, rate, scaled
from benchmarks.ground import Ground, say
from benchmarks.servers import Caller, peer, peer_collection, service
from benchmarks.table import RATE, Figure, Line
from gis import tiles
from gis.layer import GEOM, Audience
from gis.privacy import visible
from gis.tiling import Tile
from layers import LAYERS

SHOWN = ("bahaya", "desa")
ZOOMS = (8, 10, 12)
MOST = 8
CALLERS = 8


@dataclass(frozen=True, slots=True)
class Ports:
    """The service without a cache, the service as it is started, and the peer."""

    cold: int
    warm: int
    peer: int


@dataclass(frozen=True, slots=True)
class Case:
    """Some tiles of a layer, by their addresses at the service and at the peer."""

    layer: str
    zoom: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def name(self) -> str:
        """E.g. "bahaya, zoom 10"."""
        return f"{self.layer}, zoom {self.zoom}"


def run(ground: Ground) -> Iterator[Line]:
    """For each layer and zoom: a tile made, a tile kept, a tile unchanged, and its bytes; then a crowd."""
    address = ground.with_more()
    with (
        service(ground, address, cache_mb=0) as cold,
        service(ground, address) as warm,
        peer(ground, address) as other,
    ):
        ports = Ports(cold, warm, other)
        cases = [_case(cold, layer, zoom) for layer in SHOWN for zoom in ZOOMS]
        for case in cases:
            say(f"tiles: {case.name}, {len(case.ours)} of them")
            yield from _times(ground, ports, case)
            yield from _bytes(ports, case)
        middle = next(case for case in cases if case.zoom == ZOOMS[1])
        yield _crowd(ground, "made", (ports.cold, ports.peer), middle)
        yield _crowd(ground, "kept", (ports.warm, ports.peer), middle)


def _times(ground: Ground, ports: Ports, case: Case) -> Iterator[Line]:
    cold, warm, other = (Caller(port) for port in (ports.cold, ports.warm, ports.peer))
    tags = [warm.get(path).tag for path in case.ours]
    unchanged = [warm.asking(path, tag=tag) for path, tag in zip(case.ours, tags, strict=True)]
    found = in_turn(
        {
            "made": cold.asking(*case.ours),
            "kept": warm.asking(*case.ours),
            "unchanged": _each(unchanged),
            "peer": other.asking(*case.theirs),
        },
        ground.pace.many,
        warm=2,
    )
    a_tile = 1000 / len(case.ours)
    theirs = scaled(found["peer"], a_tile)
    for name in ("made", "kept", "unchanged"):
        yield Line("tiles", f"{case.name}: {name}", "ms", scaled(found[name], a_tile), "tipg", theirs)


def _bytes(ports: Ports, case: Case) -> Iterator[Line]:
    answers = [Caller(ports.cold).get(path) for path in case.ours]
    others = [Caller(ports.peer).get(path) for path in case.theirs]
    for name, ours, theirs in (
        ("sent", [len(one.sent) for one in answers], [len(one.sent) for one in others]),
        ("unpacked", [len(one.plain) for one in answers], [len(one.plain) for one in others]),
    ):
        sizes = Figure.of([mean(ours) / 1000]), Figure.of([mean(theirs) / 1000])
        yield Line("tiles", f"{case.name}: {name}", "kB", sizes[0], "tipg", sizes[1])


def _crowd(ground: Ground, name: str, ports: tuple[int, int], case: Case) -> Line:
    found: list[list[float]] = [[], []]
    for number in range(ground.pace.few + 1):
        for rates, port, paths in zip(found, ports, (case.ours, case.theirs), strict=True):
            callers = {one: Caller(port).asking(*paths) for one in range(CALLERS)}
            rounds = rate(callers, ground.pace.few * CALLERS)
            if number:
                rates.append(rounds * len(paths))
    said = f"{case.name}: {name}, {CALLERS} callers at once"
    return Line("tiles", said, RATE, Figure.of(found[0]), "tipg", Figure.of(found[1]))


def _each(acts: Sequence[Act]) -> Act:
    def all_of_them() -> None:
        for act in acts:
            act()

    return all_of_them


def _case(port: int, layer: str, zoom: int) -> Case:
    """Tiles of a layer that show something, spread evenly over all there are."""
    caller = Caller(port)
    path = f"/collections/{layer}/tiles/WebMercatorQuad"
    west, south, east, north = json.loads(caller.get(f"{path}/tilejson.json").plain)["bounds"]
    (left, top), (right, bottom) = _at(zoom, west, north), _at(zoom, east, south)
    places = [Tile(zoom, x, y) for y in range(top, bottom + 1) for x in range(left, right + 1)]
    full = [one for one in places if caller.get(f"{path}/{zoom}/{one.y}/{one.x}").status == HTTPStatus.OK]
    chosen = full[:: max(1, math.ceil(len(full) / MOST))]
    theirs = f"{peer_collection(layer)}/tiles/WebMercatorQuad"
    return Case(
        layer,
        zoom,
        tuple(f"{path}/{zoom}/{one.y}/{one.x}" for one in chosen),
        tuple(f"{theirs}/{zoom}/{one.x}/{one.y}?{_same_fields(layer)}" for one in chosen),
    )


def _same_fields(layer: str) -> str:
    """What the peer is asked for so that its tile says as much as the service's, from the same column."""
    names = [field.name for field in tiles.fields(visible(LAYERS[layer], Audience.PUBLIC))]
    return f"properties={','.join(names)}&geom-column={GEOM}"


def _at(zoom: int, lon: float, lat: float) -> tuple[int, int]:
    """Column and row of the tile that holds a place."""
    side = 2**zoom
    down = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return int((lon + 180) / 360 * side), int(down * side)
