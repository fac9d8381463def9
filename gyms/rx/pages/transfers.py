"""Moving a prescription to another branch."""

from collections.abc import Sequence

from gyms.kit.site import Response, Visit
from gyms.rx.choices import REASONS
from gyms.rx.models import Prescription, Store, Transfer
from gyms.rx.pages.stores import all_stores


def form(visit: Visit, prescription: Prescription) -> Response:
    """Town, branch, reason."""
    return _show(visit, prescription, {"town": prescription.store.town}, "")


def transfer(visit: Visit, prescription: Prescription) -> Response:
    """Moves it."""
    key, reason = visit.form.get("store", ""), visit.form.get("reason", "")
    store = visit.session.get(Store, int(key)) if key.isascii() and key.isdecimal() else None
    if store is None or store.town != visit.form.get("town") or reason not in dict(REASONS):
        return _show(visit, prescription, visit.form, "Choose a town, one of its branches and a reason.", status=422)
    if store.id == prescription.store_id:
        return _show(visit, prescription, visit.form, "Your prescription is at this branch already.", status=422)
    visit.session.add(
        Transfer(
            prescription_id=prescription.id,
            from_store_id=prescription.store_id,
            to_store_id=store.id,
            reason=reason,
            requested_at=visit.now,
        )
    )
    prescription.store_id = store.id
    visit.flash("Your prescription has a new home.")
    return visit.redirect(f"/prescriptions/{prescription.id}")


def _show(
    visit: Visit, prescription: Prescription, given: dict[str, str], wrong: str, *, status: int = 200
) -> Response:
    stores = all_stores(visit)
    towns = list(dict.fromkeys(store.town for store in stores))
    town = given.get("town", "")
    return visit.render(
        "transfer_form.html",
        status,
        prescription=prescription,
        given=given,
        wrong=wrong,
        towns=[(name, name) for name in towns],
        branches={
            name: [(one.id, f"{one.number} {one.street}") for one in stores if one.town == name] for name in towns
        },
        town=town,
    )


def _branches(stores: Sequence[Store], town: str) -> list[tuple[int, str]]:
    return [(store.id, f"{store.number} {store.street}") for store in stores if store.town == town]
