"""What lists show and what can be done with the messages in them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from gyms.mail.models import Account, Attachment, Email, EmailLabel, Filter, Folder, Label, Recipient, Seen

PAGE = 50
"""Messages on one page of a list."""


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    number: int
    """From 1, counted from the newest."""
    email: Email
    who: str
    """The sender; in Sent, whom it went to."""
    unread: bool
    files: bool
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Listing:
    """A stretch of a list, newest first."""

    rows: tuple[Row, ...]
    total: int
    offset: int

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.offset + len(self.rows)


def folders_of(session: Session, account: Account) -> list[Folder]:
    """All folders in the order of the side bar."""
    query = select(Folder).where(Folder.account_id == account.id).order_by(Folder.position)
    return list(session.scalars(query))


def folder_of_kind(session: Session, account: Account, kind: str) -> Folder:
    """The account's only folder of a kind that every account has."""
    return session.scalars(select(Folder).where(Folder.account_id == account.id, Folder.kind == kind)).one()


def labels_of(session: Session, account: Account) -> list[Label]:
    """All labels."""
    return list(session.scalars(select(Label).where(Label.account_id == account.id).order_by(Label.name)))


def unread(session: Session, account: Account) -> dict[int, int]:
    """How many messages of each folder nobody has opened yet."""
    query = (
        select(Email.folder_id, func.count())
        .outerjoin(Seen, Seen.email_id == Email.id)
        .where(Email.account_id == account.id, Seen.email_id.is_(None))
        .group_by(Email.folder_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def listing(
    session: Session, account: Account, *tests: ColumnElement[bool], offset: int = 0, amount: int = PAGE
) -> Listing:
    """The account's messages that pass all tests, newest first."""
    tests = (Email.account_id == account.id, *tests)
    total = session.scalar(select(func.count()).select_from(Email).where(*tests)) or 0
    query = select(Email).where(*tests).order_by(Email.sent_at.desc(), Email.id.desc()).offset(offset).limit(amount)
    emails = list(session.scalars(query))
    return Listing(_rows(session, account, emails, offset), total, offset)


def _rows(session: Session, account: Account, emails: Sequence[Email], offset: int) -> tuple[Row, ...]:
    keys = [email.id for email in emails]
    seen = set(session.scalars(select(Seen.email_id).where(Seen.email_id.in_(keys))))
    files = set(session.scalars(select(Attachment.email_id).where(Attachment.email_id.in_(keys))))
    labels: dict[int, list[Label]] = {}
    pairs = select(EmailLabel.email_id, Label).join(Label, Label.id == EmailLabel.label_id)
    for key, label in session.execute(pairs.where(EmailLabel.email_id.in_(keys)).order_by(Label.name)):
        labels.setdefault(key, []).append(label)
    own = [email.id for email in emails if email.sender_address == account.address]
    went = _went_to(session, own)
    return tuple(
        Row(
            number=offset + place,
            email=email,
            who=went.get(email.id, email.sender_name),
            unread=email.id not in seen,
            files=email.id in files,
            labels=tuple(labels.get(email.id, ())),
        )
        for place, email in enumerate(emails, 1)
    )


def _went_to(session: Session, keys: Sequence[int]) -> dict[int, str]:
    names: dict[int, list[str]] = {}
    query = select(Recipient).where(Recipient.email_id.in_(keys), Recipient.kind == "to").order_by(Recipient.id)
    for each in session.scalars(query):
        names.setdefault(each.email_id, []).append(each.name or each.address)
    return {key: f"To: {', '.join(people)}" for key, people in names.items()}


def matching(words: str) -> list[ColumnElement[bool]]:
    """Tests for a search: every word in the sender or in the subject."""
    fields = (Email.sender_name, Email.sender_address, Email.subject)
    return [or_(*(field.icontains(word, autoescape=True) for field in fields)) for word in words.split()]


def place_of(session: Session, email: Email) -> int:
    """How many messages of its folder stand before this one."""
    newer = or_(Email.sent_at > email.sent_at, (Email.sent_at == email.sent_at) & (Email.id > email.id))
    return session.scalar(select(func.count()).where(Email.folder_id == email.folder_id, newer)) or 0


def mark_seen(session: Session, email: Email, now: dt.datetime) -> None:
    """Note that the message has been opened."""
    if session.get(Seen, email.id) is None:
        session.add(Seen(email_id=email.id, at=now))


def carried(session: Session, email: int, label: int) -> EmailLabel | None:
    """The row that says that a message carries a label."""
    return session.scalar(select(EmailLabel).where(EmailLabel.email_id == email, EmailLabel.label_id == label))


def put_label(session: Session, email: Email, label: Label) -> bool:
    """Label a message; False if it carries the label already."""
    if carried(session, email.id, label.id) is not None:
        return False
    session.add(EmailLabel(email_id=email.id, label_id=label.id))
    return True


def apply_filter(session: Session, rule: Filter) -> int:
    """Label what the rule is about among the messages that are there already; returns how many."""
    sender = or_(
        Email.sender_name.icontains(rule.sender, autoescape=True),
        Email.sender_address.icontains(rule.sender, autoescape=True),
    )
    label = session.get_one(Label, rule.label_id)
    emails = session.scalars(select(Email).where(Email.account_id == rule.account_id, sender)).all()
    return sum(put_label(session, email, label) for email in emails)
