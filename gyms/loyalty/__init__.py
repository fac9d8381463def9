"""Meridian Miles: the members' portal of a frequent traveller programme, not redesigned since 2004.

Tables for layout, an image map, an iframe for the content, postbacks, popup windows, ``javascript:`` links, sessions
that time out, and no API. Under ``era=1999`` it is greyer, and its claim form forgets more.
"""

from gyms.kit.gym import Gym, SignIn
from gyms.loyalty.models import Base
from gyms.loyalty.populate import populate
from gyms.loyalty.site import site
from gyms.loyalty.workouts import (
    claim_missing_miles,
    redeem_or_defer,
    redeem_points,
    transfer_points,
    update_address,
)

gym = Gym(
    name="loyalty",
    title="Meridian Miles",
    summary="Members redeem, transfer and claim points in a portal that was last redesigned in 2004.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        redeem_points.workout,
        claim_missing_miles.workout,
        update_address.workout,
        transfer_points.workout,
        redeem_or_defer.workout,
    ),
    options={
        "era": ("2004", "1999"),
        "date_widget": ("legacy", "selects", "native"),
        "wording": ("plain", "other"),
        "defaults": ("plain", "trap"),
        "layout": ("plain", "shuffled"),
    },
    free_text=("txtAddr1", "txtAddr2", "txtCity"),
    sign_in=SignIn("members", path="/enter"),
)
