"""What QGIS's own providers make of the service: run by QGIS's Python, answers in JSON.

    /usr/bin/python3 look.py ADDRESS COLLECTION FILTER WEST SOUTH EAST NORTH GEOPACKAGE

It knows nothing of the project: Debian's QGIS runs on Debian's Python.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def features(url: str, name: str, wanted: str = "", *, seen_only: bool = False) -> QgsVectorLayer:
    """The collection as QGIS's OGC API Features provider sees it.

    wanted     a filter as QGIS's query builder writes it
    seen_only  as its box "Only request features overlapping the view extent" does
    """
    restricted = " restrictToRequestBBOX='1'" if seen_only else ""
    layer = QgsVectorLayer(f"url='{url}' typename='{name}'{restricted}", name, "OAPIF")
    if wanted:
        layer.setSubsetString(wanted)
    return layer


def keys(layer: QgsVectorLayer, request: QgsFeatureRequest | None = None) -> list[str]:
    """The keys of what the layer gives."""
    return [feature["id"] for feature in layer.getFeatures(request or QgsFeatureRequest())]


def within(box: QgsRectangle) -> QgsFeatureRequest:
    """What lies in a rectangle."""
    return QgsFeatureRequest().setFilterRect(box)


def pixels(url: str, name: str, box: QgsRectangle) -> int:
    """How many pixels of a picture of the vector tiles are not the background."""
    template = f"{url}/collections/{name}/tiles/WebMercatorQuad/{{z}}/{{y}}/{{x}}"
    layer = QgsVectorTileLayer(f"type=xyz&url={template}&zmin=0&zmax=14", name)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(256, 256))
    settings.setBackgroundColor(QColor("white"))
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    settings.setDestinationCrs(mercator)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    settings.setExtent(QgsCoordinateTransform(degrees, mercator, QgsProject.instance()).transform(box))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    white = QColor("white").rgb()
    return sum(image.pixel(x, y) != white for x in range(256) for y in range(256))


def styled(file: str) -> dict[str, Any]:
    """How a downloaded GeoPackage opens: its rows, and whether it brings its style and titles."""
    layer = QgsVectorLayer(file, "berkas", "ogr")
    message, loaded = layer.loadDefaultStyle()
    return {
        "valid": layer.isValid(),
        "rows": layer.featureCount(),
        "style": bool(loaded),
        "renderer": layer.renderer().type(),
        "colours": [each.color().name() for each in layer.renderer().symbols(QgsRenderContext())],
        "titles": {field.name(): field.alias() for field in layer.fields()},
        "said": message,
    }


def main(arguments: list[str]) -> dict[str, Any]:
    """Everything that is looked at."""
    url, name, wanted, *sides, file = arguments
    box = QgsRectangle(*map(float, sides))
    layer = features(url, name)
    ids = keys(layer)
    return {
        "qgis": Qgis.QGIS_VERSION,
        "valid": layer.isValid(),
        "counted": layer.featureCount(),
        "rows": len(ids),
        "different": len(set(ids)),
        "fields": [field.name() for field in layer.fields()],
        "crs": layer.crs().authid(),
        "within": len(keys(features(url, name, seen_only=True), within(box))),
        "filtered": len(keys(features(url, name, wanted))),
        "pixels": pixels(url, name, box),
        "geopackage": styled(file),
    }


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    sys.stdout.write(json.dumps(main(sys.argv[1:])) + "\n")
    sys.stdout.flush()
