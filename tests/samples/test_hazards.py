"""Studies and hazard areas: inside one another, in classes that agree with their figures."""

from collections import Counter

import pytest
import shapely
from shapely.geometry import Point

from tests.samples.reading import areas_of, code, desa, features, km2, land
from tools.sample.plane import metres

KINDS = (
    "banjir",
    "banjir_bandang",
    "rob",
    "longsor",
    "abrasi",
    "angin",
    "kekeringan",
    "karhutla",
    "tsunami",
    "gempa",
)


def test_there_is_one_study_for_each_kind_mapped():
    kinds = [own["jenis"] for own, _ in features("kajian")]
    assert sorted(kinds) == sorted(KINDS)
    assert {own["jenis"] for own, _ in features("bahaya")} == set(kinds)
    of = {own["id"]: own["jenis"] for own, _ in features("kajian")}
    assert all(of[own["kajian"]] == own["jenis"] for own, _ in features("bahaya"))


def test_some_studies_leave_part_of_the_regency_without_data():
    covered = {own["jenis"]: km2(outline) for own, outline in features("kajian")}
    assert covered["gempa"] == pytest.approx(1020.1, abs=5)
    assert covered["banjir"] < 700
    assert covered["longsor"] < 800
    flood = next(outline for own, outline in features("kajian") if own["jenis"] == "banjir")
    assert not flood.intersects(desa()["33.20.10.2001"].buffer(-0.001))


@pytest.mark.parametrize("jenis", KINDS)
def test_areas_lie_in_their_study_and_do_not_overlap(jenis):
    study = next(outline for own, outline in features("kajian") if own["jenis"] == jenis)
    outlines = [outline for _, outline in areas_of(jenis)]
    assert outlines
    assert shapely.coverage_is_valid(outlines)
    assert all(outline.difference(study).is_empty for outline in outlines)


def test_classes_agree_with_index_and_depth():
    flood, wave = (0.75, 1.5), (1.0, 3.0)
    for own, _ in features("bahaya"):
        assert own["kelas"] == class_of_index(own), own["id"]
        limits = wave if own["jenis"] == "tsunami" else flood
        depths = [own["kedalaman_min_m"], own["kedalaman_max_m"]]
        if depths != [None, None]:
            assert own["jenis"] in ("banjir", "banjir_bandang", "rob", "tsunami")
            assert {class_of_depth(depth, limits) for depth in depths} == {own["kelas"]}, own["id"]


def class_of_index(own) -> int | None:
    if own["indeks"] is None:
        return None
    if own["kelas"] == 0:
        return 0 if own["indeks"] < 0.2 else -1
    return 1 if own["indeks"] <= 1 / 3 else 2 if own["indeks"] <= 2 / 3 else 3


def class_of_depth(depth: float, limits: tuple[float, float]) -> int:
    """`< 0.75` low, `0.75 <= d <= 1.5` medium, `> 1.5` high; no water, no class."""
    low, medium = limits
    return 0 if depth == 0 else 1 if depth < low else 2 if depth <= medium else 3


def test_every_class_and_areas_without_class_are_there():
    counts = Counter(own["kelas"] for own, _ in features("bahaya"))
    assert set(counts) == {None, 0, 1, 2, 3}
    assert 250 <= len(features("bahaya")) <= 600


def test_tidal_floods_and_waves_lie_at_the_coast():
    coast = metres(land().boundary.intersection(shapely.box(110.01, -7.04, 111.24, -5.51)))
    for own, outline in features("bahaya"):
        if own["jenis"] in ("rob", "abrasi", "tsunami") and own["kelas"] is not None:
            assert metres(outline).distance(coast) < 400, own["id"]


def test_landslides_threaten_the_slopes_of_muria():
    high = shapely.union_all(
        [outline for own, outline in features("bahaya") if own["jenis"] == "longsor" and own["kelas"] == 3]
    )
    tempur = desa()[code("Tempur")]
    assert high.intersection(tempur).area > 0.3 * tempur.area
    assert metres(high).centroid.distance(metres(Point(110.88, -6.62))) < 9000
