"""What can't be decided is UNDECIDED, with its reason; never satisfied, never swallowed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from workbench.domain.episodes import FinalState, RunRecord, TableDigest
from workbench.domain.values import Key, Row
from workbench.domain.verdicts import FindingKind, Ruling, Verdict
from workbench.verifier import judge, parse_spec

if TYPE_CHECKING:
    from tests.verifier.conftest import Story


def reason(verdict: Verdict) -> str:
    assert verdict.ruling is Ruling.UNDECIDED
    assert verdict.reward == 0
    return next(finding.sentence for finding in verdict.findings if finding.kind is FindingKind.UNDECIDED)


def final(record: RunRecord) -> FinalState:
    assert record.final is not None
    return record.final


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda run: {"final": None}, "The run was **cut off**"),
        (lambda run: {"interruptions": ("the browser was lost",)}, "interrupted: the browser was lost"),
        (lambda run: {"final": replace(final(run), drained=False)}, "Pending work was **not done** within 30 s"),
        (lambda run: {"final": replace(final(run), problems=("a table was altered",))}, "a table was altered"),
        (lambda run: {"header": replace(run.header, workout="clinic/other")}, "This spec is for clinic/book_visit"),
        (lambda run: {"header": replace(run.header, parameters={})}, "spec.yaml:6:25: `$member` is bound to nothing"),
        (lambda run: {"changes": run.changes[1:]}, "The journal goes from change 0 to change 2"),
        (lambda run: {"changes": run.changes[:1]}, "visits 31 changed without the journal naming it"),
        (
            lambda run: {"changes": (run.changes[0], replace(run.changes[1], new={"id": 31}))},
            "Change 2 has other columns than visits",
        ),
        (
            lambda run: {"changes": (run.changes[0], replace(run.changes[1], table="ghosts"))},
            "There is no table ghosts",
        ),
        (
            lambda run: {"changes": (run.changes[0], replace(run.changes[1], key=(99,)))},
            "Change 2 names another key",
        ),
        (
            lambda run: {"final": replace(final(run), touched={**final(run).touched, "visits": {}})},
            "The final state does not say what became of visits 31",
        ),
        (
            lambda run: {"final": replace(final(run), touched={**final(run).touched, "visits": {(31,): None}})},
            "visits 31 is not at the end what the journal says: it is gone",
        ),
        (
            lambda run: {"final": replace(final(run), counts={**final(run).counts, "visits": 4})},
            "visits has 4 rows at the end; the journal makes it 3",
        ),
        (
            lambda run: {"final": replace(final(run), counts={"visits": 3})},
            "disagree about whether there is a table",
        ),
        (
            lambda run: {"final": replace(final(run), tables={"drafts": TableDigest(1, "0" * 64)})},
            "drafts is not at the end what the journal says: the digests differ",
        ),
        (
            lambda run: {"final": replace(final(run), tables={"drafts": TableDigest(2, "0" * 64)})},
            "drafts has 2 rows at the end",
        ),
    ],
)
def test_that_a_spoilt_record_is_undecided(
    story: "Story", book: str, spoil: Callable[[RunRecord], dict[str, Any]], sentence: str
) -> None:
    story.insert("page_views", 1, {"path": "/"})
    story.book()
    assert story.judged(book).ruling is Ruling.SATISFIED
    assert sentence in reason(story.judged(book, **spoil(story.run())))


def test_that_a_change_from_a_row_that_was_never_there_is_undecided(story: "Story", book: str) -> None:
    story.book()
    change = story.update("visits", 13, {"note": "x"})
    assert change.old is not None
    forged = replace(change, old={**change.old, "status": "held"})
    changes = (story.changes[0], forged)
    assert "starts from a row of visits that was not there like that" in reason(story.judged(book, changes=changes))


def test_that_an_outage_is_not_read_as_an_empty_world(story: "Story", book: str) -> None:
    story.book()
    empty = FinalState(tables={}, touched={}, counts={})
    assert story.judged(book, final=empty).ruling is Ruling.UNDECIDED


def test_that_a_final_state_without_digests_costs_nothing_and_still_counts(story: "Story", book: str) -> None:
    story.book()
    assert story.judged(book, final=replace(story.final(), tables={})).ruling is Ruling.SATISFIED


def test_that_a_world_too_large_to_store_is_judged_by_what_was_touched(story: "Story", book: str) -> None:
    story.book()
    story.update("members", 7, {"last_seen_at": "2026-07-02T09:14:05"})
    touched: dict[str, dict[Key, Row]] = {"members": {(7,): story.initial.tables["members"][7,]}}
    counts = {name: len(rows) for name, rows in story.initial.tables.items()}
    initial = replace(story.initial, tables=touched, complete=False, counts=counts, lookups={"busy": 4})
    spec = book.replace("require:", 'let: {busy: "count(visits, {date: $date})"}\nrequire:')
    assert story.judged(spec, initial=initial).ruling is Ruling.SATISFIED
    assert "too large" in reason(story.judged(spec, initial=replace(initial, lookups={})))


def test_that_rows_that_a_large_world_did_store_are_still_checked(story: "Story", book: str) -> None:
    story.update("members", 7, {"last_seen_at": "2026-07-02T09:14:05"})
    story.book()
    initial = replace(story.initial, tables={}, complete=False)
    assert story.judged(book, initial=initial).ruling is Ruling.SATISFIED
    wrong: dict[str, dict[Key, Row]] = {"members": {(7,): story.initial.tables["members"][8,]}}
    assert "starts from a row of members" in reason(story.judged(book, initial=replace(initial, tables=wrong)))


def test_that_a_predicate_that_cannot_be_computed_is_undecided_unless_the_run_is_legal_without_it(
    story: "Story",
) -> None:
    head = "version: 1\nworkout: clinic/book_visit\n"
    spec = head + "require:\n  - {id: it, insert: visits, check: 'new.price > 100'}\n"
    story.book(31)
    verdict = story.judged(spec)
    assert "**it** could not be checked for change 1" in reason(verdict)
    assert story.judged(spec + "  - {id: other, insert: visits}\n").ruling is Ruling.UNDECIDED
    lenient = head + "allow:\n  - {id: a, insert: visits, check: 'new.price > 100'}\n  - {id: b, insert: visits}\n"
    assert story.judged(lenient).ruling is Ruling.SATISFIED


def test_that_a_never_that_cannot_be_computed_is_always_undecided(story: "Story", book: str) -> None:
    spec = book.replace("never:\n", "never:\n  - {id: dear, insert: visits, check: 'new.price > 100'}\n")
    story.book()
    assert "**dear** could not be checked" in reason(story.judged(spec))


def test_that_a_spec_for_another_database_is_undecided_with_its_line(story: "Story", book: str) -> None:
    spec = book.replace("insert: page_views", "insert: pageviews")
    run = story.run()
    verdict = judge(parse_spec(spec, source="spec.yaml"), run)
    assert "There is no table `pageviews`" in reason(verdict)
    assert verdict.findings[0].evidence[0].line == 8
