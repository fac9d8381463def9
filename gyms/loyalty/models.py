"""The nine tables of Meridian Miles.

Points are whole numbers; ``members.points`` always is the sum of the member's ledger lines. What a member is called to
the public is the membership number: ten digits.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

TIERS = ("Blue", "Silver", "Gold")
"""From low to high."""


class Base(DeclarativeBase):
    """Holds the programme's metadata."""


class Member(Base):
    """A person who collects points and can sign in."""

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("points >= 0", name="members_points_not_negative"),
        CheckConstraint("status IN ('active', 'review')", name="members_status"),
        CheckConstraint("tier IN ('Blue', 'Silver', 'Gold')", name="members_tier"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    first_name: Mapped[str] = mapped_column(String(60))
    last_name: Mapped[str] = mapped_column(String(60))
    household: Mapped[str] = mapped_column(String(8))
    """Members of one household may transfer points to each other."""
    relation: Mapped[str] = mapped_column(String(20))
    """Within the household: ``Head``, ``Spouse``, ``Son`` …"""
    pin: Mapped[str] = mapped_column(String(4))
    tier: Mapped[str] = mapped_column(String(10))
    points: Mapped[int]
    status: Mapped[str] = mapped_column(String(10), default="active")
    """``review`` while the Fraud Desk looks into the account."""
    email: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(30))
    line1: Mapped[str] = mapped_column(String(80))
    line2: Mapped[str] = mapped_column(String(80), default="")
    city: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(40))
    postcode: Mapped[str] = mapped_column(String(12))
    country: Mapped[str] = mapped_column(String(2))
    joined_on: Mapped[dt.date]
    version: Mapped[int] = mapped_column(default=1)
    """Raised with every change of the profile, by whomever."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


class Award(Base):
    """Something that points can be redeemed for."""

    __tablename__ = "awards"
    __table_args__ = (CheckConstraint("points > 0", name="awards_cost"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    title: Mapped[str] = mapped_column(String(80), unique=True)
    category: Mapped[str] = mapped_column(String(20))
    points: Mapped[int]
    tier: Mapped[str] = mapped_column(String(10))
    """The lowest tier that may have it."""
    summary: Mapped[str] = mapped_column(String(300))


class Redemption(Base):
    """An award that a member ordered."""

    __tablename__ = "redemptions"
    __table_args__ = (
        CheckConstraint("status IN ('confirmed', 'sent', 'cancelled')", name="redemptions_status"),
        CheckConstraint("delivery IN ('mail', 'email')", name="redemptions_delivery"),
        CheckConstraint("quantity BETWEEN 1 AND 5", name="redemptions_quantity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="RESTRICT"))
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id", ondelete="RESTRICT"))
    quantity: Mapped[int]
    points: Mapped[int]
    """What was debited for all of them."""
    delivery: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default="confirmed")
    ordered_at: Mapped[dt.datetime]

    award: Mapped[Award] = relationship()


class Transfer(Base):
    """Points given by one member of a household to another."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("points > 0", name="transfers_points"),
        CheckConstraint("from_id <> to_id", name="transfers_to_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="RESTRICT"))
    to_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="RESTRICT"))
    points: Mapped[int]
    made_at: Mapped[dt.datetime]

    giver: Mapped[Member] = relationship(foreign_keys=[from_id])
    taker: Mapped[Member] = relationship(foreign_keys=[to_id])


class LedgerLine(Base):
    """One movement of a member's points."""

    __tablename__ = "ledger"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('flight', 'partner', 'award', 'refund', 'donation', 'transfer in', 'transfer out')",
            name="ledger_kind",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    posted_on: Mapped[dt.date]
    kind: Mapped[str] = mapped_column(String(12))
    points: Mapped[int]
    """Negative when points leave the account."""
    description: Mapped[str] = mapped_column(String(120))
    redemption_id: Mapped[int | None] = mapped_column(ForeignKey("redemptions.id", ondelete="RESTRICT"))
    transfer_id: Mapped[int | None] = mapped_column(ForeignKey("transfers.id", ondelete="RESTRICT"))

    redemption: Mapped[Redemption | None] = relationship()
    transfer: Mapped[Transfer | None] = relationship()


class Flight(Base):
    """A flight of the airline or a partner that earns miles, on one day."""

    __tablename__ = "flights"
    __table_args__ = (UniqueConstraint("carrier", "number", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    carrier: Mapped[str] = mapped_column(String(2))
    number: Mapped[str] = mapped_column(String(4))
    date: Mapped[dt.date]
    origin: Mapped[str] = mapped_column(String(3))
    destination: Mapped[str] = mapped_column(String(3))
    miles: Mapped[int]


class Claim(Base):
    """A member's request to be credited for a flight after the fact."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("status IN ('received', 'credited', 'declined', 'withdrawn')", name="claims_status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    flight_id: Mapped[int] = mapped_column(ForeignKey("flights.id", ondelete="RESTRICT"))
    ticket: Mapped[str] = mapped_column(String(13))
    """Thirteen digits; the first three are the carrier's."""
    booking_class: Mapped[str] = mapped_column(String(1))
    status: Mapped[str] = mapped_column(String(10), default="received")
    filed_at: Mapped[dt.datetime]

    flight: Mapped[Flight] = relationship()


class ProfileChange(Base):
    """A change that a member made to their own particulars."""

    __tablename__ = "profile_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    """``address`` or ``contact``."""
    changed_at: Mapped[dt.datetime]


class Login(Base):
    """A member's session in one browser."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    seen_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    """When the member logged off, or the session timed out."""

    member: Mapped[Member] = relationship()
