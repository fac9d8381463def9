"""The webmail's twelve tables.

A message that has been delivered is a row of ``emails``, wherever it lies. What is being written, waits or could not be
delivered is a row of ``outgoing``: the drafts and the outbox. Having opened a message is a row of its own, so that
looking never touches the message.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

INBOX, SENT, ARCHIVE, SPAM, TRASH = "inbox", "sent", "archive", "spam", "trash"
"""Kinds of folders that every account has; folders of one's own are of the kind ``own``."""


class Base(DeclarativeBase):
    """Holds the webmail's metadata."""


class Account(Base):
    """A mailbox and whose it is."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), unique=True)
    password: Mapped[str] = mapped_column(String(40))
    signature: Mapped[str] = mapped_column(String(300), default="")


class Contact(Base):
    """An entry of an address book. Two people may well have the same name."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("account_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")


class Folder(Base):
    """Where messages lie."""

    __tablename__ = "folders"
    __table_args__ = (
        UniqueConstraint("account_id", "name"),
        CheckConstraint("kind IN ('inbox', 'sent', 'archive', 'spam', 'trash', 'own')", name="folders_kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]


class Email(Base):
    """A message as it was delivered. Only where it lies and whether it is flagged ever changes."""

    __tablename__ = "emails"
    __table_args__ = (
        CheckConstraint("kind IN ('new', 'reply', 'forward')", name="emails_kind"),
        Index("emails_in_folder", "folder_id", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    folder_id: Mapped[int] = mapped_column(ForeignKey("folders.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10), default="new")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("emails.id", ondelete="SET NULL"))
    """What it answers or forwards."""
    sender_name: Mapped[str] = mapped_column(String(120))
    sender_address: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(8000))
    sent_at: Mapped[dt.datetime]
    flagged: Mapped[bool] = mapped_column(default=False)

    folder: Mapped[Folder] = relationship()


class Recipient(Base):
    """One address that a message went to."""

    __tablename__ = "recipients"
    __table_args__ = (
        UniqueConstraint("email_id", "kind", "address"),
        CheckConstraint("kind IN ('to', 'cc', 'bcc')", name="recipients_kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email_id: Mapped[int] = mapped_column(ForeignKey("emails.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(3))
    name: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(200))

    email: Mapped[Email] = relationship()


class Attachment(Base):
    """A file that came with a message."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_id: Mapped[int] = mapped_column(ForeignKey("emails.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(String(8000))
    sha256: Mapped[str] = mapped_column(String(64))

    email: Mapped[Email] = relationship()


class Seen(Base):
    """A message that its owner has opened, or marked as read."""

    __tablename__ = "seen"

    email_id: Mapped[int] = mapped_column(ForeignKey("emails.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[dt.datetime]


class Label(Base):
    """A coloured word that messages can carry, wherever they lie."""

    __tablename__ = "labels"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    colour: Mapped[str] = mapped_column(String(7))


class EmailLabel(Base):
    """A label on a message."""

    __tablename__ = "email_labels"
    __table_args__ = (UniqueConstraint("email_id", "label_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email_id: Mapped[int] = mapped_column(ForeignKey("emails.id", ondelete="CASCADE"))
    label_id: Mapped[int] = mapped_column(ForeignKey("labels.id", ondelete="CASCADE"))


class Filter(Base):
    """A rule that labels messages by their sender, now and whenever new ones come."""

    __tablename__ = "filters"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    sender: Mapped[str] = mapped_column(String(200))
    """Part of a name or an address."""
    label_id: Mapped[int] = mapped_column(ForeignKey("labels.id", ondelete="CASCADE"))

    label: Mapped[Label] = relationship()


class Outgoing(Base):
    """What somebody writes: a draft, then queued, then sent, or failed and waiting to be sent again."""

    __tablename__ = "outgoing"
    __table_args__ = (CheckConstraint("status IN ('draft', 'queued', 'failed', 'sent')", name="outgoing_status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(String(40), unique=True)
    """Of the form it was written in: however often that arrives, it is one message."""
    status: Mapped[str] = mapped_column(String(10), default="draft")
    kind: Mapped[str] = mapped_column(String(10), default="new")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("emails.id", ondelete="SET NULL"))
    to: Mapped[str] = mapped_column(String(1000), default="")
    cc: Mapped[str] = mapped_column(String(1000), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(String(8000), default="")
    copy_me: Mapped[bool] = mapped_column(default=False)
    keeps: Mapped[bool] = mapped_column(default=False)
    """Whether a forwarded message keeps its attachments."""
    changed_at: Mapped[dt.datetime]
    problem: Mapped[str] = mapped_column(String(200), default="")
    email_id: Mapped[int | None] = mapped_column(ForeignKey("emails.id", ondelete="SET NULL"))
    """The message in Sent, once it is delivered."""


class SignIn(Base):
    """An open session in one browser."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]

    account: Mapped[Account] = relationship()
