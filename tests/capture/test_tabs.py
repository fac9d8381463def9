"""Navigation, tabs and dialogs."""

from typing import Any

from workbench.capture import events as raw
from workbench.capture.outputs import StepDropped
from workbench.domain.actions import Answer, Click, ClosePage, Navigate, OpenPage, SwitchPage


def test_that_the_start_page_is_no_step(told: Any) -> None:
    assert told.actions == []


def test_that_the_start_page_is_no_step_even_where_the_address_was_set(told: Any) -> None:
    fresh = type(told)()
    fresh.opened()
    fresh.navigated(5, "http://w/start", by_user="address")
    assert fresh.actions == []


def test_that_a_navigation_belongs_to_the_click_that_caused_it(told: Any) -> None:
    told.input(100, "click", url="http://w/start", title="Start")
    told.navigated(200, "http://w/next")
    told.input(300, "press", target=None, key="Enter")
    first, second = told.finish()
    assert [type(step.action).__name__ for step in (first, second)] == ["Click", "Press"]
    assert (first.url, first.title) == ("http://w/start", "Start")
    assert (second.url, second.title) == ("http://w/next", "Title of http://w/next")


def test_that_the_workbench_s_own_controls_navigate(told: Any) -> None:
    told.navigated(100, "http://w/a", by_user="address")
    told.navigated(600, "http://w/a", by_user="reload")
    told.navigated(900, "http://w/start", by_user="back")
    assert told.actions == [
        Navigate("http://w/a", "address"),
        Navigate("http://w/a", "reload"),
        Navigate("http://w/start", "back"),
    ]
    assert told.recorder.steps[0].url == "http://w/start"


def test_that_a_navigation_began_when_its_document_was_asked_for(told: Any) -> None:
    told.input(100, "click")
    told.navigated(900, "http://w/a", by_user="address")
    told.exchange("r2", 820, 950, url="http://w/a", kind="document")
    click, navigate = told.finish(2000)
    assert (click.ended, navigate.started) == (820, 820)
    assert told.outputs[-3].exchange.step == 2


def test_that_a_tab_that_a_click_opens_is_a_step_to_wait_for(told: Any) -> None:
    told.input(100, "click")
    told.opened(150, "t2", opener="t1", url="about:blank")
    told.feed(raw.PageShown(160, "t2"))
    told.navigated(200, "http://w/print", page="t2")
    told.input(900, "click", page="t2", ref="x")
    assert [type(action) for action in told.actions] == [Click, OpenPage, Click]
    assert told.actions[1] == OpenPage("t2", "http://w/print")
    assert [step.page for step in told.recorder.steps] == ["t1", "t2", "t2"]


def test_that_changing_tabs_by_hand_is_a_switch(told: Any) -> None:
    told.opened(150, "t2", opener="t1")
    told.feed(raw.PageShown(160, "t2"), raw.PageShown(5000, "t1"), raw.PageShown(9000, "t1"))
    assert [type(action) for action in told.actions] == [OpenPage, SwitchPage]
    assert told.recorder.steps[1].page == "t1"


def test_that_the_tab_that_comes_forward_when_another_closes_is_no_switch(told: Any) -> None:
    told.opened(150, "t2", opener="t1")
    told.feed(raw.PageShown(160, "t2"))
    told.feed(raw.PageClosed(5000, "t2"), raw.PageShown(5010, "t1"))
    assert [type(action) for action in told.actions] == [OpenPage, ClosePage]


def test_that_the_same_holds_where_it_comes_forward_first(told: Any) -> None:
    told.opened(150, "t2", opener="t1")
    told.feed(raw.PageShown(160, "t2"))
    told.feed(raw.PageShown(5000, "t1"), raw.PageClosed(5010, "t2"))
    assert [type(action) for action in told.actions] == [OpenPage, ClosePage]
    assert told.of(StepDropped) == [StepDropped(2)]
    assert [step.index for step in told.finish()] == [1, 2]


def test_that_a_dialog_is_answered(told: Any) -> None:
    told.input(100, "click")
    told.feed(raw.DialogAnswered(900, "t1", "confirm", "Sure?", True, ""))
    assert told.actions[1] == Answer("confirm", "Sure?", True)


def test_that_nothing_becomes_a_step_while_paused_and_the_rest_goes_on(told: Any) -> None:
    told.input(100, "click")
    told.feed(raw.Paused(200))
    told.input(300, "click", ref="e2")
    told.navigated(350, "http://w/elsewhere", by_user="address")
    told.input(190, "press", key="Enter")  # was done before, came late
    told.dom(400)
    told.feed(raw.Resumed(500))
    told.input(600, "click", ref="e3")
    steps = told.finish()
    assert [type(step.action).__name__ for step in steps] == ["Click", "Press", "Click"]
    assert steps[2].url == "http://w/elsewhere"
    assert steps[1].dom_after == 1
