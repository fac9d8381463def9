"""How asked-for changes come about: noted at once, made by a job some seconds later, or marked as failed."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.world import World
from gyms.utility.models import ChangeRequest, Subscription

LAG = 2.0
"""Seconds of world time until a change is made."""


def current(session: Session, point_id: int) -> Subscription:
    """The active subscription of a supply point."""
    return session.scalars(
        select(Subscription).where(Subscription.supply_point_id == point_id, Subscription.status == "active")
    ).one()


def pending(session: Session, point_id: int) -> ChangeRequest | None:
    """The latest request for a supply point that is still being processed."""
    waiting = select(ChangeRequest).where(ChangeRequest.supply_point_id == point_id, ChangeRequest.status == "pending")
    return session.scalars(waiting.order_by(ChangeRequest.id.desc())).first()


def ask(world: World, session: Session, request: ChangeRequest) -> None:
    """Note a request and have it processed. The request is committed with the session."""
    session.add(request)
    session.flush()
    made, number = (_change_plan if request.kind == "plan" else _change_option), request.id

    def work(job: Session) -> None:
        asked = job.get_one(ChangeRequest, number)
        made(job, asked, world.clock.now().date())
        _settle(asked, "done", world.clock.now())

    def failed(job: Session) -> None:
        _settle(job.get_one(ChangeRequest, number), "failed", world.clock.now())

    world.commit_later(f"{request.kind} change {number}", work, lag=LAG, failed=failed)


def _settle(request: ChangeRequest, status: str, now: dt.datetime) -> None:
    request.status, request.settled_at = status, now


def _change_plan(session: Session, request: ChangeRequest, today: dt.date) -> None:
    """Ends what runs and starts the new plan, in this order; the option goes on."""
    old = current(session, request.supply_point_id)
    old.status, old.ends_on = "ended", today
    session.flush()
    session.add(
        Subscription(
            supply_point_id=request.supply_point_id,
            tariff_id=request.tariff_id,
            billing=request.billing,
            option=old.option,
            cover=request.cover,
            starts_on=today,
            status="active",
        )
    )


def _change_option(session: Session, request: ChangeRequest, today: dt.date) -> None:  # noqa: ARG001 - as plans
    current(session, request.supply_point_id).option = request.option or "none"
