"""Straight borders made natural: fractal displacement that can never make two borders cross."""

from __future__ import annotations

from math import ceil, hypot, log2
from typing import Final

import numpy as np

from tools.sample.dice import Dice
from tools.sample.noise import noise
from tools.sample.plane import Floats
from tools.sample.power import Corner, Edge

_STEP: Final = 110.0
"""About the distance between two points of a border, in metres."""

_WAVES: Final = ((7000.0, 0.055, 11), (2300.0, 0.05, 12))
"""Length (m), height as a share of it, and seed of the waves that bend the plane as a whole."""


def bend(points: Floats) -> Floats:
    """The points moved by smooth waves. Gentle enough that no two places meet, so borders stay apart."""
    return points + _shift(points)


def unbend(points: Floats) -> Floats:
    """Where points lay before `bend`."""
    found = points
    for _ in range(40):
        found = points - _shift(found)
    return found


def _shift(points: Floats) -> Floats:
    moved = np.zeros_like(points)
    for length, share, seed in _WAVES:
        moved[:, 0] += length * share * noise(points, length, seed)
        moved[:, 1] += length * share * noise(points, length, seed + 50)
    return moved


def border(edge: Edge, sites: Floats, seed: str, widest: float = 0.5) -> Floats:
    """A winding line from the edge's start to its end.

    It stays inside the two triangles between the edge and the sites on its sides. The triangles of different
    edges do not overlap, so borders never cross and every site keeps inside its cell.
    """
    slopes = [0.8 * _slope(edge, sites[site]) for site in (edge.left, edge.right) if site >= 0]
    return winding(edge.start, edge.end, min([widest, *slopes]), Dice("border", seed, edge.left, edge.right))


def winding(start: Corner, end: Corner, slope: float, dice: Dice, step: float = _STEP) -> Floats:
    """A fractal line between two points that keeps inside a lens rising by `slope` at both ends."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = hypot(across, up)
    halvings = max(1, ceil(log2(max(length / step, 1.0))))
    offsets = _fractal(halvings, 0.14 * length, dice)
    shares = np.arange(2**halvings + 1) / 2**halvings
    room = slope * length * np.minimum(shares, 1 - shares) + 1e-9
    offsets = offsets / (1 + np.abs(offsets) / room)
    line = np.empty((len(shares), 2))
    line[:, 0] = start[0] + across * shares - up / length * offsets
    line[:, 1] = start[1] + up * shares + across / length * offsets
    line[0], line[-1] = start, end
    return line


def _fractal(halvings: int, size: float, dice: Dice) -> Floats:
    """Midpoint displacement: 2**halvings + 1 offsets, 0 at both ends."""
    offsets = np.zeros(2**halvings + 1)
    for level in range(halvings):
        half = 2 ** (halvings - level - 1)
        for middle in range(half, len(offsets), 2 * half):
            offsets[middle] = (offsets[middle - half] + offsets[middle + half]) / 2 + size * dice.between(
                -1, 1
            )
        size *= 0.56
    return offsets


def _slope(edge: Edge, site: Floats) -> float:
    """How steeply the site is seen from the edge's flatter end."""
    (x1, y1), (x2, y2) = edge.start, edge.end
    length = hypot(x2 - x1, y2 - y1)
    along = ((site[0] - x1) * (x2 - x1) + (site[1] - y1) * (y2 - y1)) / length
    away = abs((site[0] - x1) * (y2 - y1) - (site[1] - y1) * (x2 - x1)) / length
    return float(away / max(along, length - along, 1.0))
