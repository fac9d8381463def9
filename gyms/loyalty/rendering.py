"""How the portal writes dates, points and numbers."""

import datetime as dt

from jinja2 import Environment

from gyms.loyalty.atlas import AIRPORT_NAMES, CARRIER_BY_CODE, COUNTRY_NAMES
from gyms.loyalty.postback import sealed


def furnish(environment: Environment) -> None:
    """Teach the templates to write."""
    environment.filters.update(day=day, points=points, number=membership_number)
    environment.globals.update(
        airport_names=AIRPORT_NAMES, carriers=CARRIER_BY_CODE, countries=COUNTRY_NAMES, sealed=sealed
    )


def day(moment: dt.date) -> str:
    """``02-Jul-2026``, as reservation systems write it."""
    return f"{moment:%d-%b-%Y}"


def points(amount: int) -> str:
    """``12,500``."""
    return f"{amount:,}"


def membership_number(text: str) -> str:
    """``4071 000 231``, as on the card."""
    return f"{text[:4]} {text[4:7]} {text[7:]}"
