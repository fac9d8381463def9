"""The overview, the accounts that claims are paid to, help."""

from sqlalchemy import select

from gyms.insurance.models import Claim, Holder, Payee, Policy
from gyms.insurance.pages.policies import policies_of
from gyms.kit.site import Response, Visit

_NEWEST = 3


def home(visit: Visit, holder: Holder) -> Response:
    """What is in force, and the newest claims."""
    current = [policy for policy in policies_of(visit, holder) if policy.covers(visit.today)]
    newest = select(Claim).join(Policy).where(Policy.holder_id == holder.id).order_by(Claim.filed_at.desc())
    claims = visit.session.scalars(newest.limit(_NEWEST)).all()
    return visit.render("home.html", policies=current, claims=claims)


def payees(visit: Visit, holder: Holder) -> Response:
    """The accounts that claims are paid to."""
    return visit.render("payees.html", payees=payees_of(visit, holder.id))


def payees_of(visit: Visit, holder_id: int) -> list[Payee]:
    """A holder's accounts."""
    found = select(Payee).where(Payee.holder_id == holder_id).order_by(Payee.id)
    return list(visit.session.scalars(found))


def help_page(visit: Visit) -> Response:
    """How claims are handled, and how to reach somebody."""
    return visit.render("help.html")
