"""Juniper Pharmacy: every address of the site, but for signing in."""

from gyms.kit.site import Address, Site
from gyms.rx.access import on_prescription, on_refill, own, sign_in_page
from gyms.rx.pages import home, prescriptions, refills, stores, transfers
from gyms.rx.rendering import furnish

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", own(home.home)),
    ("GET", "/help", home.help_page),
    ("GET", "/stores", stores.listing),
    ("GET", "/stores/find", stores.find),
    ("GET", "/prescriptions", own(prescriptions.listing)),
    ("GET", "/prescriptions/{prescription:int}", on_prescription(prescriptions.detail)),
    ("GET", "/prescriptions/{prescription:int}/refill", on_prescription(refills.form)),
    ("GET", "/prescriptions/{prescription:int}/transfer", on_prescription(transfers.form)),
    ("GET", "/refills", own(refills.listing)),
    ("GET", "/refills/{refill:int}", on_refill(refills.detail)),
)
ONCE: tuple[Address, ...] = (
    ("POST", "/prescriptions/{prescription:int}/refill", on_prescription(refills.request)),
    ("POST", "/prescriptions/{prescription:int}/transfer", on_prescription(transfers.transfer)),
)
"""Forms that carry a one-time token."""

site = Site(__name__)
furnish(site.environment)
sign_in_page.serve(site)
site.add(ADDRESSES)
site.add(ONCE, once=True)
