"""mail/reply: an answer to the right message of a conversation, to its sender alone."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.mail.models import Email
from gyms.mail.populate import Person, put
from gyms.mail.rendering import long_moment
from gyms.mail.workouts import choosing, walking

if TYPE_CHECKING:
    from playwright.async_api import Page

SAID = (
    "I would rather wait until we have heard from everybody.",
    "The date is fine with me. Who brings the projector?",
    "Could one of you check the figures on the second page?",
    "I have asked the others and will let you know.",
    "Let us settle this before the end of the week.",
)


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """A conversation of three people with the owner; one of them has written twice."""
    account, inbox = choosing.owner(session), choosing.folder(session, "Inbox")
    first, _ = choosing.namesake(session, seeding)
    second = choosing.somebody_else(session, seeding, first)
    third = choosing.somebody_else(session, seeding, first, second)
    people = [choosing.person(each) for each in (first, second, third)]
    own = Person(account.name, account.address)
    topic, body = choosing.lines(seeding)
    subject = f"{topic} – {seeding.random.choice(('spring fair', 'open day', 'board', 'summer party'))}"
    day = seeding.today - dt.timedelta(days=seeding.random.randrange(9, 40))
    written: list[Email] = []
    for place, speaker in enumerate((0, 1, 2, 1, 0)):
        moment = choosing.moment(seeding, day + dt.timedelta(days=place))
        others = tuple(each for each in people if each is not people[speaker])
        text = seeding.random.choice(SAID)
        parent = written[-1] if written else None
        title = f"Re: {subject}" if written else subject
        written.append(
            put(session, account, inbox, people[speaker], [own], title, text, moment, cc=others, parent=parent)
        )
        session.flush()
    target = seeding.random.choice((written[1], written[3]))
    return {
        "account": choosing.account(session),
        "subject": f"Re: {subject}",
        "message": {"id": target.id, "sent": target.sent_at.isoformat()},
        "sender": choosing.as_parameter(second),
        "body": body,
    }


async def oracle(page: "Page", task: Task) -> None:
    """Find the message by its moment, answer it, see the answer in Sent."""
    hands = Hands(page)
    wanted: Any = task.parameters
    sender, moment = wanted["sender"], long_moment(dt.datetime.fromisoformat(wanted["message"]["sent"]))

    async def opened() -> None:
        await walking.open_message(hands, wanted["subject"], sender["name"], moment)
        await hands.follow("Reply")

    values = {
        "To": f"{sender['name']} <{sender['address']}>",
        "Cc": "",
        "Subject": wanted["subject"],
        "Message": wanted["body"],
        "Send a copy to myself": False,
    }
    await walking.send(hands, wanted["subject"], {}, values, opened)


workout = Workout(
    name="reply",
    title="Reply to one message of a conversation",
    trains="Acting on the right one of several look-alikes, with the narrower of two similar buttons.",
    goal=(
        "Answer the message “{subject}” that {sender.name} wrote on {message.sent:%A %d %B %Y} at "
        "{message.sent:%H:%M}. The answer goes to {sender.name} alone. Message: “{body}”"
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    options={"defaults": ("plain", "trap")},
    stresses=("P1", "P2", "P14", "P15", "P28"),
)
