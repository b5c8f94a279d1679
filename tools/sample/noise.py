"""Smooth chance over the plane, from whole-number arithmetic so that it is the same everywhere."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from tools.sample.plane import Floats

_MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def noise(points: Floats, wavelength: float, seed: int) -> Floats:
    """A smooth field from -1 to 1 that changes over `wavelength` metres, at points of shape (n, 2)."""
    scaled = points / wavelength
    cell = np.floor(scaled)
    inside = scaled - cell
    bend = inside * inside * inside * (inside * (inside * 6.0 - 15.0) + 10.0)
    column, row = cell[:, 0].astype(np.int64), cell[:, 1].astype(np.int64)
    low = _lattice(column, row, seed) * (1 - bend[:, 0]) + _lattice(column + 1, row, seed) * bend[:, 0]
    high = (
        _lattice(column, row + 1, seed) * (1 - bend[:, 0]) + _lattice(column + 1, row + 1, seed) * bend[:, 0]
    )
    return low * (1 - bend[:, 1]) + high * bend[:, 1]


def rough(points: Floats, wavelength: float, seed: int, octaves: int = 4) -> Floats:
    """Noise over several sizes, each half as wide and half as strong as the one before; about -1 to 1."""
    total = np.zeros(len(points))
    for octave in range(octaves):
        total += noise(points, wavelength / 2**octave, seed + 101 * octave) / 2**octave
    return total / (2.0 - 2.0 ** (1 - octaves))


def _lattice(column: npt.NDArray[np.int64], row: npt.NDArray[np.int64], seed: int) -> Floats:
    """A value from -1 to 1 for each lattice point (a splitmix64 hash; overflow is meant)."""
    with np.errstate(over="ignore"):
        mixed = (
            column.astype(np.uint64) * _MIX[0] + row.astype(np.uint64) * _MIX[1] + np.uint64(seed) * _MIX[2]
        )
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX[1]
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX[2]
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**52 - 1.0
