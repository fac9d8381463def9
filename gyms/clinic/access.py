"""Who is signed in: one-time links, e-mail and PIN, and the session behind the cookie."""

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.clinic.models import Member, SignIn
from gyms.clinic.visits import record

SESSION_LIFE = dt.timedelta(hours=12)
REGRET = dt.timedelta(minutes=30)
"""For so long the same browser can take a sign-out back."""


def member_of(session: Session, token: str | None, now: dt.datetime) -> Member | None:
    """The member whose open session ``token`` is."""
    found = _session(session, token, now)
    return found.member if found is not None and found.ended_at is None else None


def by_pin(session: Session, email: str, pin: str, now: dt.datetime) -> Member | None:
    """The member with this e-mail address and PIN."""
    member = session.scalar(select(Member).where(Member.email == email.lower()))
    if member is None or not secrets.compare_digest(member.pin.encode(), pin.encode()):
        record(session, member, "sign-in refused", f"e-mail {email}"[:300], now)
        return None
    return member


def enter(session: Session, member: Member, token: str, now: dt.datetime) -> None:
    """Open a session for the member under a fresh token."""
    session.add(SignIn(token=token, member_id=member.id, created_at=now))
    member.last_seen_at = now
    record(session, member, "signed in", "", now)


def leave(session: Session, token: str | None, now: dt.datetime) -> None:
    """Sign out."""
    found = _session(session, token, now)
    if found is not None and found.ended_at is None:
        found.ended_at = now
        record(session, found.member, "signed out", "", now)


def just_left(session: Session, token: str | None, now: dt.datetime) -> Member | None:
    """Who signed out in this browser a moment ago and may come back without a PIN."""
    found = _session(session, token, now)
    recent = found is not None and found.ended_at is not None and now - found.ended_at <= REGRET
    return found.member if found is not None and recent else None


def _session(session: Session, token: str | None, now: dt.datetime) -> SignIn | None:
    found = session.get(SignIn, token) if token else None
    return found if found is not None and now - found.created_at <= SESSION_LIFE else None
