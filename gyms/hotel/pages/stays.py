"""Guests, their stays, and the rooms that stays hold."""

import datetime as dt

from sqlalchemy import select
from starlette.responses import Response

from gyms.hotel import inventory
from gyms.hotel.models import Allocation, Guest, Plan, Room, RoomType, Staff, Stay
from gyms.hotel.web import CONFLICT, Call, cents_of, day_of, field, log, missing, number, show


def guests(call: Call, _staff: Staff) -> Response:
    """Everybody, or whom one looks for."""
    return show(call, "guests.html", guests=inventory.guests(call.session, field(call, "q")), words=field(call, "q"))


def guest(call: Call, _staff: Staff) -> Response:
    """One guest and all stays."""
    found = call.session.get(Guest, call.path["guest"])
    return (
        show(call, "guest.html", guest=found, stays=inventory.stays_of(call.session, found)) if found else missing(call)
    )


# -- new stays --------------------------------------------------------------------------------------------------------


def reserve_form(call: Call, _staff: Staff) -> Response:
    """An empty reservation."""
    found = call.session.get(Guest, call.path["guest"])
    return _reserve(call, found, "") if found else missing(call)


def _reserve(call: Call, found: Guest, error: str) -> Response:
    kinds, plans = inventory.types(call.session), inventory.plans(call.session)
    status = 422 if error else 200
    return show(call, "reserve.html", status, guest=found, kinds=kinds, plans=plans, error=error, values=call.form)


def reserve(call: Call, staff: Staff) -> Response:
    """Enter it."""
    found = call.session.get(Guest, call.path["guest"])
    if found is None:
        return missing(call)
    kind, plan = (
        call.session.get(RoomType, number(field(call, "type"))),
        call.session.get(Plan, number(field(call, "plan"))),
    )
    arrival, departure, adults = (
        day_of(field(call, "arrival")),
        day_of(field(call, "departure")),
        number(field(call, "adults")),
    )
    if kind is None or plan is None:
        return _reserve(call, found, "Choose a room type and a rate plan.")
    if arrival is None or departure is None or departure <= arrival or arrival < call.today:
        return _reserve(call, found, "Arrival must be today or later, departure after that.")
    if not adults or adults > kind.max_guests:
        return _reserve(call, found, f"A {kind.name} room takes 1 to {kind.max_guests} adults.")
    stay = Stay(
        ref=inventory.next_ref(call.session),
        guest_id=found.id,
        room_type_id=kind.id,
        plan_id=plan.id,
        arrival=arrival,
        departure=departure,
        adults=adults,
        breakfast=bool(field(call, "breakfast")),
        source="desk",
        status="booked",
    )
    call.session.add(stay)
    call.session.flush()
    log(call, staff, f"{stay.ref} entered")
    call.flash(f"Reservation {stay.ref} has been entered.")
    return call.redirect(f"/stays/{stay.id}")


def walk_in_form(call: Call, _staff: Staff) -> Response:
    """Somebody stands at the desk."""
    found = call.session.get(Guest, call.path["guest"])
    return _walk_in(call, found, "") if found else missing(call)


def _walk_in(call: Call, found: Guest, error: str) -> Response:
    kinds = inventory.types(call.session)
    rack = {kind.id: inventory.rack_rate(call.session, kind.id, call.today) for kind in kinds}
    status = 422 if error else 200
    return show(call, "walk_in.html", status, guest=found, kinds=kinds, rack=rack, error=error, values=call.form)


def walk_in(call: Call, staff: Staff) -> Response:
    """Let them in. The software asks nobody's leave; the house rules do."""
    found = call.session.get(Guest, call.path["guest"])
    if found is None:
        return missing(call)
    kind, nights = call.session.get(RoomType, number(field(call, "type"))), number(field(call, "nights"))
    adults, cents = number(field(call, "adults")), cents_of(field(call, "price"))
    if kind is None or not nights or nights > 30:
        return _walk_in(call, found, "Choose a room type and 1 to 30 nights.")
    if not adults or adults > kind.max_guests or not cents:
        return _walk_in(call, found, "Give the number of adults and a price such as 129.00.")
    stay = Stay(
        ref=inventory.next_ref(call.session),
        guest_id=found.id,
        room_type_id=kind.id,
        plan_id=None,
        arrival=call.today,
        departure=call.today + dt.timedelta(days=nights),
        adults=adults,
        rate_cents=cents,
        source="walk-in",
        status="in house",
    )
    call.session.add(stay)
    call.session.flush()
    log(call, staff, f"{stay.ref} walked in at {cents}")
    call.flash(f"Walk-in {stay.ref} has been registered.")
    return call.redirect(f"/stays/{stay.id}")


# -- one stay ---------------------------------------------------------------------------------------------------------


def stay(call: Call, _staff: Staff) -> Response:
    """Everything about a stay."""
    found = call.session.get(Stay, call.path["stay"])
    if found is None:
        return missing(call)
    query = select(Allocation).where(Allocation.stay_id == found.id).order_by(Allocation.id)
    return show(call, "stay.html", stay=found, allocations=call.session.scalars(query).all())


def edit_form(call: Call, _staff: Staff) -> Response:
    """Adults, breakfast, note."""
    found = call.session.get(Stay, call.path["stay"])
    return show(call, "edit_stay.html", stay=found, error="") if found else missing(call)


def edit(call: Call, staff: Staff) -> Response:
    """Save them, unless somebody else was faster."""
    found = call.session.get(Stay, call.path["stay"])
    if found is None:
        return missing(call)
    adults = number(field(call, "adults"))
    if number(field(call, "version")) != found.version:
        return show(call, "edit_stay.html", 409, stay=found, error=CONFLICT)
    if not adults:
        return show(call, "edit_stay.html", 422, stay=found, error="Give the number of adults.")
    found.adults, found.breakfast = adults, bool(field(call, "breakfast"))
    found.note, found.version = field(call, "note")[:300], found.version + 1
    log(call, staff, f"{found.ref} changed")
    call.flash("The stay has been saved.")
    return call.redirect(f"/stays/{found.id}")


def room_form(call: Call, _staff: Staff) -> Response:
    """Another room for a stay that has one."""
    found = call.session.get(Stay, call.path["stay"])
    return _room(call, found, "", 200) if found else missing(call)


def _room(call: Call, found: Stay, error: str, status: int) -> Response:
    free = inventory.free_rooms(call.session, found)
    return show(call, "room.html", status, stay=found, held=inventory.held(call.session, found), free=free, error=error)


def change_room(call: Call, staff: Staff) -> Response:
    """Release the old room and allocate the new one, both or neither."""
    found, room = call.session.get(Stay, call.path["stay"]), call.session.get(Room, number(field(call, "room")))
    if found is None:
        return missing(call)
    if number(field(call, "version")) != found.version:
        return _room(call, found, CONFLICT, 409)
    if room not in inventory.free_rooms(call.session, found):
        return _room(call, found, "Choose a room that is free.", 422)
    for allocation in inventory.held(call.session, found):
        inventory.release(call.session, allocation, call.now)
    inventory.allocate(call.session, found, room, call.now)
    log(call, staff, f"{found.ref} moved to {room.number}")
    call.flash(f"{found.ref} is now in room {room.number}.")
    return call.redirect(f"/stays/{found.id}")


def add_room(call: Call, staff: Staff) -> Response:
    """One more room, beside whatever the stay has."""
    found, room = call.session.get(Stay, call.path["stay"]), call.session.get(Room, number(field(call, "extra")))
    if found is None:
        return missing(call)
    if room not in inventory.free_rooms(call.session, found):
        return _room(call, found, "Choose a room that is free.", 422)
    inventory.allocate(call.session, found, room, call.now)
    log(call, staff, f"{found.ref} has {room.number} too")
    call.flash(f"Room {room.number} allocated.")
    return call.redirect(f"/stays/{found.id}")


def release_room(call: Call, staff: Staff) -> Response:
    """Give one room back."""
    allocation = call.session.get(Allocation, call.path["allocation"])
    if allocation is None:
        return missing(call)
    if allocation.status == "held":
        inventory.release(call.session, allocation, call.now)
        log(call, staff, f"{allocation.stay.ref} gave back {allocation.room.number}")
    return call.redirect(f"/stays/{allocation.stay_id}")
