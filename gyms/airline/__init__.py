"""Velmora Air: a modern face on a decades-old reservation core, with locators, fare families and terse remarks.

Workouts: change a date behind a pop-up, choose a fare that keeps a promise, set the home city among namesakes, pay
without extras, change a seat, cancel one flight, book and pay a whole trip (20 to 120 actions), and a child's trip that
may have to be left to people.
"""

from gyms.airline.models import Base
from gyms.airline.populate import populate
from gyms.airline.site import site
from gyms.airline.workouts import WORKOUTS
from gyms.kit.gym import Gym, SignIn

gym = Gym(
    name="airline",
    title="Velmora Air",
    summary="Travellers book flights, choose fares and seats, pay, and change or cancel what they booked.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=WORKOUTS,
    options={
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects"),
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
        "layout": ("plain", "shuffled"),
        "scrolling": ("plain", "nested"),
    },
    idempotent=("/trips/*/extras", "/profile"),
    sign_in=SignIn("customers"),
)
