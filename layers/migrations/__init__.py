"""Alembic migrations: generated from the declarations, then reviewed."""
