"""The words commands are given: arguments and options with what they mean, each in one place."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gis.imports.mending import Mending
from gis.layer import Audience

LayerName = Annotated[str, typer.Argument(metavar="LAYER", help="A layer's id; `gis layers` lists them.")]
Json = Annotated[
    bool, typer.Option("--json", help="The result as JSON, and nothing else on standard output.")
]
As = Annotated[Audience, typer.Option("--audience", help="Whose eyes to read with.")]


class Served(StrEnum):
    """Whom a server may serve while there is no sign-in: never what only a few may see."""

    PUBLIC = Audience.PUBLIC.value
    STAFF = Audience.STAFF.value


For = Annotated[
    Served,
    typer.Option(
        "--audience", help="Whom to serve. The staff are served on this machine only, and may change rows."
    ),
]
Actor = Annotated[str | None, typer.Option(help="Who does this; by default the name you are signed in with.")]

# Loading a file
Given = Annotated[
    Path, typer.Argument(help="XLSX, XLS, ODS, CSV, GeoPackage, zipped Shapefile, GeoJSON, KML, GPX, …")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do everything, keep nothing.")]
KeepGood = Annotated[
    bool, typer.Option("--keep-good", help="Load the good rows; write the bad ones, with reasons, to a file.")
]
Mend = Annotated[bool, typer.Option("--mend", help="Make invalid geometries valid, and say which.")]
Accept = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="WORD",
        help=f"What the report proposes to accept: {', '.join(Mending)}.",
    ),
]
HeadingLine = Annotated[
    int | None,
    typer.Option(
        min=0, help="The number of the line of headings; 0: there is none, and columns are called A, B, C."
    ),
]
Replace = Annotated[bool, typer.Option("--replace", help="Delete the rows the file does not have.")]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="THEIRS=OURS", help="The file's column = our field; nothing after = leaves it out."
    ),
]
Crs = Annotated[str | None, typer.Option(help="The file's reference system, such as EPSG:32749.")]
SheetName = Annotated[str | None, typer.Option(help="The table or sheet, where the file has several.")]
Decimal = Annotated[
    str | None,
    typer.Option(metavar=", or .", help="The decimal mark, where the file does not show which one it uses."),
]
Forget = Annotated[
    bool, typer.Option("--forget", help="Do not use what was said of columns of such a file before.")
]
Source = Annotated[str | None, typer.Option(help="Where the data come from, for rows that do not say.")]
DataDate = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The date of the data, for rows that do not say."),
]
Rejects = Annotated[
    Path | None,
    typer.Option(metavar="FILE.xlsx", help="Where --keep-good writes the bad rows; else a new file here."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.xlsx",
        help="Your file as a workbook with what is wrong in colours; if rows are bad, else a new one here.",
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Tell every row, not only the first of each kind.")]
Yes = Annotated[
    bool, typer.Option("--yes", help="Do not ask; --replace may delete more than half of the layer.")
]

# Writing a file
Written = Annotated[
    Path,
    typer.Argument(
        help="Its ending says the format: geojson, geojsonl, csv, gpkg, fgb, parquet, xlsx, kml, fg.json."
    ),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")]
Within = Annotated[
    str | None,
    typer.Option("--bbox", metavar="W,S,E,N", help="Only what meets this rectangle, in degrees."),
]
Fulfilling = Annotated[
    str | None,
    typer.Option("--filter", metavar="CQL2", help="Only what fulfils it, such as \"jenis = 'banjir'\"."),
]
In = Annotated[
    str | None,
    typer.Option(
        "--crs", metavar="EPSG:CODE", help="In which reference system places are, such as EPSG:32749."
    ),
]
