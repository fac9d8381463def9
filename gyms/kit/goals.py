"""Goal sentences: ``str.format`` templates over JSON parameters, with ``strftime`` specs on ISO date strings."""

import string
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gyms.kit.failures import BrokenGym

MONEY = "money"
"""The spec that writes cents as ``1,250.00``."""


class _GoalFormatter(string.Formatter):
    def get_field(
        self,
        field_name: str,
        args: Sequence[Any],  # noqa: ARG002 - string.Formatter's signature
        kwargs: Mapping[str, Any],
    ) -> tuple[Any, str]:
        first, *rest = field_name.split(".")
        value: Any = kwargs[first]
        for name in rest:
            value = value[name]
        return value, first

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == MONEY:
            return f"{int(value) // 100:,}.{int(value) % 100:02}"
        if isinstance(value, str) and "%" in format_spec:
            return _moment(value).strftime(format_spec)
        return format(value, format_spec)


def _moment(text: str) -> date:
    """The date or moment that an ISO string stands for; ``HH:MM`` counts as a moment of an arbitrary day."""
    if "T" in text:
        return datetime.fromisoformat(text)
    if ":" in text:
        return datetime.fromisoformat(f"2000-01-01T{text}")
    return date.fromisoformat(text)


def fill_goal(template: str, parameters: Mapping[str, Any]) -> str:
    """The goal with its parameters in place; ``{member.name}`` looks into dicts, ``{date:%A}`` into ISO dates;
    ``{income:money}`` writes cents as ``1,250.00``.

    Raises BrokenGym when the template names a parameter that is not there.
    """
    try:
        return _GoalFormatter().vformat(template, (), parameters)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenGym(
            f"The goal “{template}” can't be filled in ({error!r}).",
            "Make bind return every parameter that the goal names.",
        ) from error
