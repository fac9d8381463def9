"""One-time codes: sent to the phone, where they arrive some seconds later; good for a while, and for one use."""

import datetime as dt
import random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gyms.kit.world import World
from gyms.payments.models import Card, CardEvent, Customer, OneTimeCode, Transfer

LAG = 3.0
"""Seconds of world time until the phone has the message."""
LIFE = dt.timedelta(minutes=3)
MOST_WRONG = 3
"""The third wrong attempt blocks the code, and what it was for."""


class Refused(Exception):  # noqa: N818 - an answer, not an error
    """Why a code was not taken."""


def send(world: World, session: Session, customer: Customer, *, transfer: Transfer | None, card: Card | None) -> None:
    """A fresh code on its way to the phone."""
    number = session.scalar(select(func.count()).select_from(OneTimeCode)) or 0
    row = OneTimeCode(
        customer_id=customer.id,
        transfer_id=transfer and transfer.id,
        card_id=card and card.id,
        code=f"{random.Random(f'{world.task.seed}:code {number}').randrange(100_000, 1_000_000)}",
        sent_at=world.clock.now(),
        status="sent",
        attempts=0,
    )
    session.add(row)
    session.flush()
    key = row.id

    def arrive(job: Session) -> None:
        job.get_one(OneTimeCode, key).arrived_at = world.clock.now()

    world.commit_later(f"message {key}", arrive, lag=LAG)


def codes_for(session: Session, *, transfer: Transfer | None, card: Card | None) -> list[OneTimeCode]:
    """All codes that were sent for one thing, oldest first."""
    mine = OneTimeCode.transfer_id == transfer.id if transfer else OneTimeCode.card_id == (card and card.id)
    return list(session.scalars(select(OneTimeCode).where(mine).order_by(OneTimeCode.id)))


def can_resend(sent: list[OneTimeCode]) -> bool:
    """Once only, and not after the code was used or blocked."""
    return len(sent) == 1 and sent[0].status == "sent"


def resend(world: World, session: Session, customer: Customer, sent: list[OneTimeCode]) -> None:
    """Another code takes the place of the first."""
    sent[0].status = "replaced"
    send(world, session, customer, transfer=sent[0].transfer, card=sent[0].card)


def redeem(session: Session, sent: list[OneTimeCode], given: str, now: dt.datetime) -> None:
    """Use the code up and do what it releases; raises Refused with the reason."""
    row = sent[-1] if sent else None
    if row is None or row.status != "sent":
        raise Refused("There is no code to be entered here.")
    if row.arrived_at is not None and now - row.arrived_at > LIFE:
        raise Refused("This code has expired.")
    if row.arrived_at is None or given.replace(" ", "") != row.code:
        row.attempts += 1
        if row.attempts >= MOST_WRONG:
            _block(row, now)
        raise Refused("This is not the code that we sent last.")
    row.status = "used"
    session.flush()  # first the code, then what it releases
    _release(session, row, now)


def _block(row: OneTimeCode, now: dt.datetime) -> None:
    row.status = "blocked"
    if row.transfer is not None:
        row.transfer.status, row.transfer.settled_at = "refused", now


def _release(session: Session, row: OneTimeCode, now: dt.datetime) -> None:
    if row.transfer is not None:
        transfer = row.transfer
        transfer.status, transfer.settled_at = "sent", now
        transfer.account.balance_cents -= transfer.amount_cents + transfer.donation_cents
    if row.card is not None:
        row.card.status = "active"
        session.add(CardEvent(card_id=row.card.id, kind="activation", status="done", at=now))
