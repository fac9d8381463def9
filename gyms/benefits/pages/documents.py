"""Documents that the agency asked for, and what was attached."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.benefits.models import Application, Document, DocumentRequest, Resident
from gyms.kit.site import Response, Visit

_LARGEST = 2_000_000


def open_requests(session: Session, resident: Resident) -> list[DocumentRequest]:
    """What was asked for and did not come yet, oldest first."""
    return [request for request in _requests(session, resident) if not _attached(session, request)]


def listing(visit: Visit, resident: Resident) -> Response:
    """All requests with what came."""
    rows = [(request, _attached(visit.session, request)) for request in _requests(visit.session, resident)]
    return visit.render("documents.html", rows=rows)


def detail(visit: Visit, resident: Resident) -> Response:
    """One request, with a form to attach a file to it."""
    request = _own(visit, resident)
    return _show(visit, request, "") if request is not None else visit.not_found("There is no such request.")


def attach(visit: Visit, resident: Resident) -> Response:
    """Keeps the file's name, size and hash. What was attached stays; one can add, never take back."""
    request = _own(visit, resident)
    if request is None:
        return visit.not_found("There is no such request.")
    upload = visit.files.get("file")
    content = upload.file.read(_LARGEST + 1) if upload is not None and upload.filename else b""
    if upload is None or not content or len(content) > _LARGEST:
        return _show(visit, request, "Choose a file of at most 2 MB.", status=422)
    visit.session.add(
        Document(
            request_id=request.id,
            file_name=str(upload.filename)[:120],
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            attached_at=visit.now,
        )
    )
    visit.flash("Your document was attached.")
    return visit.redirect(f"/documents/{request.id}")


def _requests(session: Session, resident: Resident) -> list[DocumentRequest]:
    own = (select(DocumentRequest).join(Application).where(Application.resident_id == resident.id)).order_by(
        DocumentRequest.id
    )
    return list(session.scalars(own))


def _attached(session: Session, request: DocumentRequest) -> list[Document]:
    return list(session.scalars(select(Document).where(Document.request_id == request.id).order_by(Document.id)))


def _own(visit: Visit, resident: Resident) -> DocumentRequest | None:
    request = visit.session.get(DocumentRequest, visit.path["request"])
    return request if request is not None and request.application.resident_id == resident.id else None


def _show(visit: Visit, request: DocumentRequest, wrong: str, *, status: int = 200) -> Response:
    attached = _attached(visit.session, request)
    return visit.render("document.html", status, request=request, attached=attached, wrong=wrong)
