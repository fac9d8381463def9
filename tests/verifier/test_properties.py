"""Laws that hold for any run, tried on many."""

from collections.abc import Callable
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.verdicts import FindingKind, Ruling

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

Act = tuple[str, int]
QUICK = settings(max_examples=60, deadline=None)

ACTS = {
    "view": lambda story, n: story.insert("page_views", 100 + n, {"path": f"/{n}"}),
    "seen": lambda story, n: story.update("members", 7, {"last_seen_at": f"2026-07-02T09:1{n}:00"}),
    "book": lambda story, n: story.book(100 + n),
    "other": lambda story, n: story.book(200 + n, cells={"date": "2026-09-01"}),
    "move": lambda story, n: story.update("visits", 12, {"time": f"0{n}:15"}),
    "draft": lambda story, n: story.insert("drafts", 100 + n, {"text": str(n)}),
    "token": lambda story, n: story.insert("sessions", 100 + n, {"token": str(n)}),
    "remind": lambda story, n: story.insert("reminders", 100 + n, {"visit_id": 12, "kind": "mail"}),
}
HARMLESS = st.lists(st.sampled_from(["view", "seen", "token"]), max_size=5)
HARMFUL = st.sampled_from(["book", "other", "move", "draft", "remind"])


def told(begin: "Callable[[], Story]", acts: list[str]) -> "Story":
    story = begin()
    for number, act in enumerate(acts):
        ACTS[act](story, number)
    return story


@QUICK
@given(acts=st.lists(st.sampled_from(sorted(set(ACTS) - {"move", "seen"})), max_size=5), data=st.data())
def test_that_the_order_of_independent_changes_does_not_matter(
    new_story: "Callable[[], Story]", book: str, acts: list[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(acts))
    assert told(new_story, acts).judged(book).ruling is told(new_story, shuffled).judged(book).ruling


@QUICK
@given(before=HARMLESS, after=HARMLESS)
def test_that_the_required_change_decides(
    new_story: "Callable[[], Story]", book: str, before: list[str], after: list[str]
) -> None:
    assert told(new_story, [*before, "book", *after]).judged(book).ruling is Ruling.SATISFIED
    assert told(new_story, [*before, *after]).judged(book).ruling is Ruling.VIOLATED


@QUICK
@given(before=HARMLESS, after=HARMLESS, extra=HARMFUL, where=st.integers(0, 10))
def test_that_any_extra_change_violates_and_is_the_one_blamed(
    new_story: "Callable[[], Story]", book: str, before: list[str], after: list[str], extra: str, where: int
) -> None:
    acts = [*before, "book", *after]
    acts.insert(min(where, len(acts)), extra)
    verdict = told(new_story, acts).judged(book)
    assert verdict.ruling is Ruling.VIOLATED
    breach = verdict.findings[0]
    assert breach.kind is FindingKind.BREACH
    assert breach.counterfactual == f"Without change {breach.evidence[0].change} this run is SATISFIED."


@QUICK
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_that_every_change_is_charged_exempt_or_a_breach(
    new_story: "Callable[[], Story]", book: str, acts: list[str]
) -> None:
    story = told(new_story, acts)
    verdict = story.judged(book)
    blamed = {
        finding.evidence[0].change
        for finding in verdict.findings
        if finding.kind in (FindingKind.BREACH, FindingKind.REPAIRED)
    }
    assert blamed | verdict.charges.keys() == {change.seq for change in story.changes}
    assert not blamed & verdict.charges.keys()
    assert (verdict.ruling is Ruling.SATISFIED) is (not blamed and "book" in acts)


@QUICK
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=8))
def test_that_live_lamps_agree_with_the_verdict_on_the_frame(
    new_story: "Callable[[], Story]", book: str, acts: list[str]
) -> None:
    story = told(new_story, acts)
    live = story.live(book)
    charged = [live.feed(change=change) for change in story.changes]
    verdict = story.judged(book)
    assert sum(clause is None for clause in charged) == sum(
        finding.kind is FindingKind.BREACH for finding in verdict.findings
    )


@settings(max_examples=150, deadline=None)
@given(
    shapes=st.lists(st.sets(st.sampled_from("abc"), max_size=3), max_size=4),
    clauses=st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 2), st.integers(0, 1)), min_size=1, max_size=3),
)
def test_that_charging_is_legal_exactly_when_brute_force_finds_a_way(
    new_story: "Callable[[], Story]", shapes: list[set[str]], clauses: list[tuple[str, int, int]]
) -> None:
    """Each change has letters, each clause wants one; a change fits the clauses whose letter it has."""
    story = new_story()
    for number, letters in enumerate(shapes):
        story.insert("drafts", 10 + number, {"text": "".join(sorted(letters))})
    lines = [
        f"  - {{id: c{i}, insert: drafts, values: {{text: {{contains: {letter}}}}},"
        f" times: {{min: {low}, max: {low + more}}}}}"
        for i, (letter, low, more) in enumerate(clauses)
    ]
    spec = "version: 1\nworkout: clinic/book_visit\nrequire:\n" + "\n".join(lines) + "\n"
    assert (story.judged(spec).ruling is Ruling.SATISFIED) is _possible(shapes, clauses)


def _possible(shapes: list[set[str]], clauses: list[tuple[str, int, int]]) -> bool:
    def assign(rest: list[set[str]], counts: list[int]) -> bool:
        if not rest:
            return all(low <= n <= low + more for n, (_, low, more) in zip(counts, clauses, strict=True))
        return any(
            assign(rest[1:], [n + (j == i) for j, n in enumerate(counts)])
            for i, (letter, _, _) in enumerate(clauses)
            if letter in rest[0]
        )

    return assign(shapes, [0] * len(clauses))


def test_that_every_order_of_a_pair_with_a_reference_gives_the_same_ruling(new_story: "Callable[[], Story]") -> None:
    spec = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-visit, insert: visits, values: {status: booked}}
  - {id: mail, insert: reminders, values: {visit_id: $the-visit.id}}
allow:
  - {id: spare, insert: visits}
"""
    acts: dict[str, Callable[[Story], object]] = {
        "right": lambda story: story.book(31),
        "spare": lambda story: story.book(32),
        "mail": lambda story: story.insert("reminders", 1, {"visit_id": 31, "kind": "mail"}),
    }
    for order in permutations(acts):
        story = new_story()
        for name in order:
            acts[name](story)
        assert story.judged(spec).ruling is Ruling.SATISFIED, order
