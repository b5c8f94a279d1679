"""An inquiry of the database: several Selects on one snapshot, and what makes one answer of their rows.

Both halves are pure, so serving and notebooks make the very same inquiry and differ only in how it is run:

    await answer(reader, inquiry)      # serving
    answer_now(session, inquiry)       # command line and notebooks
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from gis.database import Reader, Row, Session

T = TypeVar("T")

Answers = Mapping[str, list[Row]]
"""The rows of each part of a question, by the part's name."""


@dataclass(frozen=True, eq=False)
class Inquiry(Generic[T]):
    """parts: the Selects, by name;  shape: from their rows to the answer."""

    parts: Mapping[str, sa.Select[Any]]
    shape: Callable[[Answers], T]


async def answer(reader: Reader, inquiry: Inquiry[T]) -> T:
    """Runs the parts one after another in the reader's transaction."""
    return inquiry.shape({name: await reader.rows(query) for name, query in inquiry.parts.items()})


def answer_now(session: Session, inquiry: Inquiry[T]) -> T:
    """The same, for callers that do not serve."""
    return inquiry.shape({name: session.rows(query) for name, query in inquiry.parts.items()})
