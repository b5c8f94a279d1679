"""Editing: one row at a time is created, replaced, changed in parts or deleted, each in a batch of its own.

document   what a client sends -> what is said of a feature
cells      one JSON value -> one cell, as strictly as the schema says
writable   which fields an audience may write
standing   a row as it is stored, and as the audience sees it
checking   the row as it would be: the checks of an import
writing    the four deeds, each one transaction
problems   what is wrong with it, by field, in both languages
"""

from gis.edits.document import Document, document, patched
from gis.edits.problems import Unfit
from gis.edits.writable import Writable, writable
from gis.edits.writing import Done, Editing, Expects, create, delete, replace, update

__all__ = [
    "Document",
    "Done",
    "Editing",
    "Expects",
    "Unfit",
    "Writable",
    "create",
    "delete",
    "document",
    "patched",
    "replace",
    "update",
    "writable",
]
