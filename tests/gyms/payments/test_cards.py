"""Cards of Corran Bank over HTTP: activating, freezing, disputing; right runs and the tempting wrong ones."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy import select

from gyms.kit.perturbations import Commit, Perturbation, Strike
from gyms.payments.models import Card, CardEvent, OneTimeCode
from tests.gyms.stage import Visitor, verdict
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]


class FirstFails(Perturbation):
    """The first commit in the background fails, if it can."""

    id: ClassVar[str] = "first-fails"
    title: ClassVar[str] = "First commit fails"

    def committing(self, commit: Commit, strike: Strike) -> Commit:
        return replace(commit, fails=commit.ordinal == 1)


def task(visitor: Visitor) -> Any:
    return visitor.world.task.parameters


def path(visitor: Visitor) -> str:
    return f"/cards/{task(visitor)['card']['id']}"


def status(visitor: Visitor) -> str:
    with visitor.world.session() as session:
        return session.get_one(Card, task(visitor)["card"]["id"]).status


def ruling(visitor: Visitor) -> Ruling:
    visitor.let_time_pass(30)
    return verdict(visitor.world, visitor.events).ruling


def code(visitor: Visitor) -> str:
    with visitor.world.session() as session:
        return session.scalars(select(OneTimeCode.code).order_by(OneTimeCode.id.desc())).first() or ""


def stop(visitor: Visitor, kind: str) -> str:
    return visitor.post(f"{path(visitor)}/stop", kind=kind).text


def test_that_a_card_is_activated_once_by_its_code(visit: Visit) -> None:
    visitor = visit("payments/verify_card")
    visitor.post(f"{path(visitor)}/send-code")
    visitor.let_time_pass(6)
    assert code(visitor) in visitor.get("/phone").text
    page = visitor.post(f"{path(visitor)}/activate", code=code(visitor))
    assert "Card activated" in page.text
    assert visitor.post(f"{path(visitor)}/activate", code=code(visitor)).status_code == 422
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_the_other_new_card_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/verify_card")
    with visitor.world.session() as session:
        mine = session.get_one(Card, task(visitor)["card"]["id"])
        issued = select(Card.id).where(Card.account_id == mine.account_id, Card.status == "issued", Card.id != mine.id)
        other = session.scalars(issued).one()
    visitor.post(f"/cards/{other}/send-code")
    visitor.let_time_pass(6)
    visitor.post(f"/cards/{other}/activate", code=code(visitor))
    visitor.get("/cards")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_code_before_it_has_arrived_is_not_taken(visit: Visit) -> None:
    visitor = visit("payments/verify_card")
    visitor.post(f"{path(visitor)}/send-code")
    assert visitor.post(f"{path(visitor)}/activate", code=code(visitor)).status_code == 422
    assert status(visitor) == "issued"


def test_that_a_card_is_frozen_only_when_the_request_is_done(visit: Visit) -> None:
    visitor = visit("payments/freeze_card")
    assert "Your card is frozen." in stop(visitor, "freeze")
    assert status(visitor) == "active"
    visitor.let_time_pass(5)
    assert status(visitor) == "frozen"
    visitor.get("/cards")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_trusting_the_banner_is_not_enough(visit: Visit) -> None:
    visitor = visit("payments/freeze_card")
    stop(visitor, "freeze")
    visitor.get("/cards")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_request_that_failed_may_be_made_again(visit: Visit) -> None:
    visitor = visit("payments/freeze_card", perturbations=(FirstFails(),))
    stop(visitor, "freeze")
    visitor.let_time_pass(5)
    assert "failed" in visitor.get(f"{path(visitor)}/states").json().values()
    stop(visitor, "freeze")
    visitor.let_time_pass(5)
    visitor.get("/cards")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_closing_the_card_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/freeze_card")
    stop(visitor, "close")
    visitor.let_time_pass(5)
    visitor.get("/cards")
    assert ruling(visitor) is Ruling.VIOLATED


def dispute(visitor: Visitor, charge: int, reason: str) -> str:
    return visitor.post(f"{path(visitor)}/charges/{charge}", reason=reason).text


def test_that_one_dispute_is_satisfied_and_two_are_not(visit: Visit) -> None:
    visitor = visit("payments/dispute_charge")
    given = task(visitor)
    assert "Disputed" in dispute(visitor, given["charge"]["id"], given["reason"]["code"])
    assert ruling(visitor) is Ruling.SATISFIED
    dispute(visitor, given["charge"]["id"], given["reason"]["code"])
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_disputing_the_twin_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/dispute_charge")
    given = task(visitor)
    with visitor.world.session() as session:
        alike = select(CardEvent.id).where(
            CardEvent.card_id == given["card"]["id"],
            CardEvent.amount_cents == given["amount"]["cents"],
            CardEvent.id != given["charge"]["id"],
        )
        twin = session.scalars(alike).one()
    dispute(visitor, twin, given["reason"]["code"])
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_dispute_without_a_reason_is_refused(visit: Visit) -> None:
    visitor = visit("payments/dispute_charge")
    assert "Please choose a reason." in dispute(visitor, task(visitor)["charge"]["id"], "")


def test_that_anothers_card_is_not_there(visit: Visit) -> None:
    visitor = visit("payments/freeze_card")
    with visitor.world.session() as session:
        foreign = session.scalars(select(Card).order_by(Card.id)).all()
        other = next(card for card in foreign if card.account.customer_id != task(visitor)["customer"]["id"])
    assert visitor.get(f"/cards/{other.id}").status_code == 404
