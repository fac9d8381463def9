"""A real sitting whose episode carries what its page showed at the end, judged by a spec that asks for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gyms.kit.catalogue import gyms as catalogue
from gyms.kit.gym import Task
from workbench.archive.reader import open_run
from workbench.domain.actions import Done
from workbench.domain.verdicts import FindingKind, LampState, Ruling
from workbench.session import messages
from workbench.session.embedded import EmbeddedHost
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import SittingMessage, TaskRequest
from workbench.session.sitting import Sitting
from workbench.verifier import judge, parse_spec

pytestmark = pytest.mark.browser

SHIPPED = (Path(__file__).parents[2] / "specs" / "clinic" / "book_visit.yaml").read_text(encoding="utf-8")
TASK = TaskRequest("clinic/book_visit", seed=3, actor="test")
SHOWN = """
page:
  - {id: told, role: definition, text: {contains: $the-visit.id}}
  - {id: dated, role: main, text: {contains: $date, as: dates}}
  - {id: titled, role: heading, text: {contains: $service.name}}
"""


async def act(sitting: Sitting) -> None:
    """Books the visit and reads it back, as the workout's oracle does."""
    facts = sitting.world.facts
    task = Task(
        "clinic", TASK.workout, TASK.seed, "clean", facts.options, facts.parameters, facts.goal, facts.start_path
    )
    await catalogue()["clinic"].workout("book_visit").oracle(sitting.page, task)


@pytest.mark.parametrize("stay", [True, False])
def test_that_a_sittings_page_is_kept_and_judged(
    gyms: GymProcess, host: EmbeddedHost, wait: Callable[..., Any], tmp_path: Path, stay: bool
) -> None:
    assert "clinic" in catalogue()  # imported here: beside a running Qt loop that is not safe
    specs = tmp_path / "specs" / "clinic"
    specs.mkdir(parents=True)
    (specs / "book_visit.yaml").write_text(SHIPPED + SHOWN, encoding="utf-8")
    heard: list[SittingMessage] = []
    folders = Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")
    sitting = Sitting(gyms, host, folders, heard.append)

    async def story() -> Any:
        try:
            await sitting.open(TASK, preview=False)
            await sitting.record()
            await act(sitting)
            if not stay:
                await sitting.navigate("/services")
            return await sitting.finish(Done())
        finally:
            await sitting.close()

    verdict = wait(story())
    run = open_run(next(one for one in heard if isinstance(one, messages.Finished)).folder)
    (page,) = run.pages
    assert (page.page, page.incomplete) == ("t1", "")
    assert page.url.startswith(run.header.origin)
    assert {fact.role for fact in page.facts} >= {"heading", "link", "main", "navigation", "button"}
    assert verdict.ruling is (Ruling.SATISFIED if stay else Ruling.VIOLATED), (verdict, page)
    found = {finding.clause: finding for finding in verdict.findings}
    assert found["told"].kind is (FindingKind.MET if stay else FindingKind.UNMET)
    assert found["the-visit"].kind is FindingKind.MET
    assert judge(parse_spec(SHIPPED, source="book_visit.yaml"), run).ruling is Ruling.SATISFIED
    moves = [one.lamps for one in heard if isinstance(one, messages.LampsMoved)]
    lamps = [{lamp.clause: lamp.state for lamp in lamps}["told"] for lamps in moves]
    assert lamps[0] is LampState.OPEN
    assert lamps[-1] is (LampState.MET if stay else LampState.BROKEN)
