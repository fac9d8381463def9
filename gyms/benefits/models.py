"""The tables of Commonwealth Benefits."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money


class Base(DeclarativeBase):
    """Of all tables here."""


class Resident(Base):
    """Somebody with a case number."""

    __tablename__ = "residents"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(120))
    born_on: Mapped[dt.date]
    pin: Mapped[str] = mapped_column(String(6))
    last_seen_at: Mapped[dt.datetime | None]


class Address(Base):
    """Where a resident lives (``home``) or gets post (``mailing``); the newest mailing address counts."""

    __tablename__ = "addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    kind: Mapped[str] = mapped_column(String(8))
    line1: Mapped[str] = mapped_column(String(80))
    line2: Mapped[str] = mapped_column(String(80), default="")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    """The deliverable street of the postal register; None for what somebody typed."""
    added_at: Mapped[dt.datetime]

    place: Mapped["Place | None"] = relationship()

    __table_args__ = (CheckConstraint("kind IN ('home', 'mailing')"),)


class Place(Base):
    """One street of the postal register."""

    __tablename__ = "places"

    id: Mapped[int] = mapped_column(primary_key=True)
    street: Mapped[str] = mapped_column(String(60))
    town: Mapped[str] = mapped_column(String(40))
    county: Mapped[str] = mapped_column(String(30))
    zip: Mapped[str] = mapped_column(String(5))

    @property
    def text(self) -> str:
        """As the address finder shows it."""
        return f"{self.street}, {self.town}, {self.zip}"

    __table_args__ = (UniqueConstraint("street", "zip"),)


class Plan(Base):
    """A health plan that residents can enrol in."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    premium: Mapped[int] = mapped_column(Money)
    """Cents a month, for one person."""


class Enrollment(Base):
    """A resident's plan and its options; coverage and rider decide what applies."""

    __tablename__ = "enrollments"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    year: Mapped[int]
    coverage: Mapped[str] = mapped_column(String(12))
    rider: Mapped[str] = mapped_column(String(12))
    paperless: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[dt.datetime | None]

    plan: Mapped[Plan] = relationship()

    __table_args__ = (UniqueConstraint("resident_id", "year"),)


class Application(Base):
    """What a resident submitted, once; ``returned`` ones wait for a correction of the field in ``returned_field``."""

    __tablename__ = "applications"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    program: Mapped[str] = mapped_column(String(12))
    household_size: Mapped[int]
    monthly_income: Mapped[int] = mapped_column(Money)
    housing: Mapped[str] = mapped_column(String(12))
    heating: Mapped[str] = mapped_column(String(12))
    county: Mapped[str] = mapped_column(String(30))
    town: Mapped[str] = mapped_column(String(40))
    employer: Mapped[str] = mapped_column(String(80))
    employer_phone: Mapped[str] = mapped_column(String(20))
    starts_on: Mapped[dt.date]
    share_data: Mapped[bool]
    certified: Mapped[bool]
    status: Mapped[str] = mapped_column(String(12))
    submitted_at: Mapped[dt.datetime]
    returned_field: Mapped[str | None] = mapped_column(String(20))
    corrected_at: Mapped[dt.datetime | None]

    resident: Mapped[Resident] = relationship()

    __table_args__ = (
        CheckConstraint("household_size BETWEEN 1 AND 15"),
        CheckConstraint("status IN ('submitted', 'returned', 'approved', 'closed')"),
    )


class Draft(Base):
    """Answers of a long application that is not submitted yet, page by page."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    program: Mapped[str] = mapped_column(String(12))
    answers: Mapped[str] = mapped_column(String(4000), default="{}")
    """JSON, by field."""
    saved_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("resident_id", "program"),)


class DocumentRequest(Base):
    """A document that the agency asked for; ``document_sha256`` is what came."""

    __tablename__ = "document_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    kind: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[dt.datetime]

    application: Mapped[Application] = relationship()


class Document(Base):
    """A file that was attached to a request."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("document_requests.id"))
    file_name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    """Bytes."""
    attached_at: Mapped[dt.datetime]


class Login(Base):
    """An open session."""

    __tablename__ = "logins"

    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    resident: Mapped[Resident] = relationship()
