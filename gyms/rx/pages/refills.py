"""Requests for refills. What comes before the supply is used up goes into the pharmacist's queue: the site takes it."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.rx.choices import LATEST_PICKUP, NOTICES, TIMES
from gyms.rx.models import Patient, Prescription, Refill, Store

_FIELDS = ("store", "store_text", "pickup_on", "pickup_time", "notify", "auto_refill")


def refills_of(visit: Visit, patient: Patient) -> Sequence[Refill]:
    """A patient's requests, newest first."""
    found = select(Refill).join(Prescription).where(Prescription.patient_id == patient.id)
    return visit.session.scalars(found.order_by(Refill.requested_at.desc(), Refill.id.desc())).all()


def listing(visit: Visit, patient: Patient) -> Response:
    """All requests."""
    return visit.render("refills.html", refills=refills_of(visit, patient))


def detail(visit: Visit, refill: Refill) -> Response:
    """One request as it is on record."""
    return visit.render("refill.html", refill=refill)


def form(visit: Visit, prescription: Prescription) -> Response:
    """Where and when to pick it up; the branch that has the prescription stands there at first."""
    first = {"store": str(prescription.store_id), "store_text": prescription.store.text, "notify": "text"}
    ticked = {"auto_refill": "on"} if visit.options["defaults"] == "trap" else {}
    return _show(visit, prescription, {**first, **ticked}, {})


def request(visit: Visit, prescription: Prescription) -> Response:
    """Makes the request."""
    given = {name: visit.form.get(name, "").strip() for name in _FIELDS}
    store, pickup = _store(visit, given["store"]), _day(given["pickup_on"])
    wrong = _wrong(visit, prescription, given, store, pickup)
    if wrong or store is None or pickup is None:
        return _show(visit, prescription, given, wrong, status=422)
    refill = Refill(
        prescription_id=prescription.id,
        store_id=store.id,
        pickup_on=pickup,
        pickup_time=given["pickup_time"],
        notify=given["notify"],
        status="preparing" if prescription.used_up_on <= visit.today else "queue",
        requested_at=visit.now,
    )
    visit.session.add(refill)
    prescription.refills_left -= 1
    if given["auto_refill"]:
        prescription.auto_refill = True
    visit.session.flush()
    visit.flash("We got your request.")
    return visit.redirect(f"/refills/{refill.id}")


def _wrong(
    visit: Visit, prescription: Prescription, given: dict[str, str], store: Store | None, pickup: dt.date | None
) -> dict[str, str]:
    latest = visit.today + dt.timedelta(days=LATEST_PICKUP)
    complaints = {
        "refills": "" if prescription.refills_left else "No refills left. Your doctor has to renew this prescription.",
        "store": "" if store else "Pick a branch from the list.",
        "pickup_on": "" if pickup and visit.today <= pickup <= latest else "Pick a day within the next three weeks.",
        "pickup_time": "" if given["pickup_time"] in dict(TIMES) else "Pick a time of day.",
        "notify": "" if given["notify"] in dict(NOTICES) else "Tell us how to remind you.",
    }
    return {name: complaint for name, complaint in complaints.items() if complaint}


def _store(visit: Visit, key: str) -> Store | None:
    return visit.session.get(Store, int(key)) if key.isascii() and key.isdecimal() else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _show(
    visit: Visit, prescription: Prescription, given: dict[str, str], wrong: dict[str, str], *, status: int = 200
) -> Response:
    return visit.render(
        "refill_form.html",
        status,
        prescription=prescription,
        given=given,
        wrong=wrong,
        early=prescription.used_up_on > visit.today,
        latest=visit.today + dt.timedelta(days=LATEST_PICKUP),
    )
