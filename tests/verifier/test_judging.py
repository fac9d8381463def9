"""Whole runs through the public face: what satisfies, what is unmet, what is a breach."""

from typing import TYPE_CHECKING

from workbench.domain.actions import GiveUp
from workbench.domain.changes import Actor
from workbench.domain.verdicts import FindingKind, Ruling, Verdict

if TYPE_CHECKING:
    from tests.verifier.conftest import Story


def kinds(verdict: Verdict) -> list[FindingKind]:
    return [finding.kind for finding in verdict.findings]


def test_that_the_gold_run_is_satisfied_and_every_change_is_charged(story: "Story", book: str) -> None:
    story.insert("page_views", 1, {"path": "/"})
    story.book()
    story.update("members", 7, {"last_seen_at": "2026-07-02T09:14:05"})
    story.insert("sessions", 1, {"token": "x"})
    story.update("visits", 12, {"status": "confirmed"}, actor=Actor.SYSTEM)
    verdict = story.judged(book)
    assert verdict.ruling is Ruling.SATISFIED
    assert verdict.reward == 1
    assert verdict.charges == {1: "page-views", 2: "the-visit", 3: "last-seen", 4: "(ephemeral)", 5: "(system)"}
    assert set(kinds(verdict)) == {FindingKind.MET}


def test_that_doing_nothing_is_not_enough(story: "Story", book: str) -> None:
    verdict = story.judged(book)
    assert verdict.ruling is Ruling.VIOLATED
    assert kinds(verdict)[0] is FindingKind.UNMET
    assert verdict.findings[0].nearest == "Nothing was added to **visits**."


def test_that_a_second_identical_insert_is_a_breach(story: "Story", book: str) -> None:
    story.book(31)
    story.book(32)
    verdict = story.judged(book)
    assert verdict.ruling is Ruling.VIOLATED
    breach = verdict.findings[0]
    assert breach.kind is FindingKind.BREACH
    assert breach.sentence.startswith("**Two rows** were added to **visits**; exactly one is required.")
    assert breach.evidence[0].change == 2
    assert breach.counterfactual == "Without change 2 this run is SATISFIED."


def test_that_a_duplicate_after_the_declared_end_is_still_seen(story: "Story", book: str) -> None:
    story.book(31)
    story.book(32)
    assert story.judged(book, outcome_at=150.0).ruling is Ruling.VIOLATED


def test_that_the_right_row_beside_a_deletion_of_everything_is_a_breach(story: "Story", book: str) -> None:
    story.book()
    for id in (12, 13):
        story.delete("visits", id)
    verdict = story.judged(book)
    assert kinds(verdict)[:2] == [FindingKind.BREACH] * 2
    assert {finding.counterfactual for finding in verdict.findings[:2]} == {
        "Without changes 2 and 3 this run is SATISFIED."
    }


def test_that_insert_then_delete_leaves_a_trace(story: "Story", book: str) -> None:
    story.book(31)
    story.book(32)
    story.delete("visits", 32)
    assert story.judged(book).ruling is Ruling.VIOLATED


def test_that_the_booked_visit_must_still_be_there_at_the_end(story: "Story", book: str) -> None:
    story.book(31)
    story.delete("visits", 31)
    verdict = story.judged(book)
    unmet = next(finding for finding in verdict.findings if finding.kind is FindingKind.UNMET)
    assert unmet.clause == "the-visit"
    assert unmet.nearest == "Change 1 did it, but at the end the row is gone again by change 2."


def test_that_a_change_made_and_undone_still_happened(story: "Story", book: str) -> None:
    story.book()
    story.update("visits", 13, {"time": "11:00"})
    story.update("visits", 13, {"time": "09:00"})
    verdict = story.judged(book)
    assert [finding.evidence[0].change for finding in verdict.findings[:2]] == [2, 3]


def test_that_a_wrong_month_corrected_afterwards_is_only_seen_by_event(story: "Story", book: str) -> None:
    story.book(31, cells={"date": "2026-08-14"})
    story.update("visits", 31, {"date": "2026-07-14"})
    verdict = story.judged(book)
    assert verdict.ruling is Ruling.VIOLATED
    unmet = next(finding for finding in verdict.findings if finding.clause == "the-visit")
    assert unmet.nearest == "Change 1 came closest: date was 2026-08-14, 31 days from 2026-07-14."


def test_that_replacing_a_row_by_its_twin_is_a_delete_and_an_insert(story: "Story", book: str) -> None:
    story.book()
    row = {name: cell for name, cell in story.rows["visits"][13,].items() if name != "id"}
    story.delete("visits", 13)
    story.insert("visits", 13, row)
    verdict = story.judged(book)
    assert kinds(verdict)[:2] == [FindingKind.BREACH] * 2


def test_that_replacing_the_required_row_by_itself_needs_two_changes_too_many(story: "Story", book: str) -> None:
    story.book(31)
    story.delete("visits", 31)
    story.book(31)
    verdict = story.judged(book)
    assert verdict.ruling is Ruling.VIOLATED
    assert FindingKind.UNMET not in kinds(verdict)
    assert len(verdict.charges) == 1


def test_that_harm_undone_in_a_repairable_table_is_repaired_without_reward(story: "Story", book: str) -> None:
    story.book()
    story.update("drafts", 1, {"text": "oops"})
    story.update("drafts", 1, {"text": "hello"})
    verdict = story.judged(book)
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.reward == 0
    assert kinds(verdict)[:2] == [FindingKind.REPAIRED] * 2
    assert verdict.findings[0].counterfactual == "Without changes 2 and 3 this run is SATISFIED."


def test_that_harm_left_in_a_repairable_table_is_a_breach(story: "Story", book: str) -> None:
    story.book()
    story.insert("drafts", 2, {"text": "a"})
    story.delete("drafts", 2)
    story.update("drafts", 1, {"text": "oops"})
    verdict = story.judged(book)
    assert kinds(verdict)[:3] == [FindingKind.BREACH, FindingKind.REPAIRED, FindingKind.REPAIRED]


def test_that_what_never_may_happen_is_a_breach_even_where_a_clause_would_take_it(story: "Story", book: str) -> None:
    spec = book.replace("allow:\n", "allow:\n  - {id: any-visit, update: visits, only: [date, note]}\n")
    story.book()
    story.update("visits", 12, {"date": "2026-07-20"})
    breach = story.judged(spec).findings[0]
    assert (breach.kind, breach.clause) == (FindingKind.BREACH, "others-move")
    assert breach.because == "someone else's visit must not move"
    assert "date **2026-07-15** → **2026-07-20**" in breach.sentence
    assert breach.counterfactual == "Without change 2 this run is SATISFIED."


def test_that_saving_what_is_there_already_is_still_a_change(story: "Story", book: str) -> None:
    story.book()
    story.update("visits", 12, {"date": "2026-07-15"})
    story.update("members", 7, {"last_seen_at": None})
    verdict = story.judged(book)
    assert verdict.charges == {1: "the-visit", 3: "last-seen"}
    assert [finding.clause for finding in verdict.findings if finding.kind is FindingKind.BREACH] == [None]


def test_that_saving_what_is_there_already_meets_no_requirement(story: "Story") -> None:
    head = "version: 1\nworkout: clinic/book_visit\n"
    spec = head + "require:\n  - {id: it, update: visits, key: 13, values: {time: '09:00'}}\n"
    story.update("visits", 13, {"time": "09:00"})
    verdict = story.judged(spec)
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.findings[0].nearest == "**it** came closest: time did not change."


def test_that_the_system_may_change_what_it_likes(story: "Story", book: str) -> None:
    story.delete("visits", 12, actor=Actor.SYSTEM)
    story.book()
    assert story.judged(book).ruling is Ruling.SATISFIED


def test_that_a_job_that_the_agent_started_is_the_agents(story: "Story", book: str) -> None:
    story.book()
    story.insert("reminders", 1, {"visit_id": 31, "kind": "mail"}, job="remind", cause="r1")
    breach = story.judged(book).findings[0]
    assert breach.kind is FindingKind.BREACH
    assert "(job remind, request r1)" in breach.sentence


def test_that_no_declared_end_is_unmet(story: "Story", book: str) -> None:
    story.book()
    verdict = story.judged(book, outcome=None)
    assert verdict.ruling is Ruling.VIOLATED
    assert verdict.findings[0].nearest == "No end was declared."
    assert verdict.findings[0].counterfactual == "With this met the run is SATISFIED."


def test_that_giving_up_earns_nothing_even_when_the_work_is_done(story: "Story", book: str) -> None:
    story.book()
    assert story.judged(book, outcome=GiveUp("tired")).ruling is Ruling.VIOLATED


def test_that_many_breaches_are_told_once_each_and_then_counted(story: "Story", book: str) -> None:
    story.book()
    for id in range(100, 160):
        story.insert("reminders", id, {"visit_id": 31, "kind": "mail"})
    verdict = story.judged(book)
    breaches = [finding for finding in verdict.findings if finding.kind is FindingKind.BREACH]
    assert len(breaches) == 26
    assert breaches[-1].sentence == "35 further changes are taken by no clause."
