"""Charging: overlapping clauses, minimums and maximums, rows that clauses refer to."""

from typing import TYPE_CHECKING

from workbench.domain.verdicts import FindingKind, Ruling

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

HEAD = "version: 1\nworkout: clinic/book_visit\n"


def test_that_an_overlap_goes_to_the_earlier_clause(story: "Story") -> None:
    story.book()
    spec = HEAD + "allow:\n  - {id: first, insert: visits}\n  - {id: second, insert: visits}\n"
    assert story.judged(spec).charges == {1: "first"}


def test_that_a_change_moves_on_when_its_clause_is_needed_by_another(story: "Story") -> None:
    story.book(31)
    story.book(32, cells={"status": "draft"})
    spec = HEAD + (
        "require:\n  - {id: any, insert: visits}\n  - {id: booked, insert: visits, values: {status: booked}}\n"
    )
    verdict = story.judged(spec)
    assert verdict.ruling is Ruling.SATISFIED
    assert verdict.charges == {1: "booked", 2: "any"}


def test_that_a_clause_with_room_does_not_starve_one_in_need(story: "Story") -> None:
    story.book(31)
    story.book(32, cells={"status": "draft"})
    spec = HEAD + (
        "require:\n  - {id: some, insert: visits, times: {min: 1, max: 3}}\n"
        "  - {id: booked, insert: visits, values: {status: booked}}\n"
    )
    assert story.judged(spec).charges == {1: "booked", 2: "some"}


def test_that_an_allowance_ends_at_its_maximum(story: "Story") -> None:
    for id in (1, 2, 3):
        story.insert("page_views", id, {"path": "/"})
    spec = HEAD + "allow:\n  - {id: views, insert: page_views, times: 2}\n"
    verdict = story.judged(spec)
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.findings[0].sentence.startswith(
        "**Three rows** were added to **page_views**; at most two is allowed"
    )


def test_that_fewer_than_the_minimum_is_unmet(story: "Story") -> None:
    story.book(31)
    spec = HEAD + "require:\n  - {id: two, insert: visits, times: {min: 2, max: 3}}\n"
    unmet = story.judged(spec).findings[0]
    assert unmet.kind is FindingKind.UNMET
    assert unmet.nearest.startswith("It happened one of two times.")


REMINDED = (
    HEAD
    + """\
require:
  - {id: the-visit, insert: visits, values: {status: booked}}
  - {id: reminder, insert: reminders, values: {visit_id: $the-visit.id}}
"""
)


def test_that_a_new_key_can_be_used_in_another_clause(story: "Story") -> None:
    story.book(77)
    story.insert("reminders", 1, {"visit_id": 77, "kind": "mail"})
    assert story.judged(REMINDED).ruling is Ruling.SATISFIED


def test_that_a_reference_to_another_row_is_a_breach_with_the_key_it_should_have_had(story: "Story") -> None:
    story.book(77)
    story.insert("reminders", 1, {"visit_id": 12, "kind": "mail"})
    verdict = story.judged(REMINDED)
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.findings[0].nearest == "**reminder** came closest: visit_id was 12, 65 from 77."


def test_that_a_row_is_bound_once_to_the_choice_that_makes_the_run_legal(story: "Story") -> None:
    story.book(76)
    story.book(77)
    story.insert("reminders", 1, {"visit_id": 77, "kind": "mail"})
    spec = REMINDED + "allow:\n  - {id: other, insert: visits}\n"
    verdict = story.judged(spec)
    assert verdict.ruling is Ruling.SATISFIED
    assert verdict.charges == {1: "other", 2: "the-visit", 3: "reminder"}


def test_that_a_thousand_matching_rows_are_a_plain_breach(story: "Story") -> None:
    for id in range(100, 400):
        story.book(id)
    assert story.judged(REMINDED).ruling is Ruling.VIOLATED


def test_that_a_required_row_may_be_taken_further_by_another_requirement(story: "Story") -> None:
    story.book(31)
    story.update("visits", 31, {"status": "confirmed"})
    spec = (
        HEAD
        + """\
require:
  - {id: made, insert: visits, values: {status: booked}}
  - {id: confirmed, update: visits, key: $made.id, values: {status: confirmed}}
"""
    )
    assert story.judged(spec).ruling is Ruling.SATISFIED


def test_that_an_allowance_does_not_excuse_what_a_requirement_lost(story: "Story") -> None:
    story.book(31)
    story.update("visits", 31, {"status": "cancelled"})
    spec = (
        HEAD
        + """\
require:
  - {id: made, insert: visits, values: {status: booked}}
allow:
  - {id: notes, update: visits, only: [status]}
"""
    )
    unmet = story.judged(spec).findings[0]
    assert (unmet.kind, unmet.clause) == (FindingKind.UNMET, "made")
    assert "status was cancelled, not booked, made so by change 2" in unmet.nearest


def test_that_the_row_that_lasts_is_charged_before_the_one_that_went(story: "Story") -> None:
    story.book(31)
    story.book(32)
    story.delete("visits", 31)
    spec = HEAD + "require:\n  - {id: made, insert: visits}\n"
    assert story.judged(spec).charges == {2: "made"}


def test_that_a_deleted_row_must_stay_away(story: "Story") -> None:
    row = {name: cell for name, cell in story.rows["visits"][13,].items() if name != "id"}
    story.delete("visits", 13)
    spec = HEAD + "require:\n  - {id: gone, delete: visits, key: 13}\nallow:\n  - {id: new, insert: visits}\n"
    assert story.judged(spec).ruling is Ruling.SATISFIED
    story.insert("visits", 13, row)
    assert story.judged(spec).findings[0].nearest == (
        "Change 1 did it, but at the end the row is there again by change 2."
    )
