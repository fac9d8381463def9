"""The overview and help."""

from gyms.kit.site import Response, Visit
from gyms.rx.models import Patient
from gyms.rx.pages.prescriptions import prescriptions_of
from gyms.rx.pages.refills import refills_of


def home(visit: Visit, patient: Patient) -> Response:
    """Prescriptions at a glance, and what is being prepared."""
    open_ones = [refill for refill in refills_of(visit, patient) if refill.status != "collected"]
    return visit.render("home.html", prescriptions=prescriptions_of(visit, patient), refills=open_ones)


def help_page(visit: Visit) -> Response:
    """When a refill is due, and who decides otherwise."""
    return visit.render("help.html")
