"""When what an audience sees of a layer last changed. Of earlier changes the time is not known."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('moved', sa.Column('at', sa.DateTime(timezone=True), nullable=True), schema='store')
    op.alter_column('moved', 'at', server_default=sa.text('now()'), schema='store')


def downgrade() -> None:
    op.drop_column('moved', 'at', schema='store')
