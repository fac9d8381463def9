"""Northside Clinic: every address of the site in one table."""

from gyms.clinic import access
from gyms.clinic.pages import account, booking, own_visits, public
from gyms.clinic.pages.own_visits import of_member
from gyms.clinic.rendering import furnish
from gyms.clinic.web import Call, for_members, missing
from gyms.kit.site import Address, Response, Site

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", public.home),
    ("GET", "/services", public.services),
    ("GET", "/practitioners", public.practitioners),
    ("GET", "/opening-hours", public.opening_hours),
    ("GET", "/sign-in", account.sign_in_form),
    ("POST", "/sign-in", account.sign_in),
    ("GET", "/sign-in/link", account.sign_in_by_link),
    ("POST", "/sign-in/again", account.come_back),
    ("POST", "/sign-out", account.sign_out),
    ("GET", "/signed-out", account.signed_out),
    ("GET", "/profile", for_members(account.profile)),
    ("POST", "/profile", for_members(account.save_profile)),
    ("GET", "/visits", for_members(own_visits.listing)),
    ("POST", "/visits", for_members(booking.confirm)),
    ("GET", "/visits/new", for_members(booking.form)),
    ("POST", "/visits/new", for_members(booking.check)),
    ("GET", "/visits/times", for_members(booking.times)),
    ("GET", "/visits/review", for_members(booking.review)),
    ("GET", "/visits/{visit:int}", of_member(own_visits.detail)),
    ("GET", "/visits/{visit:int}/print", of_member(own_visits.print_out)),
    ("GET", "/visits/{visit:int}/times", of_member(own_visits.times)),
    ("GET", "/visits/{visit:int}/reschedule", of_member(own_visits.reschedule_form)),
    ("POST", "/visits/{visit:int}/reschedule", of_member(own_visits.reschedule)),
    ("GET", "/visits/{visit:int}/cancel", of_member(own_visits.cancel_form)),
    ("POST", "/visits/{visit:int}/cancel", of_member(own_visits.cancel)),
    ("GET", "/visits/{rest:path}", missing),
    ("GET", "/{page}", missing),
)

site = Site(__name__)
furnish(site.environment)
site.add(ADDRESSES)


@site.before
def recognise(call: Call) -> Response | None:
    """Find out who is there, before any page."""
    call.state.member = access.member_of(call.session, call.session_token, call.now)
    return None
