"""A small insurer: holders with two cars of one model, a home, journeys and two life policies each."""

import datetime as dt

from sqlalchemy.orm import Session

from gyms.insurance.causes import CAUSES
from gyms.insurance.models import Beneficiary, Claim, Holder, Payee, Policy
from gyms.kit.gym import Seeding

HOLDERS = 16
LIMIT_STEP = 25_000
"""Cents: limits are round amounts."""
_CARS = ("Subaru Outback", "Honda CR-V", "Ford Escape", "Toyota Camry", "Mazda CX-5", "Volvo V60")
_STREETS = ("Larch Road", "Birch Road", "Mill Lane", "Hill Lane", "Chestnut Street", "Walnut Street")
_PLACES = ("Lisbon", "Reykjavik", "Vancouver", "Oaxaca", "Naples", "Kyoto")
_BANKS = ("Granite Savings", "First Harbor Bank", "Prairie Credit Union")
_RELATIONS = ("Spouse", "Child", "Sibling", "Parent", "Cousin", "Friend")
_SHARES = ((50, 25, 25), (40, 30, 30), (60, 20, 20), (34, 33, 33), (70, 15, 15), (45, 35, 20))

DETAILS: dict[str, tuple[str, ...]] = {
    "collision": ("Hit from behind at a red light", "Side mirror torn off by a passing van"),
    "object": ("Scraped a pillar in the parking garage", "Backed into a bollard"),
    "glass": ("Stone chip spread across the windshield", "Rear window cracked overnight"),
    "hail": ("Dents all over hood and roof", "Hail broke the sunroof"),
    "theft": ("Tools taken from the trunk", "Radio stolen in the station car park"),
    "pipe": ("Pipe under the kitchen sink burst", "Bathroom ceiling came down after a leak"),
    "flood": ("Water came in through the cellar door", "Cellar flooded after heavy rain"),
    "storm": ("Shingles gone from the north side", "A branch went through the porch roof"),
    "fire": ("Smoke damage from a pan fire", "Dryer caught fire in the laundry room"),
    "burglary": ("Bicycle taken from the locked shed", "Laptop and camera taken"),
    "lost": ("Suitcase never arrived", "Backpack lost between two flights"),
    "late": ("Suitcase came three days late", "Had to buy clothes for two days"),
    "missed": ("Train was late and the ferry had left", "Night in a hotel after a missed flight"),
    "medical": ("Broken wrist set in hospital", "Doctor and medicine for a fever"),
}
"""What happened, by cause."""


def populate(session: Session, seeding: Seeding) -> None:
    """Everything that all workouts share."""
    for index, name in enumerate(names(seeding, HOLDERS)):
        email = f"{name.lower().replace(' ', '.')}@mail.example"
        holder = Holder(name=name, email=email, password=f"hearth-{seeding.random.randrange(1000, 10_000)}")
        session.add(holder)
        session.flush()
        payees = _payees(session, seeding, holder)
        policies = _Numbers(seeding, index)
        insured = [*_cars(policies, holder), *_terms(policies, holder, "home", _home(seeding)), _trip(policies, holder)]
        session.add_all([*insured, *(_life(policies, holder) for _ in range(2))])
        session.flush()
        for _ in range(seeding.random.randrange(2, 5)):
            session.add(past_claim(seeding, seeding.random.choice(insured), seeding.random.choice(payees)))
    session.flush()


def names(seeding: Seeding, count: int) -> list[str]:
    """So many different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{seeding.fake.person.first_name()} {seeding.fake.person.last_name()}"] = None
    return list(found)


def a_limit(seeding: Seeding) -> int:
    """A limit as policies have it."""
    return seeding.random.randrange(2, 25) * LIMIT_STEP


def past_claim(seeding: Seeding, policy: Policy, payee: Payee) -> Claim:
    """A claim of an earlier month, paid by now."""
    random = seeding.random
    cause = random.choice(CAUSES[policy.kind])[0]
    last = min(policy.ends_on, seeding.today - dt.timedelta(days=75))
    lost_on = max(policy.starts_on, last - dt.timedelta(days=random.randrange(200)))
    return Claim(
        policy_id=policy.id,
        payee_id=payee.id,
        cause=cause,
        lost_on=lost_on,
        amount=random.randrange(12_000, 180_000, 350),
        details=random.choice(DETAILS[cause]),
        share_with_partners=random.random() < 0.3,
        status="paid",
        filed_at=dt.datetime.combine(lost_on, dt.time(17, random.randrange(60))) + dt.timedelta(days=2),
    )


class _Numbers:
    """Makes one holder's policies; their numbers count up, so that neighbours look alike."""

    def __init__(self, seeding: Seeding, index: int) -> None:
        self.seeding = seeding
        self._next = 481_000 + index * 217

    def policy(self, holder: Holder, kind: str, subject: str, starts_on: dt.date, ends_on: dt.date) -> Policy:
        self._next += self.seeding.random.choice((1, 9, 10))
        return Policy(
            number=f"HM-{self._next}-{kind[0].upper()}",
            holder_id=holder.id,
            kind=kind,
            subject=subject,
            starts_on=starts_on,
            ends_on=ends_on,
            deductible=self.seeding.random.choice((0, 10_000, 25_000, 50_000)),
            auto_limit=a_limit(self.seeding),
        )


def _cars(policies: _Numbers, holder: Holder) -> list[Policy]:
    """Two cars of one model, plates with two digits swapped, each with the term before."""
    random = policies.seeding.random
    year, model = random.randrange(2012, 2025), random.choice(_CARS)
    letters = "".join(random.sample("ABCDEFGHKLMNPRSTVWXYZ", 3))
    first, second = random.sample(range(1, 10), 2)
    start = random.randrange(10, 100)
    plates = (f"{letters}-{start}{first}{second}", f"{letters}-{start}{second}{first}")
    return [term for plate in plates for term in _terms(policies, holder, "auto", f"{year} {model}, plate {plate}")]


def _terms(policies: _Numbers, holder: Holder, kind: str, subject: str) -> list[Policy]:
    """A term that ended some weeks ago, and the one in force."""
    seeding = policies.seeding
    turn = seeding.today - dt.timedelta(days=seeding.random.randrange(12, 60))
    before = turn - dt.timedelta(days=365)
    return [
        policies.policy(holder, kind, subject, before, turn - dt.timedelta(days=1)),
        policies.policy(holder, kind, subject, turn, turn + dt.timedelta(days=364)),
    ]


def _home(seeding: Seeding) -> str:
    random = seeding.random
    return f"{random.randrange(2, 90)} {random.choice(_STREETS)}, Apt {random.randrange(1, 20)}"


def _trip(policies: _Numbers, holder: Holder) -> Policy:
    seeding = policies.seeding
    starts = seeding.today - dt.timedelta(days=seeding.random.randrange(20, 40))
    ends = starts + dt.timedelta(days=seeding.random.randrange(8, 18))
    return policies.policy(holder, "travel", f"Journey to {seeding.random.choice(_PLACES)}", starts, ends)


def _life(policies: _Numbers, holder: Holder) -> Policy:
    """A life policy; the same people in both, by other shares."""
    seeding = policies.seeding
    sums = seeding.random.randrange(5, 40) * 10_000
    starts = seeding.today - dt.timedelta(days=seeding.random.randrange(700, 5000))
    policy = policies.policy(holder, "life", f"Life, ${sums:,}", starts, starts + dt.timedelta(days=365 * 30))
    policy.deductible = policy.auto_limit = 0
    shares, family = seeding.random.choice(_SHARES), holder.name.split()[-1]
    given = names(seeding, len(shares))
    policy.beneficiaries = [
        Beneficiary(
            name=f"{name.split()[0]} {family}" if index < 2 and not _taken(given, index) else name,
            relation=seeding.random.choice(_RELATIONS),
            share=share,
        )
        for index, (name, share) in enumerate(zip(given, shares, strict=True))
    ]
    return policy


def _taken(given: list[str], index: int) -> bool:
    """Whether somebody else has the same first name."""
    return sum(name.split()[0] == given[index].split()[0] for name in given) > 1


def _payees(session: Session, seeding: Seeding, holder: Holder) -> list[Payee]:
    """Checking and savings at one bank, and an account elsewhere."""
    here, there = seeding.random.sample(_BANKS, 2)
    made = [
        Payee(holder_id=holder.id, bank=bank, kind=kind, ending=f"{seeding.random.randrange(10_000):04}")
        for bank, kind in ((here, "checking"), (here, "savings"), (there, "checking"))
    ]
    session.add_all(made)
    session.flush()
    return made
