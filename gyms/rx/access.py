"""Who is signed in, and the frame that every page stands in."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from gyms.kit.site import Handler, Response, Visit
from gyms.rx.models import Login, Patient, Prescription

OwnPage = Callable[[Visit, Patient], Response]
PrescriptionPage = Callable[[Visit, Prescription], Response]


def recognise(visit: Visit) -> Response | None:
    """Finds out who is there, before any page."""
    login = visit.session.get(Login, visit.session_token) if visit.session_token else None
    visit.state.patient = login.patient if login is not None and login.ended_at is None else None
    return None


def own(page: OwnPage) -> Handler:
    """A page for who is signed in; others go to the sign-in page."""

    def guarded(visit: Visit) -> Response:
        patient: Patient | None = visit.state.patient
        return page(visit, patient) if patient is not None else visit.redirect("/sign-in")

    return guarded


def on_prescription(page: PrescriptionPage) -> Handler:
    """A page about one of the patient's own prescriptions."""

    def with_prescription(visit: Visit, patient: Patient) -> Response:
        found = visit.session.get(Prescription, visit.path["prescription"])
        if found is None or found.patient_id != patient.id:
            return missing(visit)
        return page(visit, found)

    return own(with_prescription)


def missing(visit: Visit) -> Response:
    """There is no such thing, or it is somebody else's."""
    return visit.render("missing.html", status=404)


def sign_in_form(visit: Visit) -> Response:
    """Mobile number and PIN."""
    return visit.render("sign_in.html", wrong="", phone="")


def sign_in(visit: Visit) -> Response:
    """Opens a session for the right PIN."""
    phone, pin = visit.form.get("phone", "").strip(), visit.form.get("pin", "")
    patient = visit.session.scalar(select(Patient).where(Patient.phone == phone))
    if patient is None or patient.pin != pin:
        return visit.render("sign_in.html", status=403, wrong="That number and PIN don't match.", phone=phone)
    return _enter(visit, patient)


def sign_in_by_link(visit: Visit) -> Response:
    """Opens a session for who holds a one-time link."""
    subject = visit.world.redeem(visit.query.get("code", ""))
    patient = visit.session.get(Patient, int(subject)) if subject else None
    if patient is None:
        return visit.render("sign_in.html", status=403, wrong="This link has been used already.", phone="")
    return _enter(visit, patient)


def sign_out(visit: Visit) -> Response:
    """Ends the session."""
    login = visit.session.get(Login, visit.session_token) if visit.session_token else None
    if login is not None:
        login.ended_at = visit.now
    visit.end_session()
    return visit.redirect("/sign-in")


def frame(visit: Visit) -> dict[str, Any]:
    """What the frame of every page shows."""
    return {"patient": visit.state.patient, "path": visit.url_path}


def _enter(visit: Visit, patient: Patient) -> Response:
    visit.session.add(Login(token=visit.start_session(), patient_id=patient.id, started_at=visit.now))
    return visit.redirect("/")
