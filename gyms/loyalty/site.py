"""Meridian Miles: every address of the site in one table.

``/portal`` is the frame with banner, image map and navigation; what it shows lies below ``/m/`` and is shown in its
iframe; ``/popup/`` are windows of their own.
"""

from gyms.kit.site import Address, Response, Site
from gyms.loyalty.pages import awards, claims, entrance, information, popups, profile, redemptions, statement, transfers
from gyms.loyalty.rendering import furnish
from gyms.loyalty.web import Call, for_members, missing, open_login

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", entrance.front),
    ("GET", "/login", entrance.login_form),
    ("POST", "/login", entrance.login),
    ("GET", "/enter", entrance.enter_by_link),
    ("GET", "/logoff", entrance.log_off),
    ("GET", "/portal", for_members(entrance.portal)),
    ("GET", "/m/home", for_members(information.home)),
    ("GET", "/m/partners", for_members(information.partners)),
    ("GET", "/m/help", for_members(information.help_page)),
    ("GET", "/m/statement", for_members(statement.listing)),
    ("POST", "/m/statement", for_members(statement.listing)),
    ("GET", "/m/awards", for_members(awards.catalogue)),
    ("POST", "/m/awards", for_members(awards.catalogue)),
    ("GET", "/m/awards/{code}", for_members(awards.detail)),
    ("GET", "/popup/redeem", for_members(awards.confirm)),
    ("POST", "/popup/redeem", for_members(awards.order)),
    ("GET", "/m/redemptions", for_members(redemptions.listing)),
    ("GET", "/m/redemptions/{number:int}", for_members(redemptions.detail)),
    ("POST", "/m/redemptions/{number:int}", for_members(redemptions.detail)),
    ("GET", "/m/claims", for_members(claims.listing)),
    ("GET", "/m/claims/new", for_members(claims.form)),
    ("POST", "/m/claims/new", for_members(claims.form)),
    ("GET", "/m/claims/{number:int}", for_members(claims.detail)),
    ("POST", "/m/claims/{number:int}", for_members(claims.detail)),
    ("GET", "/m/profile", for_members(profile.overview)),
    ("GET", "/m/profile/address", for_members(profile.address)),
    ("POST", "/m/profile/address", for_members(profile.address)),
    ("GET", "/m/profile/contact", for_members(profile.contact)),
    ("POST", "/m/profile/contact", for_members(profile.contact)),
    ("GET", "/m/transfers", for_members(transfers.listing)),
    ("GET", "/m/transfers/new", for_members(transfers.form)),
    ("POST", "/m/transfers/new", for_members(transfers.form)),
    ("GET", "/m/transfers/{number:int}", for_members(transfers.detail)),
    ("GET", "/popup/terms", popups.terms),
    ("GET", "/popup/airports", popups.airports),
    ("GET", "/{rest:path}", missing),
)

site = Site(__name__)
furnish(site.environment)
site.add(ADDRESSES)


@site.before
def recognise(call: Call) -> Response | None:
    """Find out who is there, before any page."""
    login = open_login(call)
    call.state.member = login.member if login else None
    return None
