"""Order: of clauses among each other, and of reads from the server."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.verdicts import FindingKind, LampState, Ruling

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

READ_BACK = 'order:\n  - {read: "GET /visits/{the-visit.id}", after: the-visit, because: confirm the system}\n'


def test_that_reading_back_from_the_server_meets_the_order(story: "Story", book: str) -> None:
    story.book(31)
    story.get("/visits/31", step=4)
    verdict = story.judged(book + READ_BACK)
    assert verdict.ruling is Ruling.SATISFIED
    met = next(finding for finding in verdict.findings if finding.clause == "order-1")
    assert met.evidence[0].exchange == "r1"
    assert met.sentence == "After **the-visit**, **GET /visits/31** is read from the server, before the end."


def test_that_not_reading_back_is_unmet(story: "Story", book: str) -> None:
    story.book(31)
    story.get("/visits", step=3)
    unmet = story.judged(book + READ_BACK).findings[0]
    assert (unmet.kind, unmet.clause, unmet.because) == (FindingKind.UNMET, "order-1", "confirm the system")
    assert unmet.nearest == "Closest was GET /visits (r1 at step 3)."
    assert unmet.counterfactual == "With this met the run is SATISFIED."


@pytest.mark.parametrize(
    ("status", "delivered", "why"),
    [(500, True, "was answered with 500"), (200, False, "never reached the browser")],
)
def test_that_an_answer_that_failed_or_got_lost_is_no_read(
    story: "Story", book: str, status: int, delivered: bool, why: str
) -> None:
    story.book(31)
    story.get("/visits/31", status=status, delivered=delivered)
    unmet = story.judged(book + READ_BACK).findings[0]
    assert unmet.nearest == f"GET /visits/31 (r1) {why}."


def test_that_a_read_before_the_change_confirms_nothing(story: "Story", book: str) -> None:
    story.get("/visits/31")
    story.book(31)
    assert "was too early" in story.judged(book + READ_BACK).findings[0].nearest


def test_that_a_read_after_the_declared_end_is_too_late(story: "Story", book: str) -> None:
    story.book(31)
    end = story.clock + 1
    story.get("/visits/31")
    assert "too late, after the declared end" in story.judged(book + READ_BACK, outcome_at=end).findings[0].nearest


def test_that_extra_reads_never_fail_a_run(story: "Story", book: str) -> None:
    story.get("/services?page=2")
    story.book(31)
    story.get("/visits/31?tab=notes")
    story.get("/visits/99")
    assert story.judged(book + READ_BACK).ruling is Ruling.SATISFIED


@pytest.mark.parametrize(
    ("template", "path", "reads"),
    [
        ("GET /visits/*", "/visits/9", True),
        ("GET /visits/*", "/visits/9/edit", False),
        ("GET /visits?date={date}", "/visits?page=1&date=2026-07-14", True),
        ("GET /visits?date={date}", "/visits?date=2026-07-15", False),
        ("GET /visits", "/visits?date=2026-07-15", True),
        ("GET /search/{member.name}", "/search/Noor%20Haddad", True),
    ],
)
def test_that_a_template_fits_paths_and_queries(
    story: "Story", book: str, template: str, path: str, reads: bool
) -> None:
    story.book(31)
    story.get(path)
    verdict = story.judged(book + f'order:\n  - {{read: "{template}", after: the-visit}}\n')
    assert verdict.ruling is (Ruling.SATISFIED if reads else Ruling.VIOLATED)


def test_that_one_of_several_reads_is_enough(story: "Story", book: str) -> None:
    story.book(31)
    story.get("/visits")
    spec = book + 'order:\n  - {read: ["GET /visits", "GET /visits/{the-visit.id}"], after: the-visit}\n'
    assert story.judged(spec).ruling is Ruling.SATISFIED


def test_that_looking_before_acting_can_be_demanded_and_is_irrevocable(story: "Story", book: str) -> None:
    spec = book + "order:\n  - {id: look, read: GET /services, before: the-visit}\n"
    story.book(31)
    story.get("/services")
    breach = story.judged(spec).findings[0]
    assert (breach.kind, breach.clause) == (FindingKind.BREACH, "look")
    live = story.live(spec)
    live.feed(change=story.changes[0])
    assert next(lamp for lamp in live.lamps if lamp.clause == "look").state is LampState.BROKEN


def test_that_clauses_come_in_the_order_demanded(story: "Story", book: str) -> None:
    spec = book.replace("allow:\n", "allow:\n  - {id: reminder, insert: reminders}\n")
    spec += "order:\n  - {clause: reminder, after: the-visit}\n"
    story.insert("reminders", 1, {"visit_id": 12, "kind": "mail"})
    story.book(31)
    breach = story.judged(spec).findings[0]
    assert breach.kind is FindingKind.BREACH
    assert breach.sentence == "**reminder** happens after **the-visit**."
    assert breach.nearest == "Change 1 came too early."


def test_that_an_order_about_what_never_happened_is_no_complaint(story: "Story", book: str) -> None:
    spec = book.replace("allow:\n", "allow:\n  - {id: reminder, insert: reminders}\n")
    spec += "order:\n  - {clause: reminder, after: the-visit}\n  - {read: GET /reminders, after: reminder}\n"
    story.book(31)
    assert story.judged(spec).ruling is Ruling.SATISFIED
