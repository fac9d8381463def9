"""Lindenfeld Municipal Energy & Water: a customer's account whose changes are made in the background.

A page says at once what was asked for; *Requests* shows what became of it, and *Account details* what is on file.
"""

from gyms.kit.gym import Gym, SignIn
from gyms.utility.models import Base
from gyms.utility.populate import populate
from gyms.utility.site import site
from gyms.utility.workouts import (
    change_plan,
    choose_option,
    contact_preferences,
    move_address,
    plan_or_defer,
    submit_reading,
)

gym = Gym(
    name="utility",
    title="Lindenfeld Energy & Water",
    summary="Customers change plans, options, addresses and messages of a municipal utility, and enter meter readings.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        change_plan.workout,
        contact_preferences.workout,
        move_address.workout,
        choose_option.workout,
        submit_reading.workout,
        plan_or_defer.workout,
    ),
    options={
        "layout": ("plain", "shuffled"),
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
    },
    free_text=("house_number",),
    idempotent=("/preferences", "/preferences/all"),
    sign_in=SignIn("accounts"),
)
