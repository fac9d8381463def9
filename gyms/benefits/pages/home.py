"""The overview, the programs, help."""

from sqlalchemy import select

from gyms.benefits.models import Application, DocumentRequest, Draft, Resident
from gyms.benefits.pages.documents import open_requests
from gyms.kit.site import Response, Visit


def home(visit: Visit, resident: Resident) -> Response:
    """What waits for the resident."""
    returned = visit.session.scalars(
        select(Application).where(Application.resident_id == resident.id, Application.status == "returned")
    ).all()
    drafts = visit.session.scalars(select(Draft).where(Draft.resident_id == resident.id)).all()
    asked: list[DocumentRequest] = open_requests(visit.session, resident)
    return visit.render("home.html", returned=returned, drafts=drafts, asked=asked)


def programs(visit: Visit, _resident: Resident) -> Response:
    """What one can apply for."""
    return visit.render("programs.html")


def help_page(visit: Visit) -> Response:
    """How to reach somebody."""
    return visit.render("help.html")
