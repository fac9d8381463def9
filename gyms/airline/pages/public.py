"""Pages for everybody: home, fares and conditions, the timetable; the list of cities; offers by mail."""

import unicodedata

from sqlalchemy import select
from starlette.responses import Response

from gyms.airline.fares import FARES
from gyms.airline.models import Booking, City, Flight, Subscription
from gyms.airline.trips import EXTRAS, legs
from gyms.airline.web import customer_of, field, number_in, show
from gyms.kit.visit import Visit

MOST_SUGGESTED = 8
PROMOTION = "promotion"
"""The cookie of a browser that has closed the newsletter's dialog."""


def home(visit: Visit) -> Response:
    """A welcome, and the trips that come next."""
    customer = customer_of(visit)
    coming: list[Booking] = []
    if customer is not None:
        query = select(Booking).where(Booking.customer_id == customer.id, Booking.status != "cancelled")
        coming = [trip for trip in visit.session.scalars(query) if is_coming(trip, visit)]
        coming.sort(key=lambda trip: (legs(trip)[0][1] if trip.segments else visit.today, trip.id))
    return show(visit, "home.html", coming=coming, legs=legs)


def is_coming(trip: Booking, visit: Visit) -> bool:
    """Whether something of the trip is still to be flown, or it is only being put together."""
    if trip.status == "held":
        return True
    return any(segment.date >= visit.today and segment.status == "HK" for segment in trip.segments)


def conditions(visit: Visit) -> Response:
    """What each fare permits, what extras cost, who may fly alone."""
    return show(visit, "conditions.html", fares=FARES, extras=EXTRAS)


def timetable(visit: Visit) -> Response:
    """All flights from one city."""
    cities = visit.session.scalars(select(City).where(City.id.in_(select(Flight.origin_id))).order_by(City.name)).all()
    chosen = visit.session.get(City, number_in(visit, "from"))
    query = select(Flight).where(Flight.origin_id == (chosen.id if chosen else 0)).order_by(Flight.departs)
    return show(visit, "timetable.html", cities=cities, chosen=chosen, flights=visit.session.scalars(query).all())


def suggest(visit: Visit) -> Response:
    """Cities by the beginning of a word of their name, or by code, for fields that suggest."""
    asked = plain(field(visit, "q"))
    cities = visit.session.scalars(select(City).order_by(City.name, City.region)).all()
    found = [city for city in cities if asked and _fits(city, asked)]
    return visit.json({"items": [{"id": city.id, "text": city.label} for city in found[:MOST_SUGGESTED]]})


def subscribe(visit: Visit) -> Response:
    """Puts an address on the list for offers."""
    email = field(visit, "email")
    back = field(visit, "back")
    if "@" not in email or len(email) > 200:
        visit.flash("Please enter an e-mail address for our offers.", "error")
    else:
        visit.session.add(Subscription(email=email, joined_at=visit.now))
        visit.flash(f"Welcome aboard: offers will be sent to {email}.")
    response = visit.redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/")
    response.set_cookie(PROMOTION, "closed", samesite="lax")
    return response


def plain(text: str) -> str:
    """Lower case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _fits(city: City, asked: str) -> bool:
    """Whether it begins with what was asked; the full label counts too, so that a chosen one finds itself."""
    name, label = plain(city.name), plain(city.label)
    return label.startswith(asked) or city.code.lower() == asked or any(w.startswith(asked) for w in name.split())
