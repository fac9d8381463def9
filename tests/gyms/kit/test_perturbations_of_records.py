"""Perturbations of what a site does in the background, stores, and was built with."""

from collections.abc import Callable

import pytest

from gyms.kit.perturbations import Perturbation
from gyms.kit.perturbations.choice_swap import ChoiceSwap
from gyms.kit.perturbations.commit_lag import CommitLag
from gyms.kit.perturbations.commit_never import CommitNever
from gyms.kit.perturbations.decoy_records import DecoyRecords
from gyms.kit.perturbations.default_trap import DefaultTrap
from gyms.kit.perturbations.era_skin import EraSkin
from gyms.kit.perturbations.optimistic_conflict import OptimisticConflict
from gyms.kit.perturbations.tidied_text import How, TidiedText
from gyms.kit.perturbations.widget_swap import WidgetSwap
from gyms.kit.worlds import Worlds
from tests.gyms.kit.desk import Desk

OpenDesk = Callable[..., Desk]


def test_that_a_lagging_commit_happens_late_and_once(desk: OpenDesk) -> None:
    visitor = desk(CommitLag(least=100, most=110))
    visitor.post("/orders", {"text": "tea"})
    (struck,) = visitor.strikes("P1")
    assert 100 <= struck["added"] <= 110
    visitor.let_time_pass(90)
    assert visitor.notes() == []
    visitor.let_time_pass(120)
    assert visitor.notes() == ["ordered tea"]


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_that_commits_fail_no_more_often_than_they_may(desk: OpenDesk, most: int) -> None:
    visitor = desk(CommitNever(share=1, most=most))
    for number in range(5):
        visitor.post("/orders", {"text": str(number)})
    visitor.let_time_pass(10)
    assert visitor.notes() == [f"{'failed' if number < most else 'ordered'} {number}" for number in range(5)]
    assert [it["attempt"] for it in visitor.strikes("P2")] == list(range(1, most + 1))


def test_that_a_commit_that_may_not_fail_never_does(desk: OpenDesk) -> None:
    visitor = desk(CommitNever(share=1, most=9))
    visitor.post("/orders/sure")
    visitor.let_time_pass(10)
    assert visitor.notes() == ["ordered surely"]
    assert visitor.strikes() == []


@pytest.mark.parametrize(
    ("how", "kept"),
    [("trim", "two  Words"), ("squeeze", "two Words"), ("upper", "TWO WORDS"), ("title", "Two Words")],
)
def test_that_free_text_is_tidied_before_the_site_sees_it(desk: OpenDesk, how: How, kept: str) -> None:
    visitor = desk(TidiedText(how=how))
    visitor.post("/notes", {"text": " two  Words "})
    assert visitor.notes() == [kept]
    assert visitor.strikes("P24") == [{"field": "text", "from": " two  Words ", "to": kept}]


def test_that_tidy_text_and_other_fields_stay_as_they_are(desk: OpenDesk) -> None:
    visitor = desk(TidiedText(how="upper"))
    visitor.post("/notes", {"text": "FINE"})
    visitor.post("/shelves/1/label", {"label": "  fine "})
    assert visitor.strikes() == []
    assert visitor.notes() == ["FINE"]
    assert {it["new"]["label"] for it in visitor.changes() if it["table"] == "shelves"} == {"  fine "}


def test_that_somebody_is_faster_right_before_a_form_arrives_and_not_when_it_is_sent_again(desk: OpenDesk) -> None:
    visitor = desk(OptimisticConflict(share=1, most=2))
    refused = visitor.post("/shelves/1/label", {"label": "Mine", "changes": "0"})
    assert (refused.status_code, refused.json()) == (409, {"refused": 1})
    assert visitor.post("/shelves/1/label", {"label": "Mine", "changes": "1"}).status_code == 200
    assert visitor.strikes("P25") == [{"before": "POST /shelves/1/label"}]
    assert {it["actor"] for it in visitor.changes() if it["new"]["label"] != "Mine"} == {"system"}
    for _ in range(6):
        visitor.post("/notes")
    assert len(visitor.strikes("P25")) == 2


def test_that_nobody_is_faster_where_the_workout_has_no_rival(desk: OpenDesk) -> None:
    visitor = desk(OptimisticConflict(share=1, most=9), workout="quiet")
    assert visitor.post("/shelves/1/label", {"label": "Mine", "changes": "0"}).status_code == 200
    assert visitor.strikes() == []


def test_that_look_alikes_lie_in_the_initial_state_and_are_told_when_the_sitting_begins(desk: OpenDesk) -> None:
    plain, crowded = desk(), desk(DecoyRecords(number=4))
    assert len(crowded.world.initial()["tables"]["notes"]) == len(plain.world.initial()["tables"]["notes"]) + 4
    assert crowded.world.task.parameters == plain.world.task.parameters
    crowded.start()
    assert crowded.strikes("P27") == [{"look_alikes": 4}]
    crowded.reset()
    crowded.start()
    assert crowded.struck() == ["P27"]


@pytest.mark.parametrize(
    ("perturbation", "option", "among"),
    [
        (DefaultTrap(), "defaults", {"trap"}),
        (WidgetSwap(), "date_widget", {"flatpickr", "legacy"}),
        (WidgetSwap(kind="native"), "date_widget", {"native"}),
        (ChoiceSwap(), "choice_widget", {"select2"}),
        (EraSkin(), "era", {"2004"}),
    ],
)
def test_that_it_chooses_among_what_the_gym_offers(
    desk: OpenDesk, perturbation: Perturbation, option: str, among: set[str]
) -> None:
    chosen = set()
    for seed in range(1, 7):
        visitor = desk(perturbation, seed=seed)
        visitor.start()
        chosen.add(visitor.world.task.options[option])
        assert visitor.strikes(perturbation.id) == [{"options": {option: visitor.world.task.options[option]}}]
    assert chosen == among


def test_that_an_option_given_outranks_what_a_perturbation_chooses_and_nothing_is_told(desk: OpenDesk) -> None:
    visitor = desk(DefaultTrap(), defaults="plain")
    visitor.start()
    assert visitor.world.task.options["defaults"] == "plain"
    assert visitor.strikes() == []


def test_that_what_does_not_apply_is_no_error(worlds: Worlds, desk: OpenDesk) -> None:
    swaps = (WidgetSwap(), ChoiceSwap(), DefaultTrap(), DecoyRecords(), OptimisticConflict(), WidgetSwap(kind="none"))
    world = worlds.open("library", "lend_book", perturbations=swaps)
    assert set(world.task.options) == {"era", "language"}
    worlds.close_world(world)
    visitor = desk(DecoyRecords(), WidgetSwap(kind="none"), workout="quiet")
    visitor.start()
    assert visitor.strikes() == []
