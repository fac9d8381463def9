"""Filters for the airline's templates."""

import datetime as dt

from jinja2 import Environment

from gyms.airline import cabin, fares, trips
from gyms.airline.models import Flight


def furnish(environment: Environment) -> None:
    """Adds the filters and globals that the templates use."""
    environment.filters.update(
        euros=euros, long_date=long_date, short_date=short_date, core_date=core_date, arrives=arrives, lasts=lasts
    )
    environment.globals.update(fare_names={fare.code: fare.name for fare in fares.FARES}, offers=trips.OFFERS)
    environment.globals.update(position=cabin.position)


def euros(cents: int) -> str:
    """``€1,214.00``"""
    return f"€{cents / 100:,.2f}"


def long_date(day: dt.date) -> str:
    """``Tuesday 14 July 2026``"""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(day: dt.date) -> str:
    """``Tue 14 Jul 2026``"""
    return f"{day:%a} {day.day} {day:%b %Y}"


def core_date(day: dt.date) -> str:
    """``14JUL``, as the core writes it."""
    return f"{day:%d%b}".upper()


def arrives(flight: Flight) -> str:
    """``16:05``, or ``00:40 +1`` on the next day."""
    hours, minutes = flight.departs.split(":")
    days, rest = divmod(int(hours) * 60 + int(minutes) + flight.minutes, 24 * 60)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f" +{days}" if days else "")


def lasts(minutes: int) -> str:
    """``2 h 35 min``"""
    return f"{minutes // 60} h {minutes % 60:02d} min"
