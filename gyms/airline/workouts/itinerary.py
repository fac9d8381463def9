"""A whole trip for a task to ask for: who flies, on what, where everybody sits; and how the goal says it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.airline.cabin import free
from gyms.airline.fares import FARES
from gyms.airline.models import Customer, Flight
from gyms.airline.recording import Leg, Person
from gyms.airline.wordings import long_date
from gyms.airline.workouts import preparing
from gyms.kit.gym import Json, Seeding

MOST_TRAVELLERS = 4
MOST_LEGS = 4


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Everything that has to be booked."""

    people: tuple[Person, ...]
    legs: tuple[Leg, ...]
    seats: tuple[tuple[str, ...], ...]
    """By leg, then by traveller."""

    @property
    def fares_cents(self) -> int:
        """What all coupons cost together."""
        return sum(leg.price for leg in self.legs) * len(self.people)

    def party(self) -> str:
        """The travellers, in words."""
        return "; ".join(f"{one.title} {one.name}, born {one.born.day} {one.born:%B %Y}" for one in self.people)

    def itinerary(self) -> str:
        """The flights with their seats, in words."""
        return "; ".join(self._leg(number) for number in range(len(self.legs)))

    def _leg(self, number: int) -> str:
        leg, seats = self.legs[number], self.seats[number]
        origin, destination = leg.flight.origin, leg.flight.destination
        taken = ", ".join(f"{seat} for {one.given}" for seat, one in zip(seats, self.people, strict=True))
        return (
            f"({number + 1}) {leg.flight.number} from {origin.name}, {origin.region} to {destination.name}, "
            f"{destination.region} on {long_date(leg.day)}, fare {leg.fare.name}, seat {taken}"
        )

    def parameters(self) -> dict[str, Json]:
        """One parameter per traveller and per coupon, also for those that this task lacks: they are counted by 0."""
        found: dict[str, Json] = {}
        for at in range(MOST_TRAVELLERS):
            found[f"traveller_{at + 1}"] = self._traveller(at)
            for leg in range(MOST_LEGS):
                found[f"coupon_{leg + 1}_{at + 1}"] = self._coupon(leg, at)
        return found

    def _traveller(self, at: int) -> dict[str, Json]:
        if at >= len(self.people):
            return {"times": 0, "title": None, "given_name": None, "family_name": None, "born_on": None}
        one = self.people[at]
        return {
            "times": 1,
            "title": one.title,
            "given_name": one.given,
            "family_name": one.family,
            "born_on": one.born.isoformat(),
        }

    def _coupon(self, at: int, traveller: int) -> dict[str, Json]:
        if at >= len(self.legs) or traveller >= len(self.people):
            return {"times": 0, "flight_id": None, "date": None, "fare": None, "price_cents": None, "seat": None}
        leg = self.legs[at]
        return {
            "times": 1,
            "flight_id": leg.flight.id,
            "date": leg.day.isoformat(),
            "fare": leg.fare.code,
            "price_cents": leg.price,
            "seat": self.seats[at][traveller],
        }


def some_itinerary(session: Session, seeding: Seeding, customer: Customer, travellers: int, legs: int) -> Itinerary:
    """A round of that many flights for the customer and companions whose given names differ."""
    people = [Person.of(customer)]
    while len(people) < travellers:
        other = Person.some(seeding)
        if other.given not in {one.given for one in people}:
            people.append(other)
    flown: list[Leg] = []
    day = seeding.today + dt.timedelta(days=seeding.random.randrange(8, 40))
    while len(flown) < legs:
        flight = _next(session, seeding, flown)
        ahead = (day - seeding.today).days
        day = preparing.some_day(seeding, flight, ahead + 1, ahead + 9)
        flown.append(Leg(flight, day, seeding.random.choice(FARES)))
    seats = tuple(_seats(session, seeding, leg, travellers) for leg in flown)
    return Itinerary(tuple(people), tuple(flown), seats)


def _next(session: Session, seeding: Seeding, flown: list[Leg]) -> Flight:
    """A flight on from where one is, not straight back."""
    query = select(Flight).order_by(Flight.id)
    if flown:
        last = flown[-1].flight
        query = query.where(Flight.origin_id == last.destination_id, Flight.destination_id != last.origin_id)
    return seeding.random.choice(session.scalars(query).all())


def _seats(session: Session, seeding: Seeding, leg: Leg, number: int) -> tuple[str, ...]:
    return tuple(seeding.random.sample(free(session, leg.flight.id, leg.flight.number, leg.day), number))
