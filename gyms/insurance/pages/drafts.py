"""Claims kept for later."""

from gyms.insurance.entering import from_draft
from gyms.insurance.models import ClaimDraft, Policy
from gyms.insurance.pages.filing import entered, show_form
from gyms.kit.site import Response, Visit


def keep(visit: Visit, policy: Policy) -> Response:
    """Keeps what was entered."""
    entry = entered(visit, policy)
    if entry.wrong:
        return show_form(visit, policy, entry, status=422)
    draft = ClaimDraft(
        policy_id=policy.id,
        payee_id=int(entry.get("payee")),
        cause=entry.get("cause"),
        lost_on=entry.lost_on,
        amount=entry.amount,
        details=entry.get("details"),
        share_with_partners=bool(entry.get("share_with_partners")),
        saved_at=visit.now,
    )
    visit.session.add(draft)
    visit.flash("We kept your draft. Nothing has been filed yet.", "info")
    return visit.redirect("/claims")


def resume(visit: Visit, draft: ClaimDraft) -> Response:
    """The form as it was kept."""
    return show_form(visit, draft.policy, from_draft(draft))


def discard(visit: Visit, draft: ClaimDraft) -> Response:
    """Throws a draft away."""
    visit.session.delete(draft)
    visit.flash("The draft was discarded.", "info")
    return visit.redirect("/claims")
