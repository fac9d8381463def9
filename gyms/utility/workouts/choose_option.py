"""utility/choose_option: one drop-down decides which option applies to one supply point among its look-alikes."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.utility.messages import OPTION_NAMES, OPTIONS_OF
from gyms.utility.processing import current
from gyms.utility.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """An option that is not in force at the point."""
    account = finding.any_account(session, seeding)
    point = finding.any_point(session, seeding, account, ("electricity", "gas"))
    now = current(session, point.id)
    option = seeding.random.choice([code for code in OPTIONS_OF[point.kind][1:] if code != now.option])
    return {
        "account": finding.account_parameter(account),
        "point": finding.point_parameter(point),
        "subscription": {"id": now.id, "option": now.option},
        "option": {"code": option, "name": OPTION_NAMES[option]},
    }


async def oracle(page: "Page", task: Task) -> None:
    """Ask for the option, wait until it is processed, look at what is on file."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _applies(hands, given), lambda: _ask(hands, given))


async def _applies(hands: Hands, given: Any) -> bool:
    row = await walking.on_file(hands, given["point"])
    return bool(await row.get_by_role("cell", name=given["option"]["name"], exact=True).count())


async def _ask(hands: Hands, given: Any) -> None:
    await walking.open_point(hands, given["point"])
    await hands.follow("Options and discounts")
    await hands.fields({"Option for this supply point": given["option"]["name"]})
    await hands.submit("Save")


workout = Workout(
    name="choose_option",
    title="Choose an option",
    trains="Making a drop-down decide for the one right record, once, although the page looks done before it is.",
    goal=(
        "Make the option “{option.name}” apply to the {point.kind} supply of {account.holder}'s {point.place}, "
        "and make sure that it does."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    stresses=("P1", "P2", "P35", "P27"),
    decoys=finding.more_flats,
)
