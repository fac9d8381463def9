"""What the airline's tests share: a trip put together over HTTP, as the site's forms do it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from gyms.airline.models import Booking, Segment
from tests.gyms.conftest import Visit
from tests.gyms.stage import Visitor, verdict
from workbench.domain.actions import Outcome
from workbench.domain.verdicts import Ruling

PATIENCE = 10.0
"""Seconds of world time after which bank and core have answered."""


class Traveller:
    """Somebody who uses the site's forms; remembers nothing but the door."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.told: Any = visitor.world.task.parameters

    def version(self) -> str:
        """What the coupon's form would send along."""
        return str(self.coupon().version)

    def coupon(self) -> Segment:
        """The coupon that the task is about."""
        with self.visitor.world.session() as session:
            return session.get_one(Segment, self.told["coupon"]["id"])

    def bookings(self) -> list[Booking]:
        """The customer's trips, newest first."""
        query = select(Booking).where(Booking.customer_id == self.told["customer"]["id"]).order_by(Booking.id.desc())
        with self.visitor.world.session() as session:
            return list(session.scalars(query))

    def at(self, what: str) -> str:
        """An address of the task's coupon."""
        return f"/trips/{self.told['trip']['locator']}/segments/{self.told['coupon']['id']}/{what}"

    def look(self, locator: str = "") -> str:
        """The trip's page."""
        return self.visitor.get(f"/trips/{locator or self.told['trip']['locator']}").text

    def pay(self, locator: str, *extras: str, card: str = "") -> None:
        """Extras, then the card; then the bank answers."""
        self.visitor.post(f"/trips/{locator}/extras", extra=list(extras))
        self.visitor.post(f"/trips/{locator}/pay", card=card or self.told["card"])
        self.visitor.let_time_pass(PATIENCE)

    def book(self, *, but: str = "") -> str:
        """The whole trip that the task asks for, up to its payment; leaves one thing out. Returns the locator."""
        self.visitor.post("/trips")
        locator = self.bookings()[0].locator
        people = [one for name, one in self.told.items() if name.startswith("traveller_") and one["times"]]
        for person in people:
            names = ("title", "given_name", "family_name", "born_on")
            self.visitor.post(f"/trips/{locator}/travellers", **{name: person[name] for name in names})
        self.visitor.get(f"/trips/{locator}/flights")
        for number, leg in enumerate(self.told["flights"], start=1):
            self.visitor.post(f"/trips/{locator}/flights/{leg['flight_id']}/{leg['date']}", fare=leg["fare"])
            if but != "seats":
                self._sit(locator, number, leg["flight_id"])
        return locator

    def _sit(self, locator: str, number: int, flight: int) -> None:
        with self.visitor.world.session() as session:
            query = select(Segment).join(Booking).where(Booking.locator == locator, Segment.flight_id == flight)
            coupons = list(session.scalars(query.order_by(Segment.id)))
        for at, coupon in enumerate(coupons, start=1):
            seat = self.told[f"coupon_{number}_{at}"]["seat"]
            self.visitor.post(f"/trips/{locator}/segments/{coupon.id}/seat", seat=seat, version="1")

    def ruling(self, outcome: Outcome | None = None) -> tuple[Ruling, set[str]]:
        """What the spec says, and which clauses are not met."""
        found = verdict(self.visitor.world, self.visitor.events, outcome)
        return found.ruling, {str(one.clause) for one in found.findings if one.kind != "met"}


@pytest.fixture
def airline(visit: Visit) -> Callable[..., Traveller]:
    """``airline("change_seat", seed=2)``: signed in and at home."""
    return lambda workout, **more: Traveller(visit(f"airline/{workout}", **more))
