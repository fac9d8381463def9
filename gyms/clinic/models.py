"""The clinic's nine tables.

Times of day are ``HH:MM`` strings and money is integer cents, as the journal and the specs speak of them. Every visit
takes one place on the half-hour grid, so "no double booking" can be a plain unique index.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money, TimeOfDay

GRID_MINUTES = 30
"""Visits start on the full and the half hour, whatever the service takes."""


class Base(DeclarativeBase):
    """Holds the clinic's metadata."""


class Member(Base):
    """A person registered with the clinic, who can sign in."""

    __tablename__ = "members"
    __table_args__ = (CheckConstraint("reminders IN ('email', 'text', 'none')", name="members_reminders"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(10), unique=True)
    """Printed on the membership card, e.g. ``N-20417``."""
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    phone: Mapped[str] = mapped_column(String(40))
    born_on: Mapped[dt.date]
    pin: Mapped[str] = mapped_column(String(6))
    reminders: Mapped[str] = mapped_column(String(10), default="email")
    joined_on: Mapped[dt.date]
    last_seen_at: Mapped[dt.datetime | None]


class Practitioner(Base):
    """Somebody who sees members, on some weekdays, for the services of one department."""

    __tablename__ = "practitioners"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    role: Mapped[str] = mapped_column(String(80))
    department: Mapped[str] = mapped_column(String(80))
    room: Mapped[str] = mapped_column(String(20))
    works_on: Mapped[str] = mapped_column(String(7))
    """ISO weekday digits, e.g. ``12345`` for Monday to Friday."""
    languages: Mapped[str] = mapped_column(String(120))


class Service(Base):
    """Something that can be booked; every practitioner of its department gives it."""

    __tablename__ = "services"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    department: Mapped[str] = mapped_column(String(80))
    minutes: Mapped[int] = mapped_column(CheckConstraint(f"minutes BETWEEN 5 AND {GRID_MINUTES}", name="fits_grid"))
    price_cents: Mapped[int] = mapped_column(Money, CheckConstraint("price_cents >= 0", name="price_not_negative"))
    summary: Mapped[str] = mapped_column(String(400))


class OpeningHours(Base):
    """One stretch of a weekday in which visits may start; a weekday without any is closed."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("weekday", "opens"),
        CheckConstraint("weekday BETWEEN 1 AND 7", name="iso_weekday"),
        CheckConstraint("opens < closes", name="opens_before_closing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int]
    """ISO: Monday is 1."""
    opens: Mapped[str] = mapped_column(TimeOfDay)
    closes: Mapped[str] = mapped_column(TimeOfDay)


class Closure(Base):
    """A date on which the whole clinic is closed, or on which one practitioner is away."""

    __tablename__ = "closures"
    __table_args__ = (UniqueConstraint("date", "practitioner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[dt.date]
    practitioner_id: Mapped[int | None] = mapped_column(ForeignKey("practitioners.id", ondelete="CASCADE"))
    """None closes the whole clinic."""
    reason: Mapped[str] = mapped_column(String(120))

    practitioner: Mapped[Practitioner | None] = relationship()


class Visit(Base):
    """A member's place with a practitioner at a date and time."""

    __tablename__ = "visits"
    __table_args__ = (
        CheckConstraint("status IN ('booked', 'cancelled', 'attended', 'missed')", name="visits_status"),
        Index(
            "visits_no_double_booking",
            "practitioner_id",
            "date",
            "time",
            unique=True,
            sqlite_where=text("status <> 'cancelled'"),
            postgresql_where=text("status <> 'cancelled'"),
        ),
        Index("visits_of_member", "member_id", "date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="RESTRICT"))
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioners.id", ondelete="RESTRICT"))
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id", ondelete="RESTRICT"))
    date: Mapped[dt.date]
    time: Mapped[str] = mapped_column(TimeOfDay)
    status: Mapped[str] = mapped_column(String(10), default="booked")
    booked_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime | None]

    member: Mapped[Member] = relationship()
    practitioner: Mapped[Practitioner] = relationship()
    service: Mapped[Service] = relationship()


class PageView(Base):
    """One page that somebody looked at."""

    __tablename__ = "page_views"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    path: Mapped[str] = mapped_column(String(300))
    viewed_at: Mapped[dt.datetime]


class AuditEntry(Base):
    """What was done to whom, for the clinic's own records."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    action: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(300))


class SignIn(Base):
    """A member's session in one browser."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    """What the browser's cookie holds."""
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    """When the member signed out."""

    member: Mapped[Member] = relationship()
