"""Worlds in databases of a PostgreSQL server."""
