"""Two hundred thousand rows pass through every format in bounded memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gis.formats import FORMATS

ROWS = 200_000
MOST_MB = 96
"""What a format may take beyond what a thousand rows take: far less than the rows themselves."""

PASSING = """
import resource, struct, sys
from dataclasses import replace
from gis.formats import FORMATS
from tests.unit.formats.making import content, row

def rows(number):
    for first in range(0, number, 1000):
        yield [
            row(f"p{at}", nama=f"Pohon {at} di tepi jalan", umur_th=at,
                geom=struct.pack("<BIdd", 1, 1, 110 + at * 1e-6, -6.5))
            for at in range(first, first + 1000)
        ]

def write(number):
    passing = replace(content(fields=["id", "nama", "umur_th"]), rows=rows(number))
    return sum(len(piece) for piece in FORMATS[sys.argv[1]].write(passing))

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

write(1000)
before = peak()
assert write(int(sys.argv[2])) > 500_000
print(peak() - before)
"""


@pytest.mark.parametrize("word", FORMATS)
def test_memory_is_bounded(word):
    ran = subprocess.run(
        [sys.executable, "-c", PASSING, word, str(ROWS)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) < MOST_MB
