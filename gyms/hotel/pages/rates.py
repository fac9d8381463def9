"""Three ways to change a rate, made in three years: the grid, the bulk form, the rate loader; and closures."""

import datetime as dt

from sqlalchemy import select
from starlette.responses import Response

from gyms.hotel import inventory
from gyms.hotel.models import Closure, Plan, Rate, RoomType, Staff
from gyms.hotel.web import Call, cents_of, day_of, dotted_day_of, field, log, missing, number, show

GRID_NIGHTS = 14


def grid(call: Call, _staff: Staff) -> Response:
    """Two weeks of one type of room: a row per plan, a cell per night, a button per row."""
    kinds = inventory.types(call.session)
    kind = call.session.get(RoomType, number(field(call, "type")) or kinds[0].id) or kinds[0]
    first = day_of(field(call, "from")) or call.today
    return _grid(call, kind, first)


def _grid(call: Call, kind: RoomType, first: dt.date, error: str = "", status: int = 200) -> Response:
    nights = [first + dt.timedelta(days=ahead) for ahead in range(GRID_NIGHTS)]
    cells = {(rate.plan_id, rate.date): rate for rate in inventory.rates(call.session, kind.id, first, nights[-1])}
    kinds, plans = inventory.types(call.session), inventory.plans(call.session)
    return show(
        call,
        "grid.html",
        status,
        kind=kind,
        kinds=kinds,
        plans=plans,
        nights=nights,
        cells=cells,
        first=first,
        error=error,
    )


def save_row(call: Call, staff: Staff) -> Response:
    """Save the cells of one plan; those that were not altered stay as they are."""
    kind, plan = call.session.get(RoomType, number(field(call, "type"))), number(field(call, "plan"))
    first = day_of(field(call, "from")) or call.today
    if kind is None:
        return missing(call)
    changed = 0
    for rate in inventory.rates(call.session, kind.id, first, first + dt.timedelta(days=GRID_NIGHTS - 1), plan):
        given = field(call, f"n{rate.date.isoformat()}")
        cents = cents_of(given)
        if cents is None or cents == 0:
            call.session.rollback()
            return _grid(call, kind, first, f"“{given}” is no price.", 422)
        changed += cents != rate.cents
        rate.cents = cents
    log(call, staff, f"{changed} rates of {kind.code} changed in the grid")
    call.flash(f"Row saved, {changed} nights changed.")
    return call.redirect(f"/rates?type={kind.id}&from={first}")


def bulk_form(call: Call, _staff: Staff) -> Response:
    """One price for a range of nights, the last one included."""
    return _bulk(call, "")


def _bulk(call: Call, error: str) -> Response:
    kinds, plans = inventory.types(call.session), inventory.plans(call.session)
    return show(call, "bulk.html", 422 if error else 200, kinds=kinds, plans=plans, error=error)


def bulk(call: Call, staff: Staff) -> Response:
    """Change them."""
    kind, plan = (
        call.session.get(RoomType, number(field(call, "type"))),
        call.session.get(Plan, number(field(call, "plan"))),
    )
    first, last, cents = day_of(field(call, "first")), day_of(field(call, "last")), cents_of(field(call, "price"))
    if kind is None or plan is None:
        return _bulk(call, "Choose a room type and a rate plan.")
    if first is None or last is None or last < first or (last - first).days >= inventory.LONGEST:
        return _bulk(call, "Give the first and the last night, at most sixty.")
    if not cents:
        return _bulk(call, "Give a price such as 129.00.")
    changed = inventory.set_rates(call.session, kind.id, plan.id, first, last, cents)
    log(call, staff, f"{changed} rates of {kind.code} {plan.code} set to {cents}")
    call.flash(f"{changed} nights changed.")
    return call.redirect(f"/rates?type={kind.id}&from={first}")


def loader_form(call: Call, _staff: Staff) -> Response:
    """The oldest page of all: codes, dotted dates, cents, and an end that is not included."""
    return show(call, "loader.html", answer="", values={})


def loader(call: Call, staff: Staff) -> Response:
    """Run one line."""
    values = {name: field(call, name).upper() for name in ("RT", "PL", "DF", "DT", "AM")}
    kind = call.session.scalar(select(RoomType).where(RoomType.code == values["RT"]))
    plan = call.session.scalar(select(Plan).where(Plan.code == values["PL"]))
    first, until, cents = dotted_day_of(values["DF"]), dotted_day_of(values["DT"]), number(values["AM"])
    if kind is None or plan is None:
        answer = "ERR 12 UNKNOWN CODE"
    elif first is None or until is None or until <= first or (until - first).days > inventory.LONGEST:
        answer = "ERR 31 DATE"
    elif not cents:
        answer = "ERR 40 AMOUNT"
    else:
        changed = inventory.set_rates(call.session, kind.id, plan.id, first, until - dt.timedelta(days=1), cents)
        log(call, staff, f"{changed} rates of {kind.code} {plan.code} loaded")
        answer = f"OK {changed:03d} REC UPDATED"
    return show(call, "loader.html", answer=answer, values=values)


def closures(call: Call, _staff: Staff) -> Response:
    """Nights that are not sold."""
    query = select(Closure).order_by(Closure.from_date, Closure.id)
    return show(call, "closures.html", closures=call.session.scalars(query).all())


def closure_form(call: Call, _staff: Staff) -> Response:
    """A new one."""
    return _closure(call, "")


def _closure(call: Call, error: str) -> Response:
    return show(call, "new_closure.html", 422 if error else 200, kinds=inventory.types(call.session), error=error)


def close(call: Call, staff: Staff) -> Response:
    """Stop selling a type of room."""
    kind = call.session.get(RoomType, number(field(call, "type")))
    first, until = day_of(field(call, "first")), day_of(field(call, "until"))
    if kind is None or not field(call, "reason"):
        return _closure(call, "Choose a room type and give a reason.")
    if first is None or until is None or until <= first:
        return _closure(call, "“Open again on” must be later than “Closed from”.")
    made = Closure(
        room_type_id=kind.id,
        from_date=first,
        until_date=until,
        reason=field(call, "reason")[:120],
        staff_id=staff.id,
        made_at=call.now,
    )
    call.session.add(made)
    log(call, staff, f"{kind.code} closed from {first} until {until}")
    call.flash("The closure has been entered.")
    return call.redirect("/closures")


def reopen(call: Call, staff: Staff) -> Response:
    """Sell them again."""
    closure = call.session.get(Closure, call.path["closure"])
    if closure is None:
        return missing(call)
    log(call, staff, f"{closure.room_type.code} opened again from {closure.from_date}")
    call.session.delete(closure)
    call.flash("The closure has been taken out.")
    return call.redirect("/closures")


def priced(rate: Rate | None) -> str:
    """``129.00``, as grids show it; empty where no rate was ever set."""
    return f"{rate.cents / 100:.2f}" if rate else ""
