"""utility/submit_reading: one value for the right meter and the right day, by number field or slider."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted
from gyms.utility.models import KINDS, MeterReading
from gyms.utility.populate import MONTHLY_USE
from gyms.utility.workouts import finding, walking

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

NEARBY = 40
"""Steps that are left to the arrow keys; farther away the mouse is quicker."""


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A believable value that is not what the utility would have guessed, read some days ago."""
    account = finding.any_account(session, seeding)
    point = finding.any_point(session, seeding, account, KINDS)
    values = select(MeterReading.value).where(MeterReading.supply_point_id == point.id)
    last, month = max(session.scalars(values)), MONTHLY_USE[point.kind]
    used = seeding.random.choice([step for step in range(month // 2, 3 * month) if step != month])
    return {
        "account": finding.account_parameter(account),
        "point": finding.point_parameter(point),
        "value": last + used,
        "date": (seeding.today - dt.timedelta(days=seeding.random.randrange(1, 19))).isoformat(),
    }


async def oracle(page: "Page", task: Task) -> None:
    """Enter the reading unless the meter's list has it already."""
    hands, given = Hands(page), walking.given(task)
    await hands.ensure(lambda: _is_listed(hands, given), lambda: _enter(hands, given))


def _day(given: Any) -> dt.date:
    return dt.date.fromisoformat(given["date"])


async def _is_listed(hands: Hands, given: Any) -> bool:
    await walking.open_point(hands, given["point"])
    await hands.see("Latest readings")
    day = _day(given)
    rows = hands.page.get_by_role("row").filter(has_text=f"{day.day} {day:%B %Y}").filter(has_text="Customer")
    return bool(await rows.filter(has_text=str(given["value"])).count())


async def _enter(hands: Hands, given: Any) -> None:
    await walking.open_point(hands, given["point"])
    await hands.follow("Enter a reading")
    await hands.see(given["point"]["meter"])
    await hands.fields({"Date of the reading": _day(given)})
    await _set_value(hands, given["value"])
    await hands.fields({"Date of the reading": _day(given)})
    await hands.submit("Save")


async def _set_value(hands: Hands, value: int) -> None:
    field = hands.page.get_by_label("Value", exact=True)
    if await field.get_attribute("type") != "range":
        await hands.fill("Value", str(value))
        return
    for _ in range(12):
        away = value - int(await field.input_value())
        if away == 0:
            return
        if abs(away) > NEARBY:
            await _point_at(hands, field, value)
        else:
            await field.press("ArrowRight" if away > 0 else "ArrowLeft")
            for _ in range(abs(away) - 1):
                await hands.page.keyboard.press("ArrowRight" if away > 0 else "ArrowLeft")
    raise Interrupted("The slider does not stay where it is put.")


async def _point_at(hands: Hands, field: "Locator", value: int) -> None:
    """Click where the value lies on the slider, about; the thumb's centre keeps half its width from either end."""
    lowest, most = [int(await field.get_attribute(name) or 0) for name in ("min", "max")]
    await field.scroll_into_view_if_needed()
    box = await field.bounding_box()
    if box is None:
        raise Interrupted("The slider is not in sight.")
    share, thumb = (value - lowest) / (most - lowest), 16
    x = box["x"] + thumb / 2 + share * (box["width"] - thumb)
    await hands.clear()
    await hands.page.mouse.click(x, box["y"] + box["height"] / 2)


workout = Workout(
    name="submit_reading",
    title="Enter a meter reading",
    trains="Entering one exact value and date for one meter among look-alikes, once.",
    goal=(
        "Enter a reading for {account.holder}'s {point.kind} meter {point.meter} at {point.place}: "
        "it showed {value} on {date:%A %d %B %Y}."
    ),
    bind=bind,
    start=walking.start,
    oracle=oracle,
    options={"reading": ("number", "slider")},
    stresses=("P34", "P28", "P15", "P27"),
    decoys=finding.more_flats,
)
