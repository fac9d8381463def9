"""Lindenfeld as every task finds it: the price list, two dozen customers with their homes, meters and letters."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.kit.gym import Seeding
from gyms.utility.messages import OPTIONS_OF, TOPICS
from gyms.utility.models import (
    BILLINGS,
    KINDS,
    Account,
    ChangeRequest,
    ContactPreference,
    MeterReading,
    Notice,
    Subscription,
    SupplyPoint,
    Tariff,
)
from gyms.utility.places import DIRECTORY

ACCOUNTS = 24
MONTHLY_USE = {"electricity": 260, "gas": 780, "water": 11}
"""Roughly, in the kind's unit."""

PRICE_LIST = (
    ("electricity", "Linden Basic", 34, 41, 1, "No term, no surprises. Cancel by the end of any month."),
    ("electricity", "Linden Fix 12", 32, 45, 12, "The unit price is fixed for twelve months."),
    ("electricity", "Linden Fix 24", 31, 45, 24, "The unit price is fixed for twenty-four months."),
    ("electricity", "Linden Fix 24 Plus", 30, 58, 24, "Lower unit price, higher standing charge."),
    ("electricity", "Riverlight 12", 36, 39, 12, "Power from our own weirs, for twelve months."),
    ("electricity", "Riverlight 24", 35, 39, 24, "Power from our own weirs, for twenty-four months."),
    ("electricity", "Riverlight Home 24", 33, 52, 24, "Power from our own weirs, for larger households."),
    ("electricity", "Linden Flex", 29, 49, 1, "The unit price follows the market, month by month."),
    ("gas", "Hearth Basic", 11, 34, 1, "No term, no surprises. Cancel by the end of any month."),
    ("gas", "Hearth Fix 12", 10, 36, 12, "The unit price is fixed for twelve months."),
    ("gas", "Hearth Fix 24", 10, 33, 24, "The unit price is fixed for twenty-four months."),
    ("gas", "Hearth Fix 24 Plus", 9, 42, 24, "Lower unit price, higher standing charge."),
    ("gas", "Hearth Flex", 9, 38, 1, "The unit price follows the market, month by month."),
    ("water", "Spring Basic", 212, 21, 1, "For most households."),
    ("water", "Spring Family", 194, 29, 12, "For four people and more."),
    ("water", "Spring Garden", 188, 36, 12, "With a second meter rate for watering, April to September."),
    ("water", "Spring Garden Plus", 179, 44, 24, "As Spring Garden, with a longer term."),
)
"""Kind, name, unit price, standing charge, months, summary."""

LETTERS = (
    ("Works in your street", "On {day:%d %B} we renew a valve chamber. Water is off from 09:00 to about 11:30."),
    ("Your yearly statement", "Your statement for last year is ready. The next one follows in January."),
    ("New opening hours", "From {day:%d %B} our desk in the town hall is open until 18:00 on Thursdays."),
    ("How a plan change works", "We process plan changes in the background; “Requests” shows how far we are."),
)


def populate(session: Session, seeding: Seeding) -> None:
    """Fill an empty database."""
    tariffs = _tariffs(session)
    for account in _accounts(session, seeding):
        for place in _homes(seeding, account):
            for kind in KINDS:
                point = add_point(session, seeding, account, kind, place)
                chosen = seeding.random.choice([tariff for tariff in tariffs if tariff.kind == kind])
                subscribe(session, seeding, point, chosen)
                _readings(session, seeding, point)
        _letters(session, seeding, account)
        _preferences(session, seeding, account)
    session.flush()


def _tariffs(session: Session) -> list[Tariff]:
    rows = [
        Tariff(kind=kind, name=name, unit_price_cents=unit, standing_cents=day, term_months=months, summary=summary)
        for kind, name, unit, day, months, summary in PRICE_LIST
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _accounts(session: Session, seeding: Seeding) -> list[Account]:
    random = seeding.random
    numbers = random.sample(range(10_000, 99_000), ACCOUNTS)
    names: dict[str, None] = {}
    while len(names) < ACCOUNTS:
        names[f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"] = None
    rows = []
    for name, number in zip(names, numbers, strict=True):
        region = random.choice(list(DIRECTORY))
        town = random.choice(list(DIRECTORY[region]))
        rows.append(
            Account(
                number=f"40-{number // 100:03d}-{number % 100:02d}{random.randrange(10)}",
                holder=name,
                email=f"{name.lower().replace(' ', '.').replace(chr(39), '')}@example.org",
                pin=f"{random.randrange(1_000_000):06d}",
                region=region,
                town=town,
                street=random.choice(DIRECTORY[region][town]),
                house_number=str(random.randrange(1, 90)),
                balance_cents=random.choice((0, 0, -1) * 2 + (1,)) * random.randrange(900, 9_000),
                on_hold=random.random() < 0.1,
                customer_since=seeding.today - dt.timedelta(days=random.randrange(400, 5_000)),
            )
        )
    session.add_all(rows)
    session.flush()
    return rows


def _homes(seeding: Seeding, account: Account) -> list[str]:
    """Two flats of one house: neighbours that only a number tells apart."""
    first, second = seeding.random.sample(range(1, 13), 2)
    house = f"{account.house_number} {account.street}"
    return [f"Flat {first}, {house}", f"Flat {second}, {house}"]


def add_point(session: Session, seeding: Seeding, account: Account, kind: str, place: str) -> SupplyPoint:
    """A supply point with a meter of its own."""
    random = seeding.random
    meter = f"{kind[0].upper()} {random.randrange(1000, 9999)} {random.randrange(10_000, 99_999)}"
    point = SupplyPoint(account=account, kind=kind, place=place, meter=meter)
    session.add(point)
    return point


def subscribe(session: Session, seeding: Seeding, point: SupplyPoint, tariff: Tariff) -> Subscription:
    """An active subscription that began some time ago, with a finished request as its trace."""
    random = seeding.random
    began = seeding.today - dt.timedelta(days=random.randrange(40, 700))
    option = random.choice(OPTIONS_OF[point.kind]) if random.random() < 0.3 else "none"
    row = Subscription(
        supply_point=point,
        tariff=tariff,
        billing=random.choice(BILLINGS),
        option=option,
        starts_on=began,
    )
    session.add(row)
    if random.random() < 0.35:
        asked = dt.datetime.combine(began, dt.time(random.randrange(7, 22), random.randrange(60)))
        session.add(
            ChangeRequest(
                supply_point=point,
                kind="plan",
                tariff=tariff,
                billing=row.billing,
                asked_at=asked,
                status="done",
                settled_at=asked + dt.timedelta(seconds=random.randrange(3, 40)),
            )
        )
    return row


def _readings(session: Session, seeding: Seeding, point: SupplyPoint) -> None:
    """Three readings, about a month apart, the last one at least two weeks ago."""
    random = seeding.random
    value = random.randrange(2_000, 60_000)
    for months in (3, 2, 1):
        day = seeding.today - dt.timedelta(days=30 * months - random.randrange(0, 9))
        value += int(MONTHLY_USE[point.kind] * random.uniform(0.7, 1.3))
        entered = dt.datetime.combine(day, dt.time(random.randrange(7, 21), random.randrange(60)))
        source = random.choice(("customer", "customer", "estimate", "visit"))
        session.add(MeterReading(supply_point=point, read_on=day, value=value, source=source, entered_at=entered))


def _letters(session: Session, seeding: Seeding, account: Account) -> None:
    random = seeding.random
    for title, body in random.sample(LETTERS, 3):
        sent = seeding.now - dt.timedelta(days=random.randrange(2, 60), minutes=random.randrange(600))
        text = body.format(day=sent + dt.timedelta(days=12))
        read = sent + dt.timedelta(hours=random.randrange(1, 40)) if random.random() < 0.6 else None
        session.add(Notice(account_id=account.id, title=title, body=text, sent_at=sent, read_at=read))


def _preferences(session: Session, seeding: Seeding, account: Account) -> None:
    for topic in sorted(seeding.random.sample(list(TOPICS), 5)):
        session.add(ContactPreference(account_id=account.id, topic=topic))
