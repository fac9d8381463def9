"""Hearthstone Mutual: every address of the site, but for signing in."""

from gyms.insurance.access import on_claim, on_draft, on_policy, own, sign_in_page
from gyms.insurance.pages import beneficiaries, claims, drafts, filing, home, policies
from gyms.insurance.rendering import furnish
from gyms.kit.site import Address, Site

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", own(home.home)),
    ("GET", "/help", home.help_page),
    ("GET", "/payees", own(home.payees)),
    ("GET", "/policies", own(policies.listing)),
    ("GET", "/policies/{policy:int}", on_policy(policies.detail)),
    ("GET", "/policies/{policy:int}/claim", on_policy(filing.form)),
    ("GET", "/policies/{policy:int}/beneficiaries", on_policy(beneficiaries.form)),
    ("GET", "/claims", own(claims.listing)),
    ("GET", "/claims/{claim:int}", on_claim(claims.detail)),
    ("GET", "/drafts/{draft:int}", on_draft(drafts.resume)),
    ("POST", "/policies/{policy:int}/claim/review", on_policy(filing.review)),
    ("POST", "/policies/{policy:int}/claim/edit", on_policy(filing.edit)),
)
ONCE: tuple[Address, ...] = (
    ("POST", "/policies/{policy:int}/claim", on_policy(filing.submit)),
    ("POST", "/policies/{policy:int}/claim/draft", on_policy(drafts.keep)),
    ("POST", "/policies/{policy:int}/beneficiaries", on_policy(beneficiaries.save)),
    ("POST", "/drafts/{draft:int}/discard", on_draft(drafts.discard)),
)
"""Forms that carry a one-time token."""

site = Site(__name__)
furnish(site.environment)
sign_in_page.serve(site)
site.add(ADDRESSES)
site.add(ONCE, once=True)
