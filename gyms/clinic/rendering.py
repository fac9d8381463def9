"""Filters and icons for the clinic's templates."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from gyms.clinic import slots

ICONS = Path(__file__).parent / "templates" / "icons"


def furnish(environment: Environment) -> None:
    """Add the filters and globals that the templates use."""
    environment.filters.update(long_date=slots.long_date, short_date=slots.short_date, pounds=pounds)
    environment.globals.update(icon=icon)


@cache
def icon(name: str) -> Markup:
    """An inline SVG, silent for screen readers: the words beside it say the same."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    svg = re.sub(r"\s+", " ", re.sub(r"<!--.*?-->", "", svg)).strip()
    return Markup(svg.replace('class="', 'aria-hidden="true" class="icon ', 1))


def pounds(cents: int) -> str:
    """``£48`` or ``£48.50``."""
    return f"£{cents // 100}" if cents % 100 == 0 else f"£{cents / 100:.2f}"
