"""A small map of a few shapes over the regency's land: paths that any drawer of vectors can draw."""

from gis.sketch.frame import Bar, Frame, frame_of
from gis.sketch.shapes import FINE, KnownShapes, Shape, shape_of
from gis.sketch.sketch import Ground, Mark, Sketch, sketch

__all__ = [
    "FINE",
    "Bar",
    "Frame",
    "Ground",
    "KnownShapes",
    "Mark",
    "Shape",
    "Sketch",
    "frame_of",
    "shape_of",
    "sketch",
]
