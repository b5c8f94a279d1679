"""The answer of `gis.at_point`, from rows to what people read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gis.at_point.query import REFUGES
from gis.at_point.subject import Subject
from gis.database import Row
from gis.hazards import NO_DATA, HazardView, Status, status
from gis.layer import Choice, Layer, Words
from gis.question import Answers
from gis.sources import any_sample, source_name
from gis.versions import by_layer


@dataclass(frozen=True, slots=True)
class HazardHere:
    """One kind of hazard here. level: 1 and above, 0 for not exposed, None for no data.

    source, date and study are those of the area that decides, else of the study that found nothing here.
    """

    kind: str
    title: str
    level: int | None
    level_title: str
    status: Status
    source: str | None
    date: dt.date | None
    study: str | None

    def as_json(self) -> dict[str, object]:
        """By the names of the process's result."""
        return {
            "jenis": self.kind,
            "title": self.title,
            "kelas": self.level,
            "kelas_title": self.level_title,
            "status": self.status.value,
            "sumber": self.source,
            "tanggal": self.date,
            "kajian": self.study,
        }


@dataclass(frozen=True, slots=True)
class RefugeHere:
    """A place to flee to. metres: the straight distance (EPSG:32749); kinds: the hazards it serves."""

    id: str
    name: str | None
    what: str | None
    kinds: tuple[str, ...]
    metres: int
    lon: float
    lat: float

    def as_json(self) -> dict[str, object]:
        """By the names of the process's result."""
        return {
            "id": self.id,
            "nama": self.name,
            "jenis": self.what,
            "untuk": list(self.kinds),
            "jarak_m": self.metres,
            "lon": self.lon,
            "lat": self.lat,
        }


@dataclass(frozen=True, slots=True)
class Here:
    """What is known of a point. place: by level, its code and name; None outside every village."""

    place: Mapping[str, Mapping[str, str | None]] | None
    hazards: tuple[HazardHere, ...]
    refuges: tuple[RefugeHere, ...]
    versions: Mapping[str, str]
    sample: bool

    def as_json(self) -> dict[str, object]:
        """The result of the process; dates are `datetime.date`."""
        result: dict[str, object] = {
            "tempat": None
            if self.place is None
            else {level: dict(said) for level, said in self.place.items()},
            "bahaya": [hazard.as_json() for hazard in self.hazards],
            "evakuasi": [refuge.as_json() for refuge in self.refuges],
            "versions": dict(self.versions),
        }
        return result | {"contoh": True} if self.sample else result


def shaped(asked: Subject, answers: Answers, language: str) -> Here:
    """The answer in `language`, from the rows of `gis.at_point.query.queries`."""
    quiet = {"versions"} | {part for part in answers if part.startswith("verdicts:")}
    refuges = [row for view in asked.refuges for row in answers.get(f"refuges:{view.view.layer.name}", [])]
    nearest = sorted(refuges, key=lambda row: (row["jarak_m"], row["id"]))[:REFUGES]
    return Here(
        place=_place(asked, answers["place"]),
        hazards=tuple(told for hazard in asked.hazards for told in _hazards(hazard, answers, language)),
        refuges=tuple(_refuge(row) for row in nearest),
        versions=by_layer(answers["versions"]),
        sample=any(any_sample(rows) for part, rows in answers.items() if part not in quiet),
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
        kind=str(kind.value),
        title=kind.title.in_(language),
        level=level,
        level_title=titles.get(level, NO_DATA).in_(language),
        status=status(level),
        source=source_name(layer, row) if row else None,
        date=row["tanggal_data"] if row else None,
        study=_study(row) if row else None,
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
        name=row["nama"],
        what=row["jenis"],
        kinds=tuple(row["untuk"] or ()),
        metres=round(row["jarak_m"]),
        lon=row["lon"],
        lat=row["lat"],
    )
