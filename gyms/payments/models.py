"""The nine tables of Corran Bank. Money is integer cents.

A payment waits for its one-time code before it is sent. What happens to a card is a row of ``card_events``: charges,
disputes, activations, and requests to freeze that a job settles.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money


class Base(DeclarativeBase):
    """Holds the bank's metadata."""


class Customer(Base):
    """Somebody who banks here."""

    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    """What one signs in with, e.g. ``7301 4482``."""
    name: Mapped[str] = mapped_column(String(120))
    pin: Mapped[str] = mapped_column(String(8))
    phone: Mapped[str] = mapped_column(String(30))


class Account(Base):
    """A customer's account."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("online_limit_cents > 0", name="accounts_limit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(60))
    iban: Mapped[str] = mapped_column(String(34), unique=True)
    balance_cents: Mapped[int] = mapped_column(Money)
    online_limit_cents: Mapped[int] = mapped_column(Money)
    """A single payment above this needs the second signatory's approval."""

    customer: Mapped[Customer] = relationship()


class Payee(Base):
    """Somebody whom a customer has paid before."""

    __tablename__ = "payees"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(120))
    iban: Mapped[str] = mapped_column(String(34))
    note: Mapped[str] = mapped_column(String(120), default="")


class Transfer(Base):
    """A payment, now."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("amount_cents > 0 AND donation_cents >= 0", name="transfers_amount"),
        CheckConstraint("status IN ('waiting', 'sent', 'cancelled', 'refused')", name="transfers_status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="RESTRICT"))
    payee_id: Mapped[int] = mapped_column(ForeignKey("payees.id", ondelete="RESTRICT"))
    amount_cents: Mapped[int] = mapped_column(Money)
    donation_cents: Mapped[int] = mapped_column(Money, default=0)
    reference: Mapped[str] = mapped_column(String(60))
    approved: Mapped[bool] = mapped_column(default=False)
    """Somebody ticked that the second signatory has approved."""
    created_at: Mapped[dt.datetime]
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    settled_at: Mapped[dt.datetime | None]

    account: Mapped[Account] = relationship()
    payee: Mapped[Payee] = relationship()


class Schedule(Base):
    """A payment on a later day, once or every month."""

    __tablename__ = "schedules"
    __table_args__ = (
        CheckConstraint("amount_cents > 0 AND donation_cents >= 0", name="schedules_amount"),
        CheckConstraint("repeats IN ('once', 'monthly')", name="schedules_repeats"),
        CheckConstraint("status IN ('active', 'cancelled')", name="schedules_status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="RESTRICT"))
    payee_id: Mapped[int] = mapped_column(ForeignKey("payees.id", ondelete="RESTRICT"))
    amount_cents: Mapped[int] = mapped_column(Money)
    donation_cents: Mapped[int] = mapped_column(Money, default=0)
    reference: Mapped[str] = mapped_column(String(60))
    due_on: Mapped[dt.date]
    repeats: Mapped[str] = mapped_column(String(10), default="once")
    status: Mapped[str] = mapped_column(String(10), default="active")
    created_at: Mapped[dt.datetime]

    account: Mapped[Account] = relationship()
    payee: Mapped[Payee] = relationship()


class Card(Base):
    """A payment card of an account."""

    __tablename__ = "cards"
    __table_args__ = (
        CheckConstraint("kind IN ('Debit', 'Credit')", name="cards_kind"),
        CheckConstraint("status IN ('issued', 'active', 'frozen', 'closed')", name="cards_status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    last_four: Mapped[str] = mapped_column(String(4))
    holder: Mapped[str] = mapped_column(String(120))
    expires: Mapped[str] = mapped_column(String(5))
    """``09/29``"""
    status: Mapped[str] = mapped_column(String(10))

    account: Mapped[Account] = relationship()


class CardEvent(Base):
    """Something that happened to a card."""

    __tablename__ = "card_events"
    __table_args__ = (
        CheckConstraint("kind IN ('charge', 'dispute', 'activation', 'freeze', 'close')", name="card_events_kind"),
        CheckConstraint("status IN ('posted', 'pending', 'done', 'failed')", name="card_events_status"),
        CheckConstraint("(kind = 'dispute') = (about_id IS NOT NULL)", name="card_events_about"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(10))
    merchant: Mapped[str] = mapped_column(String(80), default="")
    amount_cents: Mapped[int] = mapped_column(Money, default=0)
    reason: Mapped[str] = mapped_column(String(40), default="")
    about_id: Mapped[int | None] = mapped_column(ForeignKey("card_events.id", ondelete="RESTRICT"))
    """The charge that a dispute is about."""
    at: Mapped[dt.datetime]

    card: Mapped[Card] = relationship()


class OneTimeCode(Base):
    """A code that was sent to the customer's phone, to release one payment or one card."""

    __tablename__ = "otp_codes"
    __table_args__ = (
        CheckConstraint("(transfer_id IS NULL) <> (card_id IS NULL)", name="otp_codes_subject"),
        CheckConstraint("status IN ('sent', 'used', 'replaced', 'blocked')", name="otp_codes_status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="RESTRICT"))
    transfer_id: Mapped[int | None] = mapped_column(ForeignKey("transfers.id", ondelete="RESTRICT"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(String(6))
    sent_at: Mapped[dt.datetime]
    arrived_at: Mapped[dt.datetime | None]
    """When the phone had it; it is good for ``codes.LIFE`` from then on."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Wrong ones."""
    status: Mapped[str] = mapped_column(String(10), default="sent")

    transfer: Mapped[Transfer | None] = relationship()
    card: Mapped[Card | None] = relationship()


class SignIn(Base):
    """A customer's session in one browser."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    customer: Mapped[Customer] = relationship()
