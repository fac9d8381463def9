"""Payments of Corran Bank over HTTP: codes, limits, payments to come; right runs and the tempting wrong ones."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from gyms.payments.models import Account, Customer, OneTimeCode, Payee, Transfer
from gyms.payments.web import read_cents
from tests.gyms.stage import Visitor, verdict
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

Visit = Callable[..., Visitor]


def task(visitor: Visitor) -> Any:
    return visitor.world.task.parameters


def form(visitor: Visitor, **other: str) -> dict[str, str]:
    given = task(visitor)
    return {
        "account": str(given["account"]["id"]),
        "payee": str(given["payee"]["id"]),
        "amount": given["amount"]["typed"],
        "reference": given["reference"],
        "when": "now",
        **other,
    }


def begin(visitor: Visitor, **other: str) -> str:
    """Confirm a payment; the path of its page."""
    return visitor.post("/payments", **form(visitor, **other)).url.path


def newest(visitor: Visitor) -> OneTimeCode:
    with visitor.world.session() as session:
        return session.scalars(select(OneTimeCode).order_by(OneTimeCode.id.desc())).first() or OneTimeCode()


def pay(visitor: Visitor, **other: str) -> str:
    path = begin(visitor, **other)
    visitor.let_time_pass(6)
    return visitor.post(f"{path}/code", code=newest(visitor).code).text


def balance(visitor: Visitor) -> int:
    with visitor.world.session() as session:
        return session.get_one(Account, task(visitor)["account"]["id"]).balance_cents


def ruling(visitor: Visitor, outcome: Any = None) -> Ruling:
    visitor.let_time_pass(30)
    return verdict(visitor.world, visitor.events, outcome).ruling


@pytest.mark.parametrize(
    ("text", "cents"),
    [("1250", 125_000), ("1,250.5", 125_050), ("0.07", 7), ("1.234", None), ("-3", None), ("", None), ("12.x", None)],
)
def test_that_amounts_are_read_as_people_write_them(text: str, cents: int | None) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize("path", ["/", "/pay", "/payments", "/payees", "/cards", "/phone"])
def test_that_pages_are_there_for_customers(visit: Visit, path: str) -> None:
    visitor = visit("payments/transfer")
    assert visitor.get(path).status_code == 200
    visitor.post("/sign-out")
    assert visitor.get(path).url.path == "/sign-in"


def test_that_one_signs_in_with_number_and_pin(visit: Visit) -> None:
    visitor = visit("payments/transfer", start=False)
    with visitor.world.session() as session:
        customer = session.get_one(Customer, task(visitor)["customer"]["id"])
    assert visitor.post("/sign-in", number=customer.number, pin="x").status_code == 422
    assert "Good day" in visitor.post("/sign-in", number=customer.number, pin=customer.pin).text


def test_that_nothing_is_paid_before_the_last_look(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    page = visitor.post("/pay", **form(visitor))
    assert "Nothing has been paid yet" in page.text
    assert not [event for event in visitor.events if event["event"] == "changes" and len(event["changes"]) > 1]


def test_that_a_payment_released_by_its_code_is_satisfied(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    before = balance(visitor)
    assert "Sent" in pay(visitor)
    assert balance(visitor) == before - task(visitor)["amount"]["cents"]
    visitor.get("/payments")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_the_code_comes_to_the_phone_after_a_while(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    begin(visitor)
    assert visitor.get("/phone/messages").json() == 0
    visitor.let_time_pass(6)
    assert newest(visitor).code in visitor.get("/phone").text


def test_that_a_payment_confirmed_twice_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    begin(visitor)
    pay(visitor)
    visitor.get("/payments")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_the_namesake_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    given = task(visitor)
    with visitor.world.session() as session:
        others = select(Payee.id).where(Payee.customer_id == given["customer"]["id"], Payee.id != given["payee"]["id"])
        other = session.scalars(others).first()
    pay(visitor, payee=str(other))
    visitor.get("/payments")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_a_donation_that_nobody_asked_for_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    pay(visitor, donation="1")
    visitor.get("/payments")
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_two_wrong_codes_are_forgiven_and_the_third_blocks(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    path = begin(visitor)
    visitor.let_time_pass(6)
    for _ in range(2):
        assert visitor.post(f"{path}/code", code="000000").status_code == 422
    assert newest(visitor).status == "sent"
    visitor.post(f"{path}/code", code="000000")
    assert newest(visitor).status == "blocked"
    assert "Refused" in visitor.get(path).text


def test_that_a_code_expires_and_one_more_may_be_had(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    path = begin(visitor)
    visitor.let_time_pass(6)
    visitor.world.clock.advance(300)
    assert "expired" in visitor.post(f"{path}/code", code=newest(visitor).code).text
    for _ in range(2):
        visitor.post(f"{path}/resend")
    visitor.let_time_pass(6)
    assert visitor.get("/phone/messages").json() == 2
    assert "Sent" in visitor.post(f"{path}/code", code=newest(visitor).code).text
    visitor.get("/payments")
    assert ruling(visitor) is Ruling.SATISFIED


def test_that_a_cancelled_payment_takes_no_code(visit: Visit) -> None:
    visitor = visit("payments/transfer")
    path = begin(visitor)
    visitor.let_time_pass(6)
    code = newest(visitor).code
    visitor.post(f"{path}/cancel")
    assert visitor.post(f"{path}/code", code=code).status_code == 422
    with visitor.world.session() as session:
        assert session.get_one(Transfer, int(path.rsplit("/", 1)[1])).status == "cancelled"


@pytest.mark.parametrize("wrong", [{"amount": "0"}, {"payee": "1000000"}, {"reference": ""}, {"amount": "9999999"}])
def test_that_what_cannot_be_paid_is_refused(visit: Visit, wrong: dict[str, str]) -> None:
    visitor = visit("payments/transfer")
    assert visitor.post("/payments", **form(visitor, **wrong)).status_code == 422


def later(visitor: Visitor, **other: str) -> None:
    visitor.post(
        "/payments", **form(visitor, when="later", due_on=task(visitor)["due"], **{"repeats": "once", **other})
    )


def test_that_one_payment_to_come_is_satisfied(visit: Visit) -> None:
    visitor = visit("payments/schedule_bill")
    later(visitor)
    assert ruling(visitor) is Ruling.SATISFIED


@pytest.mark.parametrize("wrong", [{"repeats": "monthly"}, {"donation": "1"}, {"due_on": "2026-07-03"}])
def test_that_another_payment_to_come_is_wrong(visit: Visit, wrong: dict[str, str]) -> None:
    visitor = visit("payments/schedule_bill")
    visitor.post("/payments", **{**form(visitor, when="later", due_on=task(visitor)["due"]), **wrong})
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_paying_a_bill_at_once_is_wrong(visit: Visit) -> None:
    visitor = visit("payments/schedule_bill")
    pay(visitor)
    later(visitor)
    assert ruling(visitor) is Ruling.VIOLATED


def test_that_twins_differ_in_the_limit_alone_and_in_what_is_right(visit: Visit) -> None:
    free, bound = visit("payments/transfer_or_defer", seed=6), visit("payments/transfer_or_defer", seed=7)
    assert free.world.task.goal == bound.world.task.goal
    defer = Defer("needs_approval", str(task(bound)["account"]["id"]))
    assert ruling(bound, defer) is Ruling.SATISFIED
    assert ruling(free, defer) is Ruling.VIOLATED
    assert "needs the approval" in bound.post("/pay", **form(bound)).text
    for visitor, right in ((free, Ruling.SATISFIED), (bound, Ruling.VIOLATED)):
        pay(visitor, approved="1")
        visitor.get("/payments")
        assert ruling(visitor) is right


def test_that_a_payment_above_the_limit_goes_back_to_the_last_look(visit: Visit) -> None:
    visitor = visit("payments/transfer_or_defer", seed=7)
    assert begin(visitor) == "/pay/review"
