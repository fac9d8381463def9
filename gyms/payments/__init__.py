"""Corran Bank: accounts, payees, payments released by a one-time code, and cards.

The code arrives some seconds later on a phone that the site shows: in a pane beside the form, or on a page of its own.
"""

from gyms.kit.gym import Gym, SignIn
from gyms.payments.models import Base
from gyms.payments.populate import populate
from gyms.payments.site import site
from gyms.payments.workouts import (
    dispute_charge,
    freeze_card,
    schedule_bill,
    transfer,
    transfer_or_defer,
    verify_card,
)

gym = Gym(
    name="payments",
    title="Corran Bank",
    summary="Customers pay, schedule payments, and activate, freeze and dispute cards, with one-time codes by phone.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        transfer.workout,
        schedule_bill.workout,
        verify_card.workout,
        freeze_card.workout,
        transfer_or_defer.workout,
        dispute_charge.workout,
    ),
    options={
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
        "layout": ("plain", "shuffled"),
        "scrolling": ("plain", "nested"),
        "phone": ("page", "pane"),
    },
    free_text=("reference",),
    sign_in=SignIn("customers"),
)
