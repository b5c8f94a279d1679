"""What the pages below /data show of uploads and batches: the words and figures, ready for the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from api.imports import documents
from api.imports.texts import texts
from gis.batches import Counts
from gis.imports.mending import Mending
from gis.imports.report.kinds import HELPS
from gis.layer import SYSTEMS, Language, Layer
from gis.queue.upload import TO_DECIDE, UNDER_WAY, State, Upload
from gis.undo import Undone
from gis.validity import WIB

_OPTION: Final = re.compile(rf"--(?P<name>[a-z]+(?:-[a-z]+)?)(?: (?P<word>{'|'.join(Mending)})\b)?")

_CHANGES: Final = ("inserted", "updated", "unchanged", "deleted")
_UNDONE: Final = ("updated", "inserted", "deleted")


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a report as the page shows them."""

    read: str
    good: str
    bad: str
    skipped: str
    deleted: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that may be meant, to be ticked: a field of the form, its value, what it says."""

    name: str
    value: str
    text: str
    ticked: bool = False


class Wording:
    """Words and figures in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.texts = texts(language)

    def figure(self, number: int) -> str:
        """A count with its thousands parted.

        >>> Wording("id").figure(12000)
        '12.000'
        """
        text = f"{number:,}"
        return text if self.language == "en" else text.replace(",", ".")

    def figures(self, report: Mapping[str, Any]) -> Figures:
        """The counts of a report."""
        return Figures(**{name: self.figure(report[name]) for name in Figures.__dataclass_fields__})

    def changes(self, counts: Counts | Mapping[str, Any], *, undone: bool = False) -> str:
        """What has become of rows, or would: only what there is any of.

        >>> Wording("id").changes({"inserted": 2, "updated": 0, "unchanged": 1, "deleted": 0})
        '2 baru, 1 tetap sama'
        """
        given = asdict(counts) if isinstance(counts, Counts) else counts
        before, names = ("undo_", _UNDONE) if undone else ("", _CHANGES)
        said = [
            self.texts[f"{before}{name}"].format(rows=self.figure(given[name]))
            for name in names
            if given[name]
        ]
        return ", ".join(said) or self.texts["no_change"]

    def time(self, at: datetime) -> str:
        """A moment, in Western Indonesian Time.

        >>> from datetime import UTC
        >>> Wording("id").time(datetime(2026, 11, 24, 1, 5, tzinfo=UTC))
        '24-11-2026 08.05'
        """
        here = at.astimezone(WIB)
        return f"{here:%d-%m-%Y %H.%M}" if self.language == "id" else f"{here:%Y-%m-%d %H:%M}"

    def message(self, text: str) -> str:
        """A sentence of the importer's, its command-line options told as what the page has in their place.

        >>> Wording("id").message("Dipakai. --map lain menggantikannya.")
        'Dipakai. Isian “Arti kolom” lain menggantikannya.'
        >>> Wording("id").message("Bila benar, beri --accept coarse.")
        'Bila benar, beri centang di “Mungkin ini yang dimaksud”.'
        """
        return _OPTION.sub(self._option, text)

    def _option(self, found: re.Match[str]) -> str:
        said = self.texts.get(f"option_{found['name'].replace('-', '_')}") or found[0]
        begins = not found.start() or found.string[: found.start()].endswith((". ", "? "))
        return f"{said[:1].upper()}{said[1:]}" if begins else said

    def stage(self, one: Upload) -> str:
        """What is being done now, in a few words."""
        name = (one.stage or "waiting").split()[0]
        if name == "loading" and one.state is State.LOADING:
            name = "loading_now"
        return self.texts.get(f"stage_{name}", self.texts["stage_before"])


def by_system(layers: Iterable[Layer], language: Language) -> list[tuple[str, list[Layer]]]:
    """The layers under the titles of their systems, in the order of both."""
    order = list(SYSTEMS)
    listed = sorted(layers, key=lambda layer: (order.index(layer.system), layer.title.in_(language)))
    return [
        (SYSTEMS[system].in_(language), list(found))
        for system, found in groupby(listed, key=lambda layer: layer.system)
    ]


def questions(one: Upload, layer: Layer, wording: Wording) -> list[Question]:
    """What the report proposes and the person has accepted before: columns first, then mendings."""
    report = one.report or {}
    titles = {field.name: field.title.in_(wording.language) for field in layer.fields}
    headings = [
        Question(
            "map",
            f"{each['theirs']}={each['ours']}",
            wording.texts["heading_is"].format(
                theirs=each["theirs"], ours=titles.get(each["ours"], each["ours"])
            ),
        )
        for each in report.get("proposals", [])
    ]
    rows = _acceptable(report)
    for word in one.choices.accept:
        rows.setdefault(word, 0)
    mendings = [
        Question("accept", str(word), _mending(word, count, wording), word in one.choices.accept)
        for word, count in rows.items()
    ]
    return headings + mendings


def _mending(word: Mending, rows: int, wording: Wording) -> str:
    does = HELPS[word][1]
    said = f"{does[:1].upper()}{does[1:]}"
    count = wording.texts["mending_rows"].format(rows=wording.figure(rows))
    return f"{said} ({count})" if rows else said


def _acceptable(report: Mapping[str, Any]) -> dict[Mending, int]:
    """The mendings that the report proposes, with how many rows each would help."""
    found: dict[Mending, int] = {}
    remarks = [{"accept": each.get("accept"), "rows": 1} for each in report.get("remarks", [])]
    for kind in (*report.get("kinds", []), *remarks):
        for word in (kind.get("accept") or "").replace(",", " ").split():
            found[Mending(word)] = found.get(Mending(word), 0) + int(kind["rows"])
    return found


def view(one: Upload, layer: Layer, wording: Wording, keep_hours: int) -> dict[str, Any]:
    """Everything the page of one upload shows."""
    report = one.report
    return {
        "one": one,
        "layer": layer,
        "t": wording.texts,
        "wording": wording,
        "under_way": one.state in UNDER_WAY,
        "to_decide": one.state in TO_DECIDE,
        "figures": wording.figures(report) if report else None,
        "can_load": documents.can_load(one),
        "can_load_good": documents.can_load_good(one),
        "questions": questions(one, layer, wording) if one.state in TO_DECIDE else [],
        "meanings": meanings(one.choices.renamed),
        "report_file": documents.beside(one, "report.xlsx"),
        "rejects_file": documents.beside(one, "rejects"),
        "until": wording.time(one.changed_at + timedelta(hours=keep_hours)),
    }


def meanings(renamed: Mapping[str, str]) -> str:
    """What was said of columns, as the form shows it: one a line."""
    return "\n".join(f"{theirs}={ours}" for theirs, ours in renamed.items())


def listed(numbers: Sequence[int], wording: Wording) -> str:
    """Batches by their numbers, in a sentence.

    >>> listed([3, 5], Wording("id"))
    'batch 3 dan batch 5'
    """
    names = [f"batch {number}" for number in numbers]
    last = " dan " if wording.language == "id" else " and "
    return last.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def undo_lines(done: Iterable[Undone], wording: Wording) -> list[str]:
    """What each undo would do."""
    return [
        wording.texts["undo_rows"].format(
            number=each.undoes, changes=wording.changes(each.counts, undone=True)
        )
        for each in done
    ]
