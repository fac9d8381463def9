"""The site itself: suggestions, results, holds that lapse, forms that are too old, the bank that says no."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from gyms.airline import payments
from gyms.airline.fares import FARES, price, refund
from gyms.airline.models import Booking, Flight
from gyms.airline.trips import HOLD
from gyms.kit.perturbations.commit_never import CommitNever
from tests.gyms.airline.conftest import PATIENCE, Traveller

Airline = Callable[..., Traveller]


def test_that_namesakes_are_suggested_together_and_accents_do_not_matter(airline: Airline) -> None:
    visitor = airline("choose_city").visitor
    found = [item["text"] for item in visitor.get("/cities", q="san jos").json()["items"]]
    assert {text[-4:-1] for text in found} == {"SJC", "SJO", "SJD"}
    assert visitor.get("/cities", q="").json() == {"items": []}
    assert visitor.get("/cities", q=found[0]).json()["items"][0]["text"] == found[0]


def test_that_words_that_were_not_picked_are_no_city(airline: Airline) -> None:
    one = airline("book_and_pay", options={"length": "short"})
    one.visitor.post("/trips")
    locator = one.bookings()[0].locator
    page = one.visitor.get(
        f"/trips/{locator}/flights", **{"from": "", "from_text": "Lisbon", "to": "", "date": ""}
    ).text
    assert "Please pick a city from the list." in page
    assert "data-pieces" not in page


def test_that_results_come_in_the_order_asked_for(airline: Airline) -> None:
    one = airline("book_and_pay", options={"length": "short"})
    one.visitor.post("/trips")
    leg = one.told["flights"][0]
    with one.visitor.world.session() as session:
        flight = session.get_one(Flight, leg["flight_id"])
        ends = {"from": str(flight.origin_id), "to": str(flight.destination_id), "date": leg["date"]}
    address = f"/trips/{one.bookings()[0].locator}/results"
    by_time = re.findall(r'class="times"><b>(\d\d:\d\d)', one.visitor.get(address, **ends).text)
    assert by_time == sorted(by_time)
    assert by_time
    prices = re.findall(r"from <b>€([\d,.]+)", one.visitor.get(address, sort="price", **ends).text)
    assert [float(text.replace(",", "")) for text in prices] == sorted(float(t.replace(",", "")) for t in prices)


def test_that_a_hold_lapses_on_the_worlds_clock_and_is_quoted_again(airline: Airline) -> None:
    one = airline("book_and_pay", options={"length": "short"})
    locator = one.book()
    assert "Held until" in one.look(locator)
    one.visitor.world.clock.advance(HOLD.total_seconds() + 1)
    assert "HOLD LAPSED" in one.look(locator)
    one.visitor.post(f"/trips/{locator}/pay", card=one.told["card"])
    assert one.bookings()[0].status == "held"
    one.visitor.post(f"/trips/{locator}/quote")
    one.pay(locator, one.told["extra"]["code"])
    one.look(locator)
    assert one.ruling()[0].name == "SATISFIED"


def test_that_the_same_form_sent_twice_names_a_traveller_twice(airline: Airline) -> None:
    one = airline("book_and_pay", options={"length": "short"})
    one.visitor.post("/trips")
    locator = one.bookings()[0].locator
    form = {"title": "Ms", "given_name": "Ana", "family_name": "Duarte", "born_on": "1988-05-04"}
    for _ in range(2):
        one.visitor.post(f"/trips/{locator}/travellers", **form)
    assert one.look(locator).count("Ana Duarte</td>") == 2


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"title": "Lord"}, "Please choose a title."),
        ({"given_name": ""}, "Please enter the given name"),
        ({"born_on": ""}, "Please choose a date."),
        ({"born_on": "2031-01-01"}, "Please enter the date of birth."),
    ],
)
def test_that_a_wrong_traveller_is_told(airline: Airline, changed: dict[str, str], complaint: str) -> None:
    one = airline("book_and_pay", options={"length": "short"})
    one.visitor.post("/trips")
    form = {"title": "Ms", "given_name": "Ana", "family_name": "Duarte", "born_on": "1988-05-04"}
    page = one.visitor.post(f"/trips/{one.bookings()[0].locator}/travellers", **{**form, **changed})
    assert page.status_code == 422
    assert complaint in page.text


def test_that_a_form_older_than_the_record_is_refused_and_shown_anew(airline: Airline) -> None:
    one = airline("change_seat")
    version = one.version()
    one.visitor.world.let_rival_act()
    page = one.visitor.post(one.at("seat"), seat=one.told["seat"], version=version)
    assert page.status_code == 422
    assert "SIMULTANEOUS CHANGES" in page.text
    one.visitor.post(one.at("seat"), seat=one.told["seat"], version=one.version())
    assert one.coupon().seat == one.told["seat"]


def test_that_a_taken_seat_is_not_to_be_had(airline: Airline) -> None:
    one = airline("change_seat")
    page = one.visitor.get(one.at("seat-map")).text
    taken = re.findall(r'title="(\d+[A-F]) taken"', page)[0]
    assert "NOT AVAILABLE" in one.visitor.post(one.at("seat"), seat=taken, version=one.version()).text


def test_that_a_bank_that_says_no_can_be_asked_again(airline: Airline) -> None:
    one = airline("unaccompanied_or_defer", seed=0, perturbations=(CommitNever(share=1.0, most=1),))
    locator = one.told["trip"]["locator"]
    one.pay(locator)
    assert payments.DECLINED in one.look()
    assert "Payment declined" in one.visitor.get(f"/trips/{locator}/payment").text
    one.pay(locator)
    one.look()
    assert one.ruling()[0].name == "SATISFIED"


def test_that_fares_keep_their_promises_in_cents() -> None:
    flight = Flight(number="VM 1", fare_cents=20_000)
    day = dt.date(2026, 8, 1)
    prices = [price(flight, day, fare) for fare in FARES]
    assert prices == sorted(set(prices))
    assert [refund(10_000, fare) for fare in FARES] == [0, 0, 5_000, 10_000]


def test_that_nobody_sees_the_trips_of_another(airline: Airline) -> None:
    one = airline("change_seat")
    with one.visitor.world.session() as session:
        query = select(Booking.locator).where(Booking.customer_id != one.told["customer"]["id"])
        other = session.scalars(query).first()
    assert one.visitor.get(f"/trips/{other}").status_code == 404
    one.visitor.post("/sign-out")
    assert one.visitor.get(f"/trips/{one.told['trip']['locator']}").url.path == "/sign-in"
    one.visitor.forge_cookie("session", f"{one.told['customer']['id']}.made-up")
    assert one.visitor.get("/trips").url.path == "/sign-in"


def test_that_every_page_can_be_read_without_a_change(airline: Airline) -> None:
    one = airline("cancel_flight")
    locator = one.told["trip"]["locator"]
    for path in ("/", "/conditions", "/timetable?from=1", "/profile", "/trips", f"/trips/{locator}/payment"):
        assert one.visitor.get(path).status_code == 200, path
    for page in ("seat", "seat-map", "date", "fare", "cancel"):
        assert one.visitor.get(one.at(page)).status_code == 200, page
    one.visitor.let_time_pass(PATIENCE)
    assert not [event for event in one.visitor.events if event["event"] == "changes" and event["changes"]]
