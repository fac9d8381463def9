"""Velmora Air: every address of the site in one table."""

from gyms.airline import access
from gyms.airline.pages import account, checkout, coupons, flights, public, trip
from gyms.airline.web import for_coupon, for_customers, for_trip, missing
from gyms.airline.wordings import furnish
from gyms.kit.site import Address, Response, Site
from gyms.kit.visit import Visit

TRIP = "/trips/{locator}"
FLIGHT = TRIP + "/flights/{flight:int}/{day}"
COUPON = TRIP + "/segments/{segment:int}"

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", public.home),
    ("GET", "/conditions", public.conditions),
    ("GET", "/timetable", public.timetable),
    ("GET", "/cities", public.suggest),
    ("POST", "/newsletter", public.subscribe),
    ("GET", "/sign-in", account.sign_in_form),
    ("POST", "/sign-in", account.sign_in),
    ("GET", "/sign-in/link", account.sign_in_by_link),
    ("POST", "/sign-out", account.sign_out),
    ("GET", "/profile", for_customers(account.profile)),
    ("POST", "/profile", for_customers(account.save_profile)),
    ("GET", "/trips", for_customers(trip.listing)),
    ("POST", "/trips", for_customers(trip.open_trip)),
    ("GET", TRIP, for_trip(trip.detail)),
    ("GET", TRIP + "/state", for_trip(trip.state)),
    ("POST", TRIP + "/quote", for_trip(trip.requote)),
    ("GET", TRIP + "/travellers", for_trip(trip.passenger_form)),
    ("POST", TRIP + "/travellers", for_trip(trip.add_passenger)),
    ("POST", TRIP + "/travellers/remove", for_trip(trip.remove_passenger)),
    ("GET", TRIP + "/flights", for_trip(flights.search)),
    ("GET", TRIP + "/results", for_trip(flights.results)),
    ("GET", FLIGHT, for_trip(flights.quote)),
    ("POST", FLIGHT, for_trip(flights.hold)),
    ("POST", FLIGHT + "/release", for_trip(flights.release)),
    ("GET", COUPON + "/seat", for_coupon(coupons.seat_form)),
    ("POST", COUPON + "/seat", for_coupon(coupons.choose_seat)),
    ("GET", COUPON + "/seat-map", for_coupon(coupons.seat_map)),
    ("GET", COUPON + "/date", for_coupon(coupons.date_form)),
    ("POST", COUPON + "/date", for_coupon(coupons.change_date)),
    ("GET", COUPON + "/fare", for_coupon(coupons.fare_form)),
    ("POST", COUPON + "/fare", for_coupon(coupons.ask_fare)),
    ("GET", COUPON + "/cancel", for_coupon(coupons.cancel_form)),
    ("POST", COUPON + "/cancel", for_coupon(coupons.cancel)),
    ("GET", TRIP + "/extras", for_trip(checkout.extras_form)),
    ("POST", TRIP + "/extras", for_trip(checkout.set_extras)),
    ("GET", TRIP + "/review", for_trip(checkout.review)),
    ("POST", TRIP + "/pay", for_trip(checkout.pay)),
    ("GET", TRIP + "/payment", for_trip(checkout.payment)),
    ("GET", "/{rest:path}", missing),
)

site = Site(__name__)
furnish(site.environment)
site.add(ADDRESSES)


@site.before
def recognise(visit: Visit) -> Response | None:
    """Finds out who is there, before any page."""
    visit.state.customer = access.signed_in(visit)
    return None
