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
