from itertools import pairwise

import pytest

from workbench.domain.episodes import Episode
from workbench.replay import position as at
from workbench.replay.position import START, Phase, Position


def walk(episode: Episode) -> list[Position]:
    places = [at.first(episode)]
    while (following := at.next_phase(episode, places[-1])) != places[-1]:
        places.append(following)
    return places


def test_that_stepping_by_phase_visits_every_phase_of_every_step_once(episode: Episode) -> None:
    places = walk(episode)
    assert places[0] == START
    assert places[-1] == at.last(episode)
    assert len(places) == len(set(places)) == 1 + 3 * len(episode.steps)


def test_that_going_back_undoes_going_forward(episode: Episode) -> None:
    for here, there in pairwise(walk(episode)):
        assert at.previous_phase(episode, there) == here


def test_that_time_and_dom_never_run_backwards_along_the_phases(episode: Episode) -> None:
    for here, there in pairwise(walk(episode)):
        assert at.moment(episode, here) <= at.moment(episode, there)
        assert at.dom_count(episode, here) <= at.dom_count(episode, there)


def test_that_stepping_keeps_the_phase_and_stops_at_both_ends(episode: Episode) -> None:
    assert at.next_step(episode, Position(3, Phase.BEFORE)) == Position(4, Phase.BEFORE)
    assert at.next_step(episode, at.last(episode)) == at.last(episode)
    assert at.previous_step(episode, Position(1, Phase.BEFORE)) == START
    assert at.previous_step(episode, START) == START


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (0.0, START),
        (2200.0, Position(1, Phase.ACTION)),
        (5290.0, Position(1, Phase.AFTER)),
        (5302.0, Position(2, Phase.BEFORE)),
        (5412.0, Position(2, Phase.ACTION)),
        (99_000.0, Position(8, Phase.AFTER)),
    ],
)
def test_that_a_moment_finds_the_nearest_phase_of_its_step(episode: Episode, moment: float, expected: Position) -> None:
    assert at.position_at(episode, moment) == expected


def test_that_the_picture_of_the_action_is_the_one_it_was_aimed_at(episode: Episode) -> None:
    assert at.pixels(episode, Position(6, Phase.ACTION)) == "picture-time"
    assert at.pixels(episode, Position(6, Phase.AFTER)) == "picture-failed"
    assert at.pixels(episode, START) == "picture-home"


def test_that_the_address_after_a_step_is_where_the_next_one_found_the_page(episode: Episode) -> None:
    assert at.address(episode, START).endswith("4000/")
    assert at.address(episode, Position(7, Phase.ACTION)).endswith("/visits/new")
    assert at.address(episode, Position(7, Phase.AFTER)).endswith("/visits/902")
    assert at.address(episode, Position(8, Phase.AFTER)).endswith("/visits/902")


def test_that_an_episode_without_steps_still_has_a_place_to_stand(episode: Episode) -> None:
    empty = Episode(episode.run, (), episode.dom, ())
    assert walk(empty) == [START]
    assert at.dom_count(empty, START) == len(episode.dom)
    assert at.pixels(empty, START) is None
    assert at.page_of(empty, START) == "t1"
