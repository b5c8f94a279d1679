"""CQL2 text -> the tree that CQL2 JSON has: dicts, lists, texts, numbers and booleans.

The grammar stands in `cql2.lark`. The tree is built while the text is read, without recursion, and what is
read is counted: no text, however nested, takes long or overflows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import lark
from lark.exceptions import UnexpectedInput, UnexpectedToken

from gis.errors import BadRequest, brief
from gis.filters import geometries
from gis.filters.limits import BRACKETS, CHARACTERS, TOKENS, Limits, exceeded
from gis.filters.operators import OPERATORS
from gis.filters.tree import Tree
from gis.language import Words

Found = list[Any]
"""What the parts of a rule became: trees, and tokens as they were written."""

_GRAMMAR: Final = Path(__file__).with_name("cql2.lark")
_OPENING: Final = frozenset({"LPAR", "LSQB"})
_CLOSING: Final = frozenset({"RPAR", "RSQB"})

_BUILT_IN: Final = re.compile(r"[sta]_[a-z]+|casei|accenti", re.IGNORECASE)
"""Operators that are written like functions. They are keywords, so case does not matter in them."""

_CANONICAL: Final = {name.lower(): name for name in OPERATORS}
"""Operators as JSON writes them: some have a capital inside."""

_SIGNS: Final = {
    "COMPARISON": "= <> < <= > >=",
    "TIMES": "* / % DIV",
    "PLUS": "+",
    "MINUS": "-",
    "POWER": "^",
    "LPAR": "'('",
    "RPAR": "')'",
    "LSQB": "'['",
    "RSQB": "']'",
    "COMMA": "','",
}
_THINGS: Final = {
    "NAME": Words("nama", "a name"),
    "QUOTED": Words("nama", "a name"),
    "NUMBER": Words("bilangan", "a number"),
    "TEXT": Words("'teks'", "'text'"),
    "GEOMETRY": Words("geometri", "a geometry"),
    "$END": Words("akhir", "the end"),
}


def tree(text: str, limits: Limits) -> Tree:
    """The tree of a text. Errors: `BadRequest` with the place where it ceases to be CQL2, or where it is too
    large.

    >>> tree("kelas >= 2", Limits())
    {'op': '>=', 'args': [{'property': 'kelas'}, 2]}
    """
    if len(text) > limits.characters:
        raise exceeded(limits.characters, CHARACTERS)
    reading = _parser(limits.points).parse_interactive(text)
    tokens: list[lark.Token] = []
    depth = 0
    try:
        for token in reading.iter_parse():
            tokens.append(token)
            depth += (token.type in _OPENING) - (token.type in _CLOSING)
            _hold(len(tokens), depth, limits)
        found: Tree = reading.feed_eof()  # type: ignore[no-untyped-call]
    except UnexpectedInput as error:
        raise _unexpected(error, text, _accepted(error, tokens, limits)) from None
    return found


def _hold(tokens: int, depth: int, limits: Limits) -> None:
    if tokens > limits.tokens:
        raise exceeded(limits.tokens, TOKENS)
    if depth > limits.brackets:
        raise exceeded(limits.brackets, BRACKETS)


class _Building(lark.Transformer[lark.Token, Tree]):
    """Makes the tree, rule by rule; each method has the name that the grammar gives its rule."""

    def __init__(self, points: int) -> None:
        super().__init__()
        self._points = points

    def either(self, found: Found) -> Tree:
        return _joined("or", found)

    def both(self, found: Found) -> Tree:
        return _joined("and", found)

    def negation(self, found: Found) -> Tree:
        return _not(found[0])

    def operation(self, found: Found) -> Tree:
        left, sign, right = found
        return _op(str(sign).lower(), left, right)

    def like(self, found: Found) -> Tree:
        return _op("like", *found)

    def between(self, found: Found) -> Tree:
        return _op("between", *found)

    def among(self, found: Found) -> Tree:
        return _op("in", *found)

    def missing(self, found: Found) -> Tree:
        return _op("isNull", *found)

    def unlike(self, found: Found) -> Tree:
        return _not(self.like(found))

    def beyond(self, found: Found) -> Tree:
        return _not(self.between(found))

    def not_among(self, found: Found) -> Tree:
        return _not(self.among(found))

    def present(self, found: Found) -> Tree:
        return _not(self.missing(found))

    def negative(self, found: Found) -> Tree:
        value = found[-1]
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        return -value if plain else _op("*", -1, value)

    def positive(self, found: Found) -> Tree:
        return self.number(found[1:])

    def number(self, found: Found) -> Tree:
        text = str(found[0])
        # More digits than any number here can have; a float of them is as near as one comes, or infinite.
        return int(text) if text.isdecimal() and len(text) <= 40 else float(text)

    def text(self, found: Found) -> Tree:
        written = str(found[0])[1:-1]
        return written.replace("''", "'").replace("\\'", "'")

    def true(self, _: Found) -> Tree:
        return True

    def false(self, _: Found) -> Tree:
        return False

    def geometry(self, found: Found) -> Tree:
        return geometries.geojson(str(found[0]), self._points)

    def property(self, found: Found) -> Tree:
        return {"property": str(found[0])}

    def quoted(self, found: Found) -> Tree:
        return {"property": found[0][1:-1]}

    def call(self, found: Found) -> Tree:
        return _call(str(found[0]), found[1] if len(found) > 1 else [])

    def listed(self, found: Found) -> Tree:
        # `(a, b)` holds its first member by itself, `[a, b]` only the list of all.
        *first, members = found or [[]]
        return [*first, *members]

    def members(self, found: Found) -> Tree:
        return [found[0]]

    def more_members(self, found: Found) -> Tree:
        return [*found[0], found[1]]


def _op(name: str, *arguments: Tree) -> Tree:
    return {"op": name, "args": list(arguments)}


def _not(of: Tree) -> Tree:
    return _op("not", of)


def _joined(name: str, found: Found) -> Tree:
    """`a AND b AND c` as one operation with three arguments."""
    return _op(name, *(each for one in found for each in _members(name, one)))


def _members(name: str, one: Tree) -> list[Tree]:
    found = one.get("args") if isinstance(one, dict) and one.get("op") == name else None
    return found if isinstance(found, list) else [one]


def _call(name: str, arguments: list[Tree]) -> Tree:
    lower = name.lower()
    if lower in ("date", "timestamp") and len(arguments) == 1:
        return {lower: arguments[0]}
    if lower in ("interval", "bbox"):
        return {lower: arguments}
    if _BUILT_IN.fullmatch(name):
        return _op(_CANONICAL.get(lower, lower), *arguments)
    return _op(name, *arguments)


@cache
def _parser(points: int) -> lark.Lark:
    return lark.Lark(
        _GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        transformer=_Building(points),
        maybe_placeholders=False,
    )


def _unexpected(error: UnexpectedInput, text: str, accepted: Iterable[str]) -> BadRequest:
    # Lark's class declares the position as None; its instances have a number.
    at = len(text) if _ended(error) else error.pos_in_stream or 0  # type: ignore[redundant-expr]
    found = brief(text[at : at + 20])
    told = (
        Words(f"'{found}' tidak dimengerti", f"'{found}' is not understood")
        if found.strip()
        else Words("teks terputus sebelum selesai", "the text ends too early")
    )
    possible = list(_possible(accepted))
    return BadRequest(
        Words(
            f"filter: pada karakter ke-{at + 1}, {told.id}. Yang mungkin di sini: {_listed(possible, 'id')}.",
            f"filter: at character {at + 1}, {told.en}. Possible here: {_listed(possible, 'en')}.",
        )
    )


def _accepted(error: UnexpectedInput, tokens: list[lark.Token], limits: Limits) -> Iterable[str]:
    """What could have come instead; asked of a parser that has not met what came."""
    fresh = _parser(limits.points).parse_interactive("")
    wrong = tokens and isinstance(error, UnexpectedToken) and error.token is tokens[-1]
    for token in tokens[:-1] if wrong else tokens:
        fresh.feed_token(token)
    found: set[str] = fresh.accepts()  # type: ignore[no-untyped-call]
    return found


def _ended(error: UnexpectedInput) -> bool:
    return isinstance(error, UnexpectedToken) and error.token.type == "$END"


def _possible(accepted: Iterable[str]) -> Iterable[Words]:
    """What could have stood there, things before signs."""
    for name in sorted(accepted, key=lambda each: (each not in _THINGS, each)):
        sign = _SIGNS.get(name, name.removeprefix("_"))
        yield _THINGS.get(name, Words(sign, sign))


def _listed(possible: list[Words], language: str) -> str:
    return ", ".join(dict.fromkeys(each.in_(language) for each in possible))
