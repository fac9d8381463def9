"""Hearthstone Mutual: every address of the site in one table."""

from gyms.insurance import access
from gyms.insurance.access import on_policy, own
from gyms.insurance.pages import beneficiaries, claims, drafts, filing, home, policies
from gyms.insurance.rendering import furnish
from gyms.kit.site import Handler, Site

PAGES: tuple[tuple[str, Handler], ...] = (
    ("/sign-in", access.sign_in_form),
    ("/sign-in/link", access.sign_in_by_link),
    ("/", own(home.home)),
    ("/help", home.help_page),
    ("/payees", own(home.payees)),
    ("/policies", own(policies.listing)),
    ("/policies/{policy:int}", on_policy(policies.detail)),
    ("/policies/{policy:int}/claim", on_policy(filing.form)),
    ("/policies/{policy:int}/beneficiaries", on_policy(beneficiaries.form)),
    ("/claims", own(claims.listing)),
    ("/claims/{claim:int}", own(claims.detail)),
    ("/drafts/{draft:int}", own(drafts.resume)),
)
FORMS: tuple[tuple[str, Handler], ...] = (
    ("/sign-in", access.sign_in),
    ("/sign-out", access.sign_out),
    ("/policies/{policy:int}/claim/review", on_policy(filing.review)),
    ("/policies/{policy:int}/claim/edit", on_policy(filing.edit)),
)
ONCE: tuple[tuple[str, Handler], ...] = (
    ("/policies/{policy:int}/claim", on_policy(filing.submit)),
    ("/policies/{policy:int}/claim/draft", on_policy(drafts.keep)),
    ("/policies/{policy:int}/beneficiaries", on_policy(beneficiaries.save)),
    ("/drafts/{draft:int}/discard", own(drafts.discard)),
)
"""Forms that carry a one-time token."""

site = Site(__name__)
furnish(site.environment)
site.before(access.recognise)
site.context(access.frame)
for path, page in PAGES:
    site.get(path)(page)
for path, page in FORMS:
    site.post(path)(page)
for path, page in ONCE:
    site.post(path, once=True)(page)
