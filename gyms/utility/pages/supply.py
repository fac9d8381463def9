"""One supply point: what the page believes is its plan, and the forms that change plan and option."""

from dataclasses import dataclass

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.utility.messages import BILLING_NAMES, OPTION_NAMES, OPTIONS_OF
from gyms.utility.models import BILLINGS, ChangeRequest, MeterReading, SupplyPoint, Tariff
from gyms.utility.processing import ask, current, pending


@dataclass(frozen=True)
class Surface:
    """What the site shows at once, before the change is made."""

    point: SupplyPoint
    plan: str
    billing: str
    option: str


def surface(visit: Visit, point: SupplyPoint) -> Surface:
    """The plan as asked for last, whether or not it has been processed."""
    now, asked = current(visit.session, point.id), pending(visit.session, point.id)
    plan, billing, option = now.tariff.name, now.billing, now.option
    if asked is not None and asked.tariff is not None:
        plan, billing = asked.tariff.name, asked.billing or billing
    elif asked is not None:
        option = asked.option or option
    return Surface(point, plan, BILLING_NAMES[billing], OPTION_NAMES[option])


def detail(visit: Visit, point: SupplyPoint) -> Response:
    """Plan, option and latest readings."""
    readings = select(MeterReading).where(MeterReading.supply_point_id == point.id)
    latest = visit.session.scalars(readings.order_by(MeterReading.read_on.desc(), MeterReading.id.desc()).limit(5))
    return visit.render("supply.html", point=point, shown=surface(visit, point), readings=latest.all())


def plan_form(visit: Visit, point: SupplyPoint) -> Response:
    """Choose a plan."""
    return _plan_form(visit, point, {"tariff": "", "billing": ""})


def change_plan(visit: Visit, point: SupplyPoint) -> Response:
    """Take the wish; the page speaks as if it were fulfilled."""
    values = {name: visit.form.get(name, "") for name in ("tariff", "billing")}
    tariff = next((row for row in _tariffs(visit, point) if str(row.id) == values["tariff"]), None)
    if tariff is None or values["billing"] not in BILLINGS:
        return _plan_form(visit, point, values, error="Please choose a plan and how often you want to pay.")
    request = ChangeRequest(
        supply_point_id=point.id,
        kind="plan",
        tariff_id=tariff.id,
        billing=values["billing"],
        cover="cover" in visit.form,
        asked_at=visit.now,
        status="pending",
    )
    ask(visit.world, visit.session, request)
    visit.flash(f"Your plan is now {tariff.name}.")
    return visit.redirect(f"/supply/{point.id}")


def option_form(visit: Visit, point: SupplyPoint) -> Response:
    """Choose the option that applies."""
    return _option_form(visit, point)


def change_option(visit: Visit, point: SupplyPoint) -> Response:
    """Take the wish."""
    option = visit.form.get("option", "")
    if option not in OPTIONS_OF[point.kind]:
        return _option_form(visit, point, error="Please choose an option.")
    request = ChangeRequest(
        supply_point_id=point.id, kind="option", option=option, asked_at=visit.now, status="pending"
    )
    ask(visit.world, visit.session, request)
    visit.flash(f"{OPTION_NAMES[option]}: applied to {point.place}.")
    return visit.redirect(f"/supply/{point.id}")


def _tariffs(visit: Visit, point: SupplyPoint) -> list[Tariff]:
    return list(visit.session.scalars(select(Tariff).where(Tariff.kind == point.kind).order_by(Tariff.id)))


def _plan_form(visit: Visit, point: SupplyPoint, values: dict[str, str], error: str = "") -> Response:
    tariffs = _tariffs(visit, point)
    return visit.render(
        "plan.html",
        status=422 if error else 200,
        point=point,
        shown=surface(visit, point),
        tariffs=tariffs,
        plans=[(row.id, row.name) for row in tariffs],
        billings=list(BILLING_NAMES.items()),
        values=values,
        error=error,
    )


def _option_form(visit: Visit, point: SupplyPoint, error: str = "") -> Response:
    return visit.render(
        "option.html",
        status=422 if error else 200,
        point=point,
        shown=surface(visit, point),
        choices=[(code, OPTION_NAMES[code]) for code in OPTIONS_OF[point.kind]],
        error=error,
    )
