"""The answer of an exposure: from rows of counts to a table that adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gis.database import Row
from gis.errors import Error
from gis.exposure.subject import Subject
from gis.hazards import Status, status
from gis.inquiry import Answers
from gis.language import LANGUAGES
from gis.layer import Audience, Choice, Words
from gis.privacy import WITHHELD, View
from gis.sources import any_sample, sources
from gis.versions import by_layer

TOTAL: Final = Words("Jumlah", "Total")
NOWHERE: Final = Words("Tanpa wilayah atau tanpa letak", "In no area, or without a place")

_VILLAGE: Final = Words(
    "Wilayahnya ditentukan dari letak titik, atau titik tengah bidang; di garis batas, kode terkecil.",
    "Its area is where the point lies, or the centroid of an area; on a boundary, the smallest code.",
)
_NO_DATA: Final = Words(
    "Tidak ada data: di luar semua kajian, kelas tidak diketahui, atau tanpa letak; bukan berarti aman.",
    "No data: outside every study, class not known, or without a place; it does not mean safe.",
)
_PLACED: Final = Words(
    "Objek lapisan ini diletakkan di tengah desanya, bukan di tempat sebenarnya.",
    "Objects of this layer are placed in the middle of their village, not where they are.",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Objects by verdict. by_class: class name -> objects; affected: those in the classes asked for.

    by_class + not_exposed + no_data = total.
    """

    by_class: Mapping[str, int]
    affected: int
    not_exposed: int
    no_data: int
    total: int

    def as_json(self) -> dict[str, object]:
        """By the names of the process's result."""
        return {
            "kelas": dict(self.by_class),
            "terdampak": self.affected,
            Status.NOT_EXPOSED.value: self.not_exposed,
            Status.NO_DATA.value: self.no_data,
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """The counts of one area; `code` is None for objects in no area."""

    code: str | None
    name: str | None
    counts: Counts

    def as_json(self) -> dict[str, object]:
        """By the names of the process's result."""
        return {"kode": self.code, "nama": self.name, **self.counts.as_json()}


@dataclass(frozen=True, slots=True)
class Summary:
    """The answer, with all that must be told beside a figure.

    asked     the question, with what was left out filled in
    withheld  rows of the exposed layer whose own figures are withheld; they are counted all the same
    sample    whether sample data took part
    """

    asked: Mapping[str, object]
    rows: tuple[AreaCounts, ...]
    total: AreaCounts
    sources: tuple[Mapping[str, object], ...]
    rule: Mapping[str, object]
    versions: Mapping[str, str]
    withheld: int
    sample: bool

    def as_json(self) -> dict[str, object]:
        """The result of the process; dates are `datetime.date`."""
        result: dict[str, object] = {
            "asked": dict(self.asked),
            "rows": [row.as_json() for row in self.rows],
            "total": self.total.as_json(),
            "sources": [dict(source) for source in self.sources],
            "rule": dict(self.rule),
            "versions": dict(self.versions),
            WITHHELD: self.withheld,
        }
        return result | {"contoh": True} if self.sample else result


def summarised(asked: Subject, answers: Answers, language: str) -> Summary:
    """The answer in `language`, from the rows of the parts of `gis.exposure.inquiry`."""
    hazard = asked.hazard
    told = (
        (hazard.areas, "of_hazard"),
        (hazard.studies, "of_studies"),
        (asked.exposed, "of_exposed"),
        (asked.villages, "of_villages"),
    )
    total = answers["total"][0]
    return Summary(
        asked=_echo(asked),
        rows=_rows(asked, answers, language),
        total=AreaCounts(None, TOTAL.in_(language), _total(asked, answers["counts"], int(total["jumlah"]))),
        sources=tuple(
            source for view, part in told for source in sources(view.layer, answers[part], language)
        ),
        rule=_rule(asked),
        versions=by_layer(answers["versions"]),
        withheld=int(total[WITHHELD]),
        sample=any_sample(row for _, part in told for row in answers[part]),
    )


def _echo(asked: Subject) -> dict[str, object]:
    return {
        "hazard": asked.hazard.areas.layer.name,
        "jenis": asked.kind,
        "classes": _names(asked.counted),
        "exposed": asked.exposed.layer.name,
        "by": asked.by.layer.name,
        "rule": asked.rule.value,
    }


def _rows(asked: Subject, answers: Answers, language: str) -> tuple[AreaCounts, ...]:
    by_code: dict[str | None, list[Row]] = defaultdict(list)
    for row in answers["counts"]:
        by_code[row["kode"]].append(row)
    names: dict[str | None, str | None] = {row["kode"]: row["nama"] for row in answers["areas"]}
    # A code may be met that its level does not list; its objects are counted all the same.
    codes = sorted({code for code in (*names, *by_code) if code is not None})
    found = [AreaCounts(code, names.get(code), _counts(asked, by_code[code])) for code in codes]
    if None in by_code:
        found.append(AreaCounts(None, NOWHERE.in_(language), _counts(asked, by_code[None])))
    return tuple(found)


def _counts(asked: Subject, rows: Iterable[Row], total: int | None = None) -> Counts:
    found: dict[int | None, int] = defaultdict(int)
    for row in rows:
        found[row["kelas"]] += int(row["jumlah"])
    return Counts(
        by_class={choice.title.id: found[int(choice.value)] for choice in asked.hazard.classes},
        affected=sum(found[int(choice.value)] for choice in asked.counted),
        not_exposed=sum(n for level, n in found.items() if status(level) is Status.NOT_EXPOSED),
        no_data=sum(n for level, n in found.items() if status(level) is Status.NO_DATA),
        total=sum(found.values()) if total is None else total,
    )


def _total(asked: Subject, rows: Sequence[Row], counted: int) -> Counts:
    counts = _counts(asked, rows, counted)
    if sum(counts.by_class.values()) + counts.not_exposed + counts.no_data != counted:
        raise Error("The parts do not add up to the count of the layer itself, so no figure is given.")
    return counts


def _rule(asked: Subject) -> dict[str, object]:
    said = [asked.rule.words, _VILLAGE, _NO_DATA]
    if _placed_elsewhere(asked.exposed):
        said.append(_PLACED)
    text = {language: " ".join(words.in_(language) for words in said) for language in LANGUAGES}
    return {"name": asked.rule.value, "text": text, "classes": _names(asked.counted)}


def _placed_elsewhere(view: View) -> bool:
    published = view.layer.published if view.audience is Audience.PUBLIC else None
    return published is not None and published.at is not None


def _names(choices: Iterable[Choice]) -> list[str]:
    return [choice.title.id for choice in choices]
