"""Fare families and what a seat costs: the same flight, date and fare always cost the same, however often one asks."""

import datetime as dt
import zlib
from dataclasses import dataclass

from gyms.airline.models import Flight


@dataclass(frozen=True, slots=True)
class Fare:
    """A fare family: its price and its rules. Several bear names that promise more than they keep."""

    code: str
    """``flex``, as the database has it."""
    name: str
    basis: str
    """The booking class of the reservation core, one letter."""
    percent: int
    """Of the flight's lowest price."""
    bag: bool
    change: bool
    """Whether a date may be changed without a fee."""
    refund_percent: int
    """How much of the price comes back when the flight is cancelled."""
    rules: str


FARES: tuple[Fare, ...] = (
    Fare("light", "Light", "O", 100, False, False, 0, "Cabin bag only. No changes, no refund."),
    Fare("classic", "Classic", "K", 124, True, False, 0, "One 23 kg bag. No changes, no refund."),
    Fare("flex", "Flex", "B", 158, True, True, 50, "One 23 kg bag. Free date change. Half the fare back."),
    Fare("full", "Flex Plus", "Y", 205, True, True, 100, "Two 23 kg bags. Free date change. Refund in full."),
)
"""From the cheapest up."""

BY_CODE = {fare.code: fare for fare in FARES}


def price(flight: Flight, day: dt.date, fare: Fare) -> int:
    """What one seat costs, in cents and full tens."""
    demand = 90 + zlib.crc32(f"{flight.number} {day}".encode()) % 41
    return flight.fare_cents * demand * fare.percent // 10_000_000 * 1_000


def refund(price_cents: int, fare: Fare) -> int:
    """What comes back for a cancelled seat."""
    return price_cents * fare.refund_percent // 100
