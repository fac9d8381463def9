"""Emphasis, goals, cells, times and what a few typed letters mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.messages import GOAL, TEMPLATE
from workbench.session.control import ParameterInfo
from workbench.ui.models.disturbing import parameter_text
from workbench.ui.models.emphasis import shortened, spans, without_marks
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


def test_that_a_parameter_of_one_is_told_in_the_singular() -> None:
    assert parameter_text(ParameterInfo("burst", 1, "requests", "")) == "burst 1 request"
    assert parameter_text(ParameterInfo("burst", 2, "requests", "")) == "burst 2 requests"
    assert parameter_text(ParameterInfo("retry_after", 1, "s", "")) == "retry after 1 s"


def test_that_a_sentence_is_cut_after_a_whole_word() -> None:
    told = "Pick it up on **Thursday, July 09, 2026** at noon."
    assert shortened(told, 33) == "Pick it up on **Thursday, July 09,**…"
    assert shortened(told, 100) == told
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


@given(st.text("ab *"), st.integers(2, 12))
def test_that_a_cut_sentence_is_never_longer_than_allowed(told: str, limit: int) -> None:
    assert len(without_marks(shortened(told, limit))) <= max(limit, 2)
