"""How headings, code values and natural keys are compared: without case, accents, spaces and punctuation."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The letters and digits of a text, in lower case and without accents.

    >>> fold("Tempat Sampah (TPS-3R)"), fold("Désa  Ujung Pandan"), fold(" - ")
    ('tempatsampahtps3r', 'desaujungpandan', '')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if letter.isalnum())
