"""Many runs under a changed spec: which verdicts flip, and why."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.episodes import RunRecord
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.verifier import parse_spec
from workbench.verifier.forced import Flaw
from workbench.verifier.rejudging import Rejudgement, rejudge

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

READ_BACK = 'order:\n  - {id: read-back, read: "GET /visits/{the-visit.id}", after: the-visit}\n'


def rejudged(old: str, new: str, *runs: RunRecord) -> Rejudgement:
    specs = [parse_spec(text, source="spec.yaml") for text in (old, new)]
    return rejudge(specs[0], specs[1], ((str(number), run) for number, run in enumerate(runs)))


def test_that_a_tightened_spec_flips_the_runs_that_it_names(
    story: "Story", new_story: "Callable[[], Story]", book: str
) -> None:
    story.book(31)
    story.get("/visits/31")
    careless = new_story()
    careless.book(31)
    idle = new_story()
    found = rejudged(book, book + READ_BACK, story.run(), careless.run(), idle.run())
    assert (found.judged, found.searched) == (3, 0)
    (flip,) = found.flips
    assert (flip.run, flip.before, flip.after) == ("1", Ruling.SATISFIED, Ruling.VIOLATED)
    assert flip.come == (Flaw(FindingKind.UNMET, "read-back"),)
    assert found.causes == {"unmet read-back": 1}


def test_that_a_loosened_spec_says_what_no_longer_counts(story: "Story", book: str) -> None:
    story.book(31)
    story.update("visits", 12, {"date": "2026-09-01"})
    loose = book.replace("never:\n", "never_:\n").partition("never_:")[0] + (
        "  - {id: moves, update: visits, only: [date]}\n"
    )
    found = rejudged(book, loose, story.run())
    assert found.turns == {(Ruling.VIOLATED, Ruling.SATISFIED): 1}
    assert found.flips[0].gone == (Flaw(FindingKind.BREACH, "others-move", 2),)
    assert found.flips[0].causes == ("no longer breach others-move",)


def test_that_a_journal_that_does_not_add_up_never_flips(story: "Story", book: str) -> None:
    story.book(31)
    run = story.run()
    assert run.final is not None
    lost = replace(run, final=replace(run.final, counts={**run.final.counts, "visits": 9}))
    assert not rejudged(book, book + READ_BACK, lost).flips


def test_that_a_run_that_leaves_a_choice_is_searched(story: "Story", book: str) -> None:
    story.book(31)
    spare = book.replace("allow:\n", "allow:\n  - {id: spare, insert: visits}\n")
    found = rejudged(spare, book + READ_BACK, story.run())
    assert found.searched == 1
    assert found.flips[0].causes == ("unmet read-back",)


def test_that_a_spec_that_does_not_fit_makes_runs_undecided(story: "Story", book: str) -> None:
    story.book(31)
    found = rejudged(book, book.replace("status: booked", "status: $unknown"), story.run())
    assert found.turns == {(Ruling.SATISFIED, Ruling.UNDECIDED): 1}
    assert found.flips[0].come[0].kind is FindingKind.UNDECIDED


def test_that_expressions_are_judged_alike(story: "Story", new_story: "Callable[[], Story]", book: str) -> None:
    checked = book.replace("status: booked}", "status: booked}\n    check: new.time > '10:00'")
    story.book(31)
    early = new_story()
    early.parameters = {**early.parameters, "time": "09:00"}
    early.book(31, cells={"time": "09:00"})
    found = rejudged(book, checked, story.run(), early.run())
    assert [flip.run for flip in found.flips] == ["1"]
    assert {(flaw.kind, flaw.clause) for flaw in found.flips[0].come} == {
        (FindingKind.BREACH, None),
        (FindingKind.UNMET, "the-visit"),
    }


def test_that_each_task_is_judged_by_its_own_count(new_story: "Callable[[], Story]") -> None:
    counted = "version: 1\nworkout: clinic/book_visit\nrequire:\n  - {id: visits, insert: visits, times: $often}\n"
    runs = []
    for often in (1, 2, 0, 2):
        story = new_story()
        story.parameters = {"often": often}
        for number in range(often):
            story.book(31 + number)
        runs.append(story.run())
    never = "never:\n  - {id: none-deleted, delete: visits}\n"
    found = rejudged(counted, counted + never, *runs)
    assert (found.judged, found.searched, found.flips) == (4, 0, ())
    strict = rejudged(counted, counted.replace("$often", "1"), *runs)
    assert [flip.run for flip in strict.flips] == ["1", "2", "3"]


def test_that_a_forbidden_request_flips_the_runs_that_made_it(
    story: "Story", new_story: "Callable[[], Story]", book: str
) -> None:
    story.book(31)
    story.post("/visits/31/cancel")
    other = new_story()
    other.post("/visits/31/cancel")
    other.book(31)
    call = "never:\n  - {id: no-cancel, call: 'POST /visits/{the-visit.id}/cancel'}\n"
    found = rejudged(book, book.replace("never:\n", call), story.run(), other.run())
    assert found.searched == 0
    assert [(flip.run, flip.come, flip.causes) for flip in found.flips] == [
        ("0", (Flaw(FindingKind.BREACH, "no-cancel"),), ("breach no-cancel",))
    ]
