"""How cards are frozen and closed: noted at once, done by a job some seconds later, or marked as failed."""

from sqlalchemy.orm import Session

from gyms.kit.world import World
from gyms.payments.models import CardEvent

LAG = 2.0
"""Seconds of world time."""


def ask(world: World, session: Session, event: CardEvent) -> None:
    """Note the request and have it processed."""
    session.add(event)
    session.flush()
    number = event.id

    def work(job: Session) -> None:
        asked = job.get_one(CardEvent, number)
        asked.card.status = "frozen" if asked.kind == "freeze" else "closed"
        asked.status = "done"

    def failed(job: Session) -> None:
        job.get_one(CardEvent, number).status = "failed"

    world.commit_later(f"{event.kind} {number}", work, lag=LAG, failed=failed)
