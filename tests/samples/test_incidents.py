"""Incidents: never in the future, in agreement with themselves, where their hazard reaches."""

from datetime import datetime, timedelta

import shapely

from tests.samples.reading import MIDNIGHT, areas_of, features, position, rows


def moment(row: dict[str, str], field: str) -> datetime | None:
    return datetime.fromisoformat(row[field]) if row[field] else None


def test_incidents_lie_in_the_three_years_before_the_anchor():
    began = [moment(row, "waktu_mulai") for row in rows("kejadian")]
    assert len(began) == 300
    assert min(began) > MIDNIGHT - timedelta(days=3 * 366)
    assert sum(start > MIDNIGHT - timedelta(days=1) for start in began) >= 3
    assert sum(start > MIDNIGHT - timedelta(days=7) for start in began) >= 15
    times = [
        moment(row, field)
        for row in rows("kejadian")
        for field in ("waktu_mulai", "waktu_lapor", "waktu_selesai")
    ]
    assert all(time < MIDNIGHT for time in times if time)
    assert all(time.utcoffset() == timedelta(hours=7) for time in times if time)


def test_incidents_have_every_status_and_counts_that_agree():
    assert {row["status"] for row in rows("kejadian")} == {
        "laporan",
        "terverifikasi",
        "ditangani",
        "selesai",
        "ditolak",
    }
    for row in rows("kejadian"):
        if row["menderita"]:
            hurt = sum(int(row[name]) for name in ("meninggal", "luka_berat", "luka_ringan"))
            assert int(row["mengungsi"]) <= int(row["menderita"])
            assert hurt <= int(row["menderita"])
        else:
            assert row["status"] in ("laporan", "ditolak")


def test_incidents_happen_where_their_hazard_reaches():
    reached = {
        study["jenis"]: shapely.union_all(
            [outline for own, outline in areas_of(study["jenis"]) if (own["kelas"] or 0) >= 2]
        )
        for study, _ in features("kajian")
    }
    for row in rows("kejadian"):
        if row["jenis"] in reached and (place := position(row)) is not None:
            assert reached[row["jenis"]].distance(place) < 1e-5, row["id"]
