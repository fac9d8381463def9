"""What the workouts bind: a holder, a loss, and where it is paid to."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.insurance.causes import CAUSES
from gyms.insurance.models import Holder, Payee, Policy
from gyms.insurance.populate import DETAILS, LIMIT_STEP
from gyms.kit.gym import Json, Seeding
from gyms.kit.world import World


def any_holder(session: Session, seeding: Seeding) -> Holder:
    """Somebody."""
    return seeding.random.choice(list(session.scalars(select(Holder).order_by(Holder.id))))


def as_parameter(holder: Holder) -> dict[str, Json]:
    """The holder as a task parameter."""
    return {"id": holder.id, "name": holder.name}


def policies(session: Session, holder: Holder, *kinds: str) -> Sequence[Policy]:
    """A holder's policies of these kinds."""
    found = select(Policy).where(Policy.holder_id == holder.id, Policy.kind.in_(kinds)).order_by(Policy.id)
    return session.scalars(found).all()


def loss(session: Session, seeding: Seeding, policy: Policy) -> dict[str, Json]:
    """Something that happened while the policy was in force, and is not paid at once by habit."""
    random = seeding.random
    cause, text = random.choice(CAUSES[policy.kind])
    last = min(policy.ends_on, seeding.today - dt.timedelta(days=1))
    days = min(30, (last - policy.starts_on).days)
    found = select(Payee).where(Payee.holder_id == policy.holder_id).order_by(Payee.id)
    payee = random.choice(session.scalars(found).all())
    return {
        "policy": {"id": policy.id, "number": policy.number, "subject": policy.subject},
        "cause": {"code": cause, "text": text},
        "lost_on": (last - dt.timedelta(days=random.randrange(days + 1))).isoformat(),
        "details": random.choice(DETAILS[cause]),
        "payee": {"id": payee.id, "text": payee.text},
    }


def amount(seeding: Seeding, low: int = 55_000, high: int = 480_000) -> int:
    """Cents; now and then just a limit."""
    if seeding.random.random() < 0.2:
        return seeding.random.randrange(low // LIMIT_STEP + 1, high // LIMIT_STEP) * LIMIT_STEP
    return seeding.random.randrange(low, high, 15)


def limit_for(cents: int, *, above: bool) -> int:
    """The round limit next to an amount: the lowest that covers it, or the highest that doesn't."""
    covering = -(-cents // LIMIT_STEP) * LIMIT_STEP
    return covering - LIMIT_STEP if above else covering


def sign_in_link(world: World) -> str:
    """A one-time link that signs the task's holder in."""
    holder: Any = world.task.parameters["holder"]
    return world.one_time_link("/sign-in/link", str(holder["id"]))
