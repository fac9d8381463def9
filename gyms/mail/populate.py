"""The mailbox as every task finds it: an address book with namesakes, and some five hundred messages of half a year."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gyms.kit.gym import Seeding
from gyms.mail import models as m
from gyms.mail.models import Account, Attachment, Contact, Email, EmailLabel, Filter, Folder, Label, Recipient, Seen
from gyms.mail.topics import ALERTS, FILES, NEWS, ORGANISATIONS, TOPICS

FOLDERS = (
    ("Inbox", m.INBOX),
    ("Sent", m.SENT),
    ("Archive", m.ARCHIVE),
    ("Spam", m.SPAM),
    ("Trash", m.TRASH),
    ("Building alerts", "own"),
    ("Projects", "own"),
    ("Receipts", "own"),
)
AMOUNTS = {"Inbox": 118, "Sent": 36, "Archive": 74, "Spam": 11, "Trash": 9, "Projects": 34, "Receipts": 22}
ALERT_COUNT = 190
LABELS = (
    ("Urgent", "#b8322a"),
    ("Waiting", "#b7791f"),
    ("Finance", "#2f6f4f"),
    ("Events", "#3a5fa0"),
    ("Family", "#8a4b9a"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("March", "April", "May", "June", "July", "August")
OLDEST_DAYS = 150


@dataclass(frozen=True)
class Person:
    """Somebody who writes or is written to."""

    name: str
    address: str
    organisation: str = ""


def populate(session: Session, seeding: Seeding) -> None:
    """Fill an empty database."""
    account = _accounts(session, seeding)
    people = _contacts(session, seeding, account)
    labels = _labels(session, account)
    folders = _folders(session, account)
    for name, amount in AMOUNTS.items():
        for moment in _moments(seeding, amount):
            _ordinary(session, seeding, account, folders[name], people, moment)
    _alerts(session, seeding, account, folders["Building alerts"])
    session.flush()
    _marks(session, seeding, labels)


def _accounts(session: Session, seeding: Seeding) -> Account:
    """The mailbox that tasks are about, and two others on the same server."""
    made = []
    for name in different_names(seeding, 3):
        address = f"{dotted(name)}@ferrymail.example"
        password = f"{seeding.random.choice(FILES)}-{seeding.random.randrange(100, 999)}"
        made.append(Account(name=name, address=address, password=password, signature=f"{name}\nFerry Road 12"))
    session.add_all(made)
    session.flush()
    for other in made[1:]:
        session.add_all(
            Folder(account_id=other.id, name=name, kind=kind, position=place)
            for place, (name, kind) in enumerate(FOLDERS[:5])
        )
    return made[0]


def _contacts(session: Session, seeding: Seeding, account: Account) -> list[Person]:
    """Four people at each organisation; six names occur at two of them."""
    names = different_names(seeding, 4 * len(ORGANISATIONS) - 6)
    names += names[:6]
    people = []
    for place, name in enumerate(names):
        organisation, domain = ORGANISATIONS[place % len(ORGANISATIONS)]
        people.append(Person(name, f"{dotted(name)}@{domain}", organisation))
    for person in sorted(people, key=lambda each: (each.name, each.organisation)):
        phone = f"01632 960{seeding.random.randrange(100, 999)}"
        session.add(
            Contact(
                account_id=account.id,
                name=person.name,
                address=person.address,
                organisation=person.organisation,
                phone=phone,
            )
        )
    return people


def _labels(session: Session, account: Account) -> list[Label]:
    labels = [Label(account_id=account.id, name=name, colour=colour) for name, colour in LABELS]
    session.add_all(labels)
    session.flush()
    session.add(Filter(account_id=account.id, sender="@mosslane.example", label_id=labels[4].id))
    return labels


def _folders(session: Session, account: Account) -> dict[str, Folder]:
    folders = {
        name: Folder(account_id=account.id, name=name, kind=kind, position=place)
        for place, (name, kind) in enumerate(FOLDERS)
    }
    session.add_all(folders.values())
    session.flush()
    return folders


def _moments(seeding: Seeding, amount: int) -> list[dt.datetime]:
    """Different minutes of working days up to yesterday, oldest first."""
    found: set[dt.datetime] = set()
    while len(found) < amount:
        day = seeding.today - dt.timedelta(days=seeding.random.randrange(1, OLDEST_DAYS))
        minutes = seeding.random.randrange(7 * 60, 19 * 60)
        found.add(dt.datetime(day.year, day.month, day.day) + dt.timedelta(minutes=minutes))  # noqa: DTZ001 - world time
    return sorted(found)


def _ordinary(
    session: Session, seeding: Seeding, account: Account, folder: Folder, people: list[Person], moment: dt.datetime
) -> None:
    """A message of somebody to the owner, or in Sent the other way round; spam and some others are newsletters."""
    other = seeding.random.choice(people)
    own = Person(account.name, account.address)
    subject, body = _writing(seeding, seeding.random.choice(TOPICS))
    news = folder.kind == m.SPAM or (folder.kind == m.INBOX and seeding.random.random() < 0.12)
    if news:
        organisation, domain = seeding.random.choice(ORGANISATIONS)
        other = Person(f"{organisation} News", f"news@{domain}", organisation)
        subject = filled(seeding, seeding.random.choice(NEWS))
    sender, to = (own, other) if folder.kind == m.SENT else (other, own)
    name = f"{seeding.random.choice(FILES)}.txt" if "attached" in body else ""
    put(session, account, folder, sender, [to], subject, body, moment, file=name)


def _alerts(session: Session, seeding: Seeding, account: Account, folder: Folder) -> None:
    """The long folder: hundreds of look-alikes by a machine."""
    machine, own = Person("Building Control", "alerts@tidewater-council.example"), Person(account.name, account.address)
    for moment in _moments(seeding, ALERT_COUNT):
        subject = seeding.random.choice(ALERTS).format(unit=seeding.random.randrange(1, 10))
        body = f"{subject}.\n\nReported at {moment:%H:%M} by the control system of the east wing."
        put(session, account, folder, machine, [own], subject, body, moment)


def _marks(session: Session, seeding: Seeding, labels: list[Label]) -> None:
    """Most messages are read, some carry labels, few are flagged."""
    random = seeding.random
    for email in session.query(Email).order_by(Email.id):
        if random.random() < 0.85:
            session.add(Seen(email_id=email.id, at=email.sent_at + dt.timedelta(minutes=random.randrange(1, 400))))
        if random.random() < 0.08:
            session.add(EmailLabel(email_id=email.id, label_id=random.choice(labels).id))
        email.flagged = random.random() < 0.02


def put(
    session: Session,
    account: Account,
    folder: Folder,
    sender: Person,
    to: list[Person],
    subject: str,
    body: str,
    moment: dt.datetime,
    *,
    cc: tuple[Person, ...] = (),
    parent: Email | None = None,
    file: str = "",
) -> Email:
    """A delivered message with its recipients, and with one attached file if it has a name. It has no key until the
    session is flushed."""
    email = Email(
        account_id=account.id,
        folder_id=folder.id,
        kind="reply" if parent else "new",
        parent_id=parent.id if parent else None,
        sender_name=sender.name,
        sender_address=sender.address,
        subject=subject,
        body=body,
        sent_at=moment,
    )
    session.add(email)
    for kind, people in (("to", to), ("cc", cc)):
        session.add_all(Recipient(email=email, kind=kind, name=each.name, address=each.address) for each in people)
    if file:
        attach(session, email, file, f"{subject}\n\n{body}\n\n{sender.name}, {moment:%d %B %Y}\n")
    return email


def attach(session: Session, email: Email, name: str, content: str) -> None:
    """A file that comes with a message."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    session.add(Attachment(email=email, name=name, content=content, sha256=digest))


def different_names(seeding: Seeding, count: int) -> list[str]:
    """Full names, none twice."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"] = None
    return list(names)


def dotted(name: str) -> str:
    """``anna.berg``"""
    return "".join(letter for letter in name.lower().replace(" ", ".") if letter.isascii() and letter != "'")


def filled(seeding: Seeding, text: str) -> str:
    """A topic's text with facts of its own."""
    return _fill(text, _facts(seeding))


def _writing(seeding: Seeding, topic: tuple[str, str]) -> tuple[str, str]:
    """Subject and text about one thing, with the same facts."""
    facts = _facts(seeding)
    greeting = seeding.random.choice(("Hello,", "Good morning,", "Hi,"))
    closing = seeding.random.choice(("Best wishes", "Many thanks", "See you soon"))
    return _fill(topic[0], facts), f"{greeting}\n\n{_fill(topic[1], facts)}\n\n{closing}"


def _fill(text: str, facts: dict[str, str]) -> str:
    return text.format(**facts)


def _facts(seeding: Seeding) -> dict[str, str]:
    random = seeding.random
    count = random.randrange(4, 40)
    return {
        "day": random.choice(DAYS),
        "month": random.choice(MONTHS),
        "number": str(random.randrange(2100, 9900)),
        "amount": f"£{random.randrange(40, 900)}.{random.choice(('00', '50', '20'))}",
        "hour": random.choice(("9:30", "10:00", "11:00")),
        "room": str(random.randrange(1, 20)),
        "count": str(count),
        "less": str(count - random.randrange(1, 4)),
    }
