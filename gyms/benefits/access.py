"""Who is signed in."""

from gyms.benefits.models import Login, Resident
from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.kit.site import Visit

signed_in = SignedIn(Login.resident, Login.started_at, Login.ended_at, returns=False)
sign_in_page = SignInPage(
    signed_in,
    Resident.case_number,
    Resident.pin,
    wrong="This case number and PIN do not match our records.",
    used="This link was used before. Please sign in.",
    statuses=(403, 403),
)


def note_visit(visit: Visit) -> None:
    """Keeps when the resident was last there, to the minute."""
    resident = signed_in.here(visit)
    if resident is not None and visit.method == "GET":
        resident.last_seen_at = visit.now.replace(second=0)
