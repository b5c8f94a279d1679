"""What GDAL writes, a portion at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gis.formats.content import Content
from gis.layer import Shape

if TYPE_CHECKING:
    import pyarrow as pa

SHAPES: Final = {Shape.POINT: "Point", Shape.LINE: "MultiLineString", Shape.POLYGON: "MultiPolygon"}
"""The geometry that a layer's places have, in the words of simple features."""


@dataclass(frozen=True, slots=True)
class Target:
    """How GDAL is to write: its driver, the name of the places' column, options of the layer and the file."""

    driver: str
    place: str
    layer: Mapping[str, str] = field(default_factory=dict)
    file: Mapping[str, str] = field(default_factory=dict)


def write(path: Path, content: Content, batches: pa.RecordBatchReader, target: Target) -> None:
    """Writes the batches into a file."""
    from pyogrio import write_arrow

    write_arrow(
        batches,
        path,
        driver=target.driver,
        layer=content.layer.name,
        geometry_name=target.place if content.geometry else None,
        geometry_type=SHAPES[content.layer.shape] if content.geometry else None,
        crs=f"EPSG:{content.crs.code}" if content.geometry else None,
        layer_options=dict(target.layer),
        dataset_options=dict(target.file),
    )
