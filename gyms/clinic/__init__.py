"""Northside Clinic: a members' booking site with real calendars and a real appointment book.

Workouts: book a visit, move a visit. The date field is native, flatpickr or jQuery UI, as the seed or the option
``date_widget`` says.
"""

from gyms.clinic.models import Base
from gyms.clinic.populate import populate
from gyms.clinic.site import site
from gyms.clinic.workouts import book_visit, move_visit
from gyms.kit.gym import Gym

gym = Gym(
    name="clinic",
    title="Northside Clinic",
    summary="Members book, move and cancel visits with six practitioners of a small clinic.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(book_visit.workout, move_visit.workout),
    options={"date_widget": ("native", "flatpickr", "jquery-ui")},
)
