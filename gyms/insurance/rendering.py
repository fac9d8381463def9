"""Filters and lists for the templates."""

import datetime as dt

from jinja2 import Environment

from gyms.insurance import causes


def furnish(environment: Environment) -> None:
    """Adds what the templates use."""
    environment.filters.update(dollars=dollars, day=day)
    environment.globals.update(KINDS=causes.KINDS, CAUSES=causes.CAUSES, cause_text=causes.cause_text)


def dollars(cents: int) -> str:
    """``$1,250.00``"""
    return f"${cents // 100:,}.{cents % 100:02}"


def day(value: dt.date) -> str:
    """``July 14, 2026``"""
    return f"{value:%B} {value.day}, {value.year}"
