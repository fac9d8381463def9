"""What is one action and what stays two."""

import base64
import hashlib
from typing import Any

from workbench.capture import events as raw
from workbench.capture.outputs import BlobCarried, StepChanged, StepClosed, StepOpened
from workbench.domain.actions import Check, Click, Done, Fill, Press, Scroll, Select, Upload


def test_that_keystrokes_in_one_field_are_one_fill(told: Any) -> None:
    for at, value in ((100, "A"), (200, "Ad"), (300, "Ada")):
        told.input(at, "fill", value=value)
    (step,) = told.finish(900)
    assert step.action == Fill(step.action.target, "Ada")
    assert (step.started, step.acted, step.ended) == (100, 300, 900)
    assert [type(output) for output in told.outputs] == [StepOpened, StepChanged, StepChanged, StepClosed]


def test_that_a_fill_keeps_the_description_of_its_first_keystroke(told: Any) -> None:
    told.input(100, "fill", value="A", target={**told.target(), "text": "at first"})
    told.input(200, "fill", value="AB", target={**told.target(), "text": "later"})
    assert told.actions[0].target.text == "at first"


def test_that_another_field_is_another_fill(told: Any) -> None:
    told.input(100, "fill", value="A")
    told.input(200, "fill", ref="e2", value="B")
    told.input(300, "fill", value="AC")
    assert [action.value for action in told.actions] == ["A", "B", "AC"]


def test_that_a_field_drawn_anew_while_one_types_is_still_one_field(told: Any) -> None:
    told.input(100, "fill", value="A")
    told.input(200, "fill", ref="e9", value="AB", target=told.target("e1"))
    assert [action.value for action in told.actions] == ["AB"]


def test_that_a_key_between_two_fills_keeps_them_apart(told: Any) -> None:
    told.input(100, "fill", value="A")
    told.input(200, "press", key="ArrowDown")
    told.input(300, "fill", value="Ada")
    assert [type(action) for action in told.actions] == [Fill, Press, Fill]


def test_that_a_masked_value_stays_masked(told: Any) -> None:
    told.input(100, "fill", value="••••••••", masked=True)
    assert told.actions[0].masked


def test_that_a_click_into_a_field_that_does_nothing_is_part_of_the_typing(told: Any) -> None:
    told.input(100, "click", acted=150)
    told.dom(120, source=2)  # the mouse itself, no change
    told.input(300, "fill", value="A")
    (step,) = told.finish()
    assert isinstance(step.action, Fill)
    assert step.started == 100


def test_that_a_click_that_opened_a_picker_stays_a_step(told: Any) -> None:
    told.input(100, "click", acted=150)
    told.dom(160)
    told.input(300, "fill", value="A")
    assert [type(action) for action in told.actions] == [Click, Fill]


def test_that_a_click_on_another_element_stays(told: Any) -> None:
    told.input(100, "click", ref="e2")
    told.input(300, "fill", value="A")
    assert [type(action) for action in told.actions] == [Click, Fill]


def test_that_two_clicks_that_the_browser_counts_are_a_double_click(told: Any) -> None:
    told.input(100, "click", acted=150, count=1)
    told.input(300, "click", acted=350, count=2)
    (step,) = told.finish()
    assert step.action.count == 2
    assert (step.started, step.acted) == (100, 350)


def test_that_a_third_click_is_one_of_its_own(told: Any) -> None:
    for count in (1, 2, 3):
        told.input(100 * count, "click", count=count)
    assert [action.count for action in told.actions] == [2, 1]


def test_that_quick_clicks_on_two_elements_are_two_single_clicks(told: Any) -> None:
    told.input(100, "click", count=1)
    told.input(200, "click", ref="e2", count=2)
    assert [action.count for action in told.actions] == [1, 1]


def test_that_a_click_with_a_modifier_is_not_folded_into_what_follows(told: Any) -> None:
    told.input(100, "click", modifiers=["Control"])
    told.input(200, "select", values=["a"], labels=["A"])
    assert [type(action) for action in told.actions] == [Click, Select]


def test_that_a_click_on_a_select_and_its_change_are_one_select(told: Any) -> None:
    told.input(100, "click")
    told.dom(110)
    told.input(900, "select", values=["b"], labels=["Business"])
    (step,) = told.finish()
    assert step.action == Select(step.action.target, ("b",), ("Business",))
    assert step.started == 100


def test_that_a_choice_spelled_on_the_keyboard_is_one_select(told: Any) -> None:
    told.input(100, "select", values=["c"], labels=["Dental check-up"])
    told.dom(120)
    told.input(180, "select", values=["h"], labels=["Dental hygiene"])
    (step,) = told.finish()
    assert (step.action.values, step.started, step.acted) == (("h",), 100, 180)


def test_that_a_second_choice_after_a_pause_is_a_step_of_its_own(told: Any) -> None:
    told.input(100, "select", values=["c"], labels=["Dental check-up"])
    told.input(1200, "select", values=["h"], labels=["Dental hygiene"])
    assert [action.values for action in told.actions] == [("c",), ("h",)]


def test_that_a_click_that_toggles_is_a_check(told: Any) -> None:
    told.input(100, "click")
    told.input(110, "check", checked=True)
    (action,) = told.actions
    assert action == Check(action.target, True)


def test_that_a_run_of_scrolls_is_one_scroll_to_its_end(told: Any) -> None:
    for at, y in ((100, 50), (400, 120), (700, 300)):
        told.input(at, "scroll", ref="win", target=None, x=0, y=y, acted=at + 100)
    told.input(900, "scroll", ref="list", x=0, y=10)
    assert [(type(action), action.y) for action in told.actions] == [(Scroll, 300), (Scroll, 10)]
    assert told.recorder.steps[0].acted == 800


def test_that_enter_and_tab_stay_keys(told: Any) -> None:
    told.input(100, "fill", value="A")
    told.input(200, "press", key="Tab")
    told.input(300, "fill", ref="e2", value="B")
    told.input(400, "press", ref="e2", key="Enter")
    assert [type(action) for action in told.actions] == [Fill, Press, Fill, Press]


def test_that_an_upload_gets_the_contents_that_follow(told: Any) -> None:
    told.input(100, "upload", files=["a.txt", "b.txt"])
    told.input(100, "upload_content", index=0, content=base64.b64encode(b"one").decode())
    told.input(100, "upload_content", index=1, content=base64.b64encode(b"two").decode())
    hashes = tuple(hashlib.sha256(data).hexdigest() for data in (b"one", b"two"))
    (action,) = told.actions
    assert action == Upload(action.target, ("a.txt", "b.txt"), hashes)
    assert [(blob.hash, blob.data) for blob in told.of(BlobCarried)] == [*zip(hashes, (b"one", b"two"), strict=True)]


def test_that_a_drag_names_both_ends(told: Any) -> None:
    told.input(100, "drag", source=told.target("a"), target=told.target("b"))
    (action,) = told.actions
    assert (action.source.name, action.target.name) == ("Field a", "Field b")


def test_that_the_outcome_is_the_last_step(told: Any) -> None:
    told.input(100, "click")
    told.feed(raw.OutcomeDeclared(500, Done()))
    told.input(600, "click", ref="e2")
    steps = told.finish(1000)
    assert [type(step.action) for step in steps] == [Click, Done]
    assert steps[1].page == "t1"
