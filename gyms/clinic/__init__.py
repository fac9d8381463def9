"""Northside Clinic: a members' booking site with real calendars and a real appointment book.

Workouts: book, move and cancel a visit, and book one only if the clinic is open. The date field is of any of the kit's
kinds, as the seed or the option ``date_widget`` says.
"""

from gyms.clinic.models import Base
from gyms.clinic.populate import populate
from gyms.clinic.site import site
from gyms.clinic.workouts import book_or_defer, book_visit, cancel_visit, move_visit
from gyms.kit.gym import Gym, SignIn

gym = Gym(
    name="clinic",
    title="Northside Clinic",
    summary="Members book, move and cancel visits with six practitioners of a small clinic.",
    version=2,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(book_visit.workout, move_visit.workout, cancel_visit.workout, book_or_defer.workout),
    options={"date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy")},
    sign_in=SignIn("members"),
)
