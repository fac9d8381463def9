"""What was filed, as it is on record."""

from sqlalchemy import select

from gyms.insurance.models import Claim, ClaimDraft, Holder, Policy
from gyms.kit.site import Response, Visit


def listing(visit: Visit, holder: Holder) -> Response:
    """The holder's claims, newest first, and drafts."""
    claims = select(Claim).join(Policy).where(Policy.holder_id == holder.id).order_by(Claim.filed_at.desc())
    drafts = select(ClaimDraft).join(Policy).where(Policy.holder_id == holder.id).order_by(ClaimDraft.id)
    return visit.render(
        "claims.html",
        claims=visit.session.scalars(claims).all(),
        drafts=visit.session.scalars(drafts).all(),
    )


def detail(visit: Visit, claim: Claim) -> Response:
    """One claim."""
    return visit.render("claim.html", claim=claim)
