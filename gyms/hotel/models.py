"""The hotel's eleven tables. Nights are named by the evening they begin; money is integer cents."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money


class Base(DeclarativeBase):
    """Holds the hotel's metadata."""


class Staff(Base):
    """Somebody who works at the desk."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("role IN ('clerk', 'manager')", name="staff_role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    login: Mapped[str] = mapped_column(String(40), unique=True)
    password: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(10))
    limit_percent: Mapped[int]
    """How far below the rack rate this person may go without asking."""


class RoomType(Base):
    """A kind of room, with everything that is set for it. What was never set is null; pages then show a default."""

    __tablename__ = "room_types"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(4), unique=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    description: Mapped[str] = mapped_column(String(300), default="")
    size_m2: Mapped[int]
    max_guests: Mapped[int]
    max_children: Mapped[int]
    extra_bed_cents: Mapped[int] = mapped_column(Money)
    min_nights: Mapped[int | None]
    cut_off_hours: Mapped[int | None]
    overbooking: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    """Raised by each save; a form that was loaded before is refused."""


class Room(Base):
    """A room with a number on its door."""

    __tablename__ = "rooms"
    __table_args__ = (CheckConstraint("status IN ('clean', 'dirty', 'out of order')", name="rooms_status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(6), unique=True)
    room_type_id: Mapped[int] = mapped_column(ForeignKey("room_types.id", ondelete="RESTRICT"))
    status: Mapped[str] = mapped_column(String(14), default="clean")

    room_type: Mapped[RoomType] = relationship()


class Plan(Base):
    """A rate plan."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(4), unique=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)


class Rate(Base):
    """What one night in one type of room costs under one plan."""

    __tablename__ = "rates"
    __table_args__ = (
        UniqueConstraint("room_type_id", "plan_id", "date"),
        CheckConstraint("cents > 0", name="rates_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_type_id: Mapped[int] = mapped_column(ForeignKey("room_types.id", ondelete="RESTRICT"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="RESTRICT"))
    date: Mapped[dt.date]
    """The evening on which the night begins."""
    cents: Mapped[int] = mapped_column(Money)


class Closure(Base):
    """A stretch of nights in which a type of room is not sold."""

    __tablename__ = "closures"
    __table_args__ = (CheckConstraint("from_date < until_date", name="closures_not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_type_id: Mapped[int] = mapped_column(ForeignKey("room_types.id", ondelete="RESTRICT"))
    from_date: Mapped[dt.date]
    """The first night that is closed."""
    until_date: Mapped[dt.date]
    """The first night that is open again."""
    reason: Mapped[str] = mapped_column(String(120))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="RESTRICT"))
    made_at: Mapped[dt.datetime]

    room_type: Mapped[RoomType] = relationship()
    staff: Mapped[Staff] = relationship()


class Guest(Base):
    """Somebody who stays, has stayed or will."""

    __tablename__ = "guests"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    city: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    phone: Mapped[str] = mapped_column(String(40))


class Stay(Base):
    """A reservation, and what becomes of it."""

    __tablename__ = "stays"
    __table_args__ = (
        CheckConstraint("status IN ('booked', 'in house', 'left', 'cancelled')", name="stays_status"),
        CheckConstraint("source IN ('desk', 'phone', 'web', 'walk-in')", name="stays_source"),
        CheckConstraint("arrival < departure", name="stays_not_empty"),
        Index("stays_by_arrival", "arrival"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(12), unique=True)
    """``MQ-4711``"""
    guest_id: Mapped[int] = mapped_column(ForeignKey("guests.id", ondelete="RESTRICT"))
    room_type_id: Mapped[int] = mapped_column(ForeignKey("room_types.id", ondelete="RESTRICT"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id", ondelete="RESTRICT"))
    arrival: Mapped[dt.date]
    departure: Mapped[dt.date]
    adults: Mapped[int]
    breakfast: Mapped[bool] = mapped_column(default=False)
    rate_cents: Mapped[int | None] = mapped_column(Money)
    """A price per night that was agreed at the desk instead of the plan's."""
    source: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)

    guest: Mapped[Guest] = relationship()
    room_type: Mapped[RoomType] = relationship()
    plan: Mapped[Plan | None] = relationship()


class Allocation(Base):
    """A room held for a stay; released ones are kept."""

    __tablename__ = "allocations"
    __table_args__ = (CheckConstraint("status IN ('held', 'released')", name="allocations_status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id", ondelete="CASCADE"), index=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="RESTRICT"), index=True)
    status: Mapped[str] = mapped_column(String(10), default="held")
    made_at: Mapped[dt.datetime]
    released_at: Mapped[dt.datetime | None]

    stay: Mapped[Stay] = relationship()
    room: Mapped[Room] = relationship()


class AuditEntry(Base):
    """One line of the night audit's log."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(String(300))


class SignIn(Base):
    """An open session at one desk."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]

    staff: Mapped[Staff] = relationship()
