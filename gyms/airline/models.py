"""The airline's nine tables: a passenger name record (a booking), who is on it, what they fly, what was paid.

Times of day are ``HH:MM`` strings and money is integer cents. Who is signed in is kept in a signed cookie, so there is
no table for that.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money, TimeOfDay


class Base(DeclarativeBase):
    """Holds the airline's metadata."""


class City(Base):
    """A place with an airport, one of several of its name perhaps."""

    __tablename__ = "cities"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(3), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    region: Mapped[str] = mapped_column(String(60))
    """State, province or country: what tells namesakes apart."""

    @property
    def label(self) -> str:
        """``Portland, Oregon (PDX)``"""
        return f"{self.name}, {self.region} ({self.code})"


class Customer(Base):
    """Somebody with an account."""

    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    """``VM 4471 902``, as on the card."""
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    pin: Mapped[str] = mapped_column(String(6))
    phone: Mapped[str] = mapped_column(String(40))
    home_city_id: Mapped[int | None] = mapped_column(ForeignKey("cities.id", ondelete="RESTRICT"))
    home_city_text: Mapped[str] = mapped_column(String(120), default="")
    """What was typed where no city was picked from the list: nothing the reservation system can use."""
    seating: Mapped[str] = mapped_column(String(10), default="any")

    home_city: Mapped[City | None] = relationship()


class Flight(Base):
    """A line of the timetable: flown on some weekdays all season."""

    __tablename__ = "flights"
    __table_args__ = (
        CheckConstraint("origin_id <> destination_id", name="goes_somewhere"),
        CheckConstraint("fare_cents > 0", name="costs_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(8), unique=True)
    """``VM 214``"""
    origin_id: Mapped[int] = mapped_column(ForeignKey("cities.id", ondelete="RESTRICT"))
    destination_id: Mapped[int] = mapped_column(ForeignKey("cities.id", ondelete="RESTRICT"))
    departs: Mapped[str] = mapped_column(TimeOfDay)
    minutes: Mapped[int]
    days: Mapped[str] = mapped_column(String(7))
    """ISO weekday digits, e.g. ``1234567``."""
    fare_cents: Mapped[int] = mapped_column(Money)
    """What the lowest fare starts from."""

    origin: Mapped[City] = relationship(foreign_keys=[origin_id])
    destination: Mapped[City] = relationship(foreign_keys=[destination_id])


class Booking(Base):
    """A passenger name record, known by its locator: open, then held, then ticketed."""

    __tablename__ = "bookings"
    __table_args__ = (CheckConstraint("status IN ('held', 'ticketed', 'cancelled')", name="bookings_status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    locator: Mapped[str] = mapped_column(String(6), unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="RESTRICT"))
    status: Mapped[str] = mapped_column(String(10), default="held")
    opened_at: Mapped[dt.datetime]
    held_until: Mapped[dt.datetime | None]
    """Until when its fares and seats are kept without payment."""
    remark: Mapped[str] = mapped_column(String(60), default="")
    """The bank's or the core's last word on it."""

    customer: Mapped[Customer] = relationship()
    passengers: Mapped[list["Passenger"]] = relationship(order_by="Passenger.id", back_populates="booking")
    segments: Mapped[list["Segment"]] = relationship(order_by="Segment.id", back_populates="booking")
    extras: Mapped[list["Extra"]] = relationship(order_by="Extra.id", back_populates="booking")
    payments: Mapped[list["Payment"]] = relationship(order_by="Payment.id", back_populates="booking")


class Passenger(Base):
    """A name element of a booking."""

    __tablename__ = "passengers"
    __table_args__ = (CheckConstraint("title IN ('Mr', 'Ms', 'Mx', 'Child')", name="passengers_title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(6))
    given_name: Mapped[str] = mapped_column(String(60))
    family_name: Mapped[str] = mapped_column(String(60))
    born_on: Mapped[dt.date]

    booking: Mapped[Booking] = relationship(back_populates="passengers")

    @property
    def name(self) -> str:
        """``Ana Duarte``"""
        return f"{self.given_name} {self.family_name}"


class Segment(Base):
    """One passenger's coupon for one flight."""

    __tablename__ = "segments"
    __table_args__ = (
        CheckConstraint("status IN ('HK', 'XX')", name="segments_status"),
        CheckConstraint("fare IN ('light', 'classic', 'flex', 'full')", name="segments_fare"),
        Index(
            "segments_one_to_a_seat",
            "flight_id",
            "date",
            "seat",
            unique=True,
            sqlite_where=text("status = 'HK'"),
            postgresql_where=text("status = 'HK'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"), index=True)
    passenger_id: Mapped[int] = mapped_column(ForeignKey("passengers.id", ondelete="CASCADE"))
    flight_id: Mapped[int] = mapped_column(ForeignKey("flights.id", ondelete="RESTRICT"))
    date: Mapped[dt.date]
    fare: Mapped[str] = mapped_column(String(8))
    price_cents: Mapped[int] = mapped_column(Money)
    seat: Mapped[str | None] = mapped_column(String(4))
    status: Mapped[str] = mapped_column(String(2), default="HK")
    """As the reservation core has it: HK holds confirmed, XX cancelled."""
    remark: Mapped[str] = mapped_column(String(60), default="")
    """The core's last word on it."""
    version: Mapped[int] = mapped_column(default=1)
    """Raised whenever somebody saves it; a form with an older one is refused."""

    booking: Mapped[Booking] = relationship(back_populates="segments")
    passenger: Mapped[Passenger] = relationship()
    flight: Mapped[Flight] = relationship()


class Extra(Base):
    """Something that is sold besides the flight."""

    __tablename__ = "extras"
    __table_args__ = (UniqueConstraint("booking_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(12))
    price_cents: Mapped[int] = mapped_column(Money)

    booking: Mapped[Booking] = relationship(back_populates="extras")


class Payment(Base):
    """Money taken or given back: written when the bank has said yes."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("kind IN ('charge', 'refund')", name="payments_kind"),
        CheckConstraint("amount_cents >= 0", name="payments_amount"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="RESTRICT"), index=True)
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segments.id", ondelete="RESTRICT"))
    """The coupon that a refund is for."""
    kind: Mapped[str] = mapped_column(String(8))
    card: Mapped[str] = mapped_column(String(40))
    amount_cents: Mapped[int] = mapped_column(Money)
    remark: Mapped[str] = mapped_column(String(60), default="")
    made_at: Mapped[dt.datetime]

    booking: Mapped[Booking] = relationship(back_populates="payments")


class Subscription(Base):
    """An address that gets the airline's offers by mail."""

    __tablename__ = "newsletter"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(200))
    joined_at: Mapped[dt.datetime]
