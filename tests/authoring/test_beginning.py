"""The first lines of a spec that nobody has written yet."""

import pytest
from ruamel.yaml import YAML

from gyms.kit.catalogue import gyms
from workbench.authoring.beginning import beginning
from workbench.domain.failures import Problem
from workbench.verifier import parse_spec


def test_it_names_the_workout_and_its_goal_and_lets_clauses_speak_of_any_parameter() -> None:
    text = beginning("clinic/book_visit")
    assert YAML(typ="safe", pure=True).load(text) == {
        "version": 1,
        "workout": "clinic/book_visit",
        "goal": gyms()["clinic"].workout("book_visit").goal,
        "outcome": "done",
    }
    assert parse_spec(text, source="book_visit.yaml").params is None


@pytest.mark.parametrize("workout", ["clinic/no_such", "nowhere/book", "clinic", ""])
def test_a_workout_that_is_not_there_is_said_with_where_to_look(workout: str) -> None:
    with pytest.raises(Problem, match="There is no workout") as refused:
        beginning(workout)
    assert "workbench gyms" in refused.value.advice
