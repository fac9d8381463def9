"""Emphasis, goals, cells, times and what a few typed letters mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.messages import GOAL, TEMPLATE
from workbench.ui.models.emphasis import spans, without_marks
from workbench.ui.models.goal import open_goal, stressed_goal
from workbench.ui.models.ranking import rank
from workbench.ui.models.wording import cell, clock, offset


def test_that_stress_is_taken_apart() -> None:
    assert spans("Click **OK** now") == (("Click ", False), ("OK", True), (" now", False))


@given(st.text(alphabet="a* ", max_size=20))
def test_that_no_letter_is_ever_lost(text: str) -> None:
    assert without_marks(text).replace("*", "") == text.replace("*", "")


def test_that_a_goal_gets_its_parameters_stressed() -> None:
    stressed = stressed_goal(TEMPLATE, GOAL)
    assert stressed == ("Book a **Physiotherapy** visit for **Noor Haddad** on **Tuesday 14 July 2026** at **10:30**.")
    assert stressed_goal("Something else {x}", GOAL) == GOAL


def test_that_a_goal_can_be_read_before_its_parameters_are_known() -> None:
    assert open_goal(TEMPLATE) == "Book a **service** visit for **member** on **date** at **time**."


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "NULL"), (True, "true"), (12, "12"), ("", "“”"), ("a\n b", "a b"), ("x" * 50, "x" * 39 + "…")],
)
def test_that_cells_are_written_as_a_person_would(value: bool | int | str | None, words: str) -> None:
    assert cell(value) == words


def test_that_times_are_short() -> None:
    assert [offset(7240), offset(64000), clock(3_723_000)] == ["7.2 s", "1:04", "1:02:03"]


def test_that_typed_letters_find_the_command_that_begins_so() -> None:
    titles = ("Undo last step Record", "Finish Record", "Theme: dark View", "Open in Replay Record")
    assert rank("fin", titles)[0] == 1
    assert rank("dark", titles)[0] == 2
    assert rank("undo lst", titles)[0] == 0
    assert rank("", titles) == (0, 1, 2, 3)
    assert rank("zzzzqqq", titles) == ()
