"""The settings of a type of room: three tabs in one form, saved one by one or, with one button, all together."""

from starlette.responses import Response

from gyms.hotel import inventory
from gyms.hotel.models import RoomType, Staff
from gyms.hotel.web import CONFLICT, Call, cents_of, field, log, missing, number, show

TABS = ("general", "occupancy", "sales")
DEFAULTS = {"min_nights": 1, "cut_off_hours": 18, "overbooking": 2}
"""What the sales tab shows where nothing was ever set."""


def listing(call: Call, _staff: Staff) -> Response:
    """All types of room."""
    return show(call, "types.html", kinds=inventory.types(call.session))


def form(call: Call, _staff: Staff) -> Response:
    """The tabs."""
    kind = call.session.get(RoomType, call.path["kind"])
    return _form(call, kind, "", 200) if kind else missing(call)


def _form(call: Call, kind: RoomType, error: str, status: int) -> Response:
    tab = field(call, "tab") if field(call, "tab") in TABS else "general"
    shown = {
        name: default if getattr(kind, name) is None else getattr(kind, name) for name, default in DEFAULTS.items()
    }
    return show(call, "settings.html", status, kind=kind, shown=shown, tab=tab, error=error)


def save(call: Call, staff: Staff) -> Response:
    """Save the tab whose button was pressed, or all."""
    kind = call.session.get(RoomType, call.path["kind"])
    if kind is None:
        return missing(call)
    if number(field(call, "version")) != kind.version:
        return _form(call, kind, CONFLICT, 409)
    saved = TABS if field(call, "save") == "all" else tuple(tab for tab in TABS if tab == field(call, "save"))
    values = {name: value for tab in saved for name, value in _values(call, tab).items()}
    if not values or None in values.values():
        return _form(call, kind, "Please fill in every field of the tab with a number.", 422)
    for name, value in values.items():
        setattr(kind, name, value)
    kind.version += 1
    log(call, staff, f"{kind.code}: {', '.join(saved)} saved")
    call.flash(f"Saved: {', '.join(saved)}.")
    return call.redirect(f"/room-types/{kind.id}?tab={saved[-1] if len(saved) == 1 else 'general'}")


def _values(call: Call, tab: str) -> dict[str, str | int | None]:
    """What a tab's fields say; None for what is no number."""
    if tab == "general":
        return {"description": field(call, "description")[:300], "size_m2": number(field(call, "size_m2"))}
    if tab == "occupancy":
        whole: dict[str, str | int | None] = {
            name: number(field(call, name)) for name in ("max_guests", "max_children")
        }
        return {**whole, "extra_bed_cents": cents_of(field(call, "extra_bed"))}
    return {name: number(field(call, name)) for name in DEFAULTS}
