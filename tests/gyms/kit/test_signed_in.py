"""Signing in to a site by the kit: who gets in, where one gets to, whose pages one sees, and how a session ends."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from jinja2 import DictLoader
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from gyms.kit.gym import Gym, Json, Seeding, SignIn, Task, Workout
from gyms.kit.signed_in import SignedIn, SignInPage
from gyms.kit.site import Address, Response, Site, Visit
from gyms.kit.world import World
from gyms.kit.worlds import Worlds
from tests.gyms.kit.desk import Desk


class Base(DeclarativeBase):
    """Tables of readers, their loans and their sessions."""


class Reader(Base):
    __tablename__ = "readers"
    id: Mapped[int] = mapped_column(primary_key=True)
    card: Mapped[str]
    pin: Mapped[str]


class Loan(Base):
    __tablename__ = "loans"
    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"))


class Login(Base):
    __tablename__ = "logins"
    token: Mapped[str] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reader: Mapped[Reader] = relationship()


TEMPLATES = {
    "home.html": "{{ reader.card if reader else 'nobody' }} at {{ path }}",
    "loan.html": "loan {{ loan.id }}",
    "missing.html": "missing",
    "link_used.html": "used up",
    "sign_in.html": "{{ card }}|{{ error }}|{{ next }}",
}


def home(visit: Visit, reader: Reader) -> Response:
    return visit.render("home.html")


def shelves(visit: Visit) -> Response:
    return visit.render("home.html")


def loan(visit: Visit, loan: Loan) -> Response:
    return visit.render("loan.html", loan=loan)


def populate(session: Session, seeding: Seeding) -> None:
    session.add_all([Reader(id=1, card="A 1", pin="11"), Reader(id=2, card="B 2", pin="22")])
    session.flush()
    session.add_all([Loan(id=1, reader_id=1), Loan(id=2, reader_id=2)])


def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
    return {"reader": 1}


def start(world: World) -> str:
    return SignIn("readers").link(world, 1)


async def no_oracle(page: Any, task: Task) -> None:
    """The tests act by HTTP."""


def gym(name: str, signed_in: SignedIn[Reader], **page: Any) -> Gym:
    site = Site(__name__)
    site.environment.loader = DictLoader(TEMPLATES)
    SignInPage(signed_in, Reader.card, Reader.pin, str.upper, wrong="Wrong.", **page).serve(site)
    on_loan = signed_in.on(Loan, "loan", lambda loan: loan.reader_id)
    addresses: tuple[Address, ...] = (
        ("GET", "/", signed_in.own(home)),
        ("POST", "/", signed_in.own(home)),
        ("GET", "/shelves", shelves),
        ("GET", "/loans/{loan:int}", on_loan(loan)),
    )
    site.add(addresses)
    workout = Workout("read", "Read", "Reading.", "Read.", bind, start, no_oracle)
    return Gym(name, name, "Loans.", 1, Base.metadata, populate, site.app, (workout,))


RETURNING = gym("returning", SignedIn(Login.reader, Login.began_at, Login.ended_at, keeps_cookie=True))
HOMING = gym("homing", SignedIn(Login.reader, Login.began_at, returns=False), used="Used.", statuses=(403, 401))

Open = Callable[[Gym], Desk]


@pytest.fixture
def come_to() -> Iterator[Open]:
    """Stands before the site of a gym, not signed in."""
    with Worlds({"returning": RETURNING, "homing": HOMING}) as worlds, asyncio.Runner() as runner:
        desks: list[Desk] = []

        def coming(gym: Gym) -> Desk:
            desks.append(Desk(runner, worlds.open(gym.name, "read"), ()))
            return desks[-1]

        yield coming
        for desk in desks:
            desk.close()
            worlds.close_world(desk.world)


def leads_to(answer: httpx.Response) -> str:
    assert answer.status_code == 303
    return answer.headers["location"]


def logins(desk: Desk) -> list[Login]:
    with desk.world.session() as session:
        return list(session.scalars(select(Login)))


def test_that_strangers_sign_in_and_get_to_the_page_that_they_asked_for(come_to: Open) -> None:
    desk = come_to(RETURNING)
    assert leads_to(desk.get("/loans/1")) == "/sign-in?next=/loans/1"
    assert leads_to(desk.post("/")) == "/sign-in?next=/"
    assert desk.get("/sign-in?next=/loans/1").text == "||/loans/1"
    assert leads_to(desk.post("/sign-in", {"card": " a 1 ", "pin": "11", "next": "/loans/1"})) == "/loans/1"
    assert desk.get("/loans/1").text == "loan 1"
    assert leads_to(desk.get("/sign-in?next=/loans/1")) == "/loans/1"


@pytest.mark.parametrize("path", ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", ""])
def test_that_signing_in_never_leads_off_the_site(come_to: Open, path: str) -> None:
    assert leads_to(come_to(RETURNING).post("/sign-in", {"card": "A 1", "pin": "11", "next": path})) == "/"


def test_that_a_site_that_does_not_return_leads_to_its_start_page(come_to: Open) -> None:
    desk = come_to(HOMING)
    assert leads_to(desk.get("/loans/1")) == "/sign-in"
    assert leads_to(desk.post("/sign-in", {"card": "A 1", "pin": "11", "next": "/loans/1"})) == "/"
    assert desk.get("/sign-in").text == "||/"


@pytest.mark.parametrize(("gym", "status"), [(RETURNING, 422), (HOMING, 403)])
@pytest.mark.parametrize("given", [{"card": "a 1", "pin": "22"}, {"card": "a 1"}, {"card": "a 1", "pin": "ä"}])
def test_that_the_wrong_secret_lets_nobody_in(come_to: Open, gym: Gym, status: int, given: dict[str, str]) -> None:
    desk = come_to(gym)
    refused = desk.post("/sign-in", given)
    assert (refused.status_code, refused.text) == (status, "A 1|Wrong.|/")
    assert logins(desk) == []


def test_that_templates_see_who_is_there_and_the_path(come_to: Open) -> None:
    desk = come_to(RETURNING)
    assert desk.get("/shelves").text == "nobody at /shelves"
    assert leads_to(desk.start()) == "/"
    assert desk.get("/shelves").text == "A 1 at /shelves"


@pytest.mark.parametrize("other", [2, 99, 2**70])
def test_that_what_is_not_ones_own_is_missing(come_to: Open, other: int) -> None:
    desk = come_to(RETURNING)
    desk.start()
    answer = desk.get(f"/loans/{other}")
    assert (answer.status_code, answer.text) == (404, "missing")


def test_that_a_link_that_was_used_has_a_page_of_its_own_unless_one_is_signed_in(come_to: Open) -> None:
    desk = come_to(RETURNING)
    desk.start()
    assert leads_to(desk.start()) == "/"
    desk.client.cookies.clear()
    used = desk.start()
    assert (used.status_code, used.text) == (410, "used up")


def test_that_the_sign_in_page_can_speak_of_a_link_that_was_used(come_to: Open) -> None:
    desk = come_to(HOMING)
    desk.start()
    used = desk.start()
    assert (used.status_code, used.text) == (401, "|Used.|/")


def test_that_signing_out_stamps_the_session_whose_cookie_may_stay(come_to: Open) -> None:
    desk = come_to(RETURNING)
    desk.start()
    token = desk.client.cookies["session"]
    assert leads_to(desk.post("/sign-out")) == "/sign-in"
    [login] = logins(desk)
    assert login.ended_at is not None
    assert desk.client.cookies["session"] == token == login.token
    assert leads_to(desk.get("/")) == "/sign-in?next=/"


def test_that_signing_out_deletes_a_session_that_has_no_end(come_to: Open) -> None:
    desk = come_to(HOMING)
    desk.start()
    assert [login.reader_id for login in logins(desk)] == [1]
    assert leads_to(desk.post("/sign-out")) == "/sign-in"
    assert logins(desk) == []
    assert "session" not in desk.client.cookies


def test_that_a_made_up_cookie_is_nobodys(come_to: Open) -> None:
    desk = come_to(RETURNING)
    desk.client.cookies.set("session", "made-up")
    assert leads_to(desk.get("/")) == "/sign-in?next=/"
    assert leads_to(desk.post("/sign-out")) == "/sign-in"
