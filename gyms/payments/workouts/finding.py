"""What the exercises bind their parameters to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Json, Seeding
from gyms.payments.models import Account, Card, Customer, Payee
from gyms.payments.populate import add_payee
from gyms.payments.site import euros

REFERENCES = ("Invoice", "Booking", "Contract", "Receipt", "Order")


def any_customer(session: Session, seeding: Seeding) -> Customer:
    """Somebody."""
    return seeding.random.choice(session.scalars(select(Customer).order_by(Customer.id)).all())


def any_account(session: Session, seeding: Seeding, customer: Customer) -> Account:
    """The current or the household account; nobody pays from savings."""
    mine = select(Account).where(Account.customer_id == customer.id).order_by(Account.id)
    return seeding.random.choice(session.scalars(mine).all()[:2])


def any_payee(session: Session, seeding: Seeding, customer: Customer) -> Payee:
    """Somebody with a namesake: the same name, or nearly."""
    mine = select(Payee).where(Payee.customer_id == customer.id).order_by(Payee.id)
    rows = session.scalars(mine).all()
    alike = [row for row in rows if any(_alike(row.name, other.name) for other in rows if other is not row)]
    return seeding.random.choice(alike)


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def cards(session: Session, customer: Customer, status: str) -> list[Card]:
    """The customer's cards of one status."""
    mine = select(Card).join(Account).where(Account.customer_id == customer.id, Card.status == status)
    return list(session.scalars(mine.order_by(Card.id)))


def amount(cents: int) -> dict[str, Json]:
    """An amount as the database, the site and a person have it."""
    return {"cents": cents, "shown": euros(cents), "typed": f"{cents // 100}.{cents % 100:02d}"}


def reference(seeding: Seeding) -> str:
    """``Invoice 44718``"""
    return f"{seeding.random.choice(REFERENCES)} {seeding.random.randrange(10_000, 100_000)}"


def customer_parameter(customer: Customer) -> dict[str, Json]:
    """What a task tells about its customer."""
    return {"id": customer.id, "name": customer.name}


def account_parameter(account: Account) -> dict[str, Json]:
    """What a task tells about an account."""
    return {"id": account.id, "name": account.name, "iban": account.iban}


def payee_parameter(payee: Payee) -> dict[str, Json]:
    """What a task tells about a payee."""
    return {"id": payee.id, "name": payee.name, "iban": payee.iban}


def card_parameter(card: Card) -> dict[str, Json]:
    """What a task tells about a card."""
    return {"id": card.id, "kind": card.kind, "last_four": card.last_four}


def payment(session: Session, seeding: Seeding, cents: int) -> dict[str, Json]:
    """Everything about a payment of that amount."""
    customer = any_customer(session, seeding)
    account = any_account(session, seeding, customer)
    return {
        "customer": customer_parameter(customer),
        "account": account_parameter(account),
        "payee": payee_parameter(any_payee(session, seeding, customer)),
        "amount": amount(cents),
        "reference": reference(seeding),
    }


def more_namesakes(session: Session, seeding: Seeding, parameters: Mapping[str, Json], count: int) -> None:
    """Look-alikes: payees of the same name with nearly the same account number."""
    given: Any = parameters
    name, number = given["payee"]["name"], given["payee"]["iban"]
    taken = set(session.scalars(select(Payee.iban)))
    near = [f"{number[:-2]}{digits:02d}" for digits in range(100) if f"{number[:-2]}{digits:02d}" not in taken]
    for at, close in enumerate(seeding.random.sample(near, count)):
        add_payee(session, seeding, given["customer"]["id"], name, f"Old details {at + 1}", close)
