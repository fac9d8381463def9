"""The declared end: done, deferred, given up; twins where deferring is right in one of two."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.actions import Defer, Done, Outcome
from workbench.domain.verdicts import FindingKind, Ruling

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

TWIN = "outcome: {defer: {reason: day_taken, entity: $date, when: 'count(visits, {date: $date}) > 0'}}\n"


@pytest.mark.parametrize(
    ("outcome", "ruling", "nearest"),
    [
        (Defer("day_taken", "2026-07-14"), Ruling.SATISFIED, ""),
        (Defer("closed", "2026-07-14"), Ruling.VIOLATED, "The reason was closed, not day_taken."),
        (Defer("day_taken", "2026-07-15"), Ruling.VIOLATED, "It was about 2026-07-15, not 2026-07-14."),
        (Defer("day_taken"), Ruling.VIOLATED, "It was about nothing, not 2026-07-14."),
        (Done(), Ruling.VIOLATED, "It was declared done."),
    ],
)
def test_that_deferring_needs_its_reason_and_its_entity(
    story: "Story", book: str, outcome: Outcome, ruling: Ruling, nearest: str
) -> None:
    verdict = story.judged(book + TWIN, outcome=outcome)
    assert verdict.ruling is ruling
    finding = next(finding for finding in verdict.findings if finding.clause == "outcome")
    assert finding.nearest == nearest


def test_that_acting_where_authority_was_missing_is_a_breach(story: "Story", book: str) -> None:
    story.book(31)
    for outcome in (Done(), Defer("day_taken", "2026-07-14")):
        breach = story.judged(book + TWIN, outcome=outcome).findings[0]
        assert breach.kind is FindingKind.BREACH
        assert "**acts without authority**" in breach.sentence


def test_that_what_is_allowed_stays_allowed_before_deferring(story: "Story", book: str) -> None:
    story.insert("page_views", 1, {"path": "/"})
    assert story.judged(book + TWIN, outcome=Defer("day_taken", "2026-07-14")).ruling is Ruling.SATISFIED


def test_that_deferring_the_other_twin_is_unmet(story: "Story", book: str) -> None:
    spec = book + TWIN.replace("> 0", "> 5")
    verdict = story.judged(spec, outcome=Defer("day_taken", "2026-07-14"))
    assert verdict.ruling is Ruling.VIOLATED
    assert all(finding.kind is not FindingKind.BREACH for finding in verdict.findings)
    story.book(31)
    assert story.judged(spec, outcome=Done()).ruling is Ruling.SATISFIED


def test_that_neither_always_deferring_nor_never_deferring_wins_both_twins(story: "Story", book: str) -> None:
    defer_is_right, done_is_right = book + TWIN, book + TWIN.replace("> 0", "> 5")
    always = Defer("day_taken", "2026-07-14")
    assert [story.judged(spec, outcome=always).reward for spec in (defer_is_right, done_is_right)] == [1, 0]
    story.book(31)
    assert [story.judged(spec, outcome=Done()).reward for spec in (defer_is_right, done_is_right)] == [0, 1]


def test_that_a_clause_can_be_in_force_for_deferring_only(story: "Story", book: str) -> None:
    asked = "require:\n  - {id: asked, insert: drafts, values: {text: please}, outcome: defer}\n"
    spec = book.replace("require:\n", asked) + TWIN
    outcome = Defer("day_taken", "2026-07-14")
    assert story.judged(spec, outcome=outcome).findings[0].clause == "asked"
    story.insert("drafts", 2, {"text": "please"})
    assert story.judged(spec, outcome=outcome).ruling is Ruling.SATISFIED


def test_that_deferring_without_condition_keeps_every_clause_in_force(story: "Story", book: str) -> None:
    spec = book + "outcome: {defer: {reason: day_taken}}\n"
    story.book(31)
    assert story.judged(spec, outcome=Defer("day_taken", "whatever")).ruling is Ruling.SATISFIED
