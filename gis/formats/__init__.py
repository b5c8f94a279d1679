"""Features as files: each format writes the same content as a run of bytes, however many rows there are."""

from gis.formats.content import Content
from gis.formats.formats import FORMATS, Format

__all__ = ["FORMATS", "Content", "Format"]
