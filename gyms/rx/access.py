"""Who is signed in."""

from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.rx.models import Login, Patient, Prescription, Refill

signed_in = SignedIn(Login.patient, Login.started_at, Login.ended_at, returns=False)
sign_in_page = SignInPage(
    signed_in,
    Patient.phone,
    Patient.pin,
    wrong="That number and PIN don't match.",
    used="This link has been used already.",
    statuses=(403, 403),
)
own = signed_in.own
on_prescription = signed_in.on(Prescription, "prescription", lambda prescription: prescription.patient_id)
on_refill = signed_in.on(Refill, "refill", lambda refill: refill.prescription.patient_id)
