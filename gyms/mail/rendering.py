"""Filters and icons for the webmail's templates."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from gyms.mail.models import Folder, Label

ICONS = Path(__file__).parent / "templates" / "icons"


def furnish(environment: Environment) -> None:
    """Add the filters and globals that the templates use."""
    environment.filters.update(long_moment=long_moment, size=size)
    environment.globals.update(icon=icon, short_moment=short_moment, named=named)


@cache
def icon(name: str) -> Markup:
    """An inline SVG, silent for screen readers: the words beside it say the same."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    svg = re.sub(r"\s+", " ", re.sub(r"<!--.*?-->", "", svg)).strip()
    return Markup(svg.replace('class="', 'aria-hidden="true" class="icon ', 1))


def short_moment(moment: dt.datetime, today: dt.date) -> str:
    """``09:14`` today, ``14 Jun`` before."""
    return f"{moment:%H:%M}" if moment.date() == today else f"{moment.day} {moment:%b}"


def named(rows: Iterable[Folder | Label]) -> list[tuple[int, str]]:
    """Keys and names, as drop-downs take them."""
    return [(row.id, row.name) for row in rows]


def long_moment(moment: dt.datetime) -> str:
    """``Tuesday 14 July 2026, 09:14``"""
    return f"{moment:%A} {moment.day} {moment:%B %Y}, {moment:%H:%M}"


def size(text: str) -> str:
    """``1.2 KB``"""
    return f"{max(0.1, len(text.encode()) / 1024):.1f} KB"
