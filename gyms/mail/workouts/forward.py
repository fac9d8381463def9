"""mail/forward: a message passed on with its attachment, to one person."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.mail.models import Attachment, Email
from gyms.mail.populate import Person, put
from gyms.mail.rendering import long_moment
from gyms.mail.workouts import choosing, walking

if TYPE_CHECKING:
    from playwright.async_api import Page

PAPERS = ("Price list", "Floor plan", "Rota", "Budget", "Programme", "Attendance list")


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """The same paper came every month from the same sender; one of them is meant."""
    sender = choosing.somebody_else(session, seeding)
    to, _ = choosing.namesake(session, seeding)
    while to.name == sender.name:
        to, _ = choosing.namesake(session, seeding)
    paper = f"{seeding.random.choice(PAPERS)} {seeding.random.randrange(11, 99)}"
    target = seeding.random.choice(_series(session, seeding, choosing.person(sender), paper))
    file = session.scalars(select(Attachment).where(Attachment.email_id == target.id)).one()
    _, note = choosing.lines(seeding)
    return {
        "account": choosing.account(session),
        "sender": choosing.as_parameter(sender),
        "to": choosing.as_parameter(to),
        "subject": paper,
        "forward_subject": f"Fwd: {paper}",
        "message": {"id": target.id, "sent": target.sent_at.isoformat()},
        "file": {"id": file.id, "name": file.name},
        "note": note,
    }


def _series(session: Session, seeding: Seeding, sender: Person, paper: str) -> list[Email]:
    account, folder = choosing.owner(session), choosing.folder(session, seeding.random.choice(("Inbox", "Projects")))
    own = Person(account.name, account.address)
    day = dt.date(2026, 3, seeding.random.randrange(3, 26))
    made = []
    for month in (3, 4, 5, 6):
        moment = choosing.moment(seeding, day.replace(month=month))
        text = f"Here is the {paper.lower()} as it stands in {moment:%B}. It replaces the one before."
        name = f"{paper.lower().replace(' ', '-')}-{moment:%m}.txt"
        made.append(put(session, account, folder, sender, [own], paper, text, moment, file=name))
    session.flush()
    return made


async def oracle(page: "Page", task: Task) -> None:
    """Find the message by its date, forward it with its file, see it in Sent."""
    hands = Hands(page)
    wanted: Any = task.parameters
    moment = long_moment(dt.datetime.fromisoformat(wanted["message"]["sent"]))

    async def opened() -> None:
        await walking.open_message(hands, wanted["subject"], wanted["sender"]["name"], moment)
        await hands.follow("Forward")

    values = {
        "Cc": "",
        "Subject": wanted["forward_subject"],
        "Message": wanted["note"],
        "Keep attachments": True,
        "Send a copy to myself": False,
    }
    await walking.send(hands, wanted["forward_subject"], {"To": wanted["to"]}, values, opened)


workout = Workout(
    name="forward",
    title="Forward a message with its file",
    trains="Passing on the right version of a document to the right person, with what belongs to it.",
    goal=(
        "Forward the message “{subject}” that {sender.name} sent on {message.sent:%A %d %B %Y}, with its attachment, "
        "to {to.name} ({to.organisation}) and to nobody else. Message: “{note}”"
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    options={"defaults": ("plain", "trap")},
    stresses=("P1", "P2", "P7", "P16", "P28"),
)
