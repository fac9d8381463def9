"""Juniper Pharmacy: every address of the site in one table."""

from gyms.kit.site import Handler, Site
from gyms.rx import access
from gyms.rx.access import on_prescription, own
from gyms.rx.pages import home, prescriptions, refills, stores, transfers
from gyms.rx.rendering import furnish

PAGES: tuple[tuple[str, Handler], ...] = (
    ("/sign-in", access.sign_in_form),
    ("/sign-in/link", access.sign_in_by_link),
    ("/", own(home.home)),
    ("/help", home.help_page),
    ("/stores", stores.listing),
    ("/stores/find", stores.find),
    ("/prescriptions", own(prescriptions.listing)),
    ("/prescriptions/{prescription:int}", on_prescription(prescriptions.detail)),
    ("/prescriptions/{prescription:int}/refill", on_prescription(refills.form)),
    ("/prescriptions/{prescription:int}/transfer", on_prescription(transfers.form)),
    ("/refills", own(refills.listing)),
    ("/refills/{refill:int}", own(refills.detail)),
)
ONCE: tuple[tuple[str, Handler], ...] = (
    ("/prescriptions/{prescription:int}/refill", on_prescription(refills.request)),
    ("/prescriptions/{prescription:int}/transfer", on_prescription(transfers.transfer)),
)
"""Forms that carry a one-time token."""

site = Site(__name__)
furnish(site.environment)
site.before(access.recognise)
site.context(access.frame)
for path, page in PAGES:
    site.get(path)(page)
for path, page in ONCE:
    site.post(path, once=True)(page)
site.post("/sign-in")(access.sign_in)
site.post("/sign-out")(access.sign_out)
