"""Lanes are in force since a day, by which they are asked for."""

from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        'jalur_tangkap_berlaku_mulai', 'jalur_tangkap', ['berlaku_mulai'], unique=False, schema='store'
    )


def downgrade() -> None:
    op.drop_index('jalur_tangkap_berlaku_mulai', table_name='jalur_tangkap', schema='store')
