"""The tables of Hearthstone Mutual."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gyms.kit.columns import Money


class Base(DeclarativeBase):
    """Of all tables here."""


class Holder(Base):
    """Somebody insured here."""

    __tablename__ = "holders"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(120), unique=True)
    password: Mapped[str] = mapped_column(String(20))


class Policy(Base):
    """What is insured, from when to when. Claims up to ``auto_limit`` are approved without an adjuster."""

    __tablename__ = "policies"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(14), unique=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("holders.id"))
    kind: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    """The last day on which it is in force."""
    deductible: Mapped[int] = mapped_column(Money)
    auto_limit: Mapped[int] = mapped_column(Money)

    holder: Mapped[Holder] = relationship()
    beneficiaries: Mapped[list["Beneficiary"]] = relationship(order_by="Beneficiary.id")

    __table_args__ = (
        CheckConstraint("kind IN ('auto', 'home', 'travel', 'life')"),
        CheckConstraint("starts_on <= ends_on"),
    )

    def covers(self, day: dt.date) -> bool:
        """Whether it is in force on that day."""
        return self.starts_on <= day <= self.ends_on


class Beneficiary(Base):
    """Who gets how many per cent of a life policy."""

    __tablename__ = "beneficiaries"

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    name: Mapped[str] = mapped_column(String(80))
    relation: Mapped[str] = mapped_column(String(20))
    share: Mapped[int]

    __table_args__ = (UniqueConstraint("policy_id", "name"), CheckConstraint("share BETWEEN 0 AND 100"))


class BeneficiaryChange(Base):
    """A division of a life policy that its holder signed."""

    __tablename__ = "beneficiary_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    effective_on: Mapped[dt.date]
    signed_as: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[dt.datetime]


class Payee(Base):
    """An account that claims are paid to."""

    __tablename__ = "payees"

    id: Mapped[int] = mapped_column(primary_key=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("holders.id"))
    bank: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(10))
    ending: Mapped[str] = mapped_column(String(4))

    @property
    def text(self) -> str:
        """``Granite Savings checking …4471``"""
        return f"{self.bank} {self.kind} …{self.ending}"


class Claim(Base):
    """A claim that was filed: ``approved`` at once, in ``review`` with an adjuster, or ``paid``."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    payee_id: Mapped[int] = mapped_column(ForeignKey("payees.id"))
    cause: Mapped[str] = mapped_column(String(12))
    lost_on: Mapped[dt.date]
    amount: Mapped[int] = mapped_column(Money)
    details: Mapped[str] = mapped_column(String(200))
    share_with_partners: Mapped[bool]
    status: Mapped[str] = mapped_column(String(10))
    filed_at: Mapped[dt.datetime]

    policy: Mapped[Policy] = relationship()
    payee: Mapped[Payee] = relationship()
    approvals: Mapped[list["Approval"]] = relationship()

    __table_args__ = (CheckConstraint("amount > 0"), CheckConstraint("status IN ('approved', 'review', 'paid')"))


class ClaimDraft(Base):
    """A claim that was kept for later; nobody at the insurer sees it."""

    __tablename__ = "claim_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policies.id"))
    payee_id: Mapped[int] = mapped_column(ForeignKey("payees.id"))
    cause: Mapped[str] = mapped_column(String(12))
    lost_on: Mapped[dt.date]
    amount: Mapped[int] = mapped_column(Money)
    details: Mapped[str] = mapped_column(String(200))
    share_with_partners: Mapped[bool]
    saved_at: Mapped[dt.datetime]

    policy: Mapped[Policy] = relationship()


class Approval(Base):
    """That an adjuster approved a claim above the limit: what the policyholder stated when filing it."""

    __tablename__ = "approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    amount: Mapped[int] = mapped_column(Money)
    stated_at: Mapped[dt.datetime]


class Login(Base):
    """An open session."""

    __tablename__ = "sessions"

    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("holders.id"))
    started_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    holder: Mapped[Holder] = relationship()
