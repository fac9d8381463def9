"""Edited recordings done again with real parts: the clinic, the embedded browser, the recorder, the judge."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.archive.reader import open_episode
from workbench.authoring.trajectories import (
    ChangeLocators,
    ChangeValue,
    Delete,
    Edit,
    History,
    Insert,
    Planned,
    Replace,
    by_hand,
    first_changed,
)
from workbench.domain.actions import Click, Done, Locator
from workbench.domain.sentences import describe
from workbench.domain.verdicts import FindingKind, Ruling, Verdict
from workbench.session import messages
from workbench.session.embedded import EmbeddedHost
from workbench.session.failures import WrongMoment
from workbench.session.folders import Folders
from workbench.session.gym_process import GymProcess
from workbench.session.messages import SittingMessage
from workbench.session.redoing import Redoing, RedoRequest, free_name, task_of
from workbench.session.sitting import Sitting

pytestmark = [pytest.mark.browser]

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "recordings/clinic/book_visit/gold-native"
LOOK, BOOK, SERVICE, DATE, TIME, CONTINUE, CONFIRM, VISITS, VISIT, END = range(10)
"""Places of the gold's steps."""
Wait = Callable[..., Any]


class Bench:
    """A sitting whose messages are kept, with a redoer, and the gold recording's history."""

    def __init__(self, gyms: GymProcess, host: EmbeddedHost, root: Path) -> None:
        self.heard: list[SittingMessage] = []
        self.when: Callable[[SittingMessage], object] = id
        folders = Folders(ROOT / "specs", root / "recordings", root / "drafts")
        self.sitting = Sitting(gyms, host, folders, self._hear)
        self.redoing = Redoing(self.sitting, self._hear)
        self.episode = open_episode(GOLD)
        self.history = History.of(self.episode.steps)

    def _hear(self, message: SittingMessage) -> None:
        self.heard.append(message)
        self.when(message)

    def edit(self, *edits: Edit) -> None:
        for edit in edits:
            self.history = self.history.do(edit)

    async def run(self, hand_over: int | None = None) -> Verdict | None:
        task, script = task_of(self.episode.run.header), self.history.script
        changed = first_changed(self.history.original, script) or 0
        return await self.redoing.run(RedoRequest(task, GOLD, "gold-native", script, changed, None, hand_over))

    def told(self, kind: type[Any]) -> list[Any]:
        return [message for message in self.heard if isinstance(message, kind)]

    def stepped(self) -> list[int]:
        return [message.step for message in self.told(messages.RedoStepping)]


@pytest.fixture
def bench(gyms: GymProcess, host: EmbeddedHost, tmp_path: Path) -> Bench:
    return Bench(gyms, host, tmp_path)


@pytest.fixture
def tell(bench: Bench, wait: Wait) -> Callable[..., Any]:
    """Run a story on the runtime; the sitting is closed after it."""

    async def whole(story: Callable[[], Any]) -> Any:
        try:
            return await story()
        finally:
            await bench.sitting.close()

    return lambda story: wait(whole(story))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_that_without_a_needless_step_the_task_is_still_done_and_kept_as_an_episode_of_its_own(
    bench: Bench, tell: Wait
) -> None:
    before = files(GOLD)
    bench.edit(Delete(VISITS), Delete(VISITS))  # the confirmation page had been read already

    async def story() -> tuple[Verdict | None, Path]:
        verdict = await bench.run()
        return verdict, await bench.sitting.save("gold", "SATISFIED", name="gold-native-edited")

    verdict, kept = tell(story)
    assert verdict is not None
    assert verdict.ruling is Ruling.SATISFIED, verdict.findings
    again = open_episode(kept)
    said = [describe(step.action) for step in again.steps]
    assert said == [describe(step.action) for step in bench.history.script.steps]
    assert again.run.header.id == "gold-native-edited"
    assert all(step.before for step in again.steps)
    assert bench.stepped() == list(range(1, 9))
    assert bench.told(messages.RedoStarted)[0].first_changed == VISITS + 1
    assert files(GOLD) == before


def test_that_another_day_than_asked_for_is_violated_with_its_reason(bench: Bench, tell: Wait) -> None:
    bench.edit(ChangeValue(DATE, "2026-08-11"), Delete(VISIT))
    verdict = tell(bench.run)
    assert verdict is not None, bench.told(messages.StuckAt)
    assert verdict.ruling is Ruling.VIOLATED
    unmet = [finding for finding in verdict.findings if finding.kind is not FindingKind.MET]
    assert "the-visit" in {finding.clause for finding in unmet}
    assert any("2026-08-11" in finding.sentence + finding.nearest for finding in unmet), unmet


def test_that_a_step_that_cannot_be_done_stops_there_and_the_person_goes_on_by_hand(bench: Bench, tell: Wait) -> None:
    bench.edit(ChangeLocators(CONFIRM, (Locator("css", "#nothing-here"),)))

    async def story() -> tuple[Any, ...]:
        first = await bench.run()
        stuck = bench.told(messages.StuckAt)
        assert bench.redoing.waiting
        await bench.sitting.page.get_by_role("button", name="Confirm visit").click()
        verdict = await bench.redoing.hand_back(CONFIRM + 1)
        return first, stuck, verdict

    first, stuck, verdict = tell(story)
    assert first is None
    assert [message.step for message in stuck] == [CONFIRM + 1]
    assert stuck[0].sentence == "**Confirm visit** (css=#nothing-here) is not on the page /visits/review."
    assert verdict.ruling is Ruling.SATISFIED
    made = bench.told(messages.DoneByHand)
    assert [(each.start, each.stop) for each in made] == [(CONFIRM + 1, CONFIRM + 2)]
    assert [type(step.action) for step in made[0].steps] == [Click]
    bench.edit(Replace(made[0].start - 1, made[0].stop - 1, by_hand(made[0].steps)))
    assert bench.history.script.end == Done()


def test_that_a_mended_step_goes_on_from_where_the_page_stands(bench: Bench, tell: Wait) -> None:
    bench.edit(ChangeLocators(CONFIRM, (Locator("css", "#nothing-here"),)))

    async def story() -> Any:
        assert await bench.run() is None
        bench.history = bench.history.undo()
        return await bench.run()

    verdict = tell(story)
    assert verdict.ruling is Ruling.SATISFIED
    assert bench.stepped() == [*range(1, CONFIRM + 2), *range(CONFIRM + 1, END + 2)]
    assert len(bench.told(messages.RecordingStarted)) == 1


def test_that_an_edit_before_the_place_that_was_reached_begins_in_a_fresh_world(bench: Bench, tell: Wait) -> None:
    async def story() -> Any:
        assert await bench.run(hand_over=CONFIRM) is None
        bench.edit(Delete(LOOK))
        bench.edit(ChangeLocators(LOOK, (Locator("role", "link", "Book a visit now"),)))
        return await bench.run()

    verdict = tell(story)
    assert verdict.ruling is Ruling.SATISFIED
    assert len(bench.told(messages.RecordingStarted)) == 2


def test_that_steps_are_recorded_by_hand_between_those_that_are_done_again(bench: Bench, tell: Wait) -> None:
    async def story() -> Any:
        assert await bench.run(hand_over=BOOK) is None
        await bench.sitting.page.get_by_role("heading", level=1).click()
        return await bench.redoing.hand_back(BOOK)

    verdict = tell(story)
    assert verdict.ruling is Ruling.SATISFIED
    assert [message.step for message in bench.told(messages.HandedOver)] == [BOOK + 1]
    made = bench.told(messages.DoneByHand)
    assert [(each.start, each.stop) for each in made] == [(BOOK + 1, BOOK + 1)]
    assert bench.stepped() == [1, *range(3, END + 3)]


def test_that_the_person_may_declare_the_end_instead_of_the_script(bench: Bench, tell: Wait) -> None:
    async def story() -> Any:
        assert await bench.run(hand_over=VISITS) is None
        verdict = await bench.redoing.finish(Done())
        with pytest.raises(WrongMoment):
            await bench.redoing.hand_back(VISITS)
        return verdict

    verdict = tell(story)
    assert verdict.ruling is Ruling.SATISFIED
    made = bench.told(messages.DoneByHand)[0]
    assert (made.start, made.stop) == (VISITS + 1, END + 2)
    assert [step.action for step in made.steps] == [Done()]


def test_that_the_person_can_stop_it_before_the_next_step(bench: Bench, tell: Wait) -> None:
    async def story() -> None:
        begun = asyncio.Event()
        bench.when = lambda message: begun.set() if isinstance(message, messages.RedoStepping) else None
        run = asyncio.create_task(bench.run())
        await begun.wait()
        await bench.redoing.stop()
        assert await run is None

    tell(story)
    assert [message.step for message in bench.told(messages.HandedOver)] == [2]


def test_that_a_script_ends_quietly_when_its_task_is_left(bench: Bench, tell: Wait) -> None:
    async def story() -> Verdict | None:
        begun = asyncio.Event()
        bench.when = lambda message: begun.set() if isinstance(message, messages.RedoStepping) else None
        run = asyncio.create_task(bench.run())
        await begun.wait()
        with pytest.raises(WrongMoment):
            await bench.run()
        await bench.sitting.open(task_of(bench.episode.run.header))
        return await run

    assert tell(story) is None
    assert not bench.told(messages.StuckAt)
    assert not bench.told(messages.Finished)


def test_that_the_next_script_need_not_wait_for_one_whose_task_was_left(bench: Bench, tell: Wait) -> None:
    async def story() -> bool:
        begun = asyncio.Event()
        bench.when = lambda message: begun.set() if isinstance(message, messages.RedoStepping) else None
        run = asyncio.create_task(bench.run())
        await begun.wait()
        await bench.sitting.close()
        assert await bench.run(hand_over=0) is None
        return run.done()

    assert tell(story)
    assert [message.step for message in bench.told(messages.HandedOver)] == [1]
    assert not bench.told(messages.StuckAt)


def test_that_an_own_locator_may_lead_to_an_element_of_another_kind(bench: Bench, tell: Wait) -> None:
    heading = Locator("css", "main h1")
    bench.edit(Insert(BOOK, Planned(bench.history.script.steps[LOOK].action)), ChangeLocators(BOOK, (heading,)))

    async def story() -> None:
        assert await bench.run(hand_over=BOOK + 1) is None

    tell(story)
    assert not bench.told(messages.StuckAt)


def test_that_no_recording_loses_its_name_to_an_edited_one(tmp_path: Path) -> None:
    assert free_name(tmp_path, "clinic/book_visit", "gold-edited") == "gold-edited"
    (tmp_path / "clinic/book_visit/gold-edited").mkdir(parents=True)
    assert free_name(tmp_path, "clinic/book_visit", "gold-edited") == "gold-edited-2"
