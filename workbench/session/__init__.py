"""The sitting: runtime thread, browser hosts, gym processes. PySide6 is imported in ``embedded`` alone."""
