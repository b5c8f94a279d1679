"""What a caller asks of a layer: the words behind the `?`, checked, and the question as a value."""

from gis.asking.parameter import PARAMETERS, Parameter, parameters, parameters_of_one, searched
from gis.asking.places import box, system
from gis.asking.question import DEFAULT_LIMIT, MOST, Box, Equal, Question, Sort, Span
from gis.asking.reading import limit, question, question_of_one, words
from gis.asking.sorting import order, sortable
from gis.asking.times import span
from gis.asking.tokens import last, token
from gis.asking.values import value

__all__ = [
    "DEFAULT_LIMIT",
    "MOST",
    "PARAMETERS",
    "Box",
    "Equal",
    "Parameter",
    "Question",
    "Sort",
    "Span",
    "box",
    "last",
    "limit",
    "order",
    "parameters",
    "parameters_of_one",
    "question",
    "question_of_one",
    "searched",
    "sortable",
    "span",
    "system",
    "token",
    "value",
    "words",
]
