"""Booking as oracles do it: the form, the review, one confirmation."""

from gyms.clinic.slots import long_date
from gyms.clinic.workouts import walking
from gyms.clinic.workouts.walking import Looks
from gyms.kit.hands import Hands, Interrupted


async def book(hands: Hands, looks: Looks) -> None:
    """Book such a visit, from whichever page of the site one is on; look it over before confirming."""
    await hands.follow("Book a visit")
    await hands.choose("Service", looks.service)
    await walking.choose_place(hands, looks)
    if not await hands.holds("Service", looks.service):
        raise Interrupted("The service is another one again.")
    await hands.submit("Continue")
    await hands.page.get_by_role("heading", name="Check your visit").wait_for()
    for text in (f"{looks.service}, ", long_date(looks.day), looks.time):
        if not await hands.shows(text):
            raise Interrupted(f"The form went off without {text}.")
    await hands.submit("Confirm visit")
