"""Signing in and out, and the member's own details."""

from typing import Any

import pytest
from sqlalchemy import select

from gyms.clinic.models import Member
from tests.gyms.clinic.conftest import look, member_of
from tests.gyms.stage import Visitor


def test_that_the_sign_in_link_works_once(visit_clinic: Any) -> None:
    opened: Visitor = visit_clinic()
    name = member_of(opened.world).name
    assert name in opened.start().text
    opened.post("/sign-out")
    assert opened.start().status_code == 410
    assert name not in opened.get("/").text


def test_that_a_made_up_link_lets_nobody_in(visit_clinic: Any) -> None:
    opened: Visitor = visit_clinic()
    assert opened.get("/sign-in/link", code="1").status_code == 410
    assert opened.get("/visits").url.path == "/sign-in"


@pytest.mark.parametrize("path", ["/visits", "/visits/new", "/profile", "/visits/1", "/visits/times"])
def test_that_strangers_are_sent_to_sign_in_and_come_back_after(visit_clinic: Any, path: str) -> None:
    opened: Visitor = visit_clinic()
    page = opened.get(path)
    assert page.url.path == "/sign-in"
    assert f'name="next" value="{path}"' in page.text


def test_that_e_mail_and_pin_sign_in(visit_clinic: Any) -> None:
    opened: Visitor = visit_clinic()
    member = member_of(opened.world)
    page = opened.post("/sign-in", email=member.email.upper(), pin=member.pin, next="/profile")
    assert page.url.path == "/profile"
    assert member.name in page.text


def test_that_a_wrong_pin_does_not(visit_clinic: Any) -> None:
    opened: Visitor = visit_clinic()
    member = member_of(opened.world)
    assert opened.post("/sign-in", email=member.email, pin=member.pin + "0", next="/").status_code == 422
    assert opened.post("/sign-in", email="nobody@example.org", pin="", next="/").status_code == 422
    assert opened.get("/visits").url.path == "/sign-in"


@pytest.mark.parametrize("following", ["https://example.org/", "//example.org", "/\\example.org", "visits"])
def test_that_signing_in_never_leads_off_the_site(visit_clinic: Any, following: str) -> None:
    opened: Visitor = visit_clinic()
    member = member_of(opened.world)
    page = opened.post("/sign-in", email=member.email, pin=member.pin, next=following)
    assert str(page.url) == f"{opened.world.origin}/"


def test_that_a_sign_out_can_be_taken_back_for_half_an_hour(visitor: Visitor) -> None:
    name = member_of(visitor.world).name
    assert f"Sign back in as {name}" in visitor.post("/sign-out").text
    assert visitor.get("/visits").url.path == "/sign-in"
    visitor.post("/sign-in/again")
    assert visitor.get("/visits").url.path == "/visits"
    visitor.post("/sign-out")
    visitor.world.clock.advance(31 * 60)
    assert visitor.post("/sign-in/again").status_code == 404


def test_that_a_session_ends_after_twelve_hours(visitor: Visitor) -> None:
    visitor.world.clock.advance(12 * 3600 + 1)
    assert visitor.get("/visits").url.path == "/sign-in"


def test_that_a_token_of_ones_own_making_is_no_session(visitor: Visitor) -> None:
    visitor.forge_cookie("session", "1")
    assert visitor.get("/visits").url.path == "/sign-in"


def test_that_changed_details_are_saved(visitor: Visitor) -> None:
    page = visitor.post("/profile", email="New@Example.org", phone="+44 1632 960999", reminders="none")
    assert "have been saved" in page.text
    member = member_of(visitor.world)
    assert (member.email, member.phone, member.reminders) == ("new@example.org", "+44 1632 960999", "none")


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"email": "nobody"}, "Please enter an e-mail address"),
        ({"phone": "call me"}, "Please enter a phone number"),
        ({"reminders": "pigeon"}, "Please choose how"),
    ],
)
def test_that_wrong_details_are_not(visitor: Visitor, changed: dict[str, str], complaint: str) -> None:
    before = member_of(visitor.world)
    form = {"email": before.email, "phone": before.phone, "reminders": before.reminders, **changed}
    page = visitor.post("/profile", **form)
    assert page.status_code == 422
    assert complaint in page.text
    after = member_of(visitor.world)
    assert (after.email, after.phone, after.reminders) == (before.email, before.phone, before.reminders)


def test_that_an_e_mail_address_belongs_to_one_member(visitor: Visitor) -> None:
    own = member_of(visitor.world)
    others = select(Member).where(Member.id != own.id)
    other = look(visitor.world, lambda session: session.scalars(others).first())
    assert other is not None
    page = visitor.post("/profile", email=other.email, phone=own.phone, reminders=own.reminders)
    assert page.status_code == 422
    assert "Another member uses" in page.text
