"""The first lines of a spec that nobody has written yet."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from gyms.kit.catalogue import gyms
from workbench.archive.reader import open_run
from workbench.authoring.beginning import beginning
from workbench.domain.failures import Problem
from workbench.verifier import parse_spec

GOLD = Path(__file__).parents[2] / "recordings" / "clinic" / "book_visit" / "gold-native"


def test_it_names_the_workout_its_goal_and_the_parameters_that_a_run_shows() -> None:
    run = open_run(GOLD)
    loaded = YAML(typ="safe", pure=True).load(beginning("clinic/book_visit", run))
    assert loaded == {
        "version": 1,
        "workout": "clinic/book_visit",
        "goal": gyms()["clinic"].workout("book_visit").goal,
        "params": {
            "member": {"id": "integer", "name": "string"},
            "service": {"id": "integer", "name": "string"},
            "date": "date",
            "time": "time",
        },
        "outcome": "done",
    }


def test_without_a_run_the_parameters_are_left_open() -> None:
    text = beginning("mail/send", None)
    assert "params" not in text
    assert parse_spec(text, source="send.yaml").workout == "mail/send"


@pytest.mark.parametrize("workout", ["clinic/no_such", "nowhere/book", "clinic", ""])
def test_a_workout_that_is_not_there_is_said_with_where_to_look(workout: str) -> None:
    with pytest.raises(Problem, match="There is no workout") as refused:
        beginning(workout, None)
    assert "workbench gyms" in refused.value.advice
