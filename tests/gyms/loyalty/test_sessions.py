"""Logging in, and being logged off by the clock."""

from collections.abc import Callable

from tests.gyms.loyalty import walks
from tests.gyms.stage import Visitor

Visit = Callable[..., Visitor]


def test_that_a_session_times_out_when_nobody_is_heard_of(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    visitor.world.clock.advance(14 * 60)
    assert "Welcome back" in visitor.get("/m/home").text
    visitor.world.clock.advance(16 * 60)
    page = visitor.get("/m/home")
    assert page.status_code == 403
    assert "click here to log in again" in page.text
    assert walks.wanted(visitor)["member"]["card"] in page.text


def test_that_what_is_sent_after_the_time_out_is_lost(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    before = walks.me(visitor).points
    visitor.world.clock.advance(16 * 60)
    assert "not saved" in walks.order(visitor).text
    assert walks.me(visitor).points == before


def test_that_the_browser_remembers_who_it_was_and_lets_them_in_again(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    visitor.get("/logoff")
    page = visitor.get("/login").text
    number = walks.wanted(visitor)["member"]["number"]
    assert f'value="{number}"' in page
    assert 'value="****"' in page
    assert "Best viewed in" in visitor.post("/login", txtNumber=number, txtPIN="****").text
    assert visitor.get("/m/home").status_code == 200


def test_that_a_stranger_needs_number_and_pin(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points", start=False)
    member = walks.me(visitor)
    assert "Member Login" in visitor.get("/portal").text
    assert "ERROR 014" in visitor.post("/login", txtNumber=member.number, txtPIN="****").text
    assert "ERROR 014" in visitor.post("/login", txtNumber="12", txtPIN=member.pin).text
    assert member.last_name in visitor.post("/login", txtNumber=member.number, txtPIN=member.pin).text


def test_that_a_link_from_the_newsletter_works_once(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    assert "ERROR 022" in visitor.start().text
