"""The tables of Juniper Pharmacy."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Of all tables here."""


class Patient(Base):
    """Somebody with an account."""

    __tablename__ = "patients"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(20), unique=True)
    born_on: Mapped[dt.date]
    pin: Mapped[str] = mapped_column(String(6))


class Medication(Base):
    """A medicine in one strength."""

    __tablename__ = "medications"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    strength: Mapped[str] = mapped_column(String(16))
    form: Mapped[str] = mapped_column(String(12))

    @property
    def text(self) -> str:
        """``Lisinopril 10 mg``"""
        return f"{self.name} {self.strength}"

    __table_args__ = (UniqueConstraint("name", "strength"),)


class Store(Base):
    """A branch."""

    __tablename__ = "stores"

    id: Mapped[int] = mapped_column(primary_key=True)
    town: Mapped[str] = mapped_column(String(30))
    street: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]

    @property
    def text(self) -> str:
        """``120 Main Street, Alder Falls``"""
        return f"{self.number} {self.street}, {self.town}"

    __table_args__ = (UniqueConstraint("town", "street"),)


class Prescription(Base):
    """What a doctor prescribed, and when it was filled last. It is due once the days' supply is used up."""

    __tablename__ = "prescriptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    medication_id: Mapped[int] = mapped_column(ForeignKey("medications.id"))
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"))
    prescriber: Mapped[str] = mapped_column(String(60))
    quantity: Mapped[int]
    days_supply: Mapped[int]
    refills_left: Mapped[int]
    last_filled_on: Mapped[dt.date]
    auto_refill: Mapped[bool] = mapped_column(default=False)

    patient: Mapped[Patient] = relationship()
    medication: Mapped[Medication] = relationship()
    store: Mapped[Store] = relationship()

    __table_args__ = (CheckConstraint("refills_left >= 0"), CheckConstraint("days_supply > 0"))

    @property
    def used_up_on(self) -> dt.date:
        """The first day without supply."""
        return self.last_filled_on + dt.timedelta(days=self.days_supply)


class Refill(Base):
    """A request: ``preparing``, in the pharmacist's ``queue`` because it came early, or ``collected``."""

    __tablename__ = "refills"

    id: Mapped[int] = mapped_column(primary_key=True)
    prescription_id: Mapped[int] = mapped_column(ForeignKey("prescriptions.id"))
    store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"))
    pickup_on: Mapped[dt.date]
    pickup_time: Mapped[str] = mapped_column(String(12))
    notify: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(12))
    requested_at: Mapped[dt.datetime]

    prescription: Mapped[Prescription] = relationship()
    store: Mapped[Store] = relationship()

    __table_args__ = (CheckConstraint("status IN ('preparing', 'queue', 'collected')"),)


class Transfer(Base):
    """A prescription that was moved from one branch to another."""

    __tablename__ = "transfers"

    id: Mapped[int] = mapped_column(primary_key=True)
    prescription_id: Mapped[int] = mapped_column(ForeignKey("prescriptions.id"))
    from_store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"))
    to_store_id: Mapped[int] = mapped_column(ForeignKey("stores.id"))
    reason: Mapped[str] = mapped_column(String(12))
    requested_at: Mapped[dt.datetime]

    prescription: Mapped[Prescription] = relationship()
    from_store: Mapped[Store] = relationship(foreign_keys=[from_store_id])
    to_store: Mapped[Store] = relationship(foreign_keys=[to_store_id])


class Login(Base):
    """An open session."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    patient: Mapped[Patient] = relationship()
