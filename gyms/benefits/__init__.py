"""Commonwealth Benefits: a state's portal for assistance programs, with long forms that forget what one told them.

Workouts: get an application through a form that silently resets, correct one field of a returned one, choose a plan's
options, complete a mailing address, fill a long application over pages, attach the right document.
"""

from gyms.benefits.models import Base
from gyms.benefits.populate import populate
from gyms.benefits.site import site
from gyms.benefits.workouts import (
    attach_document,
    complete_address,
    long_application,
    plan_option,
    recover_silent_reset,
    reenter_field,
)
from gyms.kit.gym import Gym, SignIn

gym = Gym(
    name="benefits",
    title="Commonwealth Benefits",
    summary="Residents apply for assistance, correct what was returned, and keep plans and addresses up to date.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        recover_silent_reset.workout,
        reenter_field.workout,
        plan_option.workout,
        complete_address.workout,
        long_application.workout,
        attach_document.workout,
    ),
    options={
        "date_widget": ("native", "flatpickr", "jquery-ui", "air-datepicker", "selects"),
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
    },
    free_text=("employer", "line1", "line2"),
    sign_in=SignIn("residents"),
)
