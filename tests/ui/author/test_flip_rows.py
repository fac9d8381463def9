"""Flips in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.authoring.rejudging_answers import Consequences, Flip, Turn
from workbench.domain.verdicts import Ruling
from workbench.ui.author.flip_rows import counts, flip_rows, nothing, sentence

S, V = Ruling.SATISFIED, Ruling.VIOLATED


def flip(name: str, before: Ruling, after: Ruling, expected: str | None = None) -> Flip:
    return Flip(Path(name), name, "gold" if expected else "", 3, before, after, expected, "**the-visit** is not met.")


FLIPS = (flip("gold", S, V, "SATISFIED"), flip("one", S, V), flip("two", V, S))
FOUND = Consequences(
    1, 2000, 1998, FLIPS, None, 5, 1990, 3, 2, 0.2, (Turn(S, V, True, 1), Turn(S, V, False, 1201), Turn(V, S, False, 1))
)


def test_that_each_turn_has_a_heading_and_what_is_not_listed_is_counted() -> None:
    rows = flip_rows(FOUND)
    assert [(look.words.split(" · ")[0], folder and folder.name) for look, folder in rows] == [
        ("SATISFIED → VIOLATED", None),
        ("gold  seed 3", "gold"),
        ("SATISFIED → VIOLATED", None),
        ("one  seed 3", "one"),
        ("and 1,200 more like these", None),
        ("VIOLATED → SATISFIED", None),
        ("two  seed 3", "two"),
    ]
    assert all(look.heading == (folder is None) for look, folder in rows)


def test_that_a_contradiction_is_red_and_says_so_in_words() -> None:
    heading, row = (look for look, _ in flip_rows(FOUND)[:2])
    assert "Against the verdict that they were kept with" in heading.words
    assert (row.dot, row.ground, row.chips[0].text) == ("broken", "broken", "gold")
    assert "Expected: SATISFIED" in row.hint


def test_that_the_episode_in_view_is_marked() -> None:
    marked = [folder for look, folder in flip_rows(FOUND, Path("two")) if any(c.text == "in view" for c in look.chips)]
    assert marked == [Path("two")]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (FOUND, "**1,203** verdicts flip. The runs would be:"),
        (replace(FOUND, baseline="expected"), "**1,203** verdicts flip against what is expected. The runs would be:"),
        (replace(FOUND, judged=400), "**1,203** verdicts flip after 400 stored runs:"),
        (replace(FOUND, turns=()), "**No** verdict flips. The runs would be:"),
        (replace(FOUND, turns=FOUND.turns[:1]), "**1** verdict flips. The runs would be:"),
        (replace(FOUND, problem="x"), ""),
        (Consequences(1, 0, 0), ""),
    ],
)
def test_that_a_sentence_says_how_many(found: Consequences, told: str) -> None:
    assert sentence(found) == told


def test_that_only_what_there_is_is_counted() -> None:
    assert counts(FOUND) == (
        ("5 satisfied", "met"),
        ("1,990 violated", "broken"),
        ("3 undecided", "disturbed"),
        ("2 unreadable", "plain"),
    )
    assert counts(Consequences(1, 3, 3, satisfied=3)) == (("3 satisfied", "met"),)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (Consequences(1, 0, 0), "No stored runs yet"),
        (Consequences(1, 5, 0, problem="Line **1**: There is no workout."), "Nothing to judge by yet"),
        (Consequences(1, 5, 5), "Nothing flips"),
        (Consequences(1, 5, 2, complete=False), "Judging…"),
        (Consequences(1, 5, 0, unreadable=5), "No run can be read"),
    ],
)
def test_that_an_empty_list_says_why(found: Consequences, title: str) -> None:
    assert nothing(found)[1] == title
