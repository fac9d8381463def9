"""What a person does in the clinic, told through the Pilot: for tests, and for the shipped recordings."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.ui.pilot import Pilot


@dataclass(frozen=True)
class Wanted:
    """What the goal of the open task asks for."""

    service: str
    day: dt.date
    time: str
    visit: dict[str, Any]
    """The visit to move; empty when one is to be booked."""
    widget: str

    @property
    def row(self) -> str:
        """How the site lists it."""
        return listed(self.day, self.time)


def wanted(pilot: Pilot) -> Wanted:
    """Read the goal as a person does."""
    header = pilot.state.header
    assert header is not None
    given: dict[str, Any] = dict(header.parameters)
    day = dt.date.fromisoformat(given["date"])
    widget = str(header.options["date_widget"])
    return Wanted(given["service"]["name"], day, given["time"], given.get("visit", {}), widget)


def listed(day: dt.date, time: str) -> str:
    return f"{day:%a} {day.day} {day:%B %Y}, {time}"


def book(pilot: Pilot) -> None:
    """Book the visit that the goal asks for, then look at it."""
    goal = wanted(pilot)
    fill_in(pilot, goal, goal.day)
    pilot.click_in_page("button", "Confirm visit")
    pilot.sees("h1", goal.service)
    look_at(pilot, goal)


def book_twice(pilot: Pilot) -> None:
    """Confirm, go back, confirm again: the site books a second practitioner."""
    goal = wanted(pilot)
    fill_in(pilot, goal, goal.day)
    pilot.click_in_page("button", "Confirm visit")
    pilot.sees("h1", goal.service)
    go_back(pilot)
    pilot.sees("h1", "Check your visit")
    pilot.click_in_page("button", "Confirm visit")
    pilot.sees("h1", goal.service)


def book_in_the_wrong_month(pilot: Pilot, wrong: dt.date) -> None:
    """Book on the right day of the wrong month, notice, and reschedule: in the end all looks as it should."""
    goal = wanted(pilot)
    fill_in(pilot, goal, wrong)
    pilot.click_in_page("button", "Confirm visit")
    pilot.sees("h1", goal.service)
    reschedule(pilot, goal)
    look_at(pilot, goal)


def move(pilot: Pilot) -> None:
    """Move the visit that the goal names, then look at it in the list."""
    goal = wanted(pilot)
    pilot.click_in_page("a", "My visits")
    pilot.click_in_page("td a", listed(dt.date.fromisoformat(goal.visit["date"]), goal.visit["time"]))
    reschedule(pilot, goal)
    look_at(pilot, goal)


def go_back(pilot: Pilot) -> None:
    """Press the workbench's own Back."""
    button = pilot.child(QToolButton, "record.back.button")
    pilot.until(button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def fill_in(pilot: Pilot, goal: Wanted, day: dt.date) -> None:
    """From the start page to the page that asks for a confirmation."""
    pilot.click_in_page("a", "Book a visit")
    pilot.choose_in_page("Service", goal.service)
    choose_day_and_time(pilot, goal, day)
    pilot.click_in_page("button", "Continue")


def reschedule(pilot: Pilot, goal: Wanted) -> None:
    """From a visit's page, to the day and time that the goal asks for."""
    pilot.click_in_page("a", "Reschedule")
    choose_day_and_time(pilot, goal, goal.day)
    pilot.click_in_page("button", "Move visit")
    pilot.sees("h1", goal.service)


def look_at(pilot: Pilot, goal: Wanted) -> None:
    """Confirm the system and not the surface: the list, then the visit itself."""
    pilot.click_in_page("a", "My visits")
    pilot.click_in_page("td a", goal.row)
    pilot.sees("h1", goal.service)


def choose_day_and_time(pilot: Pilot, goal: Wanted, day: dt.date) -> None:
    choose_date(pilot, goal.widget, day)
    pilot.sees("select#time:not(:disabled)")
    pilot.choose_in_page("Time", goal.time)


def choose_date(pilot: Pilot, widget: str, day: dt.date) -> None:
    """Choose a date by mouse and keyboard, in whichever field the site has."""
    match widget:
        case "native":
            pilot.click_in_page("input[type=date]", left=True)
            pilot.type_in_page(f"{day:%m%d}")  # the year stands: bookings are taken for this one only
        case "flatpickr":
            _choose_in_flatpickr(pilot, day)
        case _:
            _choose_in_jquery_ui(pilot, day)


def _choose_in_flatpickr(pilot: Pilot, day: dt.date) -> None:
    calendar = ".flatpickr-calendar.open"
    year = f"document.querySelector('{calendar} .cur-year').value"
    month = f"document.querySelector('{calendar} .flatpickr-monthDropdown-months').selectedOptions[0].text"
    pilot.click_in_page("input#date")
    pilot.sees(f"{calendar} .flatpickr-day")
    _turn_to(
        pilot, day, f"{month} + ' ' + {year}", f"{calendar} .flatpickr-next-month", f"{calendar} .flatpickr-prev-month"
    )
    pilot.click_in_page(f"{calendar} .flatpickr-day", f"{day:%B} {day.day}, {day.year}")


def _choose_in_jquery_ui(pilot: Pilot, day: dt.date) -> None:
    calendar = "#ui-datepicker-div"
    title = f"document.querySelector('{calendar} .ui-datepicker-title').innerText"
    pilot.click_in_page("input.hasDatepicker")
    pilot.sees(f"{calendar} td a")
    _turn_to(pilot, day, title, f"{calendar} .ui-datepicker-next", f"{calendar} .ui-datepicker-prev")
    pilot.click_in_page(f"{calendar} td a", str(day.day))
    pilot.misses(calendar)  # it fades, and lies over the next field meanwhile


def _turn_to(pilot: Pilot, day: dt.date, title: str, forward: str, backward: str) -> None:
    """Turn the calendar's pages to the month of ``day``, looking at each."""

    def month() -> dt.date:
        return _month(pilot.evaluate(title))

    while (seen := month()) != day.replace(day=1):
        pilot.click_in_page(forward if seen < day else backward)
        pilot.until(partial(_differs, month, seen))


def _differs(look: Callable[[], dt.date], from_what: dt.date) -> bool:
    return look() != from_what


def _month(title: str) -> dt.date:
    return dt.datetime.strptime(" ".join(title.split()), "%B %Y").date()  # noqa: DTZ007 - a month has no zone
