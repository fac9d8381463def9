"""Hearthstone Mutual: an insurer's claims portal that files what one confirms, also what an adjuster should see.

Workouts: file a claim or leave it to an adjuster, file one on the right of several policies, and divide
a life policy anew.
"""

from gyms.insurance.models import Base
from gyms.insurance.populate import populate
from gyms.insurance.site import site
from gyms.insurance.workouts import claim_over_threshold, file_claim, update_beneficiary
from gyms.kit.gym import Gym, SignIn

gym = Gym(
    name="insurance",
    title="Hearthstone Mutual",
    summary="Policyholders file claims on cars, homes and journeys, and say who benefits from a life policy.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(claim_over_threshold.workout, file_claim.workout, update_beneficiary.workout),
    options={
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects", "legacy"),
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
        "layout": ("plain", "shuffled"),
    },
    free_text=("details",),
    sign_in=SignIn("holders"),
)
