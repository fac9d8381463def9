"""Juniper Pharmacy: a chain's refill site, made for telephones, which takes a request too early as gladly as in time.

Workouts: request a refill or leave it to a pharmacist, refill the right strength at the right store, transfer a
prescription to another branch.
"""

from gyms.kit.gym import Gym, SignIn
from gyms.rx.models import Base
from gyms.rx.populate import populate
from gyms.rx.site import site
from gyms.rx.workouts import early_refill, refill, transfer_prescription

gym = Gym(
    name="rx",
    title="Juniper Pharmacy",
    summary="Patients refill prescriptions at a branch of their choice and move them from one branch to another.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(early_refill.workout, refill.workout, transfer_prescription.workout),
    options={
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects"),
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
        "layout": ("plain", "shuffled"),
    },
    sign_in=SignIn("patients"),
)
