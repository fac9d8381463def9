"""benefits/long_application: the same questions over four pages, each saved, then one submission."""

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.benefits import questions
from gyms.benefits.pages.long_form import PAGES
from gyms.benefits.workouts import finding, reading
from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands

if TYPE_CHECKING:
    from playwright.async_api import Page

REVIEW = "Review your answers"
"""Heading of what comes after the pages."""


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Somebody, one of two programs, and answers none of which is a default."""
    program = seeding.random.choice(("food", "childcare"))
    return {
        "resident": finding.as_parameter(finding.any_resident(session, seeding)),
        "program": {"code": program, "text": questions.PROGRAMS[program]},
        **finding.answers(seeding),
    }


async def oracle(page: "Page", task: Task) -> None:
    """Page by page, each until it is saved; on the review compare everything; submit; read the record."""
    hands = Hands(page)
    wanted: Any = task.parameters
    program = wanted["program"]["text"]
    entries = finding.entries(wanted)

    async def begin() -> None:
        await hands.follow("Programs")
        await hands.follow(f"Apply for {program}")

    async def save(number: int) -> None:
        title, names = PAGES[number - 1]
        if not await reading.headed(hands, title):
            await hands.go(f"/apply/{wanted['program']['code']}/page/{number}")
        await hands.fields({questions.LABELS[name]: entries[questions.LABELS[name]] for name in names})
        await hands.submit("Continue")

    async def apply() -> None:
        first, *following = (*(title for title, _ in PAGES), REVIEW)
        await hands.ensure(partial(reading.headed, hands, first), begin)
        for number, title in enumerate(following, 1):
            await hands.ensure(partial(reading.headed, hands, title), partial(save, number))
        await reading.expect(hands, wanted["employer"], wanted["town"], wanted["phone"])
        await reading.expect(hands, f"{wanted['household_size']} people", wanted["housing"]["text"])
        await hands.submit("Submit application")

    await hands.ensure(lambda: reading.on_record(hands, program), apply)


workout = Workout(
    name="long_application",
    title="Fill a long application over pages",
    trains="Carrying answers through several saved pages, past the compliance questions, to exactly one submission.",
    goal=(
        "Apply for {program.text} for {resident.name}: {household_size} people, {housing.text}, heated by "
        "{heating.text}, living in {town}, {county} County; monthly household income ${income:money}, employer "
        "{employer}, employer phone {phone}, assistance from {starts_on:%B %d, %Y}. Do not share the answers with "
        "partner agencies; certify that they are true."
    ),
    bind=bind,
    start=finding.sign_in_link,
    oracle=oracle,
    stresses=("P3", "P8", "P14", "P22", "P23"),
)
