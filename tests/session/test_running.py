"""Agents in sittings of their own: judged, kept or thrown away, and what they raise is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gyms.kit.gym import Task
from workbench.archive.reader import open_episode, read_blob
from workbench.domain.actions import Defer, Done, GiveUp, Outcome
from workbench.domain.failures import Problem
from workbench.domain.verdicts import FindingKind, Ruling
from workbench.replay.dom.fidelity import check_episode
from workbench.session.agents import AGENTS, know_gyms
from workbench.session.control import GymInfo, WorkoutInfo
from workbench.session.embedded import EmbeddedHost
from workbench.session.gym_process import GymProcess
from workbench.session.messages import TaskRequest
from workbench.session.running import Keeping, Played, Runner, chosen
from workbench.session.sitting import Sitting

SPECS = Path(__file__).parents[2] / "specs"
GYMS = [
    GymInfo(gym, gym, "", 1, {}, tuple(WorkoutInfo(f"{gym}/{name}", name, "", "") for name in names))
    for gym, names in {"clinic": ("book_visit", "move_visit"), "mail": ("send",)}.items()
]


async def fails(_sitting: Sitting, _task: Task) -> Outcome:
    raise LookupError("There is no such button.")


@pytest.mark.browser
def test_that_agents_are_recorded_judged_and_kept_by_name(
    gyms: GymProcess, host: EmbeddedHost, wait: Callable[..., Any], tmp_path: Path
) -> None:
    know_gyms()
    runner = Runner(gyms, host, SPECS, {**AGENTS, "fails": fails})

    async def story() -> list[Played]:
        gold, other = Keeping(tmp_path, "gold"), Keeping(tmp_path, "other")
        return [
            await runner.play(TaskRequest("clinic/book_visit", seed=3, actor="oracle"), gold),
            await runner.play(TaskRequest("clinic/book_visit", seed=3, actor="fails"), other),
            await runner.play(TaskRequest("clinic/book_visit", seed=4, actor="defer")),
        ]

    solved, failed, deferred = wait(story())
    assert (solved.verdict.ruling, solved.outcome, solved.satisfied) == (Ruling.SATISFIED, Done(), True), solved
    assert (failed.verdict.ruling, failed.raised) == (Ruling.VIOLATED, "LookupError: There is no such button.")
    assert failed.outcome == GiveUp("LookupError: There is no such button.")
    assert (deferred.verdict.ruling, type(deferred.outcome), deferred.kept) == (Ruling.VIOLATED, Defer, None)
    folders = {path.parent.name for path in tmp_path.rglob("episode.json")}
    assert folders == {"gold", "other"}
    assert solved.kept == tmp_path / "clinic" / "book_visit" / "gold"
    episode = open_episode(solved.kept)
    header = episode.run.header
    assert (header.id, header.label, header.expected, header.actor) == ("gold", "gold", "SATISFIED", "oracle")
    assert len(episode.steps) == solved.steps
    assert set(check_episode(episode, lambda name: read_blob(tmp_path / "clinic/book_visit/gold", name))) == {None}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("workout", "seed"),
    [
        ("clinic/book_visit", 4),
        ("loyalty/update_address", 11),
    ],
)
def test_that_trust_in_the_surface_passes_undisturbed_and_is_refused_with_a_reason_under_stress(
    gyms: GymProcess, host: EmbeddedHost, wait: Callable[..., Any], workout: str, seed: int
) -> None:
    know_gyms()
    runner = Runner(gyms, host, SPECS)

    async def story() -> list[Played]:
        return [await runner.play(TaskRequest(workout, seed, each, actor="hasty")) for each in ("clean", "rough")]

    clean, rough = wait(story(), seconds=300.0)
    assert clean.satisfied, clean.verdict.findings
    assert (rough.raised, rough.verdict.ruling) == ("", Ruling.VIOLATED), rough
    reason = rough.verdict.findings[0]
    assert reason.kind in (FindingKind.BREACH, FindingKind.UNMET)
    assert reason.nearest, reason


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["all"], ["clinic/book_visit", "clinic/move_visit", "mail/send"]),
        (["mail", "mail/send"], ["mail/send"]),
        (["clinic/move_visit", "mail"], ["clinic/move_visit", "mail/send"]),
    ],
)
def test_that_workouts_are_chosen_by_name_by_gym_or_all_together(names: list[str], found: list[str]) -> None:
    assert [workout.name for workout in chosen(GYMS, names)] == found


def test_that_an_unknown_workout_is_named_with_those_that_there_are() -> None:
    with pytest.raises(Problem, match=r"mail/sned.*clinic/book_visit, clinic/move_visit, mail/send"):
        chosen(GYMS, ["mail/sned"])
