"""Whom and what a task is about."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding
from gyms.loyalty.accounts import entitled
from gyms.loyalty.models import Award, Member
from gyms.loyalty.populate import credit

SPARE = 4000
"""Points that a member has left beyond what two mistakes would cost."""


def any_member(session: Session, seeding: Seeding, *relations: str) -> Member:
    """Some member, of these relations within the household."""
    query = select(Member).order_by(Member.id)
    if relations:
        query = query.where(Member.relation.in_(relations))
    return seeding.random.choice(session.scalars(query).all())


def any_award(session: Session, seeding: Seeding, member: Member) -> Award:
    """Some award that the member's tier allows."""
    awards = session.scalars(select(Award).order_by(Award.id)).all()
    return seeding.random.choice([award for award in awards if entitled(member, award)])


def afford(session: Session, seeding: Seeding, member: Member, points: int) -> None:
    """Give the member enough to pay twice by mistake."""
    missing = 2 * points + SPARE - member.points
    if missing > 0:
        bonus = -(-missing // 500) * 500
        credit(session, member, seeding.today.replace(day=1), "partner", bonus, "Meridian Visa anniversary bonus")


def as_parameter(member: Member) -> dict[str, Json]:
    """What a task tells about a member."""
    number = f"{member.number[:4]} {member.number[4:7]} {member.number[7:]}"
    return {"id": member.id, "name": member.name, "number": member.number, "card": number}
