"""What is asked of an exposure, read from the inputs of a process or a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from gis.errors import BadValue, UnknownName
from gis.layer import Words


class Rule(StrEnum):
    """How an object meets an area."""

    TOUCHES_WORST = "touches-worst"
    CENTROID = "centroid"

    @property
    def words(self) -> Words:
        """The rule in a sentence or two, for people."""
        return _WORDS[self]


_WORDS: Final = {
    Rule.TOUCHES_WORST: Words(
        "Tiap objek dihitung sekali, pada kelas tertinggi dari semua kawasan yang disentuhnya, "
        "batasnya termasuk.",
        "Each object counts once, in the worst class of all areas it touches, their boundary included.",
    ),
    Rule.CENTROID: Words(
        "Tiap objek dihitung sekali, pada kelas tertinggi dari semua kawasan yang memuat titik tengahnya, "
        "batasnya termasuk.",
        "Each object counts once, in the worst class of all areas its centroid lies in, "
        "their boundary included.",
    ),
}

INPUTS: Final = ("hazard", "jenis", "classes", "exposed", "by", "rule")
"""The names that an exposure understands."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. Names are checked against the layers when it is asked.

    hazard   the id of a hazard layer;  kind: one of its kinds (`jenis`), needed where it holds several
    exposed  the id of the layer whose objects are counted
    classes  the names of the classes that count as affected; medium and high if not said
    by       the id of the area level; the finest if not said
    """

    hazard: str
    exposed: str
    kind: str | None = None
    classes: tuple[str, ...] | None = None
    by: str | None = None
    rule: Rule = Rule.TOUCHES_WORST

    @classmethod
    def from_inputs(cls, inputs: Mapping[str, object]) -> Ask:
        """The inputs of the process; a null is the same as leaving it out.

        Errors: `UnknownName` for an input or a rule that does not exist, `BadValue` for a missing or odd one.
        """
        for name in inputs:
            if name not in INPUTS:
                raise UnknownName("input", name, INPUTS)
        return cls(
            hazard=_needed("hazard", _hazard(inputs), Words("id lapisan bahaya", "the id of a hazard layer")),
            exposed=_needed(
                "exposed",
                _text(inputs, "exposed"),
                Words("id lapisan titik atau wilayah", "the id of a layer of points or areas"),
            ),
            kind=_text(inputs, "jenis"),
            classes=_classes(inputs.get("classes")),
            by=_text(inputs, "by"),
            rule=_rule(_text(inputs, "rule")),
        )


def _hazard(inputs: Mapping[str, object]) -> str | None:
    if isinstance(inputs.get("hazard"), Mapping):
        raise BadValue(
            "hazard",
            "(geometry)",
            Words(
                "id lapisan bahaya; menggambar wilayah hanya untuk petugas yang sudah masuk",
                "the id of a hazard layer; drawing an area is for officers who have signed in",
            ),
        )
    return _text(inputs, "hazard")


def _text(inputs: Mapping[str, object], name: str) -> str | None:
    value = inputs.get(name)
    if value is None or (isinstance(value, str) and value):
        return value
    raise BadValue(name, _shown(value), Words("sebuah teks", "a text"))


def _needed(name: str, value: str | None, expected: Words) -> str:
    if value is None:
        raise BadValue(name, "", expected)
    return value


def _classes(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, list | tuple) and value and all(isinstance(name, str) for name in value):
        return tuple(dict.fromkeys(value))
    raise BadValue(
        "classes",
        _shown(value),
        Words("daftar berisi sedikitnya satu nama kelas", "a list of at least one class name"),
    )


def _rule(value: str | None) -> Rule:
    if value is None:
        return Rule.TOUCHES_WORST
    if value not in list(Rule):
        raise UnknownName("rule", value, list(Rule))
    return Rule(value)


def _shown(value: object) -> str:
    said = str(value)
    return said if len(said) <= 60 else f"{said[:60]}…"
