"""Small random sets on a grid of whole steps, where edges meet, coincide and overlap all the time."""

from __future__ import annotations

from datetime import date, timedelta

import shapely
from hypothesis import strategies as st

from tests.independent.handmade import at, box, point
from tests.independent.world import World, frame

KINDS = ("banjir", "longsor")
SIZE = 8
CODES = ("33.20.01.1001", "33.20.01.2001", "33.20.01.2010", "33.20.02.2001", "33.20.02.2002")

# Shapes. Rectangles have centroids that are exact in binary; triangles are only hazards and studies, so that
# no centroid has to be compared with an edge it can meet in theory only.

steps = st.integers(0, SIZE)
ends = st.tuples(steps, steps).filter(lambda pair: pair[0] != pair[1]).map(sorted)
rectangles = st.builds(lambda x, y: box(x[0], y[0], x[1], y[1]), ends, ends)
corners = st.tuples(steps, steps)
triangles = (
    st.tuples(corners, corners, corners)
    .map(lambda three: shapely.Polygon([at(*corner) for corner in three]))
    .filter(lambda triangle: triangle.area > 0)
)
areas = rectangles | triangles


@st.composite
def twins(draw: st.DrawFn) -> shapely.MultiPolygon:
    """Two rectangles of one size side by side, whose common centroid often lies in neither."""
    left, bottom = draw(st.integers(0, 2)), draw(st.integers(0, SIZE - 2))
    width, gap = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    right, top = left + width, bottom + draw(st.integers(1, 2))
    along = width + gap
    parts = [box(left, bottom, right, top), box(left + along, bottom, right + along, top)]
    return shapely.MultiPolygon(parts)


half_steps = st.integers(-2, 2 * SIZE + 2).map(lambda n: n / 2)
places = st.builds(point, half_steps, half_steps)
points = st.none() | places
polygons = st.none() | rectangles | twins()

days = st.sampled_from([None, None, None, -1, 0, 1])
kinds = st.sampled_from([KINDS[0], *KINDS])
classes = st.sampled_from([None, None, 0, 0, 1, 2, 3])
spans = st.tuples(days, days).filter(lambda span: None in span or span[0] <= span[1])

hazards = st.lists(st.tuples(kinds, classes, spans, areas), min_size=3, max_size=8)
studies = st.lists(st.tuples(kinds, days, areas), min_size=1, max_size=3)
villages = st.lists(
    st.tuples(st.sampled_from(CODES), rectangles), max_size=5, unique_by=lambda village: village[0]
)


@st.composite
def worlds(draw: st.DrawFn, today: date) -> World:
    """A random set, as of `today`."""

    def day(offset: int | None) -> date | None:
        return None if offset is None else today + timedelta(days=offset)

    areas_of_hazard = [
        (f"h{i}", "k", jenis, kelas, day(start), day(end), area)
        for i, (jenis, kelas, (start, end), area) in enumerate(draw(hazards))
    ]
    extents = [
        (f"s{i}", jenis, "Kajian", 2024, day(end), area) for i, (jenis, end, area) in enumerate(draw(studies))
    ]
    sites = [
        (f"p{i}", "Titik", place) for i, place in enumerate(draw(st.lists(points, min_size=4, max_size=10)))
    ]
    refuges = [
        (f"t{i}", "Titik", "pos", open_, place)
        for i, (open_, place) in enumerate(draw(st.lists(st.tuples(st.booleans(), points), max_size=5)))
    ]
    zones = [
        (f"q{i}", "zona_taman", "Zona", zone)
        for i, zone in enumerate(draw(st.lists(polygons, min_size=3, max_size=6)))
    ]
    return World(
        hazards=frame("id kajian jenis kelas berlaku_mulai berlaku_sampai", areas_of_hazard),
        studies=frame("id jenis judul tahun berlaku_sampai", extents),
        levels=_levels([(kode, f"Desa {kode}", "desa", kode[:8], place) for kode, place in draw(villages)]),
        today=today,
        exposed={
            "wisata": frame("id nama", sites),
            "jalur_tangkap": frame("id jenis nama", zones),
            "titik_evakuasi": frame("id nama jenis aktif", refuges),
        },
    )


def _levels(rows: list[tuple]) -> dict:
    whole = box(0, 0, SIZE, SIZE)
    districts = [("33.20.01", "Satu", whole), ("33.20.02", "Dua", whole), ("33.20.03", "Tiga", whole)]
    return {
        "desa": frame("kode nama jenis kode_kec", rows),
        "kecamatan": frame("kode nama", districts),
        "kabupaten": frame("kode nama", [("33.20", "Jepara", whole)]),
    }
