"""Actions read as a person would say them."""

import pytest

from workbench.domain.actions import (
    Action,
    Answer,
    Check,
    Click,
    Defer,
    Fill,
    GiveUp,
    Locator,
    Navigate,
    Press,
    Scroll,
    Select,
    Target,
)
from workbench.domain.sentences import describe, name_of

BUTTON = Target((Locator("role", "button", "Confirm"),), "button", "Confirm", "button")
FIELD = Target((Locator("label", "Date"),), "textbox", "Date", "input")


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (Click(BUTTON), "Click **Confirm**"),
        (Click(BUTTON, count=2), "Double-click **Confirm**"),
        (Click(BUTTON, button="right"), "Right-click **Confirm**"),
        (Fill(FIELD, "14 July"), "Type **14 July** into **Date**"),
        (Fill(FIELD, ""), "Clear **Date**"),
        (Fill(FIELD, "•••", masked=True), "Type a password into **Date**"),
        (Select(FIELD, ("p",), ("Physiotherapy",)), "Select **Physiotherapy** in **Date**"),
        (Select(FIELD, ()), "Select **nothing** in **Date**"),
        (Check(BUTTON, False), "Uncheck **Confirm**"),
        (Press(None, "Escape"), "Press **Escape**"),
        (Scroll(None, 0, 250.4), "Scroll the page to 250 px"),
        (Navigate("", "back"), "Go **back**"),
        (Answer("confirm", "Leave  the page?", True), "Accept confirm **Leave the page?**"),
        (Defer("closed_day", "2026-07-14"), "Defer to a human: **closed_day** for 2026-07-14"),
        (GiveUp(), "Give up"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_that_each_action_reads_as_a_sentence(action: Action, sentence: str) -> None:
    assert describe(action) == sentence


def test_that_long_words_are_cut() -> None:
    assert len(describe(Fill(FIELD, "long " * 50))) < 90


def test_that_a_nameless_element_is_called_what_the_page_calls_it() -> None:
    arrow = Target((Locator("css", "#calendar .flatpickr-next-month > svg"),), "", "", "svg")
    assert name_of(arrow) == "flatpickr-next-month"


def test_that_an_element_without_any_name_is_called_by_its_tag() -> None:
    assert name_of(Target((Locator("css", "div > svg:nth-of-type(2)"),), "", "", "svg")) == "svg"
