"""mail/archive: an exact set of messages leaves the inbox."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.mail.models import Email
from gyms.mail.populate import Person, filled, put
from gyms.mail.topics import TOPICS
from gyms.mail.workouts import choosing, walking

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

COUNT = 5
"""Messages that are to be archived."""
MONTHS = (3, 4, 5, 6)


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Five messages of one sender in one month, all in the inbox; more in the months beside it and by a namesake."""
    sender, namesake = choosing.namesake(session, seeding)
    inbox, archive = choosing.folder(session, "Inbox"), choosing.folder(session, "Archive")
    for old in choosing.of_sender(session, sender.address, inbox):
        old.folder_id = archive.id
    month = seeding.random.choice(MONTHS)
    meant = [_message(session, seeding, choosing.person(sender), month) for _ in range(COUNT)]
    for near in (month - 1, month + 1):
        for _ in range(2):
            _message(session, seeding, choosing.person(sender), near)
        _message(session, seeding, choosing.person(namesake), month)
    session.flush()
    return {
        "account": choosing.account(session),
        "sender": choosing.as_parameter(sender),
        "month": f"2026-{month:02d}-01T00:00:00",
        "month_end": f"2026-{month:02d}-{31 if month in {3, 5} else 30}T23:59:59",
        "messages": list[Json](sorted(email.id for email in meant)),
        "inbox": {"id": inbox.id},
        "archive": {"id": archive.id},
    }


def _message(session: Session, seeding: Seeding, sender: Person, month: int) -> Email:
    account, inbox = choosing.owner(session), choosing.folder(session, "Inbox")
    last = 1 if month == seeding.today.month else 28
    moment = choosing.moment(seeding, dt.date(2026, month, seeding.random.randint(1, last)))
    subject, text = seeding.random.choice(TOPICS)
    own = Person(account.name, account.address)
    return put(session, account, inbox, sender, [own], filled(seeding, subject), filled(seeding, text), moment)


async def oracle(page: "Page", task: Task) -> None:
    """Search for the sender, tick what came in that month and lies in the inbox, archive it, search again."""
    hands = Hands(page)
    wanted: Any = task.parameters
    month = f"{dt.datetime.fromisoformat(wanted['month']):%b}"

    async def left() -> "Locator":
        in_inbox = page.get_by_role("cell", name="Inbox", exact=True)
        of_month = page.locator("td.date").filter(has_text=month)
        return (await walking.search(hands, wanted["sender"]["address"])).filter(has=in_inbox).filter(has=of_month)

    async def done() -> bool:
        return await (await left()).count() == 0

    async def act() -> None:
        await walking.tick_only(hands, await (await left()).all())
        await hands.submit("Archive")

    await hands.ensure(done, act)


workout = Workout(
    name="archive",
    title="Archive an exact set",
    trains="Selecting just what is meant, where selecting everything is one click away.",
    goal=(
        "Archive the five messages from {sender.name} <{sender.address}> of {month:%B %Y} that are in the Inbox. "
        "Everything else stays where it is."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    stresses=("P6", "P14", "P15", "P16", "P33"),
)
