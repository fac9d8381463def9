"""Worlds in SQLite files."""
