"""A patient's prescriptions."""

from collections.abc import Sequence

from sqlalchemy import select

from gyms.kit.site import Response, Visit
from gyms.rx.models import Medication, Patient, Prescription, Refill, Transfer


def prescriptions_of(visit: Visit, patient: Patient) -> Sequence[Prescription]:
    """All of a patient's prescriptions, by name."""
    found = select(Prescription).join(Medication).where(Prescription.patient_id == patient.id)
    return visit.session.scalars(found.order_by(Medication.name, Prescription.number)).all()


def listing(visit: Visit, patient: Patient) -> Response:
    """All prescriptions."""
    return visit.render("prescriptions.html", prescriptions=prescriptions_of(visit, patient))


def detail(visit: Visit, prescription: Prescription) -> Response:
    """One prescription, its requests and transfers."""
    refills = select(Refill).where(Refill.prescription_id == prescription.id).order_by(Refill.id.desc())
    transfers = select(Transfer).where(Transfer.prescription_id == prescription.id).order_by(Transfer.id.desc())
    return visit.render(
        "prescription.html",
        prescription=prescription,
        refills=visit.session.scalars(refills).all(),
        transfers=visit.session.scalars(transfers).all(),
    )
