"""The answer of `gis.at_point`: records whose fields have the names that the process's result has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from gis.at_point.query import REFUGES
from gis.at_point.subject import Subject
from gis.database import Row
from gis.hazards import HazardView, Status, status
from gis.inquiry import Answers
from gis.layer import Choice, Layer, Words
from gis.legend import NO_DATA
from gis.sources import any_sample, source_name
from gis.versions import by_layer


@dataclass(frozen=True, slots=True)
class HazardHere:
    """One kind of hazard here.

    kelas                    1 and above; 0 where not exposed; None where there is no data
    sumber, tanggal, kajian  those of the area that decides, else of the study that found nothing here
    """

    jenis: str
    title: str
    kelas: int | None
    kelas_title: str
    status: Status
    sumber: str | None
    tanggal: dt.date | None
    kajian: str | None


@dataclass(frozen=True, slots=True)
class RefugeHere:
    """A place to flee to. untuk: the kinds of hazard it serves;  jarak_m: as the crow flies (EPSG:32749)."""

    id: str
    nama: str | None
    jenis: str | None
    untuk: tuple[str, ...]
    jarak_m: int
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Here:
    """What is known of a point, by the names of the process's result.

    tempat: by level, code and name; None outside every village;  contoh: whether any of it is sample data
    """

    tempat: Mapping[str, Mapping[str, str | None]] | None
    bahaya: tuple[HazardHere, ...]
    evakuasi: tuple[RefugeHere, ...]
    versions: Mapping[str, str]
    contoh: bool

    def as_json(self) -> dict[str, object]:
        """The result of the process; dates are `datetime.date`."""
        return asdict(self, dict_factory=_listed)


def _listed(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}


def shaped(asked: Subject, answers: Answers, language: str) -> Here:
    """The answer in `language`, from the rows of `gis.at_point.query.queries`."""
    quiet = {"versions"} | {part for part in answers if part.startswith("verdicts:")}
    refuges = [row for view in asked.refuges for row in answers.get(f"refuges:{view.view.layer.name}", [])]
    nearest = sorted(refuges, key=lambda row: (row["jarak_m"], row["id"]))[:REFUGES]
    return Here(
        tempat=_place(asked, answers["place"]),
        bahaya=tuple(told for hazard in asked.hazards for told in _hazards(hazard, answers, language)),
        evakuasi=tuple(_refuge(row) for row in nearest),
        versions=by_layer(answers["versions"]),
        contoh=any(any_sample(rows) for part, rows in answers.items() if part not in quiet),
    )


def _place(asked: Subject, rows: Sequence[Row]) -> dict[str, dict[str, str | None]] | None:
    if not rows:
        return None
    finest_first = [view.layer.name for view in reversed(asked.levels)]
    return {name: {"kode": rows[0][f"kode:{name}"], "nama": rows[0][f"nama:{name}"]} for name in finest_first}


def _hazards(hazard: HazardView, answers: Answers, language: str) -> list[HazardHere]:
    name = hazard.areas.layer.name
    levels = {row["jenis"]: row["kelas"] for row in answers[f"verdicts:{name}"]}
    return [_hazard(hazard, kind, levels.get(kind.value), answers, language) for kind in hazard.kinds]


def _hazard(
    hazard: HazardView, kind: Choice, level: int | None, answers: Answers, language: str
) -> HazardHere:
    layer, row = _decisive(hazard, kind, level, answers)
    titles: dict[object, Words] = {choice.value: choice.title for choice in hazard.levels}
    return HazardHere(
        jenis=str(kind.value),
        title=kind.title.in_(language),
        kelas=level,
        kelas_title=titles.get(level, NO_DATA).in_(language),
        status=status(level),
        sumber=source_name(layer, row) if row else None,
        tanggal=row["tanggal_data"] if row else None,
        kajian=_study(row) if row else None,
    )


def _decisive(
    hazard: HazardView, kind: Choice, level: int | None, answers: Answers
) -> tuple[Layer, Row | None]:
    """The row that decides: the newest area of that very class, else the newest study that found nothing."""
    name = hazard.areas.layer.name
    for row in answers[f"areas:{name}"]:
        if row["jenis"] == kind.value and row["kelas"] == level:
            return hazard.areas.layer, row
    studies = (row for row in answers[f"studies:{name}"] if row["jenis"] == kind.value and level is not None)
    return hazard.studies.layer, next(studies, None)


def _study(row: Row) -> str | None:
    said = [str(value) for name, value in row.items() if name.startswith("study:") and value is not None]
    return ", ".join(said) or None


def _refuge(row: Row) -> RefugeHere:
    return RefugeHere(
        id=row["id"],
        nama=row["nama"],
        jenis=row["jenis"],
        untuk=tuple(row["untuk"] or ()),
        jarak_m=round(row["jarak_m"]),
        lon=row["lon"],
        lat=row["lat"],
    )
