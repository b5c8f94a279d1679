"""What Alembic runs: the tables of all declarations, inside the transaction that `gis.schema` opened."""

from alembic import context
from geoalchemy2 import alembic_helpers

from gis import tables
from layers import LAYERS

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit(
        "Migrations run as part of 'gis up'. To make a new one: make migration m=\"what it does\"."
    )

context.configure(
    connection=connection,
    target_metadata=tables.metadata(LAYERS.values()),
    version_table_schema=tables.STORE,
    include_schemas=True,
    include_name=tables.is_ours,
    compare_server_default=False,
    render_item=alembic_helpers.render_item,
)
context.run_migrations()
