"""Entering what a meter shows."""

from datetime import timedelta

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.utility.messages import UNITS
from gyms.utility.models import MeterReading, SupplyPoint
from gyms.utility.populate import MONTHLY_USE
from gyms.utility.web import read_date

REACH = 60
"""Days back for which a reading is taken."""


def form(visit: Visit, point: SupplyPoint) -> Response:
    """Date and value."""
    return _form(visit, point, {"read_on": visit.today.isoformat() if _trapped(visit) else "", "value": ""})


def enter(visit: Visit, point: SupplyPoint) -> Response:
    """Store a reading, or say why not."""
    values = {name: visit.form.get(name, "").strip() for name in ("read_on", "value")}
    day, last = read_date(values["read_on"]), _last(visit, point)
    if day is None or not visit.today - timedelta(days=REACH) <= day <= visit.today:
        return _form(visit, point, values, error=f"Please give a date of the last {REACH} days.")
    if not values["value"].isdecimal() or not last.value <= int(values["value"]) <= _most(point, last):
        return _form(visit, point, values, error=f"Please enter a value from {last.value} to {_most(point, last)}.")
    visit.session.add(
        MeterReading(
            supply_point_id=point.id, read_on=day, value=int(values["value"]), source="customer", entered_at=visit.now
        )
    )
    visit.flash("Thank you. Your reading has been saved.")
    return visit.redirect(f"/supply/{point.id}")


def _form(visit: Visit, point: SupplyPoint, values: dict[str, str], error: str = "") -> Response:
    last = _last(visit, point)
    guess = last.value + MONTHLY_USE[point.kind]
    return visit.render(
        "reading.html",
        status=422 if error else 200,
        point=point,
        unit=UNITS[point.kind],
        last=last,
        most=_most(point, last),
        values={**values, "value": values["value"] or (str(guess) if _trapped(visit) else "")},
        guess=guess,
        first_day=visit.today - timedelta(days=REACH),
        error=error,
    )


def _trapped(visit: Visit) -> bool:
    """Whether the form comes filled in: today, and what the utility would have guessed."""
    return visit.options["defaults"] == "trap"


def _last(visit: Visit, point: SupplyPoint) -> MeterReading:
    readings = select(MeterReading).where(MeterReading.supply_point_id == point.id)
    return visit.session.scalars(readings.order_by(MeterReading.value.desc(), MeterReading.id)).first() or MeterReading(
        value=0, read_on=visit.today
    )


def _most(point: SupplyPoint, last: MeterReading) -> int:
    """Four times what is used in a month is beyond belief."""
    return last.value + 4 * MONTHLY_USE[point.kind]
