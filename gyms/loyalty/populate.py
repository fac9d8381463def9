"""The programme as it stands on the morning the world begins: households, a year of ledger, awards, flights, claims."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.kit.gym import Seeding
from gyms.loyalty.atlas import AIRPORTS, CARRIERS, STATES, Carrier
from gyms.loyalty.awards_on_offer import AWARDS
from gyms.loyalty.models import Award, Claim, Flight, LedgerLine, Member, Redemption, Transfer

HOUSEHOLDS = 11
RELATIONS = ("Head", "Spouse", "Son", "Daughter")
FIRST_NAMES = {
    "Head": ("Daniel", "Robert", "Martin", "Walter", "Eugene", "Victor", "Frederick", "Anton"),
    "Spouse": ("Patricia", "Helen", "Ruth", "Joanna", "Sylvia", "Louise", "Irene", "Carol"),
    "Daughter": ("Danielle", "Roberta", "Martina", "Wilma", "Eugenia", "Victoria", "Frederica", "Antonia"),
}
STREETS = (
    "Harbour Street",
    "Elm Avenue",
    "Station Road",
    "Mill Lane",
    "Orchard Drive",
    "King Street",
    "Hillcrest Road",
)
CITIES = ("Fairview", "Ashford", "Milton", "Kingsbridge", "Westport", "Lakewood", "Greenville", "Oakham")
PARTNER_LINES = ("Hotel Aurora stay", "Wayfarer Rent-A-Car", "Meridian Visa purchases", "Telephone bonus")
DAYS_FLOWN = 6
"""On how many of the recent days each flight number was flown."""


def populate(session: Session, seeding: Seeding) -> None:
    """Fill every table but the sessions and profile changes."""
    awards = [Award(code=c, title=t, category=k, points=p, tier=r, summary=s) for c, t, k, p, r, s in AWARDS]
    session.add_all(awards)
    members = [member for place in range(HOUSEHOLDS) for member in _household(seeding, place)]
    session.add_all(members)
    session.add_all(flight for carrier in CARRIERS for flight in _flights(seeding, carrier))
    session.flush()
    for member in members:
        _history(session, seeding, member, [award for award in awards if award.tier == "Blue"])
    session.flush()
    _old_claims(session, seeding, members)
    _old_transfers(session, seeding, members)


def _household(seeding: Seeding, place: int) -> list[Member]:
    """Father and son share their whole name, mother and daughter nearly do: the members' numbers tell them apart."""
    chance = seeding.random
    last, which = seeding.fake.person.last_name(), chance.randrange(8)
    country = chance.choice(tuple(STATES))
    home = {
        "line1": f"{chance.randint(2, 290)} {chance.choice(STREETS)}",
        "line2": chance.choice(("", "", "Apt 4B", "Flat 2")),
        "city": chance.choice(CITIES),
        "state": chance.choice(STATES[country]),
        "postcode": f"{chance.randint(10000, 98999)}",
        "country": country,
    }
    base = 407_100_000 + place * 7919 + chance.randrange(1000)
    return [
        Member(
            number=f"{base * 10 + 3 * step + 1}",
            first_name=FIRST_NAMES["Head" if relation == "Son" else relation][which],
            last_name=last,
            household=f"H{4100 + place * 13}",
            relation=relation,
            pin=f"{chance.randrange(10_000):04}",
            tier=chance.choice(("Blue", "Blue", "Silver", "Gold")) if step < 2 else "Blue",
            points=0,
            email=f"{relation.lower()}.{last.lower().replace(' ', '')}{place}@postbox.example",
            phone=f"+1 555 {chance.randint(200, 989)} {chance.randint(1000, 9999)}",
            joined_on=dt.date(chance.randint(1996, 2004), chance.randint(1, 12), chance.randint(1, 28)),
            **home,
        )
        for step, relation in enumerate(RELATIONS)
    ]


def _flights(seeding: Seeding, carrier: Carrier) -> list[Flight]:
    """Five pairs of flight numbers, out and back, each on some of the last forty days."""
    chance, made = seeding.random, []
    for pair in range(5):
        origin, destination = chance.sample([code for code, _, _ in AIRPORTS], 2)
        number, miles = 100 + 120 * pair + 2 * chance.randrange(40), chance.randrange(400, 5400, 10)
        for ahead in sorted(chance.sample(range(8, 41), DAYS_FLOWN)):
            day = seeding.today - dt.timedelta(days=ahead)
            made.append(_flight(carrier, number, day, origin, destination, miles))
            made.append(_flight(carrier, number + 1, day, destination, origin, miles))
    return made


def _flight(carrier: Carrier, number: int, day: dt.date, origin: str, destination: str, miles: int) -> Flight:
    return Flight(
        carrier=carrier.code, number=str(number), date=day, origin=origin, destination=destination, miles=miles
    )


def _history(session: Session, seeding: Seeding, member: Member, awards: list[Award]) -> None:
    """A year of coming and going; an award every now and then."""
    chance = seeding.random
    days = sorted(seeding.today - dt.timedelta(days=chance.randint(3, 360)) for _ in range(chance.randint(7, 13)))
    credit(session, member, days[0], "partner", 5000, "Balance carried forward")
    for day in days:
        if chance.random() < 0.55:
            carrier, pair = chance.choice(CARRIERS), chance.sample(AIRPORTS, 2)
            text = f"{carrier.code} {chance.randint(100, 899)} {pair[0][0]}-{pair[1][0]}"
            credit(session, member, day, "flight", chance.randrange(600, 7000, 10), text)
        else:
            credit(session, member, day, "partner", chance.randrange(150, 3000, 50), chance.choice(PARTNER_LINES))
    within = [award for award in awards if award.points <= member.points // 2]
    if chance.random() < 0.5 and within:
        _old_award(session, member, chance.choice(within), days[-1])


def _old_award(session: Session, member: Member, award: Award, day: dt.date) -> None:
    at = dt.datetime.combine(day, dt.time(11, 5))
    sent = Redemption(
        member_id=member.id, award=award, quantity=1, points=award.points, delivery="mail", status="sent", ordered_at=at
    )
    session.add(sent)
    credit(session, member, day, "award", -award.points, award.title).redemption = sent


def _old_claims(session: Session, seeding: Seeding, members: list[Member]) -> None:
    chance = seeding.random
    flights = session.scalars(select(Flight).order_by(Flight.id)).all()
    for member in chance.sample(members, 14):
        flight = chance.choice(flights)
        status = chance.choice(("credited", "credited", "declined", "received"))
        session.add(old_claim(seeding, member, flight, status=status))


def old_claim(seeding: Seeding, member: Member, flight: Flight, *, status: str, ticket: str = "") -> Claim:
    """A claim that was filed a few days after the flight."""
    carrier = next(carrier for carrier in CARRIERS if carrier.code == flight.carrier)
    return Claim(
        member_id=member.id,
        flight_id=flight.id,
        ticket=ticket or ticket_number(seeding, carrier),
        booking_class=seeding.random.choice(carrier.classes)[0],
        status=status,
        filed_at=dt.datetime.combine(flight.date, dt.time(16, 40)) + dt.timedelta(days=seeding.random.randint(2, 6)),
    )


def ticket_number(seeding: Seeding, carrier: Carrier) -> str:
    """Thirteen digits."""
    return f"{carrier.ticket_prefix}{seeding.random.randrange(2_400_000_000, 2_499_999_999)}"


def _old_transfers(session: Session, seeding: Seeding, members: list[Member]) -> None:
    chance = seeding.random
    for giver in chance.sample([member for member in members if member.points > 12_000], 5):
        taker = chance.choice([other for other in members if other.household == giver.household and other != giver])
        day = seeding.today - dt.timedelta(days=chance.randint(12, 80))
        made = Transfer(from_id=giver.id, to_id=taker.id, points=1000, made_at=dt.datetime.combine(day, dt.time(9, 30)))
        session.add(made)
        credit(session, giver, day, "transfer out", -1000, f"To {taker.name} {taker.number}").transfer = made
        credit(session, taker, day, "transfer in", 1000, f"From {giver.name} {giver.number}").transfer = made


def credit(session: Session, member: Member, day: dt.date, kind: str, points: int, text: str) -> LedgerLine:
    """A line in the ledger; the balance follows."""
    line = LedgerLine(member_id=member.id, posted_on=day, kind=kind, points=points, description=text)
    session.add(line)
    member.points += points
    return line
