"""What is wrong with rows of a file, and what its columns may mean: the records that errors carry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place of a file. `row` counts as the person sees it (the first data row of a
    CSV file is row 2); `column` is the file's own heading; `rule` is a stable word, `message` a sentence
    that never repeats a value of a field that is not public. `accept` is the word by which a person accepts
    the mending that the message proposes; None where there is none."""

    row: int
    column: str | None
    rule: str
    message: str
    accept: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column that may be meant for a field: never taken for it until a person says so.

    `theirs` is the file's heading, `ours` the field (or the role of a place), `sure` from 0 to 1 how alike
    they are spelled.

    >>> Proposal("Kecamtan", "kecamatan", 0.94).option
    "--map 'Kecamtan=kecamatan'"
    """

    theirs: str
    ours: str
    sure: float

    @property
    def option(self) -> str:
        """What a person adds to the command to confirm it."""
        theirs = self.theirs.replace("'", "'\\''")
        return f"--map '{theirs}={self.ours}'"

    @property
    def sentence(self) -> str:
        """The proposal for a person."""
        return f"Kolom '{self.theirs}' mungkin berarti '{self.ours}'; bila benar, beri {self.option}."
