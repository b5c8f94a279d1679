"""GeoPackage: one table, with what QGIS needs to show it as the map does.

Beside the rows stand the columns' titles and code lists (extension gpkg_schema), what the file says of itself
(gpkg_metadata) and a style (QGIS's own table layer_styles).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Final

from gis.formats import about, arrow, qml, vector
from gis.formats.content import Content
from gis.formats.files import through
from gis.layer import GEOM, Choice, Field

_EXTENSIONS: Final = (
    ("gpkg_data_columns", "gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema"),
    ("gpkg_data_column_constraints", "gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema"),
    ("gpkg_metadata", "gpkg_metadata", "http://www.geopackage.org/spec121/#extension_metadata"),
    ("gpkg_metadata_reference", "gpkg_metadata", "http://www.geopackage.org/spec121/#extension_metadata"),
)

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
    mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
    min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
    md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
    metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
    reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""

_STYLES: Final = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""


def write(content: Content) -> Iterator[bytes]:
    """The rows as a GeoPackage."""
    return through(f"{content.layer.name}.gpkg", lambda path: _make(path, content))


def _make(path: Path, content: Content) -> None:
    batches = arrow.Batches(content, arrow.schema(content, GEOM, arrow.LISTS))
    # The version that every QGIS still in use knows whole.
    layer = {"IDENTIFIER": about.title(content), "DESCRIPTION": about.described(content)}
    with batches.reader() as reader:
        vector.write(path, content, reader, vector.Target("GPKG", GEOM, layer, {"VERSION": "1.2"}))
    with closing(sqlite3.connect(path)) as store, store:
        stamp = f"{content.dated.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
        store.executescript(_TABLES)
        store.executemany("INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')", _EXTENSIONS)
        _describe_columns(store, content)
        _describe_all(store, content, stamp)
        if content.geometry:
            _paint(store, content, stamp)
        store.execute("UPDATE gpkg_contents SET last_change = ?", [stamp])


def _describe_columns(store: sqlite3.Connection, content: Content) -> None:
    for f in content.fields:
        constraint = f"{content.layer.name}_{f.name}" if _is_closed(f) else None
        title = f.headed(content.language)
        description = f.description.in_(content.language) if f.description else None
        store.execute(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)",
            [content.layer.name, f.name, f.name, title, description, constraint],
        )
        if constraint:
            _describe_choices(store, constraint, f.choices, content)


def _is_closed(f: Field) -> bool:
    """Whether a cell is one of the choices: no list of them, and nothing else."""
    return bool(f.choices) and not f.open and f.kind not in arrow.LISTS


def _describe_choices(
    store: sqlite3.Connection, constraint: str, choices: Sequence[Choice], content: Content
) -> None:
    store.executemany(
        "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
        [(constraint, str(each.value), each.title.in_(content.language)) for each in choices],
    )


def _describe_all(store: sqlite3.Connection, content: Content, stamp: str) -> None:
    said = [("http://purl.org/dc/terms/", "text/plain", about.described(content))]
    if content.record:
        said.append(("http://standards.iso.org/iso/19115/-3/mdb/2.0", "text/xml", content.record.decode()))
    for at, each in enumerate(said, start=1):
        store.execute("INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, ?, ?)", [at, *each])
        store.execute(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
            [content.layer.name, stamp, at],
        )


def _paint(store: sqlite3.Connection, content: Content, stamp: str) -> None:
    store.executescript(_STYLES)
    store.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
        " styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)"
        " VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
        [content.layer.name, GEOM, content.layer.name, qml.style(content), about.title(content), stamp],
    )
    store.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)",
        ["layer_styles", "layer_styles"],
    )
