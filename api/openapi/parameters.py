"""Parameters as OpenAPI writes them: in paths, behind the `?`, and those that every address knows."""

from __future__ import annotations

from collections.abc import Sequence

from api.models import Document
from api.negotiate import Encoding
from gis.language import LANGUAGES, Language, Words


def within(name: str, about: str, schema: Document) -> Document:
    """A part of the path."""
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def behind(name: str, about: str, schema: Document, example: object = None) -> Document:
    """A parameter behind the `?`; values of a list are parted by commas."""
    made: Document = {
        "name": name,
        "in": "query",
        "required": False,
        "description": about,
        "schema": schema,
        "style": "form",
        "explode": False,
    }
    return made if example is None else {**made, "example": example}


def format_of(offered: Sequence[Encoding], language: Language) -> Document:
    """`f`: the words of the encodings that are offered."""
    about = Words(
        "Format jawaban; tanpa ini, header Accept yang menentukan.",
        "The format of the answer; without it the Accept header decides.",
    )
    named = list(dict.fromkeys(word for each in offered for word in (each.word, *each.words)))
    return behind("f", about.in_(language), {"type": "string", "enum": named})


def lang(language: Language) -> Document:
    """`lang`: the languages the service speaks."""
    about = Words("Bahasa judul dan penjelasan.", "The language of titles and explanations.")
    return behind(
        "lang", about.in_(language), {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]}
    )


def collections(language: Language, named: Sequence[str]) -> Document:
    """`collections`: which of them are drawn together."""
    about = Words("Kumpulan data yang digambar; semuanya bila tidak disebut.", "Which are drawn; else all.")
    schema = {"type": "array", "items": {"type": "string", "enum": list(named)}, "minItems": 1}
    return behind("collections", about.in_(language), schema)
