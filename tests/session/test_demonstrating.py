"""A workout that is a file alone: shown once by hand, done again by itself, judged and verified."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page
from typer.testing import CliRunner

from workbench.cli.main import app
from workbench.domain.actions import Done
from workbench.domain.failures import Problem
from workbench.domain.verdicts import Ruling
from workbench.session.agents import know_gyms
from workbench.session.embedded import EmbeddedHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import TaskRequest
from workbench.session.running import Keeping, Played, Runner
from workbench.session.sitting import Sitting

WORKOUT = "clinic/change_phone"
WRITTEN = """\
version: 1
workout: clinic/change_phone
goal: "Change {member.name}'s phone number to {phone}."
params: {member: {id: integer, name: string}, phone: string}
task:
  title: Change a phone number
  trains: Changing one field of a form and leaving the others alone.
  start: /profile
  as: member
  draw:
    member: {from: members, columns: [id, name]}
    phone: {one_of: ["+1 555 0101", "+1 555 0102", "+1 555 0103", "+1 555 0104"]}
outcome: done
"""
CLAUSES = """\
require:
  - {id: the-phone, update: members, key: $member.id, values: {phone: $phone}}
allow:
  - {id: page-views, insert: page_views}
  - {id: last-seen, update: members, key: $member.id, only: [last_seen_at]}
tables: {sessions: ephemeral, audit_log: ephemeral}
"""


@dataclass(frozen=True)
class Shown:
    """A written workout with one gold."""

    folders: Folders
    seed: int


async def by_hand(page: Page, phone: str) -> None:
    """What a person does."""
    await page.get_by_label("Phone").fill(phone)
    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("status").wait_for()


@pytest.fixture
def shown(gyms: GymProcess, host: EmbeddedHost, wait: Callable[..., Any], tmp_path: Path) -> Shown:
    """The workout is written, first without clauses; its gold is recorded; then the clauses follow."""
    know_gyms()
    folders = Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")
    file = folders.specs / f"{WORKOUT}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(WRITTEN)

    async def record() -> Ruling:
        await gyms.read_workouts(folders.specs)
        sitting = Sitting(gyms, host, folders, lambda _: None)
        await sitting.open(TaskRequest(WORKOUT, seed=1), preview=False)
        await sitting.record()
        await by_hand(sitting.page, str(sitting.world.facts.parameters["phone"]))
        verdict = await sitting.finish(Done())
        assert "asks for **nothing yet**" in " ".join(finding.sentence for finding in verdict.findings)
        await sitting.save("gold", "SATISFIED", name="gold")
        await sitting.close()
        return verdict.ruling

    assert wait(record()) is Ruling.UNDECIDED
    file.write_text(WRITTEN.replace("outcome: done\n", CLAUSES))
    return Shown(folders, 1)


@pytest.mark.browser
def test_that_what_was_shown_once_is_done_again_also_for_other_tasks_and_verifies(
    shown: Shown, gyms: GymProcess, host: EmbeddedHost, wait: Callable[..., Any], tmp_path: Path
) -> None:
    runner = Runner(gyms, host, shown.folders.specs, golds=shown.folders.recordings)

    async def play(seed: int, actor: str) -> Played:
        await gyms.read_workouts(shown.folders.specs)
        return await runner.play(TaskRequest(WORKOUT, seed, actor=actor), Keeping(tmp_path / "kept", f"{actor}-{seed}"))

    for seed in (shown.seed, 2, 3):
        played = wait(play(seed, "oracle"))
        assert played.satisfied, (played.goal, played.raised, played.verdict)
        assert str(played.goal).startswith("Change ")
    assert wait(play(1, "nothing")).verdict.ruling is Ruling.VIOLATED
    assert wait(play(1, "defer")).verdict.ruling is Ruling.VIOLATED
    with pytest.raises(Problem, match=r"no agent hasty for clinic/change_phone.*Choose oracle"):
        wait(play(1, "hasty"))
    kept = tmp_path / "kept" / WORKOUT
    asked = [str(kept / f"oracle-{seed}") for seed in (1, 2, 3)]
    answer = CliRunner().invoke(app, ["verify", *asked, "--specs", str(shown.folders.specs), "--json"])
    assert answer.exit_code == 0, answer.output
    assert "SATISFIED" in answer.output


@pytest.mark.browser
def test_that_a_demonstration_that_leads_nowhere_gives_up_in_words(
    shown: Shown, gyms: GymProcess, host: EmbeddedHost, wait: Callable[..., Any]
) -> None:
    file = shown.folders.specs / f"{WORKOUT}.yaml"
    file.write_text(file.read_text().replace("start: /profile", "start: /services"))

    async def play() -> Played:
        await gyms.read_workouts(shown.folders.specs)
        return await Runner(gyms, host, shown.folders.specs, golds=shown.folders.recordings).play(
            TaskRequest(WORKOUT, 2, actor="oracle")
        )

    played = wait(play())
    assert not played.satisfied
    assert "What “gold” shows for seed 1 does not lead there for seed 2: **Phone**" in played.raised


def test_that_a_written_workout_without_a_gold_says_what_to_record(tmp_path: Path) -> None:
    file = tmp_path / "specs" / f"{WORKOUT}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(WRITTEN)
    asked = ["run", WORKOUT, "--specs", str(tmp_path / "specs"), "--recordings", str(tmp_path), "--json"]
    answer = CliRunner().invoke(app, [*asked, "--browser", "/nowhere/chromium"])
    assert answer.exit_code == 2
    said = json.loads(answer.output)
    assert "no gold of it was recorded" in said["problem"], said
