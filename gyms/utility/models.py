"""The nine tables of Lindenfeld Municipal Energy & Water.

A supply point has one active subscription at a time; plan and option changes are asked for in ``change_requests`` and
made by a background job. Money is integer cents.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money

KINDS = ("electricity", "gas", "water")
BILLINGS = ("monthly", "quarterly", "yearly")
OPTIONS = ("none", "green", "night", "solar", "senior", "saver")


def _one_of(column: str, choices: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(choice) for choice in choices)})"


class Base(DeclarativeBase):
    """Holds the utility's metadata."""


class Account(Base):
    """A customer's account with its correspondence address."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    """On every bill, e.g. ``40-118-273``."""
    holder: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    pin: Mapped[str] = mapped_column(String(6))
    region: Mapped[str] = mapped_column(String(60))
    town: Mapped[str] = mapped_column(String(60))
    street: Mapped[str] = mapped_column(String(60))
    house_number: Mapped[str] = mapped_column(String(10))
    balance_cents: Mapped[int] = mapped_column(Money)
    """Below zero the customer owes it."""
    on_hold: Mapped[bool] = mapped_column(default=False)
    """While a debt is being settled, an adviser has to agree to plan changes."""
    customer_since: Mapped[dt.date]


class SupplyPoint(Base):
    """A place where energy or water is delivered, with its meter."""

    __tablename__ = "supply_points"
    __table_args__ = (CheckConstraint(_one_of("kind", KINDS), name="supply_points_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(120))
    """``Flat 3, 12 Mill Lane``"""
    meter: Mapped[str] = mapped_column(String(16), unique=True)
    """Printed on the meter, e.g. ``E 4471 208``."""

    account: Mapped[Account] = relationship()


class Tariff(Base):
    """A plan that can be chosen for one kind of supply."""

    __tablename__ = "tariffs"
    __table_args__ = (CheckConstraint(_one_of("kind", KINDS), name="tariffs_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60), unique=True)
    unit_price_cents: Mapped[int] = mapped_column(Money)
    """Per kWh, or per cubic metre of water."""
    standing_cents: Mapped[int] = mapped_column(Money)
    """Per day."""
    term_months: Mapped[int]
    summary: Mapped[str] = mapped_column(String(200))


class Subscription(Base):
    """A tariff in force at a supply point for a time."""

    __tablename__ = "subscriptions"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'ended')", name="subscriptions_status"),
        CheckConstraint("(status = 'ended') = (ends_on IS NOT NULL)", name="subscriptions_end"),
        CheckConstraint(_one_of("billing", BILLINGS), name="subscriptions_billing"),
        CheckConstraint(_one_of("option", OPTIONS), name="subscriptions_option"),
        Index(
            "subscriptions_one_active",
            "supply_point_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supply_point_id: Mapped[int] = mapped_column(ForeignKey("supply_points.id", ondelete="RESTRICT"))
    tariff_id: Mapped[int] = mapped_column(ForeignKey("tariffs.id", ondelete="RESTRICT"))
    billing: Mapped[str] = mapped_column(String(12))
    option: Mapped[str] = mapped_column(String(12), default="none")
    cover: Mapped[bool] = mapped_column(default=False)
    """Repair cover, charged every month."""
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(10), default="active")

    supply_point: Mapped[SupplyPoint] = relationship()
    tariff: Mapped[Tariff] = relationship()


class ChangeRequest(Base):
    """What a customer asked for and what became of it."""

    __tablename__ = "change_requests"
    __table_args__ = (
        CheckConstraint("kind IN ('plan', 'option')", name="change_requests_kind"),
        CheckConstraint("status IN ('pending', 'done', 'failed')", name="change_requests_status"),
        CheckConstraint("(kind = 'plan') = (tariff_id IS NOT NULL)", name="change_requests_tariff"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supply_point_id: Mapped[int] = mapped_column(ForeignKey("supply_points.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    tariff_id: Mapped[int | None] = mapped_column(ForeignKey("tariffs.id", ondelete="RESTRICT"))
    billing: Mapped[str | None] = mapped_column(String(12))
    cover: Mapped[bool] = mapped_column(default=False)
    option: Mapped[str | None] = mapped_column(String(12))
    asked_at: Mapped[dt.datetime]
    status: Mapped[str] = mapped_column(String(10), default="pending")
    settled_at: Mapped[dt.datetime | None]

    supply_point: Mapped[SupplyPoint] = relationship()
    tariff: Mapped[Tariff | None] = relationship()


class MeterReading(Base):
    """What a meter showed on a day."""

    __tablename__ = "meter_readings"
    __table_args__ = (
        CheckConstraint("source IN ('customer', 'estimate', 'visit')", name="meter_readings_source"),
        CheckConstraint("value >= 0", name="meter_readings_value"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supply_point_id: Mapped[int] = mapped_column(ForeignKey("supply_points.id", ondelete="RESTRICT"))
    read_on: Mapped[dt.date]
    value: Mapped[int]
    source: Mapped[str] = mapped_column(String(10))
    entered_at: Mapped[dt.datetime]

    supply_point: Mapped[SupplyPoint] = relationship()


class ContactPreference(Base):
    """A message that the customer wants. No row, no message."""

    __tablename__ = "contact_preferences"
    __table_args__ = (UniqueConstraint("account_id", "topic"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    topic: Mapped[str] = mapped_column(String(30))
    """A code of ``messages.TOPICS``."""


class Notice(Base):
    """A letter in the customer's inbox."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(String(600))
    sent_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime | None]


class SignIn(Base):
    """A customer's session in one browser."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    account: Mapped[Account] = relationship()
