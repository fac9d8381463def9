"""Who is signed in."""

from gyms.insurance.models import Claim, ClaimDraft, Holder, Login, Policy
from gyms.kit.signed_in import SignedIn, SignInPage

signed_in = SignedIn(Login.holder, Login.started_at, Login.ended_at, returns=False)
sign_in_page = SignInPage(
    signed_in,
    Holder.email,
    Holder.password,
    str.lower,
    wrong="We don't know this combination.",
    used="This link was used before.",
    statuses=(403, 403),
)
own = signed_in.own
on_policy = signed_in.on(Policy, "policy", lambda policy: policy.holder_id)
on_claim = signed_in.on(Claim, "claim", lambda claim: claim.policy.holder_id)
on_draft = signed_in.on(ClaimDraft, "draft", lambda draft: draft.policy.holder_id)
missing = signed_in.missing
