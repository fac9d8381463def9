"""What can be done to an account: redeem, cancel, transfer. The ledger and the balance always move together."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.loyalty.models import TIERS, Award, LedgerLine, Member, Redemption, Transfer

DONATION = 250
"""Points that the box in the award window gives to Wings for Children."""
TRANSFER_STEP = 500


def members_family(session: Session, member: Member) -> list[Member]:
    """The others of the household."""
    query = select(Member).where(Member.household == member.household, Member.id != member.id).order_by(Member.number)
    return list(session.scalars(query))


def entitled(member: Member, award: Award) -> bool:
    """Whether the member's tier is high enough."""
    return TIERS.index(member.tier) >= TIERS.index(award.tier)


def redeem(
    session: Session, member: Member, award: Award, quantity: int, delivery: str, donate: bool, now: dt.datetime
) -> Redemption:
    """Order an award and debit it."""
    cost = award.points * quantity
    ordered = Redemption(
        member_id=member.id, award=award, quantity=quantity, points=cost, delivery=delivery, ordered_at=now
    )
    session.add(ordered)
    _post(session, member, now, "award", -cost, award.title).redemption = ordered
    if donate:
        _post(session, member, now, "donation", -DONATION, "Wings for Children")
    session.flush()
    return ordered


def cancel(session: Session, member: Member, redemption: Redemption, now: dt.datetime) -> None:
    """Take an order back; the points return."""
    redemption.status = "cancelled"
    _post(session, member, now, "refund", redemption.points, redemption.award.title).redemption = redemption


def transfer(session: Session, giver: Member, taker: Member, points: int, now: dt.datetime) -> Transfer:
    """Move points within a household."""
    made = Transfer(from_id=giver.id, to_id=taker.id, points=points, made_at=now)
    session.add(made)
    _post(session, giver, now, "transfer out", -points, f"To {taker.name} {taker.number}").transfer = made
    _post(session, taker, now, "transfer in", points, f"From {giver.name} {giver.number}").transfer = made
    session.flush()
    return made


def _post(session: Session, member: Member, now: dt.datetime, kind: str, points: int, text: str) -> LedgerLine:
    line = LedgerLine(member_id=member.id, posted_on=now.date(), kind=kind, points=points, description=text)
    session.add(line)
    member.points += points
    return line
