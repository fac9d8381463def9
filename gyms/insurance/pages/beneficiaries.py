"""Who gets how much of a life policy: all shares on one form, signed with one's name."""

import datetime as dt

from gyms.insurance.access import missing
from gyms.insurance.models import BeneficiaryChange, Policy
from gyms.kit.site import Response, Visit

_WHOLE = 100


def form(visit: Visit, policy: Policy) -> Response:
    """The shares as they are."""
    if policy.kind != "life":
        return missing(visit)
    return _show(visit, policy, {person.id: str(person.share) for person in policy.beneficiaries})


def save(visit: Visit, policy: Policy) -> Response:
    """Writes all shares."""
    if policy.kind != "life":
        return missing(visit)
    given = {person.id: visit.form.get(f"share_{person.id}", "").strip() for person in policy.beneficiaries}
    signed, starts = visit.form.get("signed_as", "").strip(), _day(visit.form.get("effective_on", ""))
    wrong = _wrong(list(given.values()), signed == policy.holder.name, starts is not None and starts >= visit.today)
    if wrong or starts is None:
        return _show(visit, policy, given, wrong, status=422)
    for person in policy.beneficiaries:
        person.share = int(given[person.id])
    visit.session.add(
        BeneficiaryChange(policy_id=policy.id, effective_on=starts, signed_as=signed, recorded_at=visit.now)
    )
    visit.flash("Your beneficiaries were updated.")
    return visit.redirect(f"/policies/{policy.id}")


def _wrong(shares: list[str], signed: bool, dated: bool) -> str:
    if not all(share.isascii() and share.isdecimal() for share in shares):
        return "Enter whole per cents."
    if sum(map(int, shares)) != _WHOLE:
        return f"The shares add up to {sum(map(int, shares))} %. They must add up to 100 %."
    if not dated:
        return "Choose today or a later day."
    return "" if signed else "Sign with your full name as it is on the policy."


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _show(visit: Visit, policy: Policy, given: dict[int, str], wrong: str = "", *, status: int = 200) -> Response:
    return visit.render("beneficiaries.html", status, policy=policy, given=given, wrong=wrong, form=visit.form)
