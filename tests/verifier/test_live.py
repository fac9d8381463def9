"""Lamps that move while one works."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from workbench.domain.actions import Done, GiveUp
from workbench.domain.verdicts import Lamp, LampState
from workbench.verifier import LiveJudge, SpecProblem, parse_spec

if TYPE_CHECKING:
    from tests.verifier.conftest import Story


def lamp(live: LiveJudge, clause: str) -> Lamp:
    return next(lamp for lamp in live.lamps if lamp.clause == clause)


def feed(live: LiveJudge, story: "Story") -> list[str | None]:
    return [live.feed(change=change) for change in story.changes]


def test_that_lamps_go_from_open_to_met(story: "Story", book: str) -> None:
    live = story.live(book + "order:\n  - {id: back, read: 'GET /visits/{the-visit.id}', after: the-visit}\n")
    assert [(lamp.clause, lamp.section, lamp.state.value) for lamp in live.lamps] == [
        ("the-visit", "require", "open"),
        ("page-views", "allow", "met"),
        ("last-seen", "allow", "met"),
        ("others-move", "never", "met"),
        ("back", "order", "open"),
        ("outcome", "outcome", "open"),
        ("(frame)", "frame", "met"),
    ]
    assert lamp(live, "the-visit").detail == "0 of 1"
    assert live.feed(change=story.book(31)) == "the-visit"
    assert (lamp(live, "the-visit").state, lamp(live, "the-visit").detail) == (LampState.MET, "1 of 1")
    assert lamp(live, "back").detail == "not read yet"
    assert "GET /visits/31" in lamp(live, "back").sentence
    live.feed(exchange=story.get("/visits/31"))
    assert lamp(live, "back").state is LampState.MET
    live.feed(outcome=Done(), at=story.clock)
    assert {lamp.state for lamp in live.lamps} == {LampState.MET}


def test_that_feeding_tells_what_a_change_is_charged_to(story: "Story", book: str) -> None:
    story.insert("page_views", 1, {"path": "/"})
    story.insert("sessions", 1, {"token": "x"})
    story.book(31)
    story.book(32)
    assert feed(story.live(book), story) == ["page-views", "(ephemeral)", "the-visit", None]


def test_that_a_breach_breaks_the_frame_for_good(story: "Story", book: str) -> None:
    story.delete("visits", 12)
    live = story.live(book)
    feed(live, story)
    assert lamp(live, "(frame)").state is LampState.BROKEN
    assert lamp(live, "(frame)").detail == "change 1: **visits** 12 was deleted"


def test_that_what_never_may_happen_breaks_its_lamp_at_once(story: "Story", book: str) -> None:
    story.update("visits", 12, {"date": "2026-07-20"})
    story.update("visits", 12, {"date": "2026-07-15"})
    live = story.live(book)
    live.feed(change=story.changes[0])
    assert lamp(live, "others-move").state is LampState.BROKEN
    live.feed(change=story.changes[1])
    assert lamp(live, "others-move").detail.startswith("change 1: ")


def test_that_losing_the_required_row_breaks_its_lamp(story: "Story", book: str) -> None:
    story.book(31)
    story.delete("visits", 31)
    live = story.live(book)
    feed(live, story)
    assert lamp(live, "the-visit").state is LampState.BROKEN
    assert lamp(live, "the-visit").detail == "change 2: **visits** 31 was deleted"


def test_that_a_row_seen_before_the_one_it_refers_to_finds_its_clause_later(story: "Story", book: str) -> None:
    spec = book.replace("allow:\n", "allow:\n  - {id: mail, insert: reminders, values: {visit_id: $the-visit.id}}\n")
    story.insert("reminders", 1, {"visit_id": 31, "kind": "mail"})
    story.book(31)
    live = story.live(spec)
    assert live.feed(change=story.changes[0]) is None
    assert lamp(live, "(frame)").state is LampState.BROKEN
    live.feed(change=story.changes[1])
    assert lamp(live, "(frame)").state is LampState.MET


def test_that_giving_up_breaks_the_outcome(story: "Story", book: str) -> None:
    live = story.live(book)
    live.feed(outcome=GiveUp())
    assert lamp(live, "outcome").state is LampState.BROKEN


def test_that_a_missing_parameter_is_said_before_the_run(story: "Story", book: str) -> None:
    with pytest.raises(SpecProblem, match=r"x:6:25: `\$member` is bound to nothing"):
        LiveJudge(parse_spec(book, source="x"), {}, story.initial)


def test_that_the_cost_of_a_change_does_not_grow_with_the_run(new_story: "Callable[[], Story]", book: str) -> None:
    def cost(live: LiveJudge, story: "Story", first: int) -> float:
        began = time.process_time()
        for id in range(first, first + 300):
            live.feed(change=story.insert("page_views", id, {"path": "/"}))
            assert live.lamps
        return time.process_time() - began

    story = new_story()
    live = story.live(book)
    early = cost(live, story, 1)
    for id in range(301, 5301):
        live.feed(change=story.insert("page_views", id, {"path": "/"}))
    assert cost(live, story, 5301) < 5 * early + 0.05
