"""mail/send: exactly one new message to exactly the right people."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding, Task, Workout
from gyms.kit.hands import Hands
from gyms.mail.models import Contact
from gyms.mail.topics import ORGANISATIONS
from gyms.mail.workouts import choosing, walking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Page


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    """Somebody with a namesake, and somebody else in copy."""
    to, other = choosing.namesake(session, seeding)
    cc = choosing.somebody_else(session, seeding, to, other)
    subject, body = choosing.lines(seeding)
    return {
        "account": choosing.account(session),
        "to": choosing.as_parameter(to),
        "cc": choosing.as_parameter(cc),
        "subject": subject,
        "body": body,
    }


def decoys(session: Session, seeding: Seeding, parameters: "Mapping[str, Json]", count: int) -> None:
    """More namesakes of both, elsewhere."""
    people: list[Any] = [parameters["to"], parameters["cc"]]
    taken = {contact.address for contact in choosing.contacts(session)}
    places = [place for place in ORGANISATIONS if place[0] not in {each["organisation"] for each in people}]
    for person in people:
        for organisation, domain in seeding.random.sample(places, min(count, 3)):
            address = f"{person['address'].partition('@')[0]}@{domain}"
            if address not in taken:
                session.add(
                    Contact(
                        account_id=choosing.owner(session).id,
                        name=person["name"],
                        address=address,
                        organisation=organisation,
                    )
                )
    session.flush()


async def oracle(page: "Page", task: Task) -> None:
    """Write the message with both people taken from the suggestions, send it, see it in Sent."""
    hands = Hands(page)
    wanted: Any = task.parameters

    async def opened() -> None:
        await hands.follow("New message")

    people = {"To": wanted["to"], "Cc": wanted["cc"]}
    values = {"Subject": wanted["subject"], "Message": wanted["body"], "Send a copy to myself": False}
    await walking.send(hands, wanted["subject"], people, values, opened)


workout = Workout(
    name="send",
    title="Send a message",
    trains="Making exactly one new record, for exactly the right people, and touching nothing else.",
    goal=(
        "Send a message to {to.name} ({to.organisation}) with {cc.name} ({cc.organisation}) in copy, and to nobody "
        "else. Subject: “{subject}”. Message: “{body}”"
    ),
    bind=bind,
    start=choosing.start,
    oracle=oracle,
    options={"defaults": ("plain", "trap")},
    stresses=("P1", "P2", "P7", "P15", "P18", "P27", "P28"),
    decoys=decoys,
)
