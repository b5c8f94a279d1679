"""What a caller asks of a layer: the words behind the `?`, checked, and the question as a value."""

from gis.asking.parameters import PARAMETERS, box, limit, question, span
from gis.asking.question import DEFAULT_LIMIT, MOST, Box, Equal, Question, Sort, Span
from gis.asking.tokens import key_after, token
from gis.asking.values import value

__all__ = [
    "DEFAULT_LIMIT",
    "MOST",
    "PARAMETERS",
    "Box",
    "Equal",
    "Question",
    "Sort",
    "Span",
    "box",
    "key_after",
    "limit",
    "question",
    "span",
    "token",
    "value",
]
