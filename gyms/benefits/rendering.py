"""Filters and lists for the templates."""

import datetime as dt

from jinja2 import Environment

from gyms.benefits import questions


def furnish(environment: Environment) -> None:
    """Adds what the templates use."""
    environment.filters.update(dollars=dollars, day=day, moment=moment)
    environment.globals.update(
        HOUSING=questions.HOUSING,
        HEATING=questions.HEATING,
        SIZES=questions.SIZES,
        COUNTIES=tuple((county, county) for county in questions.TOWNS),
        town_choices=town_choices,
        LABELS=questions.LABELS,
        PROGRAMS=questions.PROGRAMS,
    )


def town_choices(county: str) -> questions.Choices:
    """What the town's drop-down offers, given the county."""
    return tuple((town, town) for town in questions.TOWNS.get(county, ()))


def dollars(cents: int) -> str:
    """``$1,250.00``"""
    return f"${cents // 100:,}.{cents % 100:02}"


def day(value: dt.date) -> str:
    """``July 14, 2026``, as American agencies write it."""
    return f"{value:%B} {value.day}, {value.year}"


def moment(value: dt.datetime) -> str:
    """``July 14, 2026, 9:14 AM``"""
    return f"{day(value.date())}, {int(value.strftime('%I'))}:{value:%M %p}"
