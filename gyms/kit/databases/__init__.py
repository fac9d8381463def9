"""Where worlds keep their rows: SQLite files beside the host, or databases on a PostgreSQL server.

``database`` says what the rest of the kit asks of either; ``choosing`` takes a URL.
"""
