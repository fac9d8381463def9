"""Who is logged in: one-time links, number and PIN, and the session behind the cookie, which times out when idle."""

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.loyalty.models import Login, Member

IDLE = dt.timedelta(minutes=15)
"""World time without a request after which one has to log in again."""
REMEMBERED = "****"
"""Stands in the PIN field of a browser that remembers the member."""


def login_of(session: Session, token: str | None) -> Login | None:
    """The session of that cookie, whether it is still open or not."""
    return session.get(Login, token) if token else None


def timed_out(login: Login, now: dt.datetime) -> bool:
    """Whether nobody was heard of for too long."""
    return now - login.seen_at > IDLE


def by_pin(session: Session, number: str, pin: str, remembered: Login | None) -> Member | None:
    """The member of that number and PIN; of a browser that remembers the number, its dots will do."""
    member = session.scalar(select(Member).where(Member.number == number.replace(" ", "")))
    if member is None:
        return None
    if pin == REMEMBERED:
        return member if remembered is not None and remembered.member_id == member.id else None
    return member if secrets.compare_digest(pin.encode(), member.pin.encode()) else None


def enter(session: Session, member: Member, token: str, now: dt.datetime) -> None:
    """Begin a session."""
    session.add(Login(token=token, member_id=member.id, seen_at=now))
