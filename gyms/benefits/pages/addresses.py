"""Home and mailing addresses; the address finder completes what one types from the postal register."""

from sqlalchemy import or_, select

from gyms.benefits.models import Address, Place, Resident
from gyms.kit.site import Response, Visit

_MOST_FOUND = 8


def listing(visit: Visit, resident: Resident) -> Response:
    """All addresses, newest first within each kind."""
    own = select(Address).where(Address.resident_id == resident.id).order_by(Address.kind, Address.id.desc())
    return visit.render("addresses.html", addresses=visit.session.scalars(own).all())


def form(visit: Visit, _resident: Resident) -> Response:
    """A new address."""
    return _show(visit, "")


def add(visit: Visit, resident: Resident) -> Response:
    """Adds it. A street that was only typed and never picked is kept as text: post may not arrive."""
    kind, number = visit.form.get("kind", ""), visit.form.get("number", "").strip()
    typed, picked = visit.form.get("place_text", "").strip(), visit.form.get("place", "")
    place = visit.session.get(Place, int(picked)) if picked.isdecimal() else None
    if kind not in {"home", "mailing"} or not number or not (typed or place):
        return _show(visit, "Say which address it is, its number and its street.", status=422)
    visit.session.add(
        Address(
            resident_id=resident.id,
            kind=kind,
            line1=f"{number} {place.street if place else typed}",
            line2=visit.form.get("line2", "").strip(),
            place_id=place.id if place else None,
            added_at=visit.now,
        )
    )
    visit.flash("Your address was added.")
    return visit.redirect("/addresses")


def find(visit: Visit, _resident: Resident) -> Response:
    """Streets of the register that fit what was typed: ``{"items": [{"id": 3, "text": "…"}]}``."""
    words = visit.query.get("q", "").replace("%", "").replace("_", "").replace(",", " ").split()
    found = select(Place).order_by(Place.street, Place.town).limit(_MOST_FOUND)
    for word in words:
        found = found.where(or_(Place.street.icontains(word), Place.town.icontains(word), Place.zip.startswith(word)))
    places = visit.session.scalars(found).all() if words else []
    return visit.json({"items": [{"id": place.id, "text": place.text} for place in places]})


def _show(visit: Visit, wrong: str, *, status: int = 200) -> Response:
    return visit.render("address_new.html", status, wrong=wrong, form=visit.form)
