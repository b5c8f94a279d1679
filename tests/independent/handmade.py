"""A small set made by hand, on a grid of 1/64 degree, so that common edges are common to the last bit.

      y
      4 +-------+-------+-------+-------+       +-------+        villages, from the left: A, B, C, D, then E;
        |   A   |   B   |   C   |   D   |       |   E   |        F far away, without anything.
        |       |       |       |       |       |       |        A and B are kecamatan 01, the others 02.
      0 +-------+-------+-------+-------+       +-------+        D, a kelurahan, has a smaller code than C.
        0       2       4       6       8       10      12

Flood (banjir) was studied from 0 to 6 only, elsewhere by a study that is over; landslide (longsor) in E.
"""

from __future__ import annotations

from datetime import date, timedelta

import shapely

from tests.independent.world import World, frame

STEP = 1 / 64
WEST, SOUTH = 110.0, -7.0

A, B = "33.20.01.2001", "33.20.01.2002"
C, D, E, F = "33.20.02.2001", "33.20.02.1001", "33.20.02.2003", "33.20.02.2009"


def at(x: float, y: float) -> tuple[float, float]:
    """Grid steps as degrees."""
    return WEST + x * STEP, SOUTH + y * STEP


def point(x: float, y: float) -> shapely.Point:
    """The point at these grid steps."""
    return shapely.Point(at(x, y))


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    """The rectangle between these grid steps."""
    return shapely.box(*at(x0, y0), *at(x1, y1))


VILLAGES = frame(
    "kode nama jenis kode_kec",
    [
        (C, "Desa C", "desa", "33.20.02", box(4, 0, 6, 4)),
        (A, "Desa A", "desa", "33.20.01", box(0, 0, 2, 4)),
        (F, "Desa F", "desa", "33.20.02", box(30, 0, 31, 1)),
        (B, "Desa B", "desa", "33.20.01", box(2, 0, 4, 4)),
        (E, "Desa E", "desa", "33.20.02", box(10, 0, 12, 4)),
        (D, "Kelurahan D", "kelurahan", "33.20.02", box(6, 0, 8, 4)),
    ],
)

DISTRICTS = frame(
    "kode nama",
    [("33.20.02", "Kecamatan Dua", box(4, 0, 12, 4)), ("33.20.01", "Kecamatan Satu", box(0, 0, 4, 4))],
)

REGENCY = frame("kode nama", [("33.20", "Jepara", box(0, 0, 12, 4))])

POINTS = frame(
    "id nama",
    [
        ("p01", "in low only", point(0.5, 0.5)),
        ("p02", "in low and high", point(1.5, 1.5)),
        ("p03", "on the edge of low", point(3, 0.5)),
        ("p04", "on the edge of A and B, in low and high", point(2, 1.5)),
        ("p05", "in an unknown class only", point(3.5, 3.5)),
        ("p06", "in high and in an unknown class", point(3, 2.5)),
        ("p07", "in class 0", point(4.5, 0.5)),
        ("p08", "on the edge of class 0 and of an unknown class", point(5, 1)),
        ("p09", "in areas that are over or have not begun", point(4.5, 3)),
        ("p10", "on the edge of C and D and of the study", point(6, 3)),
        ("p11", "where the study is over", point(7, 1)),
        ("p12", "without a place", None),
        ("p13", "far from everything", point(20, 20)),
        ("p14", "in no village, in medium, outside every study", point(21, 1)),
        ("p15", "in no village, in class 0, outside every study", point(21, 3)),
        ("p16", "in medium for this day only, outside every study", point(10.5, 0.5)),
        ("p17", "where only another kind was studied", point(11.5, 3.5)),
        ("p18", "studied and touched by nothing", point(0.5, 3.5)),
        ("p19", "on the edge of B and C and of an unknown class", point(4, 3.5)),
    ],
)

TWO_PARTS = shapely.MultiPolygon([box(0, 2.5, 0.5, 3.5), box(4.5, 2.5, 5, 3.5)])

POLYGONS = frame(
    "id jenis nama",
    [
        ("q1", "zona_taman", "touches low with an edge", box(0, 2, 0.5, 4)),
        ("q2", "zona_taman", "touches high in B, its centre lies in C", box(3, 3, 7, 4)),
        (
            "q3",
            "zona_taman",
            "touches class 0 and unknown, its centre between C and D",
            box(5, 0, 7, 2),
        ),
        ("q4", "zona_taman", "touches nothing, its centre between its parts on an edge of high", TWO_PARTS),
        ("q5", "zona_taman", "touches medium, its centre in no village", box(6.5, 0, 10, 1)),
        ("q6", "zona_taman", "without a place", None),
        ("q7", "zona_taman", "half in the study, its centre outside", box(5.5, 2.5, 7, 3.5)),
    ],
)

REFUGES = frame(
    "id nama jenis aktif",
    [
        ("t1", "one step east", "tes", True, point(2, 1)),
        ("t2", "nearest but closed", "tes", False, point(1.25, 1)),
        ("t3", "three steps east", "titik_kumpul", True, point(4, 1)),
        ("t4", "two steps north", "pos", True, point(1, 3)),
        ("t5", "far", "tea", True, point(11, 1)),
        ("t6", "without a place", "tea", True, None),
    ],
)


def world(today: date) -> World:
    """The whole set, as of `today`."""
    day = timedelta(days=1)
    hazards = [
        ("banjir", 1, None, None, box(0, 0, 3, 2)),
        ("banjir", 3, None, today + day, box(1, 1, 4, 3)),
        ("banjir", None, None, None, box(2, 2, 4, 4)),
        ("banjir", 0, today - day, None, box(4, 0, 5, 2)),
        ("banjir", None, None, None, box(5, 0, 6, 2)),
        ("banjir", 3, None, today - day, box(4, 2, 6, 4)),
        ("banjir", 2, today + day, None, box(4, 2, 6, 4)),
        ("banjir", 2, None, None, box(20.5, 0, 22, 2)),
        ("banjir", 0, None, None, box(20.5, 2.5, 22, 4)),
        ("banjir", 2, today, today, box(10, 0, 11, 1)),
        ("longsor", 3, None, None, box(0, 0, 2, 4)),
    ]
    studies = [
        ("banjir", None, box(0, 0, 6, 4)),
        ("banjir", today - day, box(6, 0, 12, 4)),
        ("longsor", today, box(10, 0, 12, 4)),
    ]
    return World(
        hazards=frame(
            "id kajian jenis kelas berlaku_mulai berlaku_sampai",
            [(f"h{i}", "k", *rest) for i, rest in enumerate(hazards)],
        ),
        studies=frame(
            "id jenis judul tahun berlaku_sampai",
            [
                (f"s{i}", jenis, f"Kajian {i}", 2024, end, extent)
                for i, (jenis, end, extent) in enumerate(studies)
            ],
        ),
        levels={"desa": VILLAGES, "kecamatan": DISTRICTS, "kabupaten": REGENCY},
        today=today,
        exposed={"wisata": POINTS, "jalur_tangkap": POLYGONS, "titik_evakuasi": REFUGES},
    )
