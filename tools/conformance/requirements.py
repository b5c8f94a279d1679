"""The requirements of OGC's standards, as requirements.toml lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("requirements.toml")


@dataclass(frozen=True, slots=True)
class Standard:
    """A part of a standard: its classes with their requirements, and those that never come into question."""

    name: str
    title: str
    document: str
    uri: str
    classes: Mapping[str, tuple[str, ...]]
    moot: Mapping[str, str] = field(default_factory=dict)

    def requirements(self, name: str) -> list[str]:
        """The requirements of a class, as tests name them."""
        return [f"{self.name}/{name}/{each}" for each in self.classes[name]]

    def reason(self, requirement: str) -> str | None:
        """Why a requirement never comes into question here; None where it does."""
        return self.moot.get(requirement.removeprefix(f"{self.name}/"))


def standards() -> dict[str, Standard]:
    """Every standard by its name."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: _standard(name, told) for name, told in held.items()}


def _standard(name: str, told: Mapping[str, object]) -> Standard:
    classes = told["classes"]
    moot = told.get("moot", {})
    assert isinstance(classes, dict)  # noqa: S101 - the file is the project's own
    assert isinstance(moot, dict)  # noqa: S101 - as above
    return Standard(
        name=name,
        title=str(told["title"]),
        document=str(told["document"]),
        uri=str(told["uri"]),
        classes={each: tuple(map(str, required)) for each, required in classes.items()},
        moot={str(each): str(why) for each, why in moot.items()},
    )
