"""Filters and lists for the templates."""

import datetime as dt

from jinja2 import Environment

from gyms.rx import choices


def furnish(environment: Environment) -> None:
    """Adds what the templates use."""
    environment.filters.update(day=day)
    environment.globals.update(time_text=dict(choices.TIMES).get, notice_text=dict(choices.NOTICES).get)
    environment.globals.update(TIMES=choices.TIMES, NOTICES=choices.NOTICES, REASONS=choices.REASONS)


def day(value: dt.date) -> str:
    """``Jul 14, 2026``"""
    return f"{value:%b} {value.day}, {value.year}"
