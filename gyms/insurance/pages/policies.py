"""A holder's policies."""

from collections.abc import Sequence

from sqlalchemy import select

from gyms.insurance.models import BeneficiaryChange, Claim, Holder, Policy
from gyms.kit.site import Response, Visit


def policies_of(visit: Visit, holder: Holder) -> Sequence[Policy]:
    """All of a holder's policies, also those that ended."""
    found = select(Policy).where(Policy.holder_id == holder.id).order_by(Policy.kind, Policy.subject, Policy.id)
    return visit.session.scalars(found).all()


def listing(visit: Visit, holder: Holder) -> Response:
    """What is insured, and what was."""
    return visit.render("policies.html", policies=policies_of(visit, holder))


def detail(visit: Visit, policy: Policy) -> Response:
    """One policy: its terms, its claims, who benefits from it."""
    claims = select(Claim).where(Claim.policy_id == policy.id).order_by(Claim.filed_at.desc())
    changes = select(BeneficiaryChange).where(BeneficiaryChange.policy_id == policy.id)
    return visit.render(
        "policy.html",
        policy=policy,
        claims=visit.session.scalars(claims).all(),
        changes=visit.session.scalars(changes.order_by(BeneficiaryChange.id.desc())).all(),
    )
