"""What else a cell might have been: its neighbours, nothing, the default, and another country's way of writing it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from workbench.domain.schema import Column
from workbench.domain.values import Scalar
from workbench.verifier.patterns import same_cell

Form = tuple[str, Scalar]
"""What kind of other value it is (neighbour, null, empty, default, locale, wider) and the value."""
_MOST_OTHERS = 8


def others(
    column: Column, value: Scalar, pool: Sequence[Scalar], targets: Sequence[Scalar] | None, reach: float = 0
) -> Iterator[Form]:
    """Other values for a cell, each once.

    ``pool`` are values that other rows have there, ``targets`` the keys that a foreign key may point at, and ``reach``
    how far off a number is still declared to be the same.
    """
    seen: list[Form] = []
    for form, other in _forms(column, value, pool, targets, reach):
        if not same_cell(other, value) and not any(form == f and same_cell(other, v) for f, v in seen):
            seen.append((form, other))
            yield form, other


def first_other(column: Column, value: Scalar, pool: Sequence[Scalar], targets: Sequence[Scalar] | None) -> Scalar:
    """The plainest other value."""
    return next((other for _, other in others(column, value, pool, targets)), "x")


def _forms(
    column: Column, value: Scalar, pool: Sequence[Scalar], targets: Sequence[Scalar] | None, reach: float
) -> Iterator[Form]:
    if targets is not None:
        yield from (("neighbour", target) for target in islice(_around(targets, value), _MOST_OTHERS))
    else:
        yield from _neighbours(column, value, pool, reach)
        yield from (("locale", other) for other in _elsewhere(column.type, value))
        if column.type == "string" and isinstance(value, str) and value:
            yield "wider", f"41{value}60" if any(letter.isdigit() for letter in value) else f"not {value}"
    if value is not None and column.nullable:
        yield "null", None
    if column.type == "string" and targets is None and value:
        yield "empty", ""
    if column.default is not None:
        yield "default", column.default


def _around(values: Sequence[Scalar], value: Scalar) -> Iterator[Scalar]:
    """The values closest to this one first."""
    if isinstance(value, (int, float)):
        yield from sorted(values, key=lambda one: abs(one - value) if isinstance(one, (int, float)) else 0)
    else:
        yield from values


def _neighbours(column: Column, value: Scalar, pool: Sequence[Scalar], reach: float) -> Iterator[Form]:
    match column.type:
        case "boolean":
            yield "neighbour", not value
        case "integer" | "money" | "float":
            step = int(reach) + 1
            number = value if isinstance(value, (int, float)) else 0
            whole = column.type != "float"
            for other in (number + step, number - step):
                yield "neighbour", int(other) if whole else float(other)
        case "date" | "time" | "datetime":
            yield from (("neighbour", moment) for moment in _moments(column.type, value))
            if value is None:
                yield from (("neighbour", other) for other in pool[:1] or ["2026-01-01"])
        case _:
            yield from (("neighbour", other) for other in pool[:_MOST_OTHERS])
            if not pool:
                yield "neighbour", f"{value}x" if value is not None else "x"


def _moments(kind: str, value: Scalar) -> Iterator[str]:
    """A day or half an hour off, and the same day of the next month."""
    if not isinstance(value, str):
        return
    try:
        if kind == "time":
            moment = datetime.combine(date(2000, 1, 1), time.fromisoformat(value))
            for minutes in (30, -30, 60):
                yield (moment + timedelta(minutes=minutes)).time().isoformat("minutes")
            return
        start = date.fromisoformat(value) if kind == "date" else datetime.fromisoformat(value)
    except ValueError:
        return
    for days in (1, -1, 7):
        yield (start + timedelta(days=days)).isoformat()
    if start.day <= 28:
        year, month = divmod(start.year * 12 + start.month, 12)
        yield start.replace(year=year, month=month + 1).isoformat()


def _elsewhere(kind: str, value: Scalar) -> Iterator[Scalar]:
    """The value as another country would write or read it."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        if kind == "money" and value:
            yield int(value * 100)
        return
    try:
        if kind == "date":
            day = date.fromisoformat(value)
            yield f"{day:%d/%m/%Y}"
            if day.day <= 12:
                yield day.replace(month=day.day, day=day.month).isoformat()
        elif kind == "time":
            moment = time.fromisoformat(value)
            yield moment.replace(hour=(moment.hour + 12) % 24).isoformat("minutes")
            yield f"{moment:%I:%M} {'AM' if moment.hour < 12 else 'PM'}"
        elif kind == "string" and any(letter.isdigit() for letter in value) and ("." in value or "," in value):
            yield value.translate(str.maketrans(".,", ",."))
    except ValueError:
        return
