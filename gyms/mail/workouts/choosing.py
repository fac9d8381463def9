"""What tasks are made of: whose mailbox it is, people with and without namesakes, messages that look alike."""

import datetime as dt
from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World
from gyms.mail.models import Account, Contact, Email, Folder
from gyms.mail.populate import Person

LINES = (
    ("Boxes for {day}", "Please hold {count} boxes for us until {day}."),
    ("Room {count} on {day}", "We need room {count} on {day} from 10 to 12."),
    ("Proofs for page {count}", "The proofs for page {count} are fine. Print them on {day}."),
    ("Gate code", "The code of the east gate changes to {code} on {day}."),
    ("Chairs for the hall", "Could you bring {count} more chairs by {day}?"),
    ("Order {code}", "Please cancel order {code} and send {count} copies on {day} instead."),
    ("Visit on {day}", "There will be {count} of us on {day}. The contact number is {code}."),
    ("Tickets", "Keep {count} tickets for the show on {day} under the name {code}."),
)
"""Subject and text of messages that tasks ask to write."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def owner(session: Session) -> Account:
    """Whose mailbox the tasks are about."""
    return session.scalars(select(Account).order_by(Account.id)).first() or Account()


def account(session: Session) -> Json:
    """The owner, as a parameter."""
    found = owner(session)
    return {"id": found.id, "name": found.name, "address": found.address}


def start(world: World) -> str:
    """A one-time link that signs the owner in."""
    found = world.task.parameters["account"]
    assert isinstance(found, dict)
    return world.one_time_link("/sign-in/link", str(found["id"]))


def folder(session: Session, name: str) -> Folder:
    """A folder of the owner's, by its name."""
    query = select(Folder).where(Folder.account_id == owner(session).id, Folder.name == name)
    return session.scalars(query).one()


def contacts(session: Session) -> list[Contact]:
    """The address book, in a fixed order."""
    query = select(Contact).where(Contact.account_id == owner(session).id).order_by(Contact.id)
    return list(session.scalars(query))


def namesake(session: Session, seeding: Seeding) -> tuple[Contact, Contact]:
    """Two people of one name at different organisations."""
    everybody = contacts(session)
    often = sorted(name for name, times in Counter(each.name for each in everybody).items() if times > 1)
    chosen = seeding.random.choice(often)
    pair = [each for each in everybody if each.name == chosen]
    seeding.random.shuffle(pair)
    return pair[0], pair[1]


def somebody_else(session: Session, seeding: Seeding, *others: Contact) -> Contact:
    """A contact whose name is none of the others'."""
    names = {each.name for each in others}
    return seeding.random.choice([each for each in contacts(session) if each.name not in names])


def as_parameter(contact: Contact) -> dict[str, Json]:
    """A contact as tasks name one."""
    return {"name": contact.name, "address": contact.address, "organisation": contact.organisation}


def person(contact: Contact) -> Person:
    """A contact as somebody who writes."""
    return Person(contact.name, contact.address, contact.organisation)


def lines(seeding: Seeding) -> tuple[str, str]:
    """Subject and text of a message to write."""
    subject, text = seeding.random.choice(LINES)
    facts = {
        "day": seeding.random.choice(DAYS),
        "count": str(seeding.random.randrange(3, 60)),
        "code": str(seeding.random.randrange(2000, 9000)),
    }
    return subject.format(**facts), text.format(**facts)


def moment(seeding: Seeding, day: dt.date) -> dt.datetime:
    """Some minute of that day's office hours."""
    minutes = seeding.random.randrange(8 * 60, 18 * 60)
    return dt.datetime(day.year, day.month, day.day) + dt.timedelta(minutes=minutes)  # noqa: DTZ001 - world time


def of_sender(session: Session, address: str, place: Folder | None = None) -> list[Email]:
    """What an address has sent, in one folder or in all."""
    tests = [Email.sender_address == address, *([Email.folder_id == place.id] if place else [])]
    return list(session.scalars(select(Email).where(*tests).order_by(Email.id)))
