"""Corran Bank as every task finds it: some customers with accounts, payees, cards, and what happened of late."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.kit.gym import Seeding
from gyms.payments.models import Account, Card, CardEvent, Customer, Payee, Schedule, Transfer

CUSTOMERS = 14
ACCOUNTS = ("Current account", "Household account", "Savings account")
SHOPS = (
    "Bellmere Garage",
    "Quayside Books",
    "Northgate Pharmacy",
    "Tidewater Coffee",
    "Larch & Lime Grocers",
    "Meridian Rail",
    "Copperline Cinema",
    "Fenwick Hardware",
    "Orchard Dental",
    "Silverpine Hotel",
)
BUSINESSES = (
    ("Harbour Lettings", "Rent"),
    ("Harbour Lettings Ltd", "Deposit and fees"),
    ("Westward Insurance", "Car"),
    ("Westward Insurances", "Home contents"),
    ("Alder Street Nursery", "School fees"),
    ("Brightwell Energy", "Electricity"),
    ("Brightwell Energy Services", "Boiler service"),
    ("Marsh & Daughter Builders", "Roof"),
)
"""Name and note; most have a namesake that is somebody else."""
DISPUTE_REASONS = {
    "duplicate": "Charged twice",
    "unknown": "I do not know this charge",
    "amount": "The amount is wrong",
    "undelivered": "Goods or service not received",
}


def populate(session: Session, seeding: Seeding) -> None:
    """Fill an empty database."""
    for customer in _customers(session, seeding):
        accounts = _accounts(session, seeding, customer)
        payees = _payees(session, seeding, customer)
        _payments(session, seeding, accounts, payees)
        for card in _cards(session, seeding, customer, accounts):
            for _ in range(9):
                add_charge(session, seeding, card, seeding.random.choice(SHOPS), seeding.random.randrange(350, 19_000))
    session.flush()


def iban(seeding: Seeding) -> str:
    """A number that looks like one."""
    digits = "".join(str(seeding.random.randrange(10)) for _ in range(18))
    return f"IE{digits[:2]} CORR {digits[2:6]} {digits[6:10]} {digits[10:14]}"


def add_payee(session: Session, seeding: Seeding, customer_id: int, name: str, note: str, number: str = "") -> Payee:
    """Somebody to pay."""
    row = Payee(customer_id=customer_id, name=name, iban=number or iban(seeding), note=note)
    session.add(row)
    session.flush()
    return row


def add_charge(
    session: Session, seeding: Seeding, card: Card, shop: str, cents: int, *, days: int | None = None
) -> CardEvent:
    """A charge of that many days ago, on some day of the last weeks unless told; the freshest are pending."""
    ago = seeding.random.randrange(1, 40) if days is None else days
    at = dt.datetime.combine(
        seeding.today - dt.timedelta(days=ago), dt.time(seeding.random.randrange(8, 22), seeding.random.randrange(60))
    )
    status = "pending" if ago < 3 else "posted"
    row = CardEvent(card=card, kind="charge", status=status, merchant=shop, amount_cents=cents, at=at)
    session.add(row)
    return row


def _customers(session: Session, seeding: Seeding) -> list[Customer]:
    random = seeding.random
    names: dict[str, None] = {}
    while len(names) < CUSTOMERS:
        names[f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"] = None
    numbers = random.sample(range(1_000, 9_999), CUSTOMERS)
    rows = [
        Customer(
            number=f"{number} {random.randrange(1_000, 9_999)}",
            name=name,
            pin=f"{random.randrange(1_000_000):06d}",
            phone=f"+353 85 555 0{random.randrange(100, 999)}",
        )
        for name, number in zip(names, numbers, strict=True)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _accounts(session: Session, seeding: Seeding, customer: Customer) -> list[Account]:
    random = seeding.random
    rows = [
        Account(
            customer_id=customer.id,
            name=name,
            iban=iban(seeding),
            balance_cents=random.randrange(300_000, 1_900_000),
            online_limit_cents=random.choice((150_000, 200_000, 250_000)),
        )
        for name in ACCOUNTS
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _payees(session: Session, seeding: Seeding, customer: Customer) -> list[Payee]:
    """Businesses, and two people of one name; namesakes have account numbers that differ little."""
    rows = [add_payee(session, seeding, customer.id, name, note) for name, note in BUSINESSES]
    person = f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"
    first = add_payee(session, seeding, customer.id, person, "Flat share")
    rows += [first, add_payee(session, seeding, customer.id, person, "Guitar lessons", _near(first.iban))]
    return rows


def _near(number: str) -> str:
    """The same number but for two digits that change places, or one that is another."""
    last = number[-2:]
    return number[:-2] + (last[::-1] if last[0] != last[1] else f"{last[0]}{(int(last[1]) + 1) % 10}")


def _payments(session: Session, seeding: Seeding, accounts: list[Account], payees: list[Payee]) -> None:
    random = seeding.random
    for _ in range(6):
        at = seeding.now - dt.timedelta(days=random.randrange(2, 90), minutes=random.randrange(600))
        session.add(
            Transfer(
                account_id=random.choice(accounts[:2]).id,
                payee_id=random.choice(payees).id,
                amount_cents=random.randrange(1_500, 95_000),
                reference=random.choice(("July", "Thank you", "Invoice", "As agreed", "Monthly")),
                created_at=at,
                status="sent",
                settled_at=at + dt.timedelta(seconds=random.randrange(20, 90)),
            )
        )
    for _ in range(2):
        session.add(
            Schedule(
                account_id=accounts[1].id,
                payee_id=random.choice(payees[:8]).id,
                amount_cents=random.randrange(2_500, 60_000),
                reference="Standing order",
                due_on=seeding.today + dt.timedelta(days=random.randrange(3, 28)),
                repeats="monthly",
                created_at=seeding.now - dt.timedelta(days=random.randrange(40, 300)),
            )
        )


def _cards(session: Session, seeding: Seeding, customer: Customer, accounts: list[Account]) -> list[Card]:
    """Two active cards whose numbers end alike, and a new one that waits to be activated."""
    random = seeding.random
    digits = random.sample(range(1, 10), 4)
    four = "".join(map(str, digits))
    endings = (four, four[:2] + four[:1:-1], f"{random.randrange(1000, 9999)}")
    kinds = (("Debit", "active"), ("Credit", "active"), (random.choice(("Debit", "Credit")), "issued"))
    rows = [
        Card(
            account_id=accounts[min(at, 1)].id,
            kind=kind,
            last_four=ending,
            holder=customer.name.upper(),
            expires=f"{random.randrange(1, 13):02d}/{random.randrange(27, 31)}",
            status=status,
        )
        for at, ((kind, status), ending) in enumerate(zip(kinds, endings, strict=True))
    ]
    session.add_all(rows)
    session.flush()
    return rows[:2]
