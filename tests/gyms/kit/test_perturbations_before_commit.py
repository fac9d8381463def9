"""Perturbations that keep a request from the site (P8, P14), or only make it late (P13, P29)."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from gyms.kit.hands.clearing import ERRORS, EXPIRED
from gyms.kit.perturbations.double_submit_trap import DoubleSubmitTrap
from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from gyms.kit.perturbations.latency import Latency
from gyms.kit.perturbations.session_expiry import SessionExpiry
from tests.gyms.kit.desk import FETCHED, Desk

OpenDesk = Callable[..., Desk]


def test_that_an_intermittent_error_commits_nothing_and_shows_a_heading_that_hands_know(desk: OpenDesk) -> None:
    visitor = desk(IntermittentErrors(share=0.5))
    answers = [visitor.post("/notes", {"text": str(number)}) for number in range(20)]
    done = [str(number) for number, answer in enumerate(answers) if answer.status_code == 303]
    assert visitor.notes() == done
    assert 0 < len(done) < 20
    failed = [answer for answer in answers if answer.status_code >= 500]
    assert [it["status"] for it in visitor.strikes("P14")] == [answer.status_code for answer in failed]
    assert all(any(f"<h1>{heading}</h1>" in answer.text for heading in ERRORS) for answer in failed)


def test_that_an_expired_session_leads_back_to_the_page_with_its_query(desk: OpenDesk) -> None:
    visitor = desk(SessionExpiry(share=1, most=1))
    expired = visitor.get("/search?q=a&b=%22")
    assert f"<h1>{EXPIRED}</h1>" in expired.text
    assert '<a href="/search?q=a&amp;b=%22">Continue</a>' in expired.text
    assert visitor.get("/search?q=a").json() == {"asked": "a"}


def test_that_a_form_sent_to_an_expired_session_is_lost_and_leads_back_to_where_it_was(desk: OpenDesk) -> None:
    visitor = desk(SessionExpiry(share=1, most=1))
    expired = visitor.post("/notes", referer=f"{visitor.world.origin}/?from=there")
    assert '<a href="/?from=there">Continue</a>' in expired.text
    assert visitor.notes() == []
    assert visitor.strikes("P8")[0]["lost"] is True


def test_that_with_drafts_kept_no_form_is_lost(desk: OpenDesk) -> None:
    visitor = desk(SessionExpiry(share=1, most=99, keep_draft=True))
    for _ in range(4):
        assert visitor.post("/notes").status_code == 303
    assert len(visitor.notes()) == 4
    assert EXPIRED in visitor.get("/").text


def test_that_a_session_expires_no_more_often_than_it_may_and_never_for_what_scripts_fetch(desk: OpenDesk) -> None:
    visitor = desk(SessionExpiry(share=1, most=2))
    assert all(EXPIRED not in visitor.get("/search?q=a", **FETCHED).text for _ in range(4))
    assert EXPIRED not in visitor.get("/", **{"sec-fetch-dest": "iframe"}).text
    assert sum(EXPIRED in visitor.get("/").text for _ in range(12)) == 2


def test_that_latency_only_makes_answers_late_and_only_on_its_paths(desk: OpenDesk) -> None:
    visitor = desk(Latency(share=1, least=0.001, most=0.002, paths="/search*"))
    assert visitor.get("/search?q=a").json() == {"asked": "a"}
    assert visitor.post("/notes").status_code == 303
    (struck,) = visitor.strikes()
    assert struck["path"] == "/search"
    assert 0.001 <= struck["seconds"] <= 0.002


def test_that_a_late_answer_to_a_form_is_late_after_it_was_done(desk: OpenDesk) -> None:
    visitor = desk(DoubleSubmitTrap(delay=0.05))
    visitor.get("/")
    assert visitor.strikes() == []
    before = time.time() * 1000
    assert visitor.post("/notes").status_code == 303
    (change,) = visitor.changes()
    (_, served) = visitor.of_kind("exchange")
    assert served["ended"] - change["at"] >= 50
    assert change["at"] >= before


def test_that_pressing_twice_in_a_late_answer_sends_twice(desk: OpenDesk) -> None:
    visitor = desk(DoubleSubmitTrap(delay=0.01))
    for _ in range(2):
        visitor.post("/notes")
    assert visitor.notes() == ["Hello", "Hello"]


@pytest.mark.parametrize("seed", range(1, 6))
def test_that_the_sign_in_link_is_never_disturbed_until_it_was_used(desk: OpenDesk, seed: int) -> None:
    visitor = desk(IntermittentErrors(share=1, burst=9), SessionExpiry(share=1, most=9), seed=seed)
    assert visitor.start().status_code == 303
    assert visitor.get("/").status_code >= 400
    visitor.reset()
    assert urlsplit(visitor.start().headers["location"]).path == "/"
