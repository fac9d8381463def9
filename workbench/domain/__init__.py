"""Frozen values that every layer speaks of. Standard library only; nothing here fetches, opens or waits.

Times named ``at``, ``started`` or ``ended`` are milliseconds since the sitting began, on one clock for browser, server
and recorder. ``world_time`` is the world's own clock, an ISO 8601 string without zone (the world's local time).
"""
