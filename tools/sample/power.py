"""Who is nearest, when some reach further: a power diagram whose cells have given areas.

The plane is shared out among sites: a point belongs to the site with the smallest `distance² - weight`.
Cells are convex, and the weights are chosen so that each cell gets about the area wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tools.sample.plane import Floats

_REACH: Final = 0.72
"""How far a weight may push a border: at most this share of the way from the middle to the weaker site."""

Corner = tuple[float, float]
Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Edge:
    """The straight border between two sites (the second is -1 at the frame)."""

    left: int
    right: int
    start: Corner
    end: Corner


def owners(points: Floats, sites: Floats, weights: Floats) -> npt.NDArray[np.int64]:
    """The site that owns each point."""
    reach = (points[:, :1] - sites[:, 0]) ** 2 + (points[:, 1:] - sites[:, 1]) ** 2 - weights
    nearest: npt.NDArray[np.int64] = np.argmin(reach, axis=1)
    return nearest


def balanced(sites: Floats, wanted: Floats, points: Floats, area_each: float, rounds: int = 110) -> Floats:
    """Weights (m²) with which the sites own about `wanted` m², counted on `points` of `area_each` m²."""
    apart = ((sites[:, None, :] - sites[None, :, :]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    weights = np.zeros(len(sites))
    for turn in range(rounds):
        owned = np.bincount(owners(points, sites, weights), minlength=len(sites)) * area_each
        weights += (wanted - owned) * (0.2 - 0.17 * turn / rounds)
        weights = _restrained(weights - weights.mean(), apart)
    return weights


def _restrained(weights: Floats, apart: Floats) -> Floats:
    """The weights, lowered until every site lies well inside its own cell."""
    for _ in range(20):
        weights = np.minimum(weights, (weights[None, :] + _REACH * apart).min(axis=1))
    return weights


def edges(sites: Floats, weights: Floats, frame: Frame) -> list[Edge]:
    """All borders inside the frame (west, south, east, north), each once, corners shared exactly."""
    corners: dict[tuple[int, ...], Corner] = {}
    found = []
    for site in range(len(sites)):
        ring = _cell(site, sites, weights, frame)
        for index, (corner, neighbour) in enumerate(ring):
            before, (end, after) = ring[index - 1][1], ring[(index + 1) % len(ring)]
            start = corners.setdefault(_corner_name(site, before, neighbour), corner)
            end = corners.setdefault(_corner_name(site, neighbour, after), end)
            if neighbour < site and start != end:
                found.append(Edge(site, max(neighbour, -1), start, end))
    return found


def _corner_name(*around: int) -> tuple[int, ...]:
    return tuple(sorted(around))


def _cell(site: int, sites: Floats, weights: Floats, frame: Frame) -> list[tuple[Corner, int]]:
    """The ring of a cell: each corner with the site beyond the side starting there (-1 to -4: the frame)."""
    west, south, east, north = frame
    ring = [((west, south), -1), ((east, south), -2), ((east, north), -3), ((west, north), -4)]
    away = ((sites - sites[site]) ** 2).sum(axis=1)
    for other in np.argsort(away, kind="stable"):
        if other == site:
            continue
        normal = sites[other] - sites[site]
        middle = (away[other] + weights[site] - weights[other]) / (2 * away[other])
        limit = float((normal * (sites[site] + middle * normal)).sum())
        ring = _cut(ring, float(normal[0]), float(normal[1]), limit, int(other))
    return ring


def _cut(
    ring: list[tuple[Corner, int]], across: float, up: float, limit: float, beyond: int
) -> list[tuple[Corner, int]]:
    """The part of a convex ring where `across * x + up * y <= limit`; the new side is named `beyond`."""
    over = [across * x + up * y - limit for (x, y), _ in ring]
    if max(over) <= 0:
        return ring
    kept: list[tuple[Corner, int]] = []
    for index, ((x, y), neighbour) in enumerate(ring):
        following = (index + 1) % len(ring)
        here, there = over[index], over[following]
        if here <= 0:
            kept.append(((x, y), neighbour))
        if (here <= 0) != (there <= 0):
            (x2, y2), share = ring[following][0], here / (here - there)
            crossing = (x + (x2 - x) * share, y + (y2 - y) * share)
            kept.append((crossing, beyond if here <= 0 else neighbour))
    return kept
