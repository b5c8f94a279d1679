"""What is looked for in a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from gis.imports.files.limits import Limits
from gis.layer import Layer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a file.

    layer     the layer its rows are for: its name picks the table, its headings find the heading line
    sheet     the table that was asked for by name
    heading   the number of the line of headings as the person sees it (of several, the last); 0: the file
              has none, and its columns are called A, B, C ...; None: it is found
    limits    how much is taken
    """

    layer: Layer
    sheet: str | None = None
    heading: int | None = None
    limits: Limits = field(default_factory=Limits)
