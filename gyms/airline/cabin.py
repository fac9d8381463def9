"""The cabin of every aircraft of the fleet: rows of six, and which seats the departure control keeps."""

import datetime as dt
import zlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from gyms.airline.models import Segment

ROWS = range(4, 26)
LETTERS = "ABCDEF"
EXITS = (11, 12)
"""Rows at an emergency exit."""


def seats() -> Iterator[str]:
    """Every seat, front to back: ``4A``, ``4B``, …"""
    return (f"{row}{letter}" for row in ROWS for letter in LETTERS)


def kept(number: str, day: dt.date, seat: str) -> bool:
    """Whether the seat is taken by somebody whose booking is kept elsewhere (agencies, crews, groups)."""
    return zlib.crc32(f"{number} {day} {seat}".encode()) % 100 < 42


def taken(session: Session, flight_id: int, number: str, day: dt.date) -> set[str]:
    """The seats that nobody can choose any more."""
    query = select(Segment.seat).where(
        Segment.flight_id == flight_id, Segment.date == day, Segment.status == "HK", Segment.seat.is_not(None)
    )
    return {seat for seat in seats() if kept(number, day, seat)} | {seat for seat in session.scalars(query) if seat}


def free(session: Session, flight_id: int, number: str, day: dt.date) -> list[str]:
    """The seats that can be chosen, front to back."""
    gone = taken(session, flight_id, number, day)
    return [seat for seat in seats() if seat not in gone]


def position(seat: str) -> str:
    """``window``, ``middle`` or ``aisle``."""
    return {"A": "window", "F": "window", "B": "middle", "E": "middle"}.get(seat[-1], "aisle")
