"""Sent twice: by the agent, by the page, or by the server."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.verifier.conftest import Story


def blame(story: "Story", book: str) -> str:
    return story.judged(book).findings[0].nearest


def test_that_two_steps_mean_the_agent_sent_it_twice(story: "Story", book: str) -> None:
    story.book(31, request=story.post("/visits", step=4))
    story.book(32, request=story.post("/visits", step=5))
    assert blame(story, book) == "The **agent sent it twice**: step 4 (request r1) and step 5 (request r2)."


def test_that_two_requests_of_one_step_mean_the_page_sent_it_twice(story: "Story", book: str) -> None:
    story.book(31, request=story.post("/visits", step=4))
    story.book(32, request=story.post("/visits", step=4))
    assert blame(story, book) == "The **page sent it twice** in step 4: requests r1 and r2."


def test_that_two_transactions_of_one_request_mean_the_server_repeated_it(story: "Story", book: str) -> None:
    request = story.post("/visits", step=4)
    story.book(31, request=request, transaction=1)
    story.book(32, request=request, transaction=2)
    assert blame(story, book) == "The **server repeated** it: request r1 committed twice (changes 1 and 2)."


def test_that_one_transaction_means_the_server_wrote_it_twice(story: "Story", book: str) -> None:
    request = story.post("/visits", step=4)
    story.book(31, request=request, transaction=1)
    story.book(32, request=request, transaction=1)
    assert blame(story, book) == "The **server** wrote it twice within request r1 (changes 1 and 2)."


def test_that_a_request_the_browser_never_sent_is_the_networks(story: "Story", book: str) -> None:
    story.book(31, request=story.post("/visits", step=4))
    story.book(32, request="r99")
    assert blame(story, book) == "The **server or the network repeated** it: the browser never sent request r99."


def test_that_a_job_run_twice_is_the_servers(story: "Story", book: str) -> None:
    request = story.post("/visits", step=4)
    story.book(31, job="book", cause=request)
    story.book(32, job="book", cause=request)
    assert blame(story, book).startswith("The **server repeated** it")


def test_that_a_retry_after_work_that_rolled_back_is_fine(story: "Story", book: str) -> None:
    story.post("/visits", step=4)
    story.book(31, request=story.post("/visits", step=5))
    assert story.judged(book).reward == 1


def test_that_evidence_names_change_request_and_step(story: "Story", book: str) -> None:
    story.book(31, request=story.post("/visits", step=4))
    story.book(32, request=story.post("/visits", step=5))
    story.changes[1] = replace(story.changes[1], step=5)
    evidence = story.judged(book).findings[0].evidence
    assert [(one.change, one.exchange, one.step) for one in evidence] == [(2, "r2", 5), (1, "r1", 4)]


def test_that_the_same_update_sent_twice_is_seen_although_the_second_had_no_effect(story: "Story") -> None:
    spec = """\
version: 1
workout: clinic/book_visit
require:
  - {id: it, update: visits, key: 13, where: {date: 2026-07-14}, values: {date: 2026-07-20}, only: [date, note]}
"""
    story.update("visits", 13, {"date": "2026-07-20"}, request=story.post("/visits/13", step=4))
    story.update("visits", 13, {"date": "2026-07-20", "note": "again"}, request=story.post("/visits/13", step=5))
    near = story.judged(spec).findings[0].nearest
    assert near.endswith("The **agent sent it twice**: step 4 (request r1) and step 5 (request r2).")
