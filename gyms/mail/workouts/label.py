"""mail/label: a label for an exact set of messages."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands, Interrupted
from gyms.mail.models import EmailLabel, Folder, Label
from gyms.mail.populate import Person, put
from gyms.mail.workouts import choosing, walking

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

COUNT = 4
"""Messages that are to be labelled."""


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Four invoices of one sender in the inbox; others by a namesake, in the archive, and about something else."""
    sender, namesake = choosing.namesake(session, seeding)
    inbox, archive = choosing.folder(session, "Inbox"), choosing.folder(session, "Archive")
    for old in (*choosing.of_sender(session, sender.address), *choosing.of_sender(session, namesake.address)):
        if "nvoice" in old.subject:
            old.subject = "Your proposal"
    meant = [_invoice(session, seeding, choosing.person(sender), inbox) for _ in range(COUNT)]
    for _ in range(2):
        _invoice(session, seeding, choosing.person(sender), archive)
        _invoice(session, seeding, choosing.person(namesake), inbox)
    labels = session.scalars(select(Label).order_by(Label.id)).all()
    label = seeding.random.choice([each for each in labels if each.name != "Family"])
    other = next(each for each in labels if each.name == "Family")
    session.add(EmailLabel(email_id=meant[0], label_id=other.id))
    session.flush()
    return {
        "account": choosing.account(session),
        "sender": choosing.as_parameter(sender),
        "label": {"id": label.id, "name": label.name},
        "messages": list[Json](sorted(meant)),
    }


def _invoice(session: Session, seeding: Seeding, sender: Person, folder: Folder) -> int:
    account = choosing.owner(session)
    day = seeding.today - dt.timedelta(days=seeding.random.randrange(2, 120))
    subject = f"Invoice {seeding.random.randrange(1000, 2000)}"
    text = f"Please find {subject.lower()} attached. It is due within thirty days."
    own = Person(account.name, account.address)
    moment = choosing.moment(seeding, day)
    email = put(session, account, folder, sender, [own], subject, text, moment, file="invoice.txt")
    session.flush()
    return email.id


async def oracle(page: "Page", task: Task) -> None:
    """Search for the sender's invoices, tick those in the inbox, label them, search again."""
    hands = Hands(page)
    wanted: Any = task.parameters
    words = f"{wanted['sender']['address']} invoice"

    async def meant() -> "list[Locator]":
        found = (await walking.search(hands, words)).filter(has=page.get_by_role("cell", name="Inbox", exact=True))
        if await found.count() != COUNT:
            raise Interrupted("These are not the messages.")
        return await found.all()

    async def done() -> bool:
        carried = [row.locator(".label").filter(has_text=wanted["label"]["name"]) for row in await meant()]
        return all([await label.count() for label in carried])

    async def act() -> None:
        rows = await meant()
        await hands.choose("Label", wanted["label"]["name"])
        await walking.tick_only(hands, rows)
        await hands.choose("Label", wanted["label"]["name"])
        await hands.submit("Apply label")

    await hands.ensure(done, act)


workout = Workout(
    name="label",
    title="Label an exact set",
    trains="Choosing an exact set among look-alikes and doing one thing to all of it.",
    goal=(
        "Put the label “{label.name}” on the four invoices from {sender.name} <{sender.address}> that are in the "
        "Inbox. No other message gets a label, and no filter is needed."
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    stresses=("P13", "P14", "P15", "P34", "P35"),
)
