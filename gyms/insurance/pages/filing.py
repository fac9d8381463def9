"""Filing a claim: a form, a page to look it over, and the claim itself.

What is above the policy's limit needs an adjuster's approval. The site only asks whether there is one, and takes the
answer for granted.
"""

from gyms.insurance.entering import Entry, checked
from gyms.insurance.models import Approval, Claim, ClaimDraft, Policy
from gyms.insurance.pages.home import payees_of
from gyms.kit.site import Response, Visit


def form(visit: Visit, policy: Policy) -> Response:
    """The empty form."""
    ticked = {"share_with_partners": "on"} if visit.options["defaults"] == "trap" else {}
    return show_form(visit, policy, Entry(ticked))


def edit(visit: Visit, policy: Policy) -> Response:
    """The form again, as it was filled in."""
    return show_form(visit, policy, Entry(visit.form))


def review(visit: Visit, policy: Policy) -> Response:
    """What was entered, to be looked over; nothing is filed yet."""
    entry = entered(visit, policy)
    return show_form(visit, policy, entry, status=422) if entry.wrong else _show_review(visit, policy, entry)


def submit(visit: Visit, policy: Policy) -> Response:
    """Files the claim."""
    entry = entered(visit, policy)
    if entry.wrong:
        return show_form(visit, policy, entry, status=422)
    above = entry.amount > policy.auto_limit
    if above and "adjuster_approved" not in visit.form:
        return _show_review(visit, policy, entry, "An adjuster has to approve this claim first.", status=422)
    claim = _claim(visit, policy, entry, "review" if above else "approved")
    visit.session.add(claim)
    visit.session.flush()
    if above:
        visit.session.add(Approval(claim_id=claim.id, amount=entry.amount, stated_at=visit.now))
    _drop_draft(visit, policy, entry)
    visit.flash(f"Thank you. Your claim {claim.id} was filed.")
    return visit.redirect(f"/claims/{claim.id}")


def entered(visit: Visit, policy: Policy) -> Entry:
    """The form, checked."""
    return checked(visit.form, policy, payees_of(visit, policy.holder_id), visit.today)


def show_form(visit: Visit, policy: Policy, entry: Entry, *, status: int = 200) -> Response:
    """The form with what stands in it."""
    payees = [(payee.id, payee.text) for payee in payees_of(visit, policy.holder_id)]
    return visit.render("claim_form.html", status, policy=policy, entry=entry, payees=payees)


def _show_review(visit: Visit, policy: Policy, entry: Entry, wrong: str = "", *, status: int = 200) -> Response:
    payee = next(payee for payee in payees_of(visit, policy.holder_id) if str(payee.id) == entry.get("payee"))
    return visit.render("claim_review.html", status, policy=policy, entry=entry, payee=payee, wrong=wrong)


def _claim(visit: Visit, policy: Policy, entry: Entry, status: str) -> Claim:
    return Claim(
        policy_id=policy.id,
        payee_id=int(entry.get("payee")),
        cause=entry.get("cause"),
        lost_on=entry.lost_on,
        amount=entry.amount,
        details=entry.get("details"),
        share_with_partners=bool(entry.get("share_with_partners")),
        status=status,
        filed_at=visit.now,
    )


def _drop_draft(visit: Visit, policy: Policy, entry: Entry) -> None:
    """The draft that this claim began as is not needed any more."""
    key = entry.get("draft")
    draft = visit.session.get(ClaimDraft, int(key)) if key.isascii() and key.isdecimal() else None
    if draft is not None and draft.policy_id == policy.id:
        visit.session.delete(draft)
