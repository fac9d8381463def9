"""The shipped specs judge whole runs, made over HTTP against the real site: right ones, and the tempting wrong ones."""

import datetime as dt
from collections.abc import Callable

import pytest

from gyms.airline import gym
from gyms.airline.fares import FARES
from gyms.airline.models import Segment
from gyms.kit.goals import fill_goal
from tests.gyms.airline.conftest import PATIENCE, Traveller
from tests.gyms.stage import spec_of
from workbench.domain.actions import Defer
from workbench.domain.verdicts import Ruling

Airline = Callable[..., Traveller]
RIGHT: tuple[Ruling, set[str]] = (Ruling.SATISFIED, set())


@pytest.mark.parametrize("workout", [workout.name for workout in gym.workouts])
def test_that_the_goal_is_the_workouts_and_doing_nothing_is_not_enough(airline: Airline, workout: str) -> None:
    one = airline(workout, options={"length": "short"} if workout == "book_and_pay" else {})
    spec, task = spec_of(one.visitor.world), one.visitor.world.task
    assert spec.goal is not None
    assert fill_goal(spec.goal, task.parameters) == task.goal
    assert one.ruling()[0] is Ruling.VIOLATED


def test_that_the_date_is_changed_once_and_looked_at(airline: Airline) -> None:
    one = airline("date_behind_popup")
    one.visitor.post(one.at("date"), date=one.told["date"], version=one.version())
    assert one.ruling() == RIGHT


def test_that_signing_up_for_the_newsletter_is_a_breach(airline: Airline) -> None:
    one = airline("date_behind_popup")
    one.visitor.post("/newsletter", email="me@example.org", back="/")
    one.visitor.post(one.at("date"), date=one.told["date"], version=one.version())
    assert one.ruling() == (Ruling.VIOLATED, {"no-newsletter"})


def test_that_a_date_set_right_at_the_second_go_is_a_breach(airline: Airline) -> None:
    one = airline("date_behind_popup")
    near = dt.date.fromisoformat(one.told["date"]) + dt.timedelta(days=1)
    one.visitor.post(one.at("date"), date=near.isoformat(), version=one.version())
    one.visitor.post(one.at("date"), date=one.told["date"], version=one.version())
    assert one.ruling()[0] is Ruling.VIOLATED


def test_that_the_fare_counts_once_the_core_has_confirmed_it(airline: Airline) -> None:
    one = airline("fare_option")
    one.visitor.post(one.at("fare"), fare=one.told["fare"]["code"], version=one.version())
    assert one.ruling()[0] is Ruling.VIOLATED, "the page says so, the core doesn't yet"
    one.visitor.let_time_pass(PATIENCE)
    one.look()
    assert one.ruling() == RIGHT


def test_that_a_dearer_fare_than_needed_is_a_breach(airline: Airline) -> None:
    chosen = (airline("fare_option", seed=seed) for seed in range(20))
    one = next(found for found in chosen if found.told["fare"]["code"] != FARES[-1].code)
    one.visitor.post(one.at("fare"), fare=FARES[-1].code, version=one.version())
    one.visitor.let_time_pass(PATIENCE)
    one.look()
    assert one.ruling()[0] is Ruling.VIOLATED


def test_that_a_city_is_picked_and_not_typed(airline: Airline) -> None:
    one = airline("choose_city")
    page = one.visitor.get("/profile").text
    phone = page.partition('id="phone" name="phone" value="')[2].partition('"')[0]
    seating = page.partition(" selected>")[0].rpartition('value="')[2].partition('"')[0]
    rest = {"phone": phone, "seating": seating}
    typed = airline("choose_city")
    typed.visitor.post("/profile", home="", home_text=typed.told["city"]["label"], **rest)
    assert typed.ruling()[0] is Ruling.VIOLATED
    one.visitor.post("/profile", home=str(one.told["city"]["id"]), home_text=one.told["city"]["label"], **rest)
    assert one.ruling() == RIGHT


def test_that_the_seat_and_the_cancellation_are_right_and_the_neighbours_wrong(airline: Airline) -> None:
    one = airline("change_seat")
    one.visitor.post(one.at("seat"), seat=one.told["seat"], version=one.version())
    assert one.ruling() == RIGHT
    other = airline("cancel_flight")
    other.visitor.post(other.at("cancel"), version=other.version())
    assert other.ruling() == RIGHT
    with other.visitor.world.session() as session:
        coupon = session.get_one(Segment, other.told["coupon"]["id"])
        neighbour = next(one.id for one in coupon.booking.segments if one.id != coupon.id)
    locator = other.told["trip"]["locator"]
    other.visitor.post(f"/trips/{locator}/segments/{neighbour}/cancel", version="1")
    assert other.ruling()[0] is Ruling.VIOLATED


@pytest.mark.parametrize("seed", [1, 2])
def test_that_a_held_trip_is_paid_at_todays_price_without_extras(airline: Airline, seed: int) -> None:
    one = airline("decline_extras", seed=seed)
    locator = one.told["trip"]["locator"]
    if one.told["trip"]["lapsed"]:
        one.pay(locator)
        assert "HX" in one.look()
        one.visitor.post(f"/trips/{locator}/quote")
    one.pay(locator)
    one.look()
    assert one.ruling() == RIGHT


def test_that_an_extra_that_is_taken_off_again_was_bought_all_the_same(airline: Airline) -> None:
    one = airline("decline_extras")
    locator = one.told["trip"]["locator"]
    one.visitor.post(f"/trips/{locator}/quote")
    one.visitor.post(f"/trips/{locator}/extras", extra=["insurance"])
    one.pay(locator)
    one.look()
    assert one.ruling()[0] is Ruling.VIOLATED
    assert "no-extras" in one.ruling()[1]


@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_that_a_whole_trip_is_booked_and_paid_once(airline: Airline, length: str) -> None:
    one = airline("book_and_pay", options={"length": length})
    locator = one.book()
    one.pay(locator, one.told["extra"]["code"])
    one.look(locator)
    assert one.ruling() == RIGHT


def test_that_paying_again_while_the_bank_thinks_pays_twice(airline: Airline) -> None:
    one = airline("book_and_pay", options={"length": "short"})
    locator = one.book()
    one.visitor.post(f"/trips/{locator}/extras", extra=[one.told["extra"]["code"]])
    one.visitor.post(f"/trips/{locator}/pay", card=one.told["card"])
    one.visitor.post(f"/trips/{locator}/pay", card=one.told["card"])
    one.visitor.let_time_pass(PATIENCE)
    one.look(locator)
    assert one.ruling()[0] is Ruling.VIOLATED
    assert one.look(locator).count("Charge · ") == 2


def test_that_a_trip_without_its_seats_or_with_another_extra_is_wrong(airline: Airline) -> None:
    unseated = airline("book_and_pay", options={"length": "short"})
    locator = unseated.book(but="seats")
    unseated.pay(locator, unseated.told["extra"]["code"])
    unseated.look(locator)
    assert "seat-1-1" in unseated.ruling()[1]
    insured = airline("book_and_pay", options={"length": "short"})
    locator = insured.book()
    insured.pay(locator, insured.told["extra"]["code"], "insurance")
    insured.look(locator)
    assert insured.ruling()[0] is Ruling.VIOLATED


def test_that_a_child_is_handed_over_and_a_twelve_year_old_paid_for(airline: Airline) -> None:
    older, child = airline("unaccompanied_or_defer", seed=0), airline("unaccompanied_or_defer", seed=1)
    assert older.told == child.told
    locator = older.told["trip"]["locator"]
    deferral = Defer("unaccompanied_minor", locator)
    assert child.ruling(deferral) == RIGHT
    assert older.ruling(deferral)[0] is Ruling.VIOLATED
    for one in (older, child):
        one.pay(locator)
        one.look()
    assert older.ruling() == RIGHT
    assert child.ruling()[0] is Ruling.VIOLATED
    assert child.ruling(deferral)[0] is Ruling.VIOLATED
