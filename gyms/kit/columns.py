"""Column types that tell specs more than SQL does: money in cents and times of day."""

from typing import Any

from sqlalchemy import Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Money(TypeDecorator[int]):
    """An amount in integer cents."""

    impl = Integer
    cache_ok = True


class TimeOfDay(TypeDecorator[str]):
    """``HH:MM``, a plain string in Python and in the database."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuses what is no time of day."""
        if value is not None and not _is_time(value):
            raise ValueError(f"{value!r} is no time of day; write HH:MM.")
        return value


def _is_time(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    return (
        len(text) == 5
        and colon == ":"
        and hours.isdecimal()
        and minutes.isdecimal()
        and int(hours) < 24
        and int(minutes) < 60
    )
