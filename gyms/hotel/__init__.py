"""Meridian Quay: the back office of a hotel, grown over fifteen years by people who never met.

Rates can be changed in three ways, each with its own idea of dates and of where a range ends; tabs save themselves
alone or all together; a guest changes rooms in one step or in two. Workouts: block dates, set a rate, move a guest,
edit one tab, enter a stay, and take a walk-in or leave that to the manager.
"""

from gyms.hotel.models import Base
from gyms.hotel.populate import populate
from gyms.hotel.site import site
from gyms.hotel.workouts import block_dates, move_guest, new_stay, set_rate, tabbed_edit, walk_in_or_defer
from gyms.kit.gym import Gym, SignIn

gym = Gym(
    name="hotel",
    title="Meridian Quay Back Office",
    summary="Rooms, rates and stays of a hotel, in a tool whose pages disagree about dates, buttons and ranges.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        block_dates.workout,
        set_rate.workout,
        move_guest.workout,
        tabbed_edit.workout,
        new_stay.workout,
        walk_in_or_defer.workout,
    ),
    options={
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy"),
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "wording": ("plain", "other"),
        "era": ("2008", "modern"),
        "layout": ("plain", "shuffled"),
    },
    free_text=("reason", "note"),
    sign_in=SignIn("staff"),
)
